import type { CallError } from '../../preload/contract.ts';
import { flushDrafts } from './composer.ts';
import { openConversation, useConversation } from './conversation.ts';
import { setFilter, useInbox } from './inbox.ts';
import { unlock } from './session.ts';
import { goTo, useUi } from './ui.ts';

/** Somebody else takes the counter without its being locked, and goes on where the one before stood (AT-6). */
export async function switchUser(userId: number, pin: string): Promise<CallError | undefined> {
  const { place } = useUi.getState();
  const { openId } = useConversation.getState();
  const { tab } = useInbox.getState().filter;
  flushDrafts();
  const refused = await unlock(userId, pin);
  if (refused) return refused;
  // Taking the counter forgets all that the one before had on screen; the place comes back, their filters do not.
  goTo(place);
  void setFilter({ tab });
  if (openId !== undefined) void openConversation(openId);
  return undefined;
}

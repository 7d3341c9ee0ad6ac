/** The open conversation, where it becomes another one: all that hangs on it goes with it. */
import { moveDraft } from './composer.ts';
import { followConversation } from './conversation.ts';
import { moveSending } from './sending.ts';

/** Looks whether the open conversation was merged into another or moved to another channel, and goes on there. */
export function follow(): Promise<void> {
  return followConversation((from, into) => {
    moveDraft(from, into);
    moveSending(from, into.id);
  });
}

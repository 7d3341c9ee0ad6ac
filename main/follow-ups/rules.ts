/** When a follow-up speaks, and what becomes of it after it could not (SC-2). Pure. */
import type { FollowUp, FollowUpStep } from '../../preload/entities/schedules.ts';
import type { Decision } from '../automation/decide.ts';
import type { Hours } from '../hours/rules.ts';

const MINUTE = 60_000;
/** What was held back is tried again after so long, when nobody says until when it is held. */
export const AGAIN_MS = 15 * MINUTE;

/** The moment of a step that is counted from `from`; minutes in which the shop is closed do not count, if so wanted. */
export function dueOf(
  { afterMinutes }: FollowUpStep,
  onlyOpenHours: boolean,
  hours: Hours,
  from: number,
): number {
  const ms = afterMinutes * MINUTE;
  if (!onlyOpenHours) return from + ms;
  // A shop that never opens again: looked at later, in case that its hours change.
  return hours.afterOpenMs(from, ms) ?? from + ms;
}

export type Next =
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'end'; readonly why: NonNullable<FollowUp['ended']> };

/** After a step that was not said. */
export function afterSilence({ actions, because: { rule, values } }: Decision, now: number): Next {
  // Decided and not queued: nothing leaves for a blocked contact, nor from an archived channel.
  const refused = actions.some((action) => action.do === 'send');
  if (refused || rule === 'robot-off-contact' || rule === 'not-a-person') {
    return { kind: 'end', why: 'by-user' };
  }
  const until = values['until'] ?? values['opensAt'];
  return { kind: 'wait', until: typeof until === 'number' && until > now ? until : now + AGAIN_MS };
}

/** What a ticket means to whoever looks at it. Pure. */
import type { Ticket } from '../../../preload/entities.ts';
import type { Tone } from '../../ui/state-pill.tsx';

export type Standing = 'waiting' | 'open' | 'snoozed' | 'closed';

/** What stands first: a snoozed conversation is out of the way, whoever has it. */
export function standingOf({ state, snoozedUntil }: Ticket): Standing {
  return snoozedUntil !== undefined && state !== 'closed' ? 'snoozed' : state;
}

export const TONES: Readonly<Record<Standing, Tone>> = {
  waiting: 'busy',
  open: 'ok',
  snoozed: 'idle',
  closed: 'idle',
};

/**
 * Whoever opens a conversation that waits only looks: nobody has accepted it, and the customer must not be told that
 * it was read (AT-2).
 */
export function isPeek(ticket: Ticket | undefined): boolean {
  return ticket?.state === 'waiting';
}

/** Whether *Aceitar* is the next step: nobody here has it. One that is open without anybody is attended on the phone. */
export function isToAccept({ state, userId }: Ticket): boolean {
  return state === 'waiting' || (state === 'open' && userId === undefined);
}

/** Whether somebody else attends it. */
export function isOfAnother({ state, userId }: Ticket, me: number | undefined): boolean {
  return state === 'open' && userId !== undefined && userId !== me;
}

/** Whether it can be given back to all that may take it. */
export function isReturnable({ state, userId }: Ticket): boolean {
  return state === 'open' || (state === 'waiting' && userId !== undefined);
}

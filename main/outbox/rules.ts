import { type FailureCode, isInvisible } from '../../preload/entities.ts';
import type { SendFailure } from '../channels/driver.ts';

/** A driver that has not handed a message over by now never will: it may have to ask for keys first. */
export const HAND_OVER_MS = 60_000;
/** A file of 100 MB takes a quarter of an hour on the slowest line that a shop would put up with. */
export const UPLOAD_MS = 15 * 60_000;
/** Handed over and no answer of the server after so long: sent again, with the same id. */
export const ANSWER_MS = 20_000;
/** So many tries that reached the network, and the message is shown as failed. */
export const MAX_ATTEMPTS = 6;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** The pause after so many attempts. */
export function backoff(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1));
}

/** Nothing that could be seen: it would reach the contact as an empty bubble, or not at all. */
export function isBlank(text: string): boolean {
  return isInvisible(text);
}

export interface Waiting {
  readonly id: number;
  /** Those of one of these go one after the other. */
  readonly line: number;
  /** It comes with a file. */
  readonly heavy: boolean;
  readonly state: 'queued' | 'sending';
  readonly attempts: number;
  readonly notBefore: number;
}

export type Due =
  | { readonly kind: 'send'; readonly row: Waiting }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'nothing' };

/**
 * What of one channel goes next; `rows` come in order of time. Within a conversation nothing overtakes what has not been
 * handed over: neither what pauses after a failure, nor what nobody knows yet whether it went, nor what `hasRoom` keeps
 * waiting.
 */
export function nextDue(
  rows: Iterable<Waiting>,
  handedOver: { has(id: number): boolean },
  now: number,
  hasRoom: (row: Waiting) => boolean = () => true,
): Due {
  const blocked = new Set<number>();
  let until = Infinity;
  for (const row of rows) {
    const onItsWay = row.state === 'sending' && handedOver.has(row.id);
    if (onItsWay || blocked.has(row.line)) continue;
    if (row.state === 'queued' && isDue(row, now)) {
      if (hasRoom(row)) return { kind: 'send', row };
    } else if (row.state === 'queued') until = Math.min(until, row.notBefore);
    blocked.add(row.line);
  }
  if (until === Infinity) return { kind: 'nothing' };
  // Looked at again before long, for the clock may be set meanwhile.
  return { kind: 'wait', ms: Math.min(until - now, LONGEST_PAUSE_MS) };
}

/** A pause after a failure is never longer than the longest, unless the clock was set back meanwhile. */
function isDue({ attempts, notBefore }: Waiting, now: number): boolean {
  return notBefore <= now || (attempts > 0 && notBefore > now + LONGEST_PAUSE_MS);
}

export type AfterFailure =
  | { readonly kind: 'again'; readonly attempts: number; readonly notBefore: number }
  | { readonly kind: 'failed'; readonly failure: FailureCode };

/** What becomes of a message whose sending failed; `attempts` counts this one. */
export function afterFailure(
  { kind, code }: Pick<SendFailure, 'kind' | 'code'>,
  attempts: number,
  now: number,
): AfterFailure {
  // It never reached the network: no attempt to count, and no reason to give up.
  if (code === 'not-connected') return { kind: 'again', attempts: attempts - 1, notBefore: now + backoff(1) };
  if (kind === 'final' || attempts >= MAX_ATTEMPTS) return { kind: 'failed', failure: code };
  return { kind: 'again', attempts, notBefore: now + backoff(attempts) };
}

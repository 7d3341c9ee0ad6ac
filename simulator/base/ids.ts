import { createHash } from 'node:crypto';
import type { Shelf } from './cabinet.ts';

/** Identifiers that look random, never repeat, and come out alike for the same seed. */
export interface Ids {
  /** A message id as an Android phone makes them: 32 upper-case hex digits. */
  message(): string;
  /** The id of a stanza the server itself begins. */
  stanza(): string;
  /** The digits of the LID that belongs to a phone number. */
  lid(pn: string): string;
  /** A whole number from 1 to `max`. */
  number(max: number): number;
}

export function createIds(seed: number, counters: Shelf<number>): Ids {
  const digest = (...parts: (string | number)[]) =>
    createHash('sha256')
      .update([seed, ...parts].join('/'))
      .digest();
  const next = (kind: string) => {
    const count = (counters.get(kind) ?? 0) + 1;
    counters.put(kind, count);
    return count;
  };
  return {
    message: () => digest('message', next('message')).toString('hex').slice(0, 32).toUpperCase(),
    stanza: () => `${1_000_000 + next('stanza')}-${(seed % 65_535) + 1}`,
    lid: (pn) => String(100_000_000_000_000n + (digest('lid', pn).readBigUInt64BE() % 900_000_000_000_000n)),
    number: (max) => 1 + (digest('number', next('number')).readUInt32BE() % max),
  };
}

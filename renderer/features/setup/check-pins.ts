import type { CallError } from '../../../preload/contract.ts';

const SHORTEST = 4;

/** What main cannot know, and what it need not be asked: whether both entries are the same, and long enough. */
export function checkPins(pin: string, again: string): CallError | undefined {
  if (pin.length < SHORTEST) return { code: 'pin-short', field: 'pin' };
  if (pin !== again) return { code: 'pins-differ', field: 'again' };
  return undefined;
}

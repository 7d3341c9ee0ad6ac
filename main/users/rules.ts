/** Wrong PINs in a row that cost no wait. */
export const FREE_TRIES = 3;

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** How long a user is locked after so many wrong PINs in a row: 5 s, 15 s, 45 s … 15 min. */
export function waitAfter(wrongPins: number): number {
  if (wrongPins < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 3 ** (wrongPins - FREE_TRIES));
}

/** What is left of a wait. Never more than the wait itself: a clock that was set back must not lock anybody out. */
export function waitLeft({ wrongPins, lockedUntil }: Tries, now: number): number {
  return Math.max(0, Math.min(lockedUntil - now, waitAfter(wrongPins)));
}

export interface Tries {
  readonly wrongPins: number;
  readonly lockedUntil: number;
}

/** Counts a try as wrong before it is looked at, so that neither a crash nor many tries at once are free. */
export function nextTry({ wrongPins }: Tries, now: number): Tries {
  const counted = wrongPins + 1;
  return { wrongPins: counted, lockedUntil: now + waitAfter(counted) };
}

/** Milliseconds until a window locks that was last used then; 0 or less: now. `minutes` 0 means never. */
export function idleLeft(lastUsedAt: number, minutes: number, now: number): number {
  return minutes === 0 ? Infinity : lastUsedAt + minutes * 60_000 - now;
}

/** Whether the shop would be left without anybody who may set it up. */
export function isLastManager(
  users: readonly { readonly id: number; readonly role: string }[],
  userId: number,
): boolean {
  const managers = users.filter(({ role }) => role === 'manager');
  return managers.length === 1 && managers[0]?.id === userId;
}

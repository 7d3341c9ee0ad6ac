/** Minutes as people say them: a number and its unit. Pure. */

export const UNITS = ['minutes', 'hours', 'days'] as const;
export type Unit = (typeof UNITS)[number];

const MINUTES: Readonly<Record<Unit, number>> = { minutes: 1, hours: 60, days: 1_440 };
/** Thirty days, the contract's longest. */
const LONGEST = 43_200;

export interface Delay {
  readonly amount: number;
  readonly unit: Unit;
}

/** In the largest unit that leaves no rest. */
export function delayOf(minutes: number): Delay {
  const unit = UNITS.findLast((each) => minutes % MINUTES[each] === 0) ?? 'minutes';
  return { amount: minutes / MINUTES[unit], unit };
}

export function minutesOf({ amount, unit }: Delay): number {
  return Math.min(LONGEST, amount * MINUTES[unit]);
}

export const mostOf = (unit: Unit): number => LONGEST / MINUTES[unit];

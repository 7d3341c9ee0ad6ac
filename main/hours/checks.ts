/** What business hours may be: the first fault is refused by the field it lies in. Pure. */
import { type BusinessHours, type Interval, MINUTES_OF_A_DAY } from '../../preload/entities/hours.ts';

export interface Fault {
  readonly code:
    | 'hours-inverted'
    | 'hours-too-long'
    | 'hours-overlap'
    | 'hours-never-open'
    | 'special-day-twice';
  /** Within the hours, e.g. `week.4.1`. */
  readonly field: string;
}

interface Placed extends Interval {
  readonly field: string;
}

/** The first fault, in the order in which they stand on the screen. */
export function faultIn(hours: BusinessHours): Fault | undefined {
  const week = hours.week.flatMap((day, index) =>
    day.map((interval, place) => ({
      from: interval.from + index * MINUTES_OF_A_DAY,
      to: interval.to + index * MINUTES_OF_A_DAY,
      field: `week.${index}.${place}`,
    })),
  );
  return (
    first(week, shapeFault) ??
    overlapIn(week, 7 * MINUTES_OF_A_DAY) ??
    first(hours.specials, (special, index) => {
      const placed = special.intervals.map((interval, place) => ({
        ...interval,
        field: `specials.${index}.intervals.${place}`,
      }));
      return first(placed, shapeFault) ?? overlapIn(placed, undefined);
    }) ??
    twice(hours) ??
    neverOpen(hours, week)
  );
}

function first<T>(
  items: readonly T[],
  fault: (item: T, index: number) => Fault | undefined,
): Fault | undefined {
  for (const [index, item] of items.entries()) {
    const found = fault(item, index);
    if (found) return found;
  }
  return undefined;
}

function shapeFault({ from, to, field }: Placed): Fault | undefined {
  if (to <= from) return { code: 'hours-inverted', field };
  if (to - from > MINUTES_OF_A_DAY) return { code: 'hours-too-long', field };
  return undefined;
}

/** The later one of two that overlap is at fault. What runs past the end of the round meets its beginning. */
function overlapIn(placed: readonly Placed[], round: number | undefined): Fault | undefined {
  return first(placed, (later, index) => {
    const clash = placed.slice(0, index).some((earlier) => {
      const shifts = round === undefined ? [0] : [0, round, -round];
      return shifts.some((shift) => later.from < earlier.to + shift && earlier.from + shift < later.to);
    });
    return clash ? { code: 'hours-overlap', field: later.field } : undefined;
  });
}

function twice({ specials }: BusinessHours): Fault | undefined {
  const seen = new Set<string>();
  return first(specials, ({ date, yearly }, index) => {
    const key = yearly ? date.slice(5) : date;
    if (seen.has(key)) return { code: 'special-day-twice', field: `specials.${index}.date` };
    seen.add(key);
    return undefined;
  });
}

function neverOpen({ on, specials }: BusinessHours, week: readonly Placed[]): Fault | undefined {
  const opens = week.length > 0 || specials.some(({ intervals }) => intervals.length > 0);
  return on && !opens ? { code: 'hours-never-open', field: 'week' } : undefined;
}

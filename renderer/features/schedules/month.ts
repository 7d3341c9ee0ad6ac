/** The days of a month on the wall of this PC, Monday first. Pure. */

const WEEK = 7;

/** Midnight of that day. */
export function dayOf(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

export function dayAfter(day: number, days: number): number {
  const date = new Date(day);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** The same day of another month, or its last one. */
export function monthAfter(day: number, months: number): number {
  const date = new Date(day);
  const first = new Date(date.getFullYear(), date.getMonth() + months, 1);
  const length = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate();
  return new Date(first.getFullYear(), first.getMonth(), Math.min(date.getDate(), length)).getTime();
}

export function sameMonth(a: number, b: number): boolean {
  const one = new Date(a);
  const other = new Date(b);
  return one.getFullYear() === other.getFullYear() && one.getMonth() === other.getMonth();
}

/** Days since Monday. */
const sinceMonday = (day: number): number => (new Date(day).getDay() + 6) % WEEK;

/** Whole weeks that hold the month of that day; each day by its midnight. */
export function weeksOf(day: number): readonly (readonly number[])[] {
  const date = new Date(day);
  const first = new Date(date.getFullYear(), date.getMonth(), 1).getTime();
  const weeks: number[][] = [];
  for (let monday = dayAfter(first, -sinceMonday(first)); ; monday = dayAfter(monday, WEEK)) {
    if (weeks.length > 0 && !sameMonth(monday, first)) return weeks;
    weeks.push(Array.from({ length: WEEK }, (_, index) => dayAfter(monday, index)));
  }
}

/** Where a key leads in the calendar; undefined where it means nothing there. */
export function dayByKey(day: number, key: string): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return dayAfter(day, -1);
    case 'ArrowRight':
      return dayAfter(day, 1);
    case 'ArrowUp':
      return dayAfter(day, -WEEK);
    case 'ArrowDown':
      return dayAfter(day, WEEK);
    case 'Home':
      return dayAfter(day, -sinceMonday(day));
    case 'End':
      return dayAfter(day, WEEK - 1 - sinceMonday(day));
    case 'PageUp':
      return monthAfter(day, -1);
    case 'PageDown':
      return monthAfter(day, 1);
    default:
      return undefined;
  }
}

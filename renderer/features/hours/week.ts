/** What is done to the intervals of a week on screen. Pure; main has the last word on what may be saved (BH-1). */
import type { BusinessHours, Interval } from '../../../preload/entities/hours.ts';

export type Week = BusinessHours['week'];

export const DAY = 1_440;
/** Minutes that the mouse and the arrow keys move by. */
export const STEP = 15;
const SHORTEST = STEP;
const USUAL = { from: 9 * 60, to: 18 * 60 };

export const snap = (minutes: number): number => Math.round(minutes / STEP) * STEP;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** `09:00`; what ends on the next day is counted from its midnight. */
export function timeOf(minutes: number): string {
  const ofDay = minutes % DAY;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}

/** From the two fields: an end that is not after the beginning lies on the next day. */
export function intervalOf(from: string, to: string): Interval | undefined {
  const start = minutesOf(from);
  const end = minutesOf(to);
  if (start === undefined || end === undefined) return undefined;
  return { from: start, to: end <= start ? end + DAY : end };
}

function minutesOf(time: string): number | undefined {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** The whole interval to another time of its day; its length stays. */
export function moved({ from, to }: Interval, by: number): Interval {
  const start = clamp(from + by, 0, DAY - STEP);
  return { from: start, to: start + (to - from) };
}

export function resized({ from, to }: Interval, edge: 'from' | 'to', by: number): Interval {
  if (edge === 'from') return { from: clamp(from + by, 0, Math.min(DAY - STEP, to - SHORTEST)), to };
  return { from, to: clamp(to + by, from + SHORTEST, from + DAY) };
}

/** What was drawn from one place to another of a day; a mere press opens an hour. */
export function drawn(a: number, b: number): Interval {
  const from = clamp(snap(Math.min(a, b)), 0, DAY - STEP);
  const to = clamp(snap(Math.max(a, b)), from, DAY);
  return to - from < SHORTEST ? { from, to: Math.min(DAY, from + 60) } : { from, to };
}

/** Where one more interval fits into a day: the usual hours, else an hour after the last one. */
export function nextFree(day: readonly Interval[]): Interval {
  if (day.length === 0) return USUAL;
  const last = Math.max(...day.map(({ to }) => to));
  const from = Math.min(last + 60, DAY - 60);
  return { from, to: from + 60 };
}

export function withDay(week: Week, day: number, intervals: readonly Interval[]): Week {
  return week.map((each, index) => (index === day ? [...intervals] : each));
}

export function copiedTo(week: Week, from: number, days: readonly number[]): Week {
  return week.map((each, index) =>
    days.includes(index) ? (week[from] ?? []).map((one) => ({ ...one })) : each,
  );
}

/** Intervals that share a minute with another one, as `day.place`; what runs past Sunday meets Monday. */
export function clashes(week: Week): ReadonlySet<string> {
  const placed = week.flatMap((intervals, day) =>
    intervals.map(({ from, to }, place) => ({
      from: from + day * DAY,
      to: to + day * DAY,
      key: `${day}.${place}`,
    })),
  );
  const found = new Set<string>();
  for (const one of placed) {
    for (const other of placed) {
      if (one === other) continue;
      const meets = [0, 7 * DAY, -7 * DAY].some(
        (shift) => one.from < other.to + shift && other.from + shift < one.to,
      );
      if (meets) found.add(one.key);
    }
  }
  return found;
}

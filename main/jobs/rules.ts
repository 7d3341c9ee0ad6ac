/** When jobs are due, and what to do about a due time. Pure: the time is an argument. */
import { Temporal } from 'temporal-polyfill';

const DAY = 86_400_000;

/** A due time is on time for so long: the heartbeat's minute, and a busy moment. */
const ON_TIME = 5 * 60_000;

/** What a cron expression says, ready to be asked. Day of month and day of week must both match, as in node-cron. */
export interface CronTimes {
  /** Milliseconds after the wall clock's midnight. */
  readonly newestTimesFirst: readonly number[];
  readonly monthDays: ReadonlySet<number>;
  /** 1 to 12. */
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekDays: ReadonlySet<number>;
  /** It goes by the minute, not by a time of the day. */
  readonly everyHour: boolean;
}

/** What happens to a due time that passed while the station was off, asleep or in another time. */
export type MissedPolicy =
  /** Runs once, for the newest due time; the earlier ones are given up. */
  | 'run-once'
  /** Waits for the next due time. */
  | 'skip';

export interface Owed {
  readonly due: number;
  readonly what: 'run' | 'skip';
}

/** What a job owes now. `handled`: every due time up to this one has been dealt with. */
export function owedBy(
  job: { readonly cron: CronTimes; readonly missed: MissedPolicy; readonly zone: string },
  handled: number,
  now: number,
): Owed | undefined {
  for (const due of dueBetween(job.cron, handled, now, job.zone)) {
    return { due, what: job.missed === 'skip' && now - due > ON_TIME ? 'skip' : 'run' };
  }
  return undefined;
}

/**
 * The due times in (after, upTo], newest first and computed one by one: after a year off, only the newest is asked for.
 *
 * Where the wall clock jumps, a time of the day is due exactly once: in the hour that comes twice at its first coming,
 * in the hour that is left out at the moment of the jump. What goes by the minute follows real time instead.
 */
export function* dueBetween(cron: CronTimes, after: number, upTo: number, zone: string): Generator<number> {
  let newest = upTo;
  let last = Infinity;
  while (newest > after) {
    const { start, offset, offsetBefore } = stretchOf(newest, zone);
    let from = start + (cron.everyHour ? offset : offsetBefore);
    if (start <= after) from = Math.max(from, after + 1 + offset);
    for (const wall of wallTimes(cron, from, newest + offset)) {
      const due = Math.max(wall - offset, start);
      if (due < last) yield due;
      last = due;
    }
    newest = start - 1;
  }
}

/** The first due time after `now`; none within nine years is never. */
export function nextDue(cron: CronTimes, now: number, zone: string): number | undefined {
  for (const days of [1, 32, 9 * 366]) {
    const due = [...dueBetween(cron, now, now + days * DAY, zone)].at(-1);
    if (due !== undefined) return due;
  }
  return undefined;
}

/** The time around `at` in which the zone keeps one offset to UTC. */
function stretchOf(at: number, zone: string) {
  const then = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  // "Previous" leaves the moment itself out.
  const change = then.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  return {
    start: change?.epochMilliseconds ?? -Infinity,
    offset: offsetOf(then),
    offsetBefore: offsetOf(change?.subtract({ nanoseconds: 1 }) ?? then),
  };
}

function offsetOf(at: Temporal.ZonedDateTime): number {
  return at.offsetNanoseconds / 1_000_000;
}

/** Matching times of a wall clock, newest first, as milliseconds since its own 1970. */
function* wallTimes(cron: CronTimes, from: number, to: number): Generator<number> {
  const firstDay = Math.floor(from / DAY);
  for (let day = Math.floor(to / DAY); day >= firstDay; day -= 1) {
    if (!isOn(cron, day)) continue;
    for (const time of cron.newestTimesFirst) {
      const wall = day * DAY + time;
      if (wall < from) return;
      if (wall <= to) yield wall;
    }
  }
}

function isOn(cron: CronTimes, day: number): boolean {
  const date = Temporal.Instant.fromEpochMilliseconds(day * DAY).toZonedDateTimeISO('UTC');
  return cron.months.has(date.month) && cron.monthDays.has(date.day) && cron.weekDays.has(date.dayOfWeek % 7);
}

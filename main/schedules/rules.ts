/** When a message for later is due, and what becomes of it when its time was missed (SC-1). Pure. */
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { MissedPolicy, Repeat } from '../../preload/entities/schedules.ts';

const MINUTE = 60_000;
/** A time is on time for so long: the minute of the job, and a busy moment. */
export const ON_TIME_MS = 5 * MINUTE;
/** The zone's clock jumps by no more than that. */
const JUMP = { hours: 3 };

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FREQUENCIES = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const;

/**
 * A repetition as its times. They are reckoned on a wall clock that never jumps and only then put into the zone, so that
 * a time which the zone's clock leaves out comes an hour later instead of not at all. As in RFC 5545, a month without
 * that day has no time.
 */
export interface Times {
  /** The first one after `at`. */
  after(at: number): number | undefined;
  /** Those in [from, to), in order. */
  between(from: number, to: number): number[];
  first(count: number): number[];
}

export function timesOf(firstAt: number, repeat: Repeat | undefined, timeZone: string): Times {
  if (!repeat) {
    return {
      after: (at) => (firstAt > at ? firstAt : undefined),
      between: (from, to) => (firstAt >= from && firstAt < to ? [firstAt] : []),
      first: (count) => (count > 0 ? [firstAt] : []),
    };
  }
  const rule = new RRuleTemporal({ rruleString: ruleOf(repeat), dtstart: wallAt(firstAt, timeZone) });
  const inZone = (wall: Temporal.ZonedDateTime) =>
    wall.toPlainDateTime().toZonedDateTime(timeZone).epochMilliseconds;

  function* from(at: number): Generator<number> {
    // What the zone's jump moves may lie on the other side of it.
    let wall = rule.next(wallAt(at, timeZone).subtract(JUMP), true);
    while (wall) {
      yield inZone(wall);
      wall = rule.next(wall, false);
    }
  }

  return {
    after(at) {
      for (const time of from(at)) if (time > at) return time;
      return undefined;
    },
    between: (start, end) =>
      rule
        .between(wallAt(start, timeZone).subtract(JUMP), wallAt(end, timeZone).add(JUMP), true)
        .map(inZone)
        .filter((time) => time >= start && time < end),
    first(count) {
      const times: number[] = [];
      for (const time of from(firstAt)) {
        if (times.length >= count) break;
        times.push(time);
      }
      return times;
    },
  };
}

function ruleOf({ every, interval, weekDays, until, count }: Repeat): string {
  const days = every === 'week' ? weekDays.map((day) => DAYS[day - 1]) : [];
  return [
    `FREQ=${FREQUENCIES[every]}`,
    `INTERVAL=${interval}`,
    ...(days.length > 0 ? [`BYDAY=${days.join(',')}`] : []),
    ...(until === undefined ? [] : [`UNTIL=${until.replaceAll('-', '')}T235959Z`]),
    ...(count === undefined ? [] : [`COUNT=${count}`]),
  ].join(';');
}

/** What the zone's wall clock shows, as if it were UTC's. */
function wallAt(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toZonedDateTime('UTC');
}

/** What happens to a due time now. */
export type Verdict = 'send' | 'ask' | 'skip';

export function verdictOn(dueAt: number, missed: MissedPolicy, now: number): Verdict {
  const late = now - dueAt;
  if (late <= ON_TIME_MS) return 'send';
  switch (missed.kind) {
    case 'ask':
      return 'ask';
    case 'send-within':
      return late <= missed.minutes * MINUTE ? 'send' : 'ask';
    case 'skip':
      return 'skip';
  }
}

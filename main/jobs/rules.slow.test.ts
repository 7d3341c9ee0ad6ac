import * as fc from 'fast-check';
import { createTask } from 'node-cron';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { readCron } from './cron.ts';
import { dueBetween, nextDue } from './rules.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

const zones = [
  'America/Sao_Paulo',
  'Europe/Lisbon',
  'America/New_York',
  // Half an hour of summer time; a clock that is put back over midnight.
  'Australia/Lord_Howe',
  'America/St_Johns',
  'UTC',
];
const expressions = [
  '0 9 * * *',
  '30 0 * * *',
  '15,45 1,2,23 * * *',
  '0 0 1 * *',
  '59 23 28-31 2,12 *',
  '*/10 0-3 * * 0,6',
  '7 * * * *',
  '*/20 * * * 1-5',
];
/** Where the wall clock jumps: windows are laid around these moments. */
const changes = [
  '1987-10-25T02:31Z',
  '2000-10-08T03:00Z',
  '2018-11-04T03:00Z',
  '2019-02-17T02:00Z',
  '2026-03-08T07:00Z',
  '2026-03-29T01:00Z',
  '2026-04-04T15:00Z',
  '2026-10-25T01:00Z',
  '2026-11-01T06:00Z',
  '2024-02-29T12:00Z',
  '2027-01-01T00:00Z',
].map(at);

const zone = fc.constantFrom(...zones);
const expression = fc.constantFrom(...expressions);
const change = fc.constantFrom(...changes);
const distance = fc.integer({ min: -2 * DAY, max: 2 * DAY });
const moment = fc.tuple(change, distance).map(([change, distance]) => change + distance);

/** The same question, answered minute by minute by node-cron's own matching. */
function matchedByNodeCron(pattern: string, after: number, upTo: number, timezone: string): number[] {
  const task = createTask(pattern, () => undefined, { timezone });
  const found = [];
  for (let ms = Math.floor(after / MINUTE + 1) * MINUTE; ms <= upTo; ms += MINUTE) {
    if (task.match(new Date(ms))) found.push(ms);
  }
  void task.destroy();
  return found;
}

/** Whether this time of the day comes here for the first time, and not in the hour that comes again. */
function isFirstComing(ms: number, timeZone: string): boolean {
  const then = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const first = then.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return first.epochMilliseconds === ms;
}

function isJump(ms: number, timeZone: string): boolean {
  const [before, then] = [ms - 1, ms].map((each) =>
    Temporal.Instant.fromEpochMilliseconds(each).toZonedDateTimeISO(timeZone),
  );
  return before!.offsetNanoseconds < then!.offsetNanoseconds;
}

test('PH-6 it agrees with node-cron at every minute but those where the wall clock jumps', () => {
  fc.assert(
    fc.property(expression, zone, moment, fc.integer({ min: 0, max: DAY }), (pattern, zone, after, span) => {
      const cron = readCron(pattern);
      const due = [...dueBetween(cron, after, after + span, zone)].reverse();
      const matched = matchedByNodeCron(pattern, after, after + span, zone);
      const once = matched.filter((ms) => cron.everyHour || isFirstComing(ms, zone));
      const awayFromJumps = (ms: number) => cron.everyHour || !isJump(ms, zone);
      expect(due.filter(awayFromJumps)).toEqual(once.filter(awayFromJumps));
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('PH-6 the due times of two spans are those of the span they make up, in order and each once', () => {
  fc.assert(
    fc.property(
      expression,
      zone,
      change,
      fc.tuple(distance, distance, distance),
      (pattern, zone, change, ends) => {
        const cron = readCron(pattern);
        const [a, b, c] = ends.sort((x, y) => x - y).map((each) => change + each) as [number, number, number];
        const all = [...dueBetween(cron, a, c, zone)];
        expect([...dueBetween(cron, b, c, zone), ...dueBetween(cron, a, b, zone)]).toEqual(all);
        for (const [index, due] of all.entries()) {
          expect(due).toBeGreaterThan(a);
          expect(due).toBeLessThan(all[index - 1] ?? c + 1);
        }
      },
    ),
  );
});

test('PH-6 a time of the day is due once on every day of the calendar, summer time or not', () => {
  const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 });
  fc.assert(
    fc.property(minuteOfDay, zone, fc.integer({ min: 1985, max: 2040 }), (minute, zone, year) => {
      const cron = readCron(`${minute % 60} ${Math.floor(minute / 60)} * * *`);
      const [start, end] = [year, year + 1].map((each) =>
        Temporal.PlainDate.from({ year: each, month: 1, day: 1 }).toZonedDateTime(zone),
      );
      const due = [...dueBetween(cron, start!.epochMilliseconds - 1, end!.epochMilliseconds - 1, zone)];
      expect(due).toHaveLength(start!.daysInYear);
    }),
  );
});

test('the next due time is the first one that will be due', () => {
  fc.assert(
    fc.property(expression, zone, moment, (pattern, zone, now) => {
      const cron = readCron(pattern);
      const next = nextDue(cron, now, zone)!;
      expect([...dueBetween(cron, now, next, zone)]).toEqual([next]);
    }),
  );
});

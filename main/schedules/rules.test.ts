import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Repeat } from '../../preload/entities/schedules.ts';
import { timesOf, verdictOn } from './rules.ts';

const MINUTE = 60_000;
const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const every = (what: Repeat['every'], about: Partial<Repeat> = {}): Repeat => ({
  every: what,
  interval: 1,
  weekDays: [],
  ...about,
});
const SP = 'America/Sao_Paulo';
const LISBON = 'Europe/Lisbon';
const wall = (zone: string) => (ms: number) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime().toString({
    smallestUnit: 'minute',
  });

describe('SC-1 times of a repetition', () => {
  test.each<[what: string, zone: string, first: string, repeat: Repeat, times: string[]]>([
    [
      'every day over the start of summer time: the hour that is left out comes an hour later',
      LISBON,
      '2027-03-27T01:30',
      every('day'),
      ['2027-03-27T01:30', '2027-03-28T02:30', '2027-03-29T01:30'],
    ],
    [
      'every day over its end: the hour that comes twice, once',
      LISBON,
      '2027-10-30T01:30',
      every('day'),
      ['2027-10-30T01:30', '2027-10-31T01:30', '2027-11-01T01:30'],
    ],
    [
      'the 29th of February, in leap years only',
      SP,
      '2028-02-29T09:00',
      every('year'),
      ['2028-02-29T09:00', '2032-02-29T09:00', '2036-02-29T09:00'],
    ],
    [
      'the 31st, in months that have one',
      SP,
      '2027-01-31T09:00',
      every('month'),
      ['2027-01-31T09:00', '2027-03-31T09:00', '2027-05-31T09:00'],
    ],
    [
      'the 30th, not in February',
      SP,
      '2027-01-30T09:00',
      every('month'),
      ['2027-01-30T09:00', '2027-03-30T09:00', '2027-04-30T09:00'],
    ],
    [
      'over the end of the year',
      SP,
      '2026-12-31T23:30',
      every('day'),
      ['2026-12-31T23:30', '2027-01-01T23:30', '2027-01-02T23:30'],
    ],
    [
      'Monday and Friday of every other week',
      SP,
      '2026-11-23T09:00',
      every('week', { interval: 2, weekDays: [1, 5] }),
      ['2026-11-23T09:00', '2026-11-27T09:00', '2026-12-07T09:00'],
    ],
  ])('%s', (_what, zone, first, repeat, times) => {
    const found = timesOf(at(`${first}[${zone}]`), repeat, zone);
    expect(found.first(times.length).map(wall(zone))).toEqual(times);
    // One after the other, as the runner asks for them.
    let time: number | undefined = at(`${first}[${zone}]`) - 1;
    const walked: string[] = [];
    while (walked.length < times.length) {
      time = found.after(time!);
      walked.push(wall(zone)(time!));
    }
    expect(walked).toEqual(times);
  });

  test('ends after so many, or with its last day', () => {
    const first = at(`2026-11-23T22:00[${SP}]`);
    expect(timesOf(first, every('day', { count: 3 }), SP).first(9)).toHaveLength(3);
    const until = timesOf(first, every('day', { until: '2026-11-25' }), SP);
    expect(until.first(9).map(wall(SP))).toEqual([
      '2026-11-23T22:00',
      '2026-11-24T22:00',
      '2026-11-25T22:00',
    ]);
    expect(until.after(at(`2026-11-25T22:00[${SP}]`))).toBeUndefined();
  });

  test('between two moments: the first counts, the last does not', () => {
    const first = at(`2026-11-23T09:00[${SP}]`);
    const day = 24 * 60 * MINUTE;
    expect(timesOf(first, every('day'), SP).between(first, first + 2 * day)).toEqual([first, first + day]);
    expect(timesOf(first, undefined, SP).between(first, first)).toEqual([]);
  });
});

describe('SC-1 a time that is over', () => {
  const due = at(`2026-11-23T09:00[${SP}]`);
  test.each([
    ['on time', { kind: 'ask' }, 5, 'send'],
    ['late', { kind: 'ask' }, 6, 'ask'],
    ['within its tolerance', { kind: 'send-within', minutes: 60 }, 60, 'send'],
    ['beyond it', { kind: 'send-within', minutes: 60 }, 61, 'ask'],
    ['not worth it any more', { kind: 'skip' }, 6, 'skip'],
    ['a clock that was put back', { kind: 'ask' }, -120, 'send'],
  ] as const)('%s', (_what, missed, late, verdict) => {
    expect(verdictOn(due, missed, due + late * MINUTE)).toBe(verdict);
  });
});

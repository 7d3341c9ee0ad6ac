import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { readCron } from './cron.ts';
import { dueBetween, nextDue, owedBy } from './rules.ts';

const MINUTE = 60_000;

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z');

function dueTimes(expression: string, after: string, upTo: string, zone: string): string[] {
  return [...dueBetween(readCron(expression), at(after), at(upTo), zone)].reverse().map(iso);
}

describe('due times on the wall clock', () => {
  test.each<[what: string, cron: string, zone: string, after: string, upTo: string, due: string[]]>([
    [
      'every day',
      '0 9 * * *',
      'America/Sao_Paulo',
      '2026-11-20T12:00Z',
      '2026-11-22T12:00Z',
      ['2026-11-21T12:00Z', '2026-11-22T12:00Z'],
    ],
    [
      'the moment itself is in, the one it starts after is not',
      '0 9 * * *',
      'UTC',
      '2026-11-20T09:00Z',
      '2026-11-21T09:00Z',
      ['2026-11-21T09:00Z'],
    ],
    ['nothing between', '0 9 * * *', 'UTC', '2026-11-20T09:00Z', '2026-11-21T08:59Z', []],
    ['a clock moved back', '0 9 * * *', 'UTC', '2026-11-21T09:00Z', '2026-11-20T09:00Z', []],
    [
      'working days only',
      '0 8 * * 1-5',
      'Europe/Lisbon',
      '2026-11-20T12:00Z',
      '2026-11-24T12:00Z',
      ['2026-11-23T08:00Z', '2026-11-24T08:00Z'],
    ],
    [
      'the end of the year',
      '59 23 31 12 *',
      'America/Sao_Paulo',
      '2026-12-31T00:00Z',
      '2028-01-02T00:00Z',
      ['2027-01-01T02:59Z', '2028-01-01T02:59Z'],
    ],
    [
      'a leap day, which 2100 has not',
      '0 12 29 2 *',
      'UTC',
      '2092-03-01T00:00Z',
      '2105-01-01T00:00Z',
      ['2096-02-29T12:00Z', '2104-02-29T12:00Z'],
    ],
    [
      'São Paulo 2018: the midnight that is left out is due at the jump, once',
      '0,30 0 * * *',
      'America/Sao_Paulo',
      '2018-11-03T12:00Z',
      '2018-11-05T12:00Z',
      ['2018-11-04T03:00Z', '2018-11-05T02:00Z', '2018-11-05T02:30Z'],
    ],
    [
      'São Paulo 2019: 23:30 comes twice and is due the first time',
      '30 23 * * *',
      'America/Sao_Paulo',
      '2019-02-16T12:00Z',
      '2019-02-18T12:00Z',
      ['2019-02-17T01:30Z', '2019-02-18T02:30Z'],
    ],
    [
      'São Paulo has no summer time since',
      '0 9 * * *',
      'America/Sao_Paulo',
      '2030-11-02T12:00Z',
      '2030-11-04T12:00Z',
      ['2030-11-03T12:00Z', '2030-11-04T12:00Z'],
    ],
    [
      'New York in spring: 2:30 is left out',
      '30 2 * * *',
      'America/New_York',
      '2026-03-07T12:00Z',
      '2026-03-09T12:00Z',
      ['2026-03-08T07:00Z', '2026-03-09T06:30Z'],
    ],
    [
      'looked at in the very moment of the jump',
      '30 2 * * *',
      'America/New_York',
      '2026-03-07T12:00Z',
      '2026-03-08T07:00Z',
      ['2026-03-08T07:00Z'],
    ],
    [
      'New York in autumn: 1:30 comes twice',
      '30 1 * * *',
      'America/New_York',
      '2026-10-31T12:00Z',
      '2026-11-02T12:00Z',
      ['2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    ],
    [
      'Lisbon in spring: 1:15 is left out',
      '15 1 * * *',
      'Europe/Lisbon',
      '2026-03-28T12:00Z',
      '2026-03-30T12:00Z',
      ['2026-03-29T01:00Z', '2026-03-30T00:15Z'],
    ],
    [
      'Lisbon in autumn: 1:15 comes twice',
      '15 1 * * *',
      'Europe/Lisbon',
      '2026-10-24T12:00Z',
      '2026-10-26T12:00Z',
      ['2026-10-25T00:15Z', '2026-10-26T01:15Z'],
    ],
    [
      'looked at within the hour that comes again: not due a second time',
      '30 1 * * *',
      'America/New_York',
      '2026-11-01T05:30Z',
      '2026-11-01T06:45Z',
      [],
    ],
    [
      'by the minute, the hour that comes twice is two hours',
      '30 * * * *',
      'America/New_York',
      '2026-11-01T04:00Z',
      '2026-11-01T07:00Z',
      ['2026-11-01T04:30Z', '2026-11-01T05:30Z', '2026-11-01T06:30Z'],
    ],
    [
      'by the minute, the hour that is left out is none',
      '30 * * * *',
      'America/New_York',
      '2026-03-08T06:00Z',
      '2026-03-08T08:00Z',
      ['2026-03-08T06:30Z', '2026-03-08T07:30Z'],
    ],
    [
      'Samoa skipped a whole day: its time is due at the jump',
      '0 9 * * *',
      'Pacific/Apia',
      '2011-12-29T00:00Z',
      '2012-01-01T00:00Z',
      ['2011-12-29T19:00Z', '2011-12-30T10:00Z', '2011-12-30T19:00Z', '2011-12-31T19:00Z'],
    ],
  ])('PH-6 %s', (_, cron, zone, after, upTo, due) => {
    expect(dueTimes(cron, after, upTo, zone)).toEqual(due);
  });
});

test('the next due time may be years away, or never come', () => {
  expect(nextDue(readCron('0 12 29 2 *'), at('2096-03-01T00:00Z'), 'UTC')).toBe(at('2104-02-29T12:00Z'));
  // The next leap day that is a Sunday is in 2060.
  expect(nextDue(readCron('0 12 29 2 0'), at('2033-01-01T00:00Z'), 'UTC')).toBeUndefined();
});

describe('what is owed', () => {
  const daily = { cron: readCron('0 9 * * *'), zone: 'America/Sao_Paulo' };
  const ran = at('2026-11-20T12:00Z');

  test('PH-6 months later a job that runs once owes one run, for the newest due time', () => {
    expect(owedBy({ ...daily, missed: 'run-once' }, ran, at('2027-05-03T20:00Z'))).toEqual({
      what: 'run',
      due: at('2027-05-03T12:00Z'),
    });
  });

  test('a job that skips runs on time and not late', () => {
    const job = { ...daily, missed: 'skip' } as const;
    const due = at('2026-11-21T12:00Z');
    expect(owedBy(job, ran, due - 1)).toBeUndefined();
    expect(owedBy(job, ran, due)).toEqual({ what: 'run', due });
    expect(owedBy(job, ran, due + 5 * MINUTE)).toEqual({ what: 'run', due });
    expect(owedBy(job, ran, due + 5 * MINUTE + 1)).toEqual({ what: 'skip', due });
  });

  test('a century off is answered without counting its minutes', () => {
    const job = { cron: readCron('* * * * *'), zone: 'America/New_York', missed: 'run-once' } as const;
    const now = at('2126-11-20T12:00Z');
    expect(owedBy(job, ran, now)).toEqual({ what: 'run', due: now });
  });
});

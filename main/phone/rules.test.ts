import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PhoneFacts, ageNow, seenAfter, silentSince, watchPhone } from './rules.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 21, 12);

const seen = (seenAt: number): PhoneFacts => ({ linkedAt: 1, seenAt });

describe('PH-6 day N of 14', () => {
  test.each<[what: string, silence: number, day: number]>([
    ['just now', 0, 0],
    ['almost a day', DAY - 1, 0],
    ['a day', DAY, 1],
    ['the last moment of day 9', 10 * DAY - 1, 9],
    ['ten days', 10 * DAY, 10],
    ['almost fourteen', 14 * DAY - 1, 13],
    ['fourteen', 14 * DAY, 14],
    ['a year', 365 * DAY, 14],
    ['the clock was moved back an hour', -HOUR, 0],
    ['the clock was moved back a month', -30 * DAY, 0],
  ])('%s', (_, silence, day) => {
    expect(watchPhone(seen(NOW - silence), NOW)?.day).toBe(day);
    expect(watchPhone({ linkedAt: NOW - silence, seenAt: undefined }, NOW)?.day).toBe(day);
  });

  test.each<[what: string, from: string, to: string, day: number]>([
    ['over the end of the year', '2026-12-25T10:00-03:00', '2027-01-04T10:00-03:00', 10],
    ['over 29 February', '2028-02-20T10:00-03:00', '2028-03-01T10:00-03:00', 10],
    ['over the same days without it', '2027-02-20T10:00-03:00', '2027-03-01T10:00-03:00', 9],
    ['São Paulo springs forward: an hour short', '2018-11-03T10:00-03:00', '2018-11-13T10:00-02:00', 9],
    ['São Paulo falls back: an hour over', '2019-02-16T10:00-02:00', '2019-02-26T10:00-03:00', 10],
    ['New York springs forward', '2026-03-07T10:00-05:00', '2026-03-17T10:00-04:00', 9],
    ['Lisbon falls back', '2026-10-24T10:00+01:00', '2026-11-03T10:00+00:00', 10],
  ])('days are of 24 hours: %s', (_, from, to, day) => {
    expect(watchPhone(seen(Date.parse(from)), Date.parse(to))?.day).toBe(day);
  });

  test('counts from linking while the phone was never seen, and from a new link after an old sign', () => {
    const linkedAt = NOW - 3 * DAY;
    const expected = { since: linkedAt, known: 'linked', day: 3, endsAt: NOW + 11 * DAY };
    expect(watchPhone({ linkedAt, seenAt: undefined }, NOW)).toMatchObject(expected);
    expect(watchPhone({ linkedAt, seenAt: NOW - 20 * DAY }, NOW)).toMatchObject(expected);
    expect(watchPhone({ linkedAt, seenAt: NOW - DAY }, NOW)).toMatchObject({ known: 'seen', day: 1 });
  });

  test('a link from a wrong clock is no reason to believe the phone for ever', () => {
    const linkedAt = NOW + 400 * DAY;
    expect(watchPhone({ linkedAt, seenAt: undefined }, NOW)).toMatchObject({ since: NOW, day: 0 });
    expect(watchPhone({ linkedAt, seenAt: NOW - 12 * DAY }, NOW)).toMatchObject({ known: 'seen', day: 12 });
  });

  test('is nothing while no phone is linked', () => {
    expect(watchPhone({ linkedAt: undefined, seenAt: NOW }, NOW)).toBeUndefined();
  });
});

test.each<[day: number, reminder: ReturnType<typeof reminderOn>]>([
  [0, undefined],
  [9, undefined],
  [10, { day: 10, level: 'info' }],
  [11, { day: 10, level: 'info' }],
  [12, { day: 12, level: 'warn' }],
  [13, { day: 13, level: 'urgent' }],
  [14, { day: 14, level: 'urgent' }],
  [40, { day: 14, level: 'urgent' }],
])('PH-6 on day %i the newest reminder stands', (day, reminder) => {
  expect(reminderOn(day)).toEqual(reminder);
});

function reminderOn(day: number) {
  return watchPhone(seen(NOW - day * DAY), NOW)?.reminder;
}

describe('PH-6 a sign of the phone', () => {
  const known = NOW - 5 * DAY;
  test.each<[what: string, facts: PhoneFacts, sign: number, becomes: number | undefined]>([
    ['moves last seen forward', seen(known), NOW - DAY, NOW - DAY],
    ['from before tells nothing', seen(known), known - DAY, undefined],
    ['within the same minute tells nothing', seen(known), known + 59_999, undefined],
    ['a minute later is news', seen(known), known + 60_000, known + 60_000],
    ['from the future is one of now', seen(known), NOW + 400 * DAY, NOW],
    ['from the end of time is one of now', seen(known), Infinity, NOW],
    ['without a time is none', seen(known), Number.NaN, undefined],
    ['of 1970, in seconds taken for milliseconds, is none', seen(known), NOW / 1000, undefined],
    ['before 1970 is none', { linkedAt: 1, seenAt: undefined }, -5, undefined],
    ['with a broken millisecond is kept whole', seen(known), NOW - 0.5, NOW - 1],
    ['from before the link tells nothing', { linkedAt: known, seenAt: undefined }, known - DAY, undefined],
    ['without a link is not this one’s', { linkedAt: undefined, seenAt: undefined }, NOW, undefined],
    ['waits until what a wrong clock wrote is put right', seen(NOW + 400 * DAY), NOW, undefined],
    ['waits for a clock that is a little back', seen(NOW + HOUR), NOW, undefined],
  ])('%s', (_, facts, sign, becomes) => {
    expect(seenAfter(facts, sign, NOW)).toBe(becomes);
  });

  test('never brings last seen into the future, nor back while the clock can be believed', () => {
    const time = fc.integer({ min: 1, max: 100 * DAY });
    fc.assert(
      fc.property(
        time,
        fc.option(time, { nil: undefined }),
        fc.double(),
        time,
        (linkedAt, seenAt, sign, now) => {
          const facts = { linkedAt, seenAt };
          const becomes = seenAfter(facts, sign, now) ?? -1;
          expect(becomes).toBeLessThanOrEqual(now);
          const kept = becomes === -1 || becomes > (silentSince(facts, now) ?? -1);
          expect(kept).toBe(true);
        },
      ),
    );
  });
});

test('PH-6 whatever is stored and whatever the clock says, the day is one of 0 to 14 and agrees with the reminder', () => {
  const time = fc.oneof(fc.integer({ min: 1, max: 60 * DAY }), fc.integer({ min: 1, max: 1e14 }));
  const maybe = fc.option(time, { nil: undefined });
  fc.assert(
    fc.property(time, maybe, time, (linkedAt, seenAt, now) => {
      const watch = watchPhone({ linkedAt, seenAt }, now)!;
      expect(watch.day).toBeGreaterThanOrEqual(0);
      expect(watch.day).toBeLessThanOrEqual(14);
      expect(watch.endsAt - watch.since).toBe(14 * DAY);
      expect(watch.reminder?.day ?? 0).toBeLessThanOrEqual(watch.day);
      expect(watch.reminder === undefined).toBe(watch.day < 10);
    }),
  );
});

test.each([
  ['unknown', 400, 'unknown'],
  ['under-7-days', 6, 'under-7-days'],
  ['under-7-days', 7, 'over-7-days'],
  ['under-7-days', -400, 'under-7-days'],
  ['over-7-days', 400, 'over-7-days'],
  ['months', 0, 'months'],
] as const)('QR-7 an account said to be %s is, %i days later, %s', (age, days, becomes) => {
  expect(ageNow({ age, at: NOW }, NOW + days * DAY)).toBe(becomes);
});

import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { BusinessHours, Interval } from '../../preload/entities/hours.ts';
import { wordsIn } from '../i18n/index.ts';
import { faultIn } from './checks.ts';
import { holidaysOf, NATIONAL, offeredFrom } from './holidays.ts';
import { createHours, wallMinutes } from './rules.ts';
import { hoursInWords } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SAO_PAULO = 'America/Sao_Paulo';
const NEW_YORK = 'America/New_York';

const at = (wall: string, zone = SAO_PAULO) =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
const wallOf = (instant: number | undefined, zone = SAO_PAULO) =>
  instant === undefined
    ? undefined
    : Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' });
const span = (from: number, to: number): Interval => ({ from: from * 60, to: to * 60 });
const shop = (about: Partial<BusinessHours> = {}): BusinessHours => ({
  on: true,
  week: [
    [span(9, 12), span(13, 18)],
    [span(9, 18)],
    [span(9, 18)],
    [span(9, 18)],
    [span(9, 18)],
    [span(22, 26)],
    [],
  ],
  specials: [],
  holidays: [],
  offHours: { on: true, text: 'Fechado.' },
  ...about,
});

describe('BH-1 open and closed', () => {
  const hours = createHours(shop(), SAO_PAULO);
  test.each([
    ['2026-11-23T08:59', false],
    ['2026-11-23T09:00', true],
    ['2026-11-23T12:00', false],
    ['2026-11-23T13:00', true],
    ['2026-11-23T18:00', false],
    ['2026-11-28T21:59', false],
    ['2026-11-28T22:00', true],
    ['2026-11-29T01:59', true],
    ['2026-11-29T02:00', false],
  ])('%s: %s', (wall, open) => expect(hours.isOpen(at(wall))).toBe(open));

  test('next opening, next change and the closed period', () => {
    const night = at('2026-11-27T20:00');
    expect(wallOf(hours.nextOpening(night))).toBe('2026-11-28T22:00');
    expect(wallOf(hours.nextChange(at('2026-11-23T10:00')))).toBe('2026-11-23T12:00');
    expect(hours.nextOpening(at('2026-11-23T10:00'))).toBe(at('2026-11-23T10:00'));
    expect(hours.closedPeriodId(night)).toBe(hours.closedPeriodId(at('2026-11-28T21:00')));
    expect(hours.closedPeriodId(night)).not.toBe(hours.closedPeriodId(at('2026-11-29T03:00')));
    expect(hours.closedPeriodId(at('2026-11-23T10:00'))).toBeUndefined();
    expect(wallOf(hours.lastClosing(at('2026-11-24T10:00')))).toBe('2026-11-23T18:00');
    expect(wallOf(hours.lastClosing(at('2026-11-24T20:00')))).toBe('2026-11-24T18:00');
  });

  test('only open time counts', () => {
    expect(hours.openMsBetween(at('2026-11-27T17:30'), at('2026-11-30T09:15'))).toBe(
      (30 + 240 + 15) * MINUTE,
    );
    expect(wallOf(hours.afterOpenMs(at('2026-11-27T17:30'), HOUR))).toBe('2026-11-28T22:30');
  });

  test('an empty second interval means none, and a shop without hours is always open', () => {
    const always = createHours({ ...shop(), on: false }, SAO_PAULO);
    expect(always.isOpen(0)).toBe(true);
    expect(always.stateAt(0)).toEqual({ open: true });
    const round = createHours(shop({ week: Array.from({ length: 7 }, () => [span(0, 24)]) }), SAO_PAULO);
    expect(round.stateAt(at('2026-11-23T00:00'))).toEqual({ open: true });
  });

  test('intervals that touch are one, across midnight too', () => {
    const hours = createHours(
      shop({ week: [[span(8, 10), span(10, 12), span(12, 24)], [span(0, 2)], [], [], [], [], []] }),
      SAO_PAULO,
    );
    expect(wallOf(hours.nextChange(at('2026-11-23T08:30')))).toBe('2026-11-24T02:00');
    expect(wallOf(hours.stateAt(at('2026-11-24T01:00')).since)).toBe('2026-11-23T08:00');
  });
});

describe('BH-1 special days and holidays', () => {
  const hours = createHours(
    shop({
      holidays: [...NATIONAL],
      specials: [
        { date: '2020-12-24', yearly: true, name: 'Véspera', intervals: [span(9, 13)] },
        { date: '2026-12-25', yearly: false, name: 'Plantão', intervals: [span(10, 11)] },
        { date: '2028-02-29', yearly: true, name: 'Bissexto', intervals: [] },
      ],
    }),
    SAO_PAULO,
  );
  test.each([
    ['2026-11-20T10:00', false, { holiday: 'black-awareness' }],
    ['2026-12-24T12:00', true, { special: 'Véspera' }],
    ['2027-12-24T14:00', false, { special: 'Véspera' }],
    ['2026-12-25T10:30', true, { special: 'Plantão' }],
    ['2028-02-29T10:00', false, { special: 'Bissexto' }],
    ['2027-03-01T10:00', true, {}],
    ['2027-01-01T10:00', false, { holiday: 'new-year' }],
    ['2027-03-26T10:00', false, { holiday: 'good-friday' }],
  ] as const)('%s: %s', (wall, open, about) => {
    expect(hours.stateAt(at(wall))).toMatchObject({ open, ...about });
  });

  test('the night before a holiday runs on into it, and the year ends without a gap', () => {
    const bar = createHours(
      shop({ holidays: [...NATIONAL], week: [[], [], [], [span(20, 26)], [], [], []] }),
      SAO_PAULO,
    );
    expect(bar.isOpen(at('2027-01-01T01:00'))).toBe(true);
    expect(wallOf(bar.nextOpening(at('2027-01-01T02:00')))).toBe('2027-01-07T20:00');
  });

  test.each([
    [2024, '2024-03-29', '2024-02-12', '2024-05-30'],
    [2026, '2026-04-03', '2026-02-16', '2026-06-04'],
    [2030, '2030-04-19', '2030-03-04', '2030-06-20'],
  ])('%i: Good Friday %s, carnival from %s, Corpus Christi %s', (year, friday, carnival, corpus) => {
    const days = new Map([...holidaysOf(year)].map(([date, id]) => [id, date]));
    expect([days.get('good-friday'), days.get('carnival-monday'), days.get('corpus-christi')]).toEqual([
      friday,
      carnival,
      corpus,
    ]);
    expect(days.size).toBe(13);
  });

  test('each is offered with its next date', () => {
    const offered = offeredFrom(Temporal.PlainDate.from('2026-12-25'));
    expect(offered.find(({ id }) => id === 'christmas')).toEqual({
      id: 'christmas',
      kind: 'national',
      date: '2026-12-25',
      weekDay: 5,
    });
    expect(offered.find(({ id }) => id === 'new-year')?.date).toBe('2027-01-01');
  });
});

describe('BH-3 where the wall clock jumps', () => {
  const night = (from: number, to: number) =>
    createHours(shop({ week: Array.from({ length: 7 }, () => [{ from, to }]) }), NEW_YORK);

  test('an opening that is left out comes at the jump; an interval inside the gap does not come', () => {
    // 2026-03-08 02:00 becomes 03:00.
    const jump = at('2026-03-08T03:00', NEW_YORK);
    expect(night(150, 240).isOpen(jump)).toBe(true);
    expect(night(150, 240).isOpen(jump - 1)).toBe(false);
    expect(night(130, 170).nextOpening(jump - HOUR)).toBe(at('2026-03-09T02:10', NEW_YORK));
  });
  test('a time that comes twice opens at its first coming and closes at its second', () => {
    // 2026-11-01 02:00 becomes 01:00.
    const first = Temporal.PlainDateTime.from('2026-11-01T01:30').toZonedDateTime(NEW_YORK, {
      disambiguation: 'earlier',
    }).epochMilliseconds;
    const hours = night(90, 100);
    expect(hours.isOpen(first)).toBe(true);
    expect(hours.isOpen(first - 1)).toBe(false);
    expect(hours.nextChange(first)).toBe(first + 70 * MINUTE);
  });
  test('minutes of the wall clock', () => {
    expect(wallMinutes(at('2026-11-23T23:59'), SAO_PAULO)).toBe(1_439);
  });
});

describe('BH-1 what may not be saved', () => {
  test.each([
    [{ week: [[span(18, 9)], [], [], [], [], [], []] }, 'hours-inverted', 'week.0.0'],
    [{ week: [[{ from: 0, to: 1_441 }], [], [], [], [], [], []] }, 'hours-too-long', 'week.0.0'],
    [{ week: [[span(9, 12), span(11, 13)], [], [], [], [], [], []] }, 'hours-overlap', 'week.0.1'],
    [{ week: [[span(20, 30)], [span(5, 9)], [], [], [], [], []] }, 'hours-overlap', 'week.1.0'],
    [{ week: [[span(1, 4)], [], [], [], [], [], [span(22, 26)]] }, 'hours-overlap', 'week.6.0'],
    [{ week: [[], [], [], [], [], [], []] }, 'hours-never-open', 'week'],
    [
      { specials: [{ date: '2026-12-24', yearly: false, name: '', intervals: [span(9, 12), span(8, 10)] }] },
      'hours-overlap',
      'specials.0.intervals.1',
    ],
    [
      {
        specials: [
          { date: '2026-12-24', yearly: true, name: '', intervals: [] },
          { date: '2027-12-24', yearly: true, name: '', intervals: [] },
        ],
      },
      'special-day-twice',
      'specials.1.date',
    ],
  ])('%j is refused: %s at %s', (about, code, field) => {
    expect(faultIn(shop(about))).toEqual({ code, field });
  });
  test('what is right passes', () => expect(faultIn(shop())).toBeUndefined());
});

describe('hours of any shop', () => {
  const interval = fc
    .record({ from: fc.integer({ min: 0, max: 1_439 }), length: fc.integer({ min: 1, max: 900 }) })
    .map(({ from, length }) => ({ from, to: from + length }));
  const anyShop = fc
    .record({
      week: fc.array(fc.array(interval, { maxLength: 3 }), { minLength: 7, maxLength: 7 }),
      holidays: fc.subarray([...NATIONAL]),
    })
    .map((about) => shop(about));
  const zone = fc.constantFrom(SAO_PAULO, NEW_YORK, 'Europe/Lisbon', 'Australia/Lord_Howe', 'UTC');
  const instant = fc.integer({ min: at('2026-01-01T00:00'), max: at('2029-01-01T00:00') });

  test('a stretch is all open or all closed, and its ends are changes', () => {
    fc.assert(
      fc.property(
        anyShop,
        zone,
        instant,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (set, zone, when, part) => {
          const hours = createHours(set, zone);
          const { open, since, until } = hours.stateAt(when);
          expect(hours.isOpen(when)).toBe(open);
          // Asked anew, so that nothing is remembered.
          const anew = (at: number) => createHours(set, zone).isOpen(at);
          const [from, to] = [since ?? when - DAY, until ?? when + DAY];
          expect(anew(Math.floor(from + (to - from) * part * 0.999_999))).toBe(open);
          if (since !== undefined) expect(anew(since - 1)).toBe(!open);
          if (until !== undefined) expect(anew(until)).toBe(!open);
          expect(from).toBeLessThanOrEqual(when);
          expect(to).toBeGreaterThan(when);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('open time adds up, and so much of it has passed at the moment that is named for it', () => {
    fc.assert(
      fc.property(anyShop, zone, instant, fc.integer({ min: 1, max: 40 * HOUR }), (set, zone, from, ms) => {
        const hours = createHours(set, zone);
        const middle = from + 3 * DAY;
        const end = from + 9 * DAY;
        expect(hours.openMsBetween(from, middle) + hours.openMsBetween(middle, end)).toBe(
          hours.openMsBetween(from, end),
        );
        const then = hours.afterOpenMs(from, ms);
        if (then !== undefined) expect(hours.openMsBetween(from, then)).toBe(ms);
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  ['pt-BR', 'seg. 9h–12h, 13h–18h; ter. a sex. 9h–18h; sáb. 22h–2h'],
  ['en', 'Mon 9:00–12:00, 13:00–18:00; Tue to Fri 9:00–18:00; Sat 22:00–2:00'],
] as const)('MS-2 {{horario}} in %s', (language, text) => {
  expect(hoursInWords(shop(), wordsIn(language))).toBe(text);
});

import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter, dayByKey, dayOf, monthAfter, sameMonth, weeksOf } from './month.ts';

const day = (text: string) => new Date(`${text}T00:00`).getTime();
const shown = (at: number | undefined) => new Date(at ?? Number.NaN).toDateString();

test('SC-1 a month is whole weeks from Monday to Sunday that hold every day of it once', () => {
  assert(
    property(integer({ min: 0, max: 4_000_000_000_000 }), (at) => {
      const weeks = weeksOf(at);
      const days = weeks.flat();
      expect(days.length % 7).toBe(0);
      for (const [monday] of weeks) expect(new Date(monday ?? 0).getDay()).toBe(1);
      const own = days.filter((each) => sameMonth(each, at));
      expect(own.map((each) => new Date(each).getDate())).toEqual(own.map((_, index) => index + 1));
      expect(own).toContain(dayOf(at));
    }),
  );
});

test.each([
  ['ArrowLeft', '2026-02-28'],
  ['ArrowRight', '2026-03-02'],
  ['ArrowUp', '2026-02-22'],
  ['ArrowDown', '2026-03-08'],
  ['Home', '2026-02-23'],
  ['End', '2026-03-01'],
  ['PageUp', '2026-02-01'],
  ['PageDown', '2026-04-01'],
])('SC-1 from Sunday, 1 March, %s leads to %s', (key, to) => {
  expect(shown(dayByKey(day('2026-03-01'), key))).toBe(shown(day(to)));
});

test('SC-1 any other key leads nowhere, and the 31st becomes the last day of a shorter month', () => {
  expect(dayByKey(day('2026-03-01'), 'a')).toBeUndefined();
  expect(shown(monthAfter(day('2026-01-31'), 1))).toBe(shown(day('2026-02-28')));
  expect(shown(dayAfter(day('2026-12-31'), 1))).toBe(shown(day('2027-01-01')));
});

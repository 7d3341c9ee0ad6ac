import { expect, test } from 'vitest';
import { dateOf, endOfDay, startOfDay } from './dates.ts';

test.each(['1970-01-02', '2026-11-21', '2028-02-29', '2999-12-31'])(
  'AT-5 %s begins and ends on its own day',
  (day) => {
    const [start, end] = [startOfDay(day)!, endOfDay(day)!];
    expect(dateOf(start)).toBe(day);
    expect(dateOf(end)).toBe(day);
    expect(dateOf(end + 1)).not.toBe(day);
    expect(dateOf(start - 1)).not.toBe(day);
  },
);

test.each(['', '2026', 'ontem', '1960-01-01'])('AT-5 %j is no day to look from or to', (text) => {
  expect(startOfDay(text)).toBeUndefined();
  expect(endOfDay(text)).toBeUndefined();
});

import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, endOfDay, fromLocalField, startOfDay, toLocalField } from './local-fields.ts';

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

test('a moment survives the field it is typed into, to the minute', () => {
  assert(
    property(integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }), (at) => {
      const back = fromLocalField(toLocalField(at));
      // An hour that comes twice when the clock is put back may be read as either.
      expect([0, 3_600_000]).toContain(Math.abs(Math.floor(at / 60_000) * 60_000 - back!));
    }),
  );
});

test.each(['', 'never', '1960-01-01T10:00'])('%j is no moment', (text) => {
  expect(fromLocalField(text)).toBeUndefined();
});

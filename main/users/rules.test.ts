import { expect, test } from 'vitest';
import { nextTry, waitAfter, waitLeft } from './rules.ts';

test('three tries are free of a wait, then each costs three times the last, up to a quarter of an hour', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map((wrong) => waitAfter(wrong) / 1000)).toEqual([
    0, 0, 0, 5, 15, 45, 135, 405, 900, 900, 900,
  ]);
});

test('a try is counted and locked for before it is looked at', () => {
  expect(nextTry({ wrongPins: 0, lockedUntil: 0 }, 1000)).toEqual({ wrongPins: 1, lockedUntil: 1000 });
  expect(nextTry({ wrongPins: 3, lockedUntil: 900 }, 1000)).toEqual({ wrongPins: 4, lockedUntil: 16_000 });
});

test('a wait runs out, and a clock that was set back does not make it longer', () => {
  const locked = { wrongPins: 3, lockedUntil: 105_000 };
  expect(waitLeft(locked, 100_000)).toBe(5000);
  expect(waitLeft(locked, 104_999)).toBe(1);
  expect(waitLeft(locked, 105_000)).toBe(0);
  expect(waitLeft(locked, 0)).toBe(5000);
});

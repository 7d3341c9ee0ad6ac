import { expect, test } from 'vitest';
import { isNewDay } from './when-told.ts';

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();

test.each([
  ['never told yet', undefined, at(25, 8), false],
  ['told this morning', at(25, 8), at(25, 14), false],
  ['told yesterday, late', at(24, 23), at(25, 0), true],
  ['told last week', at(18, 9), at(25, 8), true],
  ['the clock was set back', at(26, 9), at(25, 8), false],
])('AT-12 the sheet comes by itself once a day: %s', (_, seenAt, now, expected) => {
  expect(isNewDay(seenAt, now)).toBe(expected);
});

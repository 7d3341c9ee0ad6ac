import { expect, test } from 'vitest';
import { delayOf, minutesOf, mostOf } from './delay.ts';

test.each([
  [1, { amount: 1, unit: 'minutes' }],
  [90, { amount: 90, unit: 'minutes' }],
  [120, { amount: 2, unit: 'hours' }],
  [2_880, { amount: 2, unit: 'days' }],
] as const)('SC-2 %i minutes are said in the largest unit that fits, and mean the same', (minutes, delay) => {
  expect(delayOf(minutes)).toEqual(delay);
  expect(minutesOf(delay)).toBe(minutes);
});

test('SC-2 no step waits longer than thirty days', () => {
  expect(minutesOf({ amount: 900, unit: 'days' })).toBe(43_200);
  expect([mostOf('minutes'), mostOf('hours'), mostOf('days')]).toEqual([43_200, 720, 30]);
});

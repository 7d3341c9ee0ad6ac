import { expect, test } from 'vitest';
import { moved } from './moved.ts';

test.each([
  [1, 0, ['b', 'a', 'c']],
  [0, 1, ['b', 'a', 'c']],
  [0, 2, ['b', 'c', 'a']],
  [0, -1, ['a', 'b', 'c']],
  [2, 9, ['a', 'b', 'c']],
])('AT-7 what stands at %i goes to %i', (from, to, expected) => {
  expect(moved(['a', 'b', 'c'], from, to)).toEqual(expected);
});

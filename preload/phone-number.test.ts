import { expect, test } from 'vitest';
import { asWritten } from './phone-number.ts';

test.each([
  ['+55 11 91234 5678', '+55 11 91234-5678'],
  ['+55 11 3333 4444', '+55 11 3333-4444'],
  ['+55 11', '+55 11'],
  ['+1 415 555 2671', '+1 415 555 2671'],
  ['+595 21 123 4567', '+595 21 123 4567'],
])('%s is written %s', (international, written) => {
  expect(asWritten(international)).toBe(written);
});

import { expect, test } from 'vitest';
import { writeNumber } from './phone-number.ts';

test.each([
  ['5511912345678', '+55 11 91234-5678'],
  ['551133334444', '+55 11 3333-4444'],
  ['5511', '+55 11'],
  ['999', '+999'],
  ['14155552671', '+1 415 555 2671'],
  ['595211234567', '+595 21 123 4567'],
])('%s is written %s', (digits, written) => {
  expect(writeNumber(digits)).toBe(written);
});

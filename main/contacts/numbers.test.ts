import { expect, test } from 'vitest';
import { writeNumber } from '../../preload/phone-number.ts';
import { readNumber } from './numbers.ts';

test.each([
  ['(11) 98765-4321', '5511987654321'],
  ['011 98765 4321', '5511987654321'],
  ['+55 11 98765-4321', '5511987654321'],
  ['0055 11 98765-4321', '5511987654321'],
  ['5511987654321', '5511987654321'],
  ['11 3333-4444', '551133334444'],
  ['+351 912 345 678', '351912345678'],
  ['11 8765-4321', '551187654321'],
])('AT-10 %s is the number %s', (typed, digits) => {
  expect(readNumber(typed)).toBe(digits);
});

test.each(['', '12', 'abc', '11 98765-4321; 11 98765-4322', '+', '1'.repeat(40), '=1+1', '11\u202e98765'])(
  'AT-10 %j is no number',
  (typed) => {
    expect(readNumber(typed)).toBeUndefined();
  },
);

test('AT-10 a number is read again as it is written', () => {
  for (const digits of ['5511987654321', '351912345678', '551133334444']) {
    expect(readNumber(writeNumber(digits))).toBe(digits);
  }
});

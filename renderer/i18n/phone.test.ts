import { expect, test } from 'vitest';
import { formatPhone, formatTyped, readPhone } from './phone.ts';

test('digits are written as people write them', () => {
  expect(formatPhone('5511912345678')).toBe('+55 11 91234-5678');
  expect(formatPhone('551133334444')).toBe('+55 11 3333-4444');
  expect(formatPhone('14155552671')).toBe('+1 415 555 2671');
  expect(formatPhone('999')).toBe('+999');
});

test('what is typed is set out as a Brazilian number, unless it begins with +', () => {
  expect(formatTyped('11912345678')).toBe('(11) 91234-5678');
  expect(formatTyped('(11) 9123')).toBe('(11) 9123');
  expect(formatTyped('+14155552671')).toBe('+1 415 555 2671');
  expect(formatTyped('')).toBe('');
  expect(formatTyped('abc')).toBe('');
  expect(formatTyped('+')).toBe('+');
});

test('a typed number becomes digits with country code, or nothing', () => {
  expect(readPhone('(11) 91234-5678')).toBe('5511912345678');
  expect(readPhone('+1 415 555 2671')).toBe('14155552671');
  expect(readPhone('123')).toBeUndefined();
  expect(readPhone('')).toBeUndefined();
});

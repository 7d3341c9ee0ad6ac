import { expect, test } from 'vitest';
import { nameKey } from './name-key.ts';

test.each([
  ['José', 'jose'],
  ['Recep\u200bção', 'recepção'],
  ['\ufeffRecepção\u2060', 'recepção'],
  ['Ana\u3164Paula', 'ana  paula'],
  ['\u3164Ana\uffa0', 'Ana'],
  ['❤\ufe0f', '❤'],
])('%j and %j look the same, so that only one of them may be taken', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

test('names that look different are different', () => {
  expect(nameKey('Ana Paula')).not.toBe(nameKey('AnaPaula'));
});

import { expect, test } from 'vitest';
import { inPlace } from './sentence.ts';

test.each([
  ['', 'Boa noite'],
  ['Oi, ', 'boa noite'],
  ['Oi! ', 'Boa noite'],
  ['Oi\n', 'Boa noite'],
  ['*', 'Boa noite'],
  ['¡', 'Boa noite'],
  ['Oi Ana ', 'boa noite'],
])('MS-2 after %j a greeting is written %j', (before, written) => {
  expect(inPlace('boa noite', before)).toBe(written);
});

import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test.each([
  ['Ana Souza', 'AS'],
  ['Carlos Eduardo de Albuquerque', 'CA'],
  ['lívia', 'L'],
  ['  Dona   Lourdes ', 'DL'],
  ['+55 11 91234-5678', ''],
  ['🍞 Padaria', 'P'],
  ['محمد العلي', 'ما'],
  ['', ''],
])('%s has the initials %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

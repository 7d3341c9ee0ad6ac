import { expect, test } from 'vitest';
import { VARIABLES } from '../automation/variables.ts';
import { previewOf } from './preview.ts';

const values = Object.fromEntries(VARIABLES.map((name) => [name, name.toUpperCase()])) as Record<
  (typeof VARIABLES)[number],
  string
>;

test.each([
  ['Oi {{nome}}!', [{ text: 'Oi ' }, { value: 'NOME' }, { text: '!' }]],
  ['{{ canal }}{{nme}}', [{ value: 'CANAL' }, { unknown: '{{nme}}' }]],
  ['sem nada', [{ text: 'sem nada' }]],
  ['', []],
])('MS-2 the preview of %j', (text, pieces) => {
  expect(previewOf(text, values)).toEqual(pieces);
});

test('MS-2 braces before thousands of blanks do not freeze the window that one types in', () => {
  const text = `{{${' '.repeat(4_000)}`;
  const begun = performance.now();
  expect(previewOf(text, values)).toEqual([{ text }]);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

import { expect, test } from 'vitest';
import { dayPart, fill, firstName, unknownVariables, type Values } from './rules.ts';

const values: Values = {
  nome: 'Ana Prado',
  primeiro_nome: 'Ana',
  saudacao: 'bom dia',
  atendente: 'Marta',
  fila: '',
  canal: 'Recepção',
  protocolo: '2026-000123',
  horario: '',
};

test.each([
  ['Olá {{nome}}!', 'Olá Ana Prado!'],
  ['{{ primeiro_nome }}, {{saudacao}}.', 'Ana, bom dia.'],
  ['{{saudacao}}, {{primeiro_nome}}!', 'Bom dia, Ana!'],
  ['Oi, {{saudacao}}! {{saudacao}}\n*{{saudacao}}*', 'Oi, bom dia! Bom dia\n*Bom dia*'],
  ['Oi Ana {{saudacao}}', 'Oi Ana bom dia'],
  ['Fila {{fila}}.', 'Fila.'],
  ['Bom dia, {{fila}}!', 'Bom dia!'],
  ['{{fila}}{{canal}}', 'Recepção'],
  ['sem variáveis { } {{', 'sem variáveis { } {{'],
  ['{{desconhecida}}', '{{desconhecida}}'],
])('MS-2 %j becomes %j', (text, filled) => {
  expect(fill(text, values)).toBe(filled);
});

test('MS-2 what a customer is called is never read as a variable', () => {
  expect(fill('Oi {{nome}}', { ...values, nome: '{{canal}} $& $1' })).toBe('Oi {{canal}} $& $1');
});

test.each([
  ['Oi {{nome}}', []],
  ['{{nme}} {{nome}} {{nme}} {{ }}', ['nme', '']],
  ['{{Nome}}', ['Nome']],
])('MS-2 unknown in %j: %j', (text, names) => {
  expect(unknownVariables(text)).toEqual(names);
});

test.each([
  ['Ana Prado', 'Ana'],
  ['  José da Silva', 'José'],
  ['+55 11 98765-4321', ''],
  ['', ''],
])('the first name of %j is %j', (name, first) => {
  expect(firstName(name)).toBe(first);
});

test.each([
  [0, 'evening'],
  [4, 'evening'],
  [5, 'morning'],
  [11, 'morning'],
  [12, 'afternoon'],
  [17, 'afternoon'],
  [18, 'evening'],
  [23, 'evening'],
] as const)('at %i o’clock it is %s', (hour, part) => {
  expect(dayPart(hour)).toBe(part);
});

test('MS-2 braces before thousands of blanks hold nobody up', () => {
  const text = `{{${' '.repeat(4_000)}`;
  const begun = performance.now();
  expect([unknownVariables(text), fill(text, values)]).toEqual([[], text]);
  expect(fill(`{{${' '.repeat(2_000)}nome${' '.repeat(2_000)}}}`, values)).toBe(values.nome);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

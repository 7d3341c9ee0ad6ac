import { expect, test } from 'vitest';
import { type Choice, fitting } from './choices.ts';

const choices: Choice[] = [
  'Ir para as configurações',
  'Configurações: Aparência',
  'Encerrar o atendimento',
  'Transferir o atendimento',
  'Nota interna',
].map((words) => ({ id: words, words, run: () => {} }));

test('AT-9 what a page holds leads to it, and is not shown', () => {
  const hours: Choice = {
    id: 'hours',
    words: 'Recepção: Expediente',
    also: 'Horário Feriados',
    run: () => {},
  };
  expect(fitting([...choices, hours], 'feria')).toEqual([hours]);
  expect(fitting([...choices, hours], 'recepcao horario')).toEqual([hours]);
});

test.each<[string, string[]]>([
  ['aparencia', ['Configurações: Aparência']],
  ['CONFIG', ['Configurações: Aparência', 'Ir para as configurações']],
  ['atend', ['Encerrar o atendimento', 'Transferir o atendimento']],
  ['atend transf', ['Transferir o atendimento']],
  ['tendimento', []],
  ['*', choices.map(({ words }) => words)],
  ['', choices.map(({ words }) => words)],
])('AT-9 %j finds %j', (typed, expected) => {
  expect(fitting(choices, typed).map(({ words }) => words)).toEqual(expected);
});

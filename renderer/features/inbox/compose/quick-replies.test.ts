import { expect, test } from 'vitest';
import type { QuickReply } from '../../../../preload/entities.ts';
import { holds, matching, slashAt } from './quick-replies.ts';

test.each([
  ['/', 1, { from: 0, wanted: '' }],
  ['/PIX', 4, { from: 0, wanted: 'pix' }],
  ['Oi /pi', 6, { from: 3, wanted: 'pi' }],
  ['Oi\n/end', 7, { from: 3, wanted: 'end' }],
  ['/pix depois', 2, { from: 0, wanted: 'p' }],
  ['10/20', 5, undefined],
  ['https://', 8, undefined],
  ['/com espaço', 11, undefined],
  ['', 0, undefined],
] as const)('AT-4 in %j at %i the slash asks for %o', (text, cursor, slash) => {
  expect(slashAt(text, cursor)).toEqual(slash);
});

const replies: QuickReply[] = [
  { id: 1, shortcut: 'endereço', text: 'Rua das Flores' },
  { id: 2, shortcut: 'pix', text: 'Chave' },
  { id: 3, shortcut: 'troca', text: 'Prazo do endereço', queueId: 5 },
];
const found = (wanted: string, queueId?: number) =>
  matching(replies, wanted, queueId).map(({ shortcut }) => shortcut);

test('AT-4 shortcuts come before texts, and accents do not matter', () => {
  expect(found('')).toEqual(['endereço', 'pix']);
  expect(found('endereco')).toEqual(['endereço']);
  expect(found('endereco', 5)).toEqual(['endereço', 'troca']);
  expect(found('flores')).toEqual(['endereço']);
  expect(found('nada')).toEqual([]);
});

test('AT-4 a queue’s own are for its conversations only', () => {
  expect(found('troca')).toEqual([]);
  expect(found('troca', 4)).toEqual([]);
  expect(found('troca', 5)).toEqual(['troca']);
});

test.each([
  ['ENDERECO', ['endereço', 'troca']],
  ['Flores', ['endereço']],
  ['', ['endereço', 'pix', 'troca']],
])('AT-4 %j is found in the settings without accents, in shortcut or text', (wanted, shortcuts) => {
  expect(replies.filter((reply) => holds(reply, wanted)).map(({ shortcut }) => shortcut)).toEqual(shortcuts);
});

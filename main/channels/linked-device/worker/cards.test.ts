import { expect, test } from 'vitest';
import type { Card } from '../../wire.ts';
import { MOST_CARDS, MOST_NUMBERS, toCards, toVCard } from './cards.ts';

const vcard = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n');

test.each<[string, { displayName?: string; vcard?: string }, Card | undefined]>([
  [
    'a card of the phone',
    {
      displayName: 'Bia',
      vcard: vcard('N:;Bia;;;', 'FN:Bia', 'item1.TEL;waid=5511912345678:+55 11 91234-5678'),
    },
    { name: 'Bia', numbers: ['+5511912345678'] },
  ],
  [
    'a name from the card',
    { vcard: vcard('FN:Zé\\, o padeiro', 'TEL:11 91234') },
    { name: 'Zé, o padeiro', numbers: ['11 91234'] },
  ],
  [
    'a line that goes on',
    { vcard: vcard('FN:Bi', ' a', 'TEL;type=CELL:+55 11 9', '\t1234') },
    { name: 'Bia', numbers: ['+55 11 91234'] },
  ],
  ['a number twice', { displayName: 'B', vcard: vcard('TEL:1', 'tel:1') }, { name: 'B', numbers: ['1'] }],
  ['no number in a number', { displayName: 'B', vcard: vcard('TEL:<b>x</b>') }, { name: 'B', numbers: [] }],
  ['a name only', { displayName: 'B' }, { name: 'B', numbers: [] }],
  ['nothing', { vcard: 'not a card' }, undefined],
])('AT-3 %s', (_, given, card) => {
  expect(toCards([given])).toEqual(card ? [card] : []);
});

test('AT-3 a card with a thousand numbers, and a thousand cards, are cut short', () => {
  const many = vcard('FN:Muitos', ...Array.from({ length: 1_000 }, (_, i) => `TEL:+55119${i}`));
  expect(toCards([{ vcard: many }])[0]?.numbers).toHaveLength(MOST_NUMBERS);
  expect(toCards(Array.from({ length: 1_000 }, () => ({ displayName: 'x' })))).toHaveLength(MOST_CARDS);
});

test('AT-3 what is sent as a card says nothing else when it comes back', () => {
  const card = { name: 'Zé; FN:x,\nTEL:666 \\', numbers: ['+5511912345678', '(11) 3333-4444'] };
  expect(toCards([{ vcard: toVCard(card).vcard! }])).toEqual([
    { name: 'Zé; FN:x, TEL:666 \\', numbers: card.numbers },
  ]);
});

import { expect, test } from 'vitest';
import { readVcards, writeVcards } from './vcard.ts';

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n');

test('AT-10 reads what Android exports: version 2.1, parameters without names, quoted-printable with soft breaks', () => {
  const text = card(
    'VERSION:2.1',
    'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=43=6F=6E=63=65=69=C3=A7=C3=A3=6F;;;;',
    'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=43=6F=6E=63=65=69=C3=A7=\r\n=C3=A3=6F',
    'TEL;CELL:011 98765-4321',
    'TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=41):+55 21 3333-4444',
    'EMAIL;HOME:c@example.com',
  );
  expect(readVcards(text)).toEqual({
    rows: [
      {
        line: 1,
        name: 'Conceição',
        numbers: ['5511987654321', '552133334444'],
        email: 'c@example.com',
        note: '',
      },
    ],
    refused: [],
  });
});

test('AT-10 reads versions 3.0 and 4.0, grouped and folded', () => {
  const text = [
    card('VERSION:3.0', 'FN:João da\r\n  Silva', 'item1.TEL;type=CELL;waid=5511987654321:+55 11 98765-4321'),
    card('VERSION:4.0', 'FN:Bia', 'TEL;VALUE=uri;TYPE=cell:tel:+351912345678', 'NOTE:linha 1\\nlinha 2'),
  ].join('\n');
  expect(readVcards(text).rows).toMatchObject([
    { line: 1, name: 'João da Silva', numbers: ['5511987654321'] },
    { name: 'Bia', numbers: ['351912345678'], note: 'linha 1\nlinha 2' },
  ]);
});

test('AT-10 a broken card takes no other with it, and one that was cut off is told', () => {
  const text = [
    card('VERSION:3.0', 'FN:Ana', 'TEL:11987654321'),
    card('VERSION:3.0', 'FN:Quebrada', ';;;no name:x', 'TEL:11987654322'),
    card('VERSION:3.0', 'FN:Sem número'),
    'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cortada',
  ].join('\r\n');
  const { rows, refused } = readVcards(text);
  expect(rows.map(({ name }) => name)).toEqual(['Ana']);
  expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
    [6, 'bad-card'],
    [12, 'no-number'],
    [16, 'bad-card'],
  ]);
});

test('AT-10 of a card with 1,000 numbers the first twenty are taken', () => {
  const numbers = Array.from({ length: 1_000 }, (_, n) => `TEL:+5511${900_000_000 + n}`);
  expect(readVcards(card('VERSION:3.0', 'FN:Muitos', ...numbers)).rows[0]?.numbers).toHaveLength(20);
});

test('AT-10 a file without a card says so', () => {
  expect(readVcards('nome;telefone')).toEqual({
    rows: [],
    refused: [{ line: 1, reason: 'no-card', text: '' }],
  });
});

test('AT-10 what is written is read again', () => {
  const people = [
    { name: 'Ana, a; "boa"', numbers: ['5511987654321'], email: 'a@example.com', note: 'um\ndois' },
  ];
  expect(readVcards(writeVcards(people)).rows).toEqual([
    { line: 1, name: 'Ana, a; "boa"', numbers: ['5511987654321'], email: 'a@example.com', note: 'um\ndois' },
  ]);
});

test.each(['NOTE;QUOTED-PRINTABLE:', 'NOTE;QUOTED-PRINTABLE;'])(
  'AT-10 %s in 200,000 pieces holds nobody up, and the card after it is read',
  (head) => {
    const long = card('VERSION:2.1', `${head}=`, 'AAAA=\r\n'.repeat(200_000), 'TEL:11987654321');
    const begun = performance.now();
    const { rows } = readVcards([long, card('VERSION:3.0', 'FN:Ana', 'TEL:11987654322')].join('\r\n'));
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(rows.at(-1)).toMatchObject({ name: 'Ana', numbers: ['5511987654322'] });
  },
);

import { expect, test } from 'vitest';
import { readCsv, writeCsv } from './csv.ts';

test.each([
  ['semicolons, as Excel in Portuguese writes', 'Nome;Telefone\nAna Paula;(11) 98765-4321'],
  ['commas and quotes', '"Name","Phone"\r\n"Ana Paula","+55 11 98765-4321"\r\n'],
  ['tabs, a mark at the start and empty lines', '\ufeff\nNOME\tCELULAR\n\nAna Paula\t011 98765 4321\n'],
  [
    'Google',
    'First Name,Last Name,Phone 1 - Label,Phone 1 - Value\nAna,Paula,Mobile,+55 11 98765-4321 ::: 11987654321',
  ],
  ['Outlook', 'First Name,Last Name,Mobile Phone\nAna,Paula,5511987654321'],
])('AT-10 reads a table with %s', (_, text) => {
  const { rows, refused } = readCsv(text);
  expect(refused).toEqual([]);
  expect(rows).toMatchObject([{ name: 'Ana Paula', numbers: ['5511987654321'] }]);
});

test('AT-10 tells each line that cannot be taken, and why, and takes the others', () => {
  const { rows, refused } = readCsv(
    [
      'nome;telefone;email',
      'Ana;11987654321;ana@example.com',
      'Sem número;;x@example.com',
      'Curto;12;',
      'Letras;=1+1|cmd;',
      'Ana de novo;+55 11 98765-4321;',
      '\u202eanA;21987654321;not an address',
    ].join('\n'),
  );
  expect(rows.map(({ line, name, email }) => [line, name, email])).toEqual([
    [2, 'Ana', 'ana@example.com'],
    [7, 'anA', undefined],
  ]);
  expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'no-number'],
    [4, 'bad-number'],
    [5, 'bad-number'],
    [6, 'repeated'],
  ]);
});

test.each([
  ['', 1],
  ['a;b\n1;2', 1],
  ['\n\nfoo\nbar', 3],
])('AT-10 a table without a column of numbers is refused whole: %j', (text, line) => {
  expect(readCsv(text)).toEqual({ rows: [], refused: [{ line, reason: 'no-number-column', text: '' }] });
});

test('AT-10 what is written is read again, and no name becomes a formula', () => {
  const people = [
    {
      name: '=HYPERLINK("http://x")',
      numbers: ['5511987654321', '551133334444'],
      email: 'a@example.com',
      note: 'a;b\n"c"',
    },
    { name: '+55 é o código', numbers: ['351912345678'], email: '', note: '@all' },
  ];
  const text = writeCsv(people, ['Nome', 'Número', 'E-mail', 'Observação']);
  for (const cell of text.split(/[,\r\n]/)) expect(cell).not.toMatch(/^"?[=@]/);
  expect(text).toContain('+55 11 98765-4321; +55 11 3333-4444');
  expect(readCsv(text).rows).toMatchObject([
    { numbers: ['5511987654321', '551133334444'], email: 'a@example.com', note: 'a;b\n"c"' },
    { numbers: ['351912345678'], note: "'@all" },
  ]);
});

test.each([
  ['a;=cmd|calc', "a;'=cmd"],
  ['a;"=cmd', `'=cmd`],
  ['a;  @SUM(1)', "a;  '@SUM"],
  ['a\t=1+1', "a\t'=1+1"],
  ['a|-cmd', "a|'-cmd"],
  ['a\n+cmd', "a\n'+cmd"],
  ['\uff1d1+1', "'\uff1d1+1"],
])('AT-10 %j is no formula for a spreadsheet that splits elsewhere either', (note, written) => {
  const people = [{ name: 'Ana', numbers: ['5511987654321'], email: '', note }];
  const text = writeCsv(people, ['Nome', 'Número', 'E-mail', 'Observação']);
  expect(text).toContain(written);
  expect(readCsv(text).rows).toMatchObject([{ numbers: ['5511987654321'] }]);
});

test('AT-10 numbers, signs and separators of plain words are written as they are', () => {
  const note = 'desconto; 10% - não 20%, a-b; c+d\n(11) 3333-4444; -5';
  const numbers = ['5511987654321', '551133334444'];
  const text = writeCsv([{ name: 'Ana', numbers, email: '', note }], ['Nome', 'Número', 'E-mail', 'Nota']);
  expect(readCsv(text).rows).toMatchObject([{ numbers, note }]);
});

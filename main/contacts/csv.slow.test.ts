import { expect, test } from 'vitest';
import { readCsv } from './csv.ts';

test('AT-10 no more than 20,000 people are taken from one table', () => {
  const lines = Array.from({ length: 20_002 }, (_, n) => `P${n};+5511${900_000_000 + n}`);
  const { rows, refused } = readCsv(['nome;telefone', ...lines].join('\n'));
  expect(rows).toHaveLength(20_000);
  expect(refused.map(({ reason }) => reason)).toEqual(['too-many', 'too-many']);
});

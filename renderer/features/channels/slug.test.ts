import { expect, test } from 'vitest';
import { Slug } from '../../../preload/entities.ts';
import { proposeSlug } from './slug.ts';

test.each([
  ['Recepção', 'recepcao'],
  ['Recepção – Loja 2', 'recepcao-loja-2'],
  ['  Vendas   &   Atacado!  ', 'vendas-atacado'],
  ['São João / ÇÃÕ', 'sao-joao-cao'],
  ['🍞', ''],
  ['a'.repeat(60), 'a'.repeat(40)],
  [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
])('%s proposes %s', (name, slug) => {
  expect(proposeSlug(name)).toBe(slug);
});

test('what is proposed is what main takes', () => {
  for (const name of ['Recepção – Loja 2', '--a--', '9 de Julho', 'x'.repeat(99)]) {
    expect(Slug.safeParse(proposeSlug(name)).success).toBe(true);
  }
});

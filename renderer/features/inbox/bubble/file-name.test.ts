import { expect, test } from 'vitest';
import { duration, fileSize, partsOf, sortOf } from './file-name.ts';

test.each([
  ['pedido.pdf', 'pedido', '.pdf', 'pdf'],
  ['foto.jpg.exe', 'foto.jpg', '.exe', 'program'],
  ['Nota Fiscal.XLSX', 'Nota Fiscal', '.XLSX', 'sheet'],
  ['macro.docm', 'macro', '.docm', 'program'],
  ['LEIAME', 'LEIAME', '', 'other'],
  ['.bashrc', '.bashrc', '', 'other'],
  ['fim de frase. E mais palavras', 'fim de frase. E mais palavras', '', 'other'],
  ['pacote.zip', 'pacote', '.zip', 'archive'],
] as const)('AT-3 %j shows its suffix whole', (name, base, suffix, sort) => {
  expect(partsOf(name)).toEqual({ base, suffix });
  expect(sortOf(name)).toBe(sort);
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1500, '1,5 kB'],
  [340_000, '340 kB'],
  [100_000_000, '100 MB'],
  [5_000_000_000_000, '5.000 GB'],
])('%i bytes are %j', (bytes, words) => {
  expect(fileSize(bytes, 'pt-BR').replaceAll('\u00a0', ' ')).toBe(words);
});

test.each([
  [0, '0:00'],
  [7.4, '0:07'],
  [201, '3:21'],
  [3723, '1:02:03'],
])('%d seconds are %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});

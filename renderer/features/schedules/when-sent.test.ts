import { expect, test } from 'vitest';
import { whenSent } from './when-sent.ts';

const now = Date.parse('2026-11-25T12:00-03:00');
const zone = { language: 'pt-BR', timeZone: 'America/Sao_Paulo' } as const;

test.each([
  ['2026-11-25T15:00-03:00', '15:00'],
  ['2026-11-26T09:00-03:00', 'amanhã, 09:00'],
  ['2027-03-03T09:00-03:00', '03/03, 09:00'],
  ['2031-03-03T09:00-03:00', '03/03/31, 09:00'],
  ['2026-11-25T09:00-03:00', '25/11/26, 09:00'],
])('SC-1 %s is told as %s', (at, words) => {
  expect(whenSent(Date.parse(at), now, zone)).toBe(words);
});

import { expect, test } from 'vitest';
import {
  ago,
  clockTime,
  countdown,
  dayNumber,
  daySeparator,
  listTime,
  patience,
  secondsLeft,
  shareLeft,
  waited,
  lengthOf,
} from './time.ts';

const zone = { language: 'pt-BR', timeZone: 'America/Sao_Paulo' } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Saturday, half past two in the afternoon in São Paulo. */
const now = Date.UTC(2026, 10, 21, 17, 30);

test('a time of day is the zone’s', () => {
  expect(clockTime(now, zone)).toBe('14:30');
});

test('days begin at the zone’s midnight, not at UTC’s', () => {
  const lateAtNight = Date.UTC(2026, 10, 22, 2, 59);
  expect(dayNumber(lateAtNight, zone)).toBe(dayNumber(now, zone));
  expect(dayNumber(lateAtNight + MINUTE, zone)).toBe(dayNumber(now, zone) + 1);
});

test('a list tells today by the clock, then by the day', () => {
  expect(listTime(now - 2 * HOUR, now, zone)).toBe('12:30');
  expect(listTime(now - DAY, now, zone)).toBe('ontem');
  expect(listTime(now - 2 * DAY, now, zone)).toBe('qui');
  expect(listTime(now - 30 * DAY, now, zone)).toBe('22/10/26');
});

test('a time in the future, by a clock set back, is shown as one of today', () => {
  expect(listTime(now + DAY, now, zone)).toBe('14:30');
});

test('the days of a conversation are told in full', () => {
  expect(daySeparator(now, now, zone)).toBe('Hoje');
  expect(daySeparator(now - DAY, now, zone)).toBe('Ontem');
  expect(daySeparator(now - 2 * DAY, now, zone)).toBe('Quinta-feira');
  expect(daySeparator(now - 30 * DAY, now, zone)).toBe('22 de outubro de 2026');
});

test.each([
  [0, 'agora', 'now', 'ahora'],
  [59_999, 'agora', 'now', 'ahora'],
  [5 * MINUTE, 'há 5 min', '5m ago', 'hace 5 min'],
  [3 * HOUR, 'há 3 h', '3h ago', 'hace 3 h'],
  [DAY, 'ontem', 'yesterday', 'ayer'],
  [4 * DAY, 'há 4 dias', '4 days ago', 'hace 4 días'],
])('%i ms ago in the three languages', (passed, portuguese, english, spanish) => {
  expect(ago(now - passed, now, 'pt-BR')).toBe(portuguese);
  expect(ago(now - passed, now, 'en')).toBe(english);
  expect(ago(now - passed, now, 'es')).toBe(spanish);
});

test('what is ahead of the clock happens now', () => {
  expect(ago(now + HOUR, now, 'pt-BR')).toBe('agora');
});

test('waiting is told short, and turns urgent', () => {
  expect(waited(now - 12 * MINUTE, now, 'pt-BR')).toBe('12 min');
  expect(waited(now - 3 * HOUR, now, 'pt-BR')).toMatch(/^3\s?h$/);
  expect(patience(now - 9 * MINUTE, now)).toBe('fine');
  expect(patience(now - 10 * MINUTE, now)).toBe('long');
  expect(patience(now - 30 * MINUTE, now)).toBe('too-long');
});

test('a countdown ends at zero and is never more than whole', () => {
  expect(secondsLeft(now + 1, now)).toBe(1);
  expect(secondsLeft(now, now)).toBe(0);
  expect(secondsLeft(now - HOUR, now)).toBe(0);
  expect(shareLeft(now, now + 1000, now - 5)).toBe(1);
  expect(shareLeft(now - 500, now + 500, now)).toBe(0.5);
  expect(shareLeft(now - 1000, now, now + 5)).toBe(0);
  expect(shareLeft(now, now, now)).toBe(0);
});

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [65, '1 min 05 s'],
  [600, '10 min'],
  [754, '12 min'],
])('%i seconds of a countdown', (seconds, words) => {
  expect(countdown(seconds)).toBe(words);
});

test.each([
  [1, 'pt-BR', '1 minuto'],
  [45, 'pt-BR', '45 minutos'],
  [120, 'pt-BR', '2 horas'],
  [719, 'en', '11 hours'],
  [1, 'es', '1 minuto'],
] as const)('%i minutes in %s are %s', (minutes, language, words) => {
  expect(lengthOf(minutes, language)).toBe(words);
});

import { describe, expect, test } from 'vitest';
import type { Attention, NoticeSettings } from '../../preload/entities.ts';
import { isQuiet, overdue, tellingOf } from './rules.ts';

const settings: NoticeSettings = {
  showText: true,
  sound: 'bell',
  volume: 70,
  repeatMinutes: 10,
  quietHours: { on: false, from: 22 * 60, to: 7 * 60 },
  quietUntil: 0,
};
const timeZone = 'America/Sao_Paulo';
/** By the clock on the wall in São Paulo, which is three hours behind UTC. */
const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 21, hour + 3, minute);
const NOON = at(12);

describe('AT-8 when nobody wants to be disturbed', () => {
  const night = { on: true, from: 22 * 60, to: 7 * 60 };
  const lunch = { on: true, from: 12 * 60, to: 13 * 60 };
  test.each<[string, Partial<NoticeSettings>, number, boolean]>([
    ['always', {}, NOON, false],
    ['until one', { quietUntil: at(13) }, at(12, 59), true],
    ['until one, at one', { quietUntil: at(13) }, at(13), false],
    ['at night, before', { quietHours: night }, at(21, 59), false],
    ['at night, as it begins', { quietHours: night }, at(22), true],
    ['at night, after midnight', { quietHours: night }, at(3), true],
    ['at night, its last minute', { quietHours: night }, at(6, 59), true],
    ['at night, over', { quietHours: night }, at(7), false],
    ['at lunch', { quietHours: lunch }, at(12, 30), true],
    ['after lunch', { quietHours: lunch }, at(13), false],
    ['hours that are off', { quietHours: { ...night, on: false } }, at(3), false],
    ['hours without length', { quietHours: { on: true, from: 60, to: 60 } }, at(1), false],
  ])('%s', (_when, change, now, quiet) => {
    expect(isQuiet({ settings: { ...settings, ...change }, now, timeZone })).toBe(quiet);
  });

  test('the hours are those of the wall, on both sides of a change of the clocks', () => {
    const night6 = { ...settings, quietHours: { on: true, from: 0, to: 6 * 60 } };
    // 2026-03-29, 01:00 UTC: Lisbon goes from 01:00 to 02:00.
    for (const [utc, quiet] of [
      [Date.UTC(2026, 2, 28, 5, 30), true],
      [Date.UTC(2026, 2, 29, 4, 59), true],
      [Date.UTC(2026, 2, 29, 5, 0), false],
    ] as const) {
      expect(isQuiet({ settings: night6, now: utc, timeZone: 'Europe/Lisbon' })).toBe(quiet);
    }
  });
});

describe('AT-8 how a message in conversation 7 is told', () => {
  const looks = (change: Partial<Attention>): Attention => ({ focused: true, inbox: true, ...change });
  test.each<[string, Attention[], Partial<NoticeSettings>, ReturnType<typeof tellingOf>]>([
    ['no window', [], {}, 'system'],
    ['the conversation is open before somebody', [looks({ conversationId: 7 })], {}, 'count'],
    [
      'it is open, but the window is not in front',
      [looks({ conversationId: 7, focused: false })],
      {},
      'system',
    ],
    ['another one is open', [looks({ conversationId: 8 })], {}, 'ring'],
    ['only the list is in sight', [looks({})], {}, 'ring'],
    ['somebody is in the settings', [looks({ inbox: false })], {}, 'window'],
    ['one of two windows shows it', [looks({ inbox: false }), looks({ conversationId: 7 })], {}, 'count'],
    ['do not disturb', [], { quietUntil: NOON + 1 }, 'count'],
    ['do not disturb, settings', [looks({ inbox: false })], { quietUntil: NOON + 1 }, 'count'],
  ])('%s', (_who, windows, change, expected) => {
    expect(tellingOf(7, { settings: { ...settings, ...change }, windows, now: NOON, timeZone })).toBe(
      expected,
    );
  });
});

describe('AT-8 whose waiting is told again', () => {
  const due = (since: number, told: number | undefined, now: number, change: Partial<NoticeSettings> = {}) =>
    overdue([{ conversationId: 7, since }], new Map(told === undefined ? [] : [[7, told]]), {
      settings: { ...settings, ...change },
      now,
      timeZone,
    }).length > 0;

  test.each<[string, boolean]>([
    ['after nine minutes', due(NOON, undefined, at(12, 9))],
    ['told at ten, at eleven', due(NOON, at(12, 10), at(12, 11))],
    ['told late, at nineteen', due(NOON, at(12, 14), at(12, 19))],
    ['switched off', due(NOON, undefined, at(15), { repeatMinutes: 0 })],
    ['do not disturb', due(NOON, undefined, at(15), { quietUntil: at(16) })],
    ['a clock that was set back', due(NOON, undefined, at(11))],
  ])('%s: not', (_when, told) => {
    expect(told).toBe(false);
  });

  test.each<[string, boolean]>([
    ['after ten minutes', due(NOON, undefined, at(12, 10))],
    ['told at ten, at twenty', due(NOON, at(12, 10), at(12, 20))],
    ['told late, at twenty', due(NOON, at(12, 14), at(12, 20))],
    ['once, after an hour of quiet', due(NOON, at(12, 10), at(13, 10))],
    ['another waiting of the same person', due(at(13), at(12, 50), at(13, 10))],
  ])('%s: told', (_when, told) => {
    expect(told).toBe(true);
  });
});

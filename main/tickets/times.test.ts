import { expect, test } from 'vitest';
import { protocolDay, protocolOf } from './protocol.ts';
import { ratingOf } from './rating.ts';
import { endOfDay, snoozeUntil } from './snooze-times.ts';

const SAO_PAULO = 'America/Sao_Paulo';
const NEW_YORK = 'America/New_York';
const at = (iso: string) => Date.parse(iso);

test.each([
  ['2026-11-25T23:59:59-03:00', SAO_PAULO, '20261125'],
  ['2026-11-26T00:00:00-03:00', SAO_PAULO, '20261126'],
  // Another day in UTC already.
  ['2026-11-26T01:00:00Z', SAO_PAULO, '20261125'],
  ['2026-12-31T23:00:00-03:00', SAO_PAULO, '20261231'],
  ['2028-02-29T12:00:00Z', SAO_PAULO, '20280229'],
])('AT-1 a protocol begins with the shop’s day: %s in %s', (iso, zone, day) => {
  expect(protocolDay(at(iso), zone)).toBe(day);
});

test.each([
  [1, '20261125-0001'],
  [7, '20261125-0007'],
  [9_999, '20261125-9999'],
  [10_000, '20261125-10000'],
])('AT-1 the %dth of the day', (count, protocol) => {
  expect(protocolOf('20261125', count)).toBe(protocol);
});

test.each([
  ['2026-11-25T15:00:00-03:00', SAO_PAULO, '2026-11-26T09:00:00-03:00'],
  ['2026-11-25T00:10:00-03:00', SAO_PAULO, '2026-11-26T09:00:00-03:00'],
  ['2026-12-31T23:59:59-03:00', SAO_PAULO, '2027-01-01T09:00:00-03:00'],
  ['2028-02-28T10:00:00-03:00', SAO_PAULO, '2028-02-29T09:00:00-03:00'],
  // The night is an hour shorter, then an hour longer.
  ['2026-03-07T20:00:00-05:00', NEW_YORK, '2026-03-08T09:00:00-04:00'],
  ['2026-10-31T20:00:00-04:00', NEW_YORK, '2026-11-01T09:00:00-05:00'],
])('AT-11 tomorrow at nine, from %s in %s', (now, zone, then) => {
  expect(snoozeUntil('tomorrow-9', at(now), zone)).toBe(at(then));
});

test('AT-11 an hour is an hour of real time, whatever the clock does', () => {
  const beforeTheJump = at('2026-03-08T01:30:00-05:00');
  expect(snoozeUntil('in-1-hour', beforeTheJump, NEW_YORK)).toBe(at('2026-03-08T03:30:00-04:00'));
});

test.each([
  [1, 1],
  [0, undefined],
  [-60_000, undefined],
  [366 * 86_400_000, 366 * 86_400_000],
  [366 * 86_400_000 + 1, undefined],
])('AT-11 a chosen time %d ms from now', (ms, accepted) => {
  const now = at('2026-11-25T12:00:00Z');
  expect(snoozeUntil(now + ms, now, SAO_PAULO)).toBe(accepted === undefined ? undefined : now + accepted);
});

test.each([
  ['2026-11-25T15:00:00-03:00', SAO_PAULO, '2026-11-26T00:00:00-03:00'],
  // There was no midnight on that day.
  ['2018-11-03T15:00:00-03:00', SAO_PAULO, '2018-11-04T01:00:00-02:00'],
])('the day of %s in %s ends', (now, zone, end) => {
  expect(endOfDay(at(now), zone)).toBe(at(end));
});

test.each([
  ['1', 1],
  ['5', 5],
  [' 4 \n', 4],
  ['3.', 3],
  ['5!', 5],
  ['4️⃣', 4],
  ['\u200e2', 2],
  ['0', undefined],
  ['6', undefined],
  ['10', undefined],
  ['5 estrelas', undefined],
  ['nota 5', undefined],
  ['', undefined],
  ['5'.padEnd(10_000), undefined],
])('AT-11 the answer %j is the rating %s', (text, rating) => {
  expect(ratingOf(text)).toBe(rating);
});

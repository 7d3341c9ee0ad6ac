import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Counter, openCounter, RITA } from '../attendance/testing/counter.ts';
import { ANA, BIA, says } from '../inbox/testing/wire.ts';
import { sinceOf } from './rules.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

const sheet = () => counter.ask(RITA, 'handover.get', {});

test.each([
  ['what was asked for', NOON - HOUR, NOON - 3 * HOUR, NOON - HOUR],
  ['the last closing', undefined, NOON - 15 * HOUR, NOON - 15 * HOUR],
  ['twelve hours', undefined, undefined, NOON - 12 * HOUR],
  ['a week at most', 0, undefined, NOON - 168 * HOUR],
  ['no time to come', NOON + HOUR, undefined, NOON],
])('AT-12 the sheet begins with %s', (_, asked, closedAt, since) => {
  expect(sinceOf(asked, closedAt, NOON)).toBe(since);
});

test('AT-12 it tells what came since the shop closed, what the robot answered, who waits longest and who wakes', async () => {
  counter.closedSince = NOON - 14 * HOUR;
  await counter.heard.messages(1, [
    says('ontem de tarde', { chat: [BIA], at: NOON - 20 * HOUR, arrival: 'offline' }),
    says('de noite', { at: NOON - 10 * HOUR, arrival: 'offline' }),
    says('de manhã', { at: NOON - 2 * HOUR, arrival: 'offline' }),
  ]);
  counter.write('test', (changes) =>
    counter.outgoing.enqueueWithin(
      { conversationId: 2, text: 'Estamos fechados', nonce: '3f0b2f7e-6c1d-4b53-9a39-0d6f0a6f3d11' },
      changes,
    ),
  );
  expect(await sheet()).toMatchObject({
    since: NOON - 14 * HOUR,
    until: NOON,
    came: { messages: 2, conversations: 1, rows: [{ contact: { number: ANA.value } }] },
    automatic: { total: 1, messages: [{ preview: 'Estamos fechados' }] },
    failed: { total: 0, messages: [] },
    waiting: { total: 2, rows: [{ contact: { number: BIA.value } }, { contact: { number: ANA.value } }] },
    snoozed: { total: 0 },
    unreadConversations: 2,
  });
  await counter.ask(RITA, 'tickets.snooze', { conversationId: 1, until: 'in-1-hour' });
  expect(await sheet()).toMatchObject({
    waiting: { total: 1 },
    snoozed: { total: 1, rows: [{ tab: 'snoozed' }] },
  });
});

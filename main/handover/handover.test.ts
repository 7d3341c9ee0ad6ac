import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BEA, type Counter, MARTA, openCounter, RITA } from '../attendance/testing/counter.ts';
import { SendFailure } from '../channels/driver.ts';
import { ANA, BIA, says } from '../inbox/testing/wire.ts';
import { sinceOf } from './rules.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

const sheet = (user = RITA) => counter.ask(user, 'handover.get', {});

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

test('AT-12 what failed and what is uncertain is told to whoever may read it (PR-5)', async () => {
  await counter.heard.messages(1, [says('oi'), says('olá', { chat: [BIA] })]);
  const write = (user: typeof RITA, conversationId: number, text: string) =>
    counter.ask(user, 'messages.send', { conversationId, text, nonce: randomUUID() });
  counter.driver.behave(() => Promise.reject(new SendFailure('final', 'refused')));
  counter.heard.connected(1);
  await write(RITA, 1, 'da Rita');
  await write(BEA, 2, 'da Bea');
  await expect.poll(() => counter.queuedOf(1)).toBe(0);
  for (const set of ['message SET status', 'conversation SET preview_status'])
    counter.db
      .statement(set, `UPDATE ${set} = 'uncertain' WHERE id = (SELECT max(id) FROM ${set.split(' ')[0]})`)
      .run();

  const ritas = { preview: 'da Rita', status: 'failed', failure: 'refused' };
  const beas = { preview: 'da Bea', status: 'uncertain' };
  expect((await sheet()).failed).toMatchObject({ total: 2, messages: [beas, ritas] });
  await counter.ask(MARTA, 'channelPreferences.set', { channelId: 1, changes: { ownMessagesOnly: true } });
  expect((await sheet()).failed).toMatchObject({ total: 1, messages: [ritas] });
  expect((await sheet(BEA)).failed).toMatchObject({ total: 1, messages: [beas] });
  expect((await sheet(MARTA)).failed.total).toBe(2);
});

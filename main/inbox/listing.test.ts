import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallInput } from '../../preload/contract.ts';
import { BEA, type Counter, MARTA, openCounter, RITA } from '../attendance/testing/counter.ts';
import { ANA, group, lid, pn, says } from './testing/wire.ts';

const RECEPTION = 1;
const DELIVERIES = 2;
const NOON = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

const list = (query: Partial<CallInput<'inbox.list'>> = {}, user = RITA) =>
  counter.ask(user, 'inbox.list', { limit: 100, ...query });
const previews = async (query: Partial<CallInput<'inbox.list'>> = {}, user = RITA) =>
  (await list(query, user)).rows.map(({ preview }) => preview);
/** The nth person, whose conversation is the nth too, if they write in order. */
const write = (n: number, at: number, channelId = RECEPTION, about: Parameters<typeof says>[1] = {}) =>
  counter.heard.messages(channelId, [says(`p${n}`, { chat: [pn(`55119876500${10 + n}`)], at, ...about })]);
const on = { conversationId: 0 };
const act = async (
  name: 'tickets.accept' | 'tickets.return' | 'tickets.reopen' | 'tickets.wake',
  conversationId: number,
  user = RITA,
) => counter.ask(user, name, { ...on, conversationId });
const close = (conversationId: number) =>
  counter.ask(RITA, 'tickets.close', { conversationId, farewell: false });

describe('AT-2 tabs', () => {
  beforeEach(async () => {
    for (let n = 1; n <= 6; n += 1) await write(n, NOON + n * MINUTE);
    await act('tickets.accept', 2);
    await act('tickets.accept', 3, BEA);
    await act('tickets.accept', 4);
    await close(4);
    await counter.ask(RITA, 'tickets.snooze', { conversationId: 5, until: 'in-1-hour' });
    await counter.heard.messages(RECEPTION, [
      says('grupo', { chat: [group('1203630001')], author: [ANA], at: NOON }),
    ]);
  });

  test('each has its own conversations and the counts of all, whichever is asked for', async () => {
    const counts = { waiting: 2, open: 2, snoozed: 1, closed: 1 };
    expect(await list({ tab: 'waiting' })).toMatchObject({ counts, total: 2 });
    expect(await previews({ tab: 'waiting' })).toEqual(['p1', 'p6']);
    expect(await previews({ tab: 'open' })).toEqual(['p2', 'p3']);
    expect(await previews({ tab: 'snoozed' })).toEqual(['p5']);
    expect(await previews({ tab: 'closed' })).toEqual(['p4']);
    expect(await list({ tab: 'all' })).toMatchObject({ counts, total: 7, unreadConversations: 7 });
    expect(await previews()).toEqual(['p6', 'p5', 'p4', 'p3', 'p2', 'p1', 'grupo']);
  });

  test('filters hold for the rows and for every count', async () => {
    const { id: queueId } = await counter.ask(MARTA, 'queues.create', {
      name: 'Bolos',
      hue: 1,
      memberIds: [],
    });
    const { id: tagId } = await counter.ask(MARTA, 'tags.create', { name: 'Urgente', hue: 1 });
    await counter.ask(RITA, 'tickets.transfer', { conversationId: 2, queueId });
    await counter.ask(RITA, 'tickets.tag', { conversationId: 4, tagIds: [tagId] });
    await counter.ask(RITA, 'conversation.seen', { conversationId: 1, upTo: Number.MAX_SAFE_INTEGER });
    await write(7, NOON + 7 * MINUTE, DELIVERIES);

    expect(await list({ tab: 'waiting', queueId })).toMatchObject({
      rows: [{ preview: 'p2' }],
      total: 1,
      counts: { waiting: 1, open: 0, snoozed: 0, closed: 0 },
      unreadConversations: 1,
    });
    expect(await list({ tab: 'closed', tagId })).toMatchObject({
      rows: [{ preview: 'p4' }],
      total: 1,
      counts: { waiting: 0, closed: 1 },
    });
    expect(await list({ tab: 'open', mine: true }, BEA)).toMatchObject({
      rows: [{ preview: 'p3' }],
      total: 1,
      counts: { waiting: 0, open: 1, snoozed: 0, closed: 0 },
    });
    expect(await list({ tab: 'waiting', channelId: DELIVERIES })).toMatchObject({
      rows: [{ preview: 'p7' }],
      counts: { waiting: 1, open: 0, snoozed: 0, closed: 0 },
    });
    expect(await previews({ tab: 'waiting', unreadOnly: true, order: 'longest-waiting' })).toEqual([
      'p2',
      'p6',
      'p7',
    ]);
    expect(await list({ tab: 'waiting', unreadOnly: true })).toMatchObject({
      total: 3,
      counts: { waiting: 3 },
    });
    expect(await previews({ kind: 'group' })).toEqual(['grupo']);
    expect(await list({ tab: 'all', kind: 'person' })).toMatchObject({ total: 7 });
    expect(await list({ tab: 'open', mine: true, channelId: DELIVERIES })).toMatchObject({
      rows: [],
      total: 0,
    });
  });

  test('a row says where it belongs, so that the window need not ask again', async () => {
    const rows = await counter.call('inbox.rows', { ids: [1, 2, 4, 5, 7] });
    expect(rows.map(({ tab, ticket }) => [tab, ticket?.state, ticket?.userId])).toEqual([
      ['waiting', 'waiting', undefined],
      ['open', 'open', RITA.id],
      ['closed', 'closed', RITA.id],
      ['snoozed', 'waiting', undefined],
      [undefined, undefined, undefined],
    ]);
  });

  test('a conversation tells of its ticket too', async () => {
    const { conversation } = await counter.ask(RITA, 'conversation.open', { conversationId: 2, limit: 1 });
    expect(conversation.ticket).toMatchObject({ state: 'open', userId: RITA.id });
  });
});

describe('AT-2 order', () => {
  test('the longest waiting first, then who waits for nothing; or the newest first', async () => {
    for (let n = 1; n <= 4; n += 1) await write(n, NOON + n * MINUTE);
    counter.clock.set(NOON + 10 * MINUTE);
    // It waits for somebody from now on, and the contact does not.
    await counter.ask(RITA, 'messages.send', {
      conversationId: 1,
      text: 'respondido',
      nonce: '3f0b2f7e-6c1d-4b53-9a39-0d6f0a6f3d11',
    });
    await act('tickets.return', 1);
    expect(await previews({ tab: 'waiting', order: 'longest-waiting' })).toEqual([
      'p2',
      'p3',
      'p4',
      'respondido',
    ]);
    expect(await previews({ tab: 'waiting', order: 'newest' })).toEqual(['respondido', 'p4', 'p3', 'p2']);
    await counter.ask(RITA, 'tickets.pin', { conversationId: 4, pinned: true });
    expect(await previews({ tab: 'waiting', order: 'longest-waiting' })).toEqual([
      'p4',
      'p2',
      'p3',
      'respondido',
    ]);
    expect(await previews({ tab: 'waiting', order: 'newest' })).toEqual(['p4', 'respondido', 'p3', 'p2']);
  });

  test('each user’s own is remembered, and holds until they choose another', async () => {
    await write(1, NOON + MINUTE);
    await write(2, NOON);
    expect((await list({ tab: 'waiting' })).order).toBe('longest-waiting');
    await counter.ask(RITA, 'inbox.setOrder', { order: 'newest' });
    expect(await list({ tab: 'waiting' })).toMatchObject({ order: 'newest', rows: [{ preview: 'p1' }, {}] });
    expect(await list({ tab: 'waiting' }, BEA)).toMatchObject({
      order: 'longest-waiting',
      rows: [{ preview: 'p2' }, {}],
    });
  });

  test.each([
    ['waiting', 'longest-waiting'],
    ['waiting', 'newest'],
    ['all', 'newest'],
  ] as const)('%s, %s: page by page each row comes once, also those of one second', async (tab, order) => {
    // Three by three they wrote in the same moment.
    for (let n = 1; n <= 12; n += 1) await write(n, NOON + Math.ceil(n / 3) * 1_000);
    for (const conversationId of [5, 9]) {
      await counter.ask(RITA, 'tickets.pin', { conversationId, pinned: true });
    }
    const whole = await previews({ tab, order });
    const pages: string[] = [];
    for (let cursor: string | undefined, turns = 0; turns < 10; turns += 1) {
      const page = await list({ tab, order, limit: 2, ...(cursor !== undefined && { cursor }) });
      pages.push(...page.rows.map(({ preview }) => preview));
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(pages).toEqual(whole);
    expect(new Set(pages).size).toBe(12);
    expect(pages.slice(0, 2).toSorted()).toEqual(['p5', 'p9']);
  });

  test.each(['', 'x', '1.2', '1.2.3.4x', '9'.repeat(60)])(
    'a cursor of nobody (%j) begins anew',
    async (cursor) => {
      await write(1, NOON);
      expect(await previews({ tab: 'waiting', cursor })).toEqual(['p1']);
    },
  );
});

test('AT-2 every list is read from an index in its order, whatever the filter', () => {
  const plans = (sql: string) =>
    counter.db
      .statement<[], { detail: string }>('test.plan', `EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail)
      .join('; ');
  const newest = plans(
    `SELECT v.id FROM conversation v INDEXED BY conversation_tab WHERE v.tab = 'waiting' AND +v.channel_id = 1
       AND (v.pinned, v.last_message_id) < (1, 9) ORDER BY v.pinned DESC, v.last_message_id DESC LIMIT 9`,
  );
  const waiting = plans(
    `SELECT v.id FROM conversation v INDEXED BY conversation_wait WHERE v.tab = 'waiting' AND v.wait_order IS NOT NULL
       AND v.pinned <= 1 AND (v.pinned < 1 OR v.wait_order > 5 OR (v.wait_order = 5 AND v.id > 1))
       ORDER BY v.pinned DESC, v.wait_order, v.id LIMIT 9`,
  );
  expect([newest, waiting].filter((plan) => plan.includes('TEMP B-TREE'))).toEqual([]);
});

test('the counts are those of the rows, whatever becomes of tickets and channels', async () => {
  for (let n = 1; n <= 8; n += 1) await write(n, NOON + n * MINUTE, (n % 2) + 1);
  await act('tickets.accept', 1);
  await close(1);
  await act('tickets.reopen', 1);
  await act('tickets.accept', 2);
  await close(2);
  await counter.ask(RITA, 'tickets.snooze', { conversationId: 3, until: 'tomorrow-9' });
  await act('tickets.wake', 3);
  // Two people turn out to be one.
  await counter.heard.messages(RECEPTION, [says('eu', { chat: [lid('100000000000004')] })]);
  await counter.heard.contacts(RECEPTION, [{ addresses: [pn('5511987650014'), lid('100000000000004')] }]);
  expect((await list()).total).toBe(8);
  const difference = counter.db
    .statement<[], { n: number }>(
      'test.difference',
      `SELECT sum(n) AS n FROM (SELECT channel_id, coalesce(tab, '') AS tab, count(*) AS n FROM conversation GROUP BY 1, 2
         UNION ALL SELECT channel_id, tab, -n FROM inbox_count) GROUP BY channel_id, tab HAVING sum(n) <> 0`,
    )
    .all();
  expect(difference).toEqual([]);
});

import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calls } from '../../preload/contract.ts';
import { SendFailure } from '../channels/driver.ts';
import { createRing, type Ring } from './testing/ring.ts';
import { ANA, BIA, group, pn, says } from './testing/wire.ts';

const RECEPTION = 1;
const DELIVERIES = 2;
const NOON = Date.UTC(2026, 10, 21, 12);
let ring: Ring;
beforeEach(async () => {
  ring = await createRing();
});
afterEach(() => ring.close());

const list = async (query: Partial<Parameters<Ring['handlers']['inbox.list']>[0]> = {}) => {
  const page = await ring.call('inbox.list', { limit: 100, ...query });
  return calls['inbox.list'].output.parse(page);
};
const open = async (conversationId: number, limit = 50) =>
  calls['conversation.open'].output.parse(await ring.call('conversation.open', { conversationId, limit }));
const seen = (conversationId: number, upTo: number) =>
  ring.call('conversation.seen', { conversationId, upTo });

/** Seven people, one after another; the odd ones write to the deliveries. */
async function sevenPeople() {
  for (let n = 1; n <= 7; n += 1) {
    const chat = [pn(`55119876543${n}0`)];
    await ring.heard.messages(n % 2 ? DELIVERIES : RECEPTION, [
      says(`pessoa ${n}`, { chat, at: NOON + n * 1_000 }),
    ]);
  }
}

test('AT-2 the inbox comes newest first, page by page, each row once', async () => {
  await sevenPeople();
  const first = await list({ limit: 3 });
  const second = await list({ limit: 3, cursor: first.next });
  const third = await list({ limit: 3, cursor: second.next });
  expect([first, second, third].flatMap(({ rows }) => rows.map(({ preview }) => preview))).toEqual(
    [7, 6, 5, 4, 3, 2, 1].map((n) => `pessoa ${n}`),
  );
  expect(third.next).toBeUndefined();
  expect(first).toMatchObject({ total: 7, unreadConversations: 7 });
});

test('AT-2 the inbox can be asked for one channel, for what is unread, and for both', async () => {
  await sevenPeople();
  const all = await list();
  const read = all.rows.find(({ preview }) => preview === 'pessoa 3')!;
  await seen(read.conversationId, read.lastMessageId);
  const previews = async (query: Parameters<typeof list>[0]) =>
    (await list(query)).rows.map(({ preview }) => preview);
  expect(await previews({ channelId: DELIVERIES })).toEqual(['pessoa 7', 'pessoa 5', 'pessoa 3', 'pessoa 1']);
  expect(await previews({ unreadOnly: true })).toHaveLength(6);
  expect(await previews({ channelId: DELIVERIES, unreadOnly: true })).toEqual([
    'pessoa 7',
    'pessoa 5',
    'pessoa 1',
  ]);
  expect(await list({ channelId: DELIVERIES })).toMatchObject({ total: 4, unreadConversations: 3 });
  expect(await list({ unreadOnly: true })).toMatchObject({ total: 6, unreadConversations: 6 });
});

test('rows that changed can be asked for by their ids', async () => {
  await sevenPeople();
  const rows = await ring.call('inbox.rows', { ids: [2, 5, 99] });
  expect(calls['inbox.rows'].output.parse(rows).map(({ conversationId }) => conversationId)).toEqual([2, 5]);
});

test('AT-3 a conversation opens at its end and older messages follow page by page', async () => {
  const texts = Array.from({ length: 25 }, (_, n) => `mensagem ${n}`);
  await ring.heard.messages(
    RECEPTION,
    texts.map((text, n) => says(text, { at: NOON + n * 1_000 })),
  );
  const newest = await open(1, 10);
  expect(newest.more).toBe(true);
  expect(newest.messages.map(({ text }) => text)).toEqual(texts.slice(15));
  const page = async (before: number) =>
    ring.call('conversation.page', { conversationId: 1, before, limit: 10 });
  const older = await page(newest.messages[0]!.id);
  const oldest = await page(older.messages[0]!.id);
  expect(older.messages.map(({ text }) => text)).toEqual(texts.slice(5, 15));
  expect(oldest.messages.map(({ text }) => text)).toEqual(texts.slice(0, 5));
  expect([older.more, oldest.more]).toEqual([true, false]);
});

test('PH-4 the badge goes as far as a person has seen, and read receipts leave for just that', async () => {
  const letters = ['um', 'dois', 'três'].map((text) => says(text));
  await ring.heard.messages(RECEPTION, letters);
  const { messages, conversation } = await open(1);
  expect(conversation).toMatchObject({ unread: 3, firstUnreadId: messages[0]!.id });
  await seen(1, messages[1]!.id);
  await nextTurn();
  expect(ring.driver.read).toEqual([{ chat: [ANA], waIds: letters.slice(0, 2).map(({ waId }) => waId) }]);
  const now = await open(1);
  expect(now.conversation).toMatchObject({ unread: 1, firstUnreadId: messages[2]!.id });
  expect(ring.unreadOf(RECEPTION)).toBe(1);
});

test('PH-4 what was read on the phone stays unread here, and no receipt leaves by itself', async () => {
  const letter = says('oi');
  await ring.heard.messages(RECEPTION, [letter]);
  const receipt = { waIds: [letter.waId], chat: [ANA], what: 'seen-on-phone', at: NOON } as const;
  await ring.heard.receipts(RECEPTION, [receipt]);
  ring.heard.connected(RECEPTION);
  await nextTurn();
  expect((await list()).rows[0]?.unread).toBe(1);
  expect(ring.driver.read).toEqual([]);
});

test('PH-4 all that is unread and was read on the phone is marked, until it is opened here or more comes', async () => {
  const letters = ['um', 'dois', 'três'].map((text, index) => says(text, { at: NOON + index * 1_000 }));
  const readOnPhone = (...waIds: string[]) =>
    ring.heard.receipts(RECEPTION, [{ waIds, chat: [ANA], what: 'seen-on-phone', at: NOON }]);
  const mark = async () => {
    const row = (await list()).rows[0];
    expect((await open(1)).conversation.seenOnPhone).toBe(row?.seenOnPhone);
    return row?.seenOnPhone;
  };
  await ring.heard.messages(RECEPTION, letters.slice(0, 2));
  expect(await mark()).toBeUndefined();
  await readOnPhone(letters[0]!.waId);
  expect(await mark()).toBeUndefined();
  ring.told.length = 0;
  await readOnPhone(letters[1]!.waId);
  expect(ring.told).toEqual([{ name: 'inbox.changed', payload: { conversationIds: [1] } }]);
  expect(await mark()).toBe(true);
  ring.write('test', (changes) =>
    ring.outgoing.enqueueWithin({ conversationId: 1, text: 'do robô', nonce: crypto.randomUUID() }, changes),
  );
  expect(await mark()).toBe(true);
  await ring.heard.messages(RECEPTION, letters.slice(2));
  expect(await mark()).toBeUndefined();
  await readOnPhone(letters[2]!.waId);
  expect(await mark()).toBe(true);
  await seen(1, Number.MAX_SAFE_INTEGER);
  expect(await mark()).toBeUndefined();
});

test('PH-4 what was read on the phone of one conversation is not said of another that it becomes one with', async () => {
  const letters = [says('da Ana', { at: NOON }), says('da Bia', { chat: [BIA], at: NOON + 1_000 })];
  await ring.heard.messages(RECEPTION, letters);
  await ring.heard.receipts(RECEPTION, [
    { waIds: [letters[1]!.waId], chat: [BIA], what: 'seen-on-phone', at: NOON },
  ]);
  const [bia, ana] = (await list()).rows;
  expect([bia?.seenOnPhone, ana?.seenOnPhone]).toEqual([true, undefined]);
  await ring.call('contacts.merge', { into: ana!.contact.id, from: bia!.contact.id });
  expect((await list()).rows).toMatchObject([{ unread: 2 }]);
  expect((await list()).rows[0]?.seenOnPhone).toBeUndefined();
});

test('read receipts of an offline hour leave with the next connection, once', async () => {
  ring.driver.behave(() => Promise.reject(new SendFailure('transient', 'not-connected')));
  const letter = says('oi');
  await ring.heard.messages(RECEPTION, [letter]);
  await seen(1, Number.MAX_SAFE_INTEGER);
  await nextTurn();
  expect(ring.driver.read).toEqual([]);
  ring.driver.behave(() => Promise.resolve());
  ring.heard.connected(RECEPTION);
  await nextTurn();
  ring.heard.connected(RECEPTION);
  await nextTurn();
  expect(ring.driver.read).toEqual([{ chat: [ANA], waIds: [letter.waId] }]);
});

test('in a group each writer gets the receipt of what they wrote', async () => {
  const chat = [group('120363000000000001')];
  await ring.heard.messages(RECEPTION, [
    says('a', { chat, author: [ANA] }),
    says('b', { chat, author: [BIA] }),
    says('c', { chat, author: [ANA] }),
  ]);
  await seen(1, Number.MAX_SAFE_INTEGER);
  await nextTurn();
  expect(ring.driver.read.map(({ author, waIds }) => [author?.[0]?.value, waIds.length])).toEqual([
    [ANA.value, 2],
    [BIA.value, 1],
  ]);
});

test('seeing what is seen already changes nothing', async () => {
  await ring.heard.messages(RECEPTION, [says('oi')]);
  await seen(1, Number.MAX_SAFE_INTEGER);
  ring.told.length = 0;
  await seen(1, Number.MAX_SAFE_INTEGER);
  expect(ring.told).toEqual([]);
});

test('AT-4 a draft is kept with its conversation and shown in the inbox', async () => {
  await ring.heard.messages(RECEPTION, [says('oi')]);
  await ring.call('conversation.draft', { conversationId: 1, text: 'Bom d' });
  expect((await list()).rows[0]?.draft).toBe('Bom d');
  expect((await open(1)).conversation.draft).toBe('Bom d');
});

test('typing is shown to the contact, and is nobody’s trouble when it cannot be', async () => {
  await ring.heard.messages(RECEPTION, [says('oi')]);
  await ring.call('conversation.typing', { conversationId: 1, typing: true });
  ring.driver.behave(() => Promise.reject(new SendFailure('transient', 'not-connected')));
  await ring.call('conversation.typing', { conversationId: 1, typing: false });
  expect(ring.driver.typed).toEqual([true, false]);
});

test('what is not there is refused in words', async () => {
  const refusals = [
    [open(7), 'conversation-not-found'],
    [seen(7, 1), 'conversation-not-found'],
    [ring.call('messages.fullText', { messageId: 7 }), 'message-not-found'],
    [ring.call('messages.retry', { messageId: 7 }), 'message-not-found'],
  ] as const;
  for (const [refused, code] of refusals) await expect(refused).rejects.toMatchObject({ code });
});

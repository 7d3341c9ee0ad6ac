import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRing, type Ring } from './testing/ring.ts';
import { pn, says } from './testing/wire.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const ANA = [pn('5511987654321')];

let ring: Ring;
beforeEach(async () => {
  ring = await createRing({ mirrors: (channelId) => channelId !== 1 });
});
afterEach(() => ring.close());

const texts = async (conversationId = 1) =>
  (await ring.call('conversation.open', { conversationId, limit: 100 })).messages.map(({ text }) => text);

test('PR-3 without synchronisation only what contacts write from now on is shown, and the rest is confirmed', async () => {
  const past = says('do passado', { chat: ANA, at: NOON - MINUTE, arrival: 'history' });
  const ours = says('do celular', { chat: ANA, at: NOON + MINUTE, fromMe: true });
  expect(await ring.heard.messages(1, [past])).toEqual([past]);
  expect((await ring.call('inbox.list', { tab: 'all', order: 'newest', limit: 10 })).rows).toEqual([]);
  await ring.heard.messages(1, [says('agora', { chat: ANA, at: NOON })]);
  expect(await ring.heard.messages(1, [ours])).toEqual([ours]);
  expect(await texts()).toEqual(['agora']);
});

test('PR-3 an answer on the phone that is not shown ends the waiting all the same', async () => {
  await ring.heard.messages(1, [says('agora', { chat: ANA, at: NOON })]);
  const row = async () => (await ring.call('inbox.list', { tab: 'all', order: 'newest', limit: 10 })).rows[0];
  expect((await row())?.waitingSince).toBe(NOON);
  await ring.heard.messages(1, [says('já respondi', { chat: ANA, at: NOON + MINUTE, fromMe: true })]);
  expect((await row())?.waitingSince).toBeUndefined();
  expect(await texts()).toEqual(['agora']);
});

test('PR-3 with synchronisation the phone’s words and history are shown', async () => {
  await ring.heard.messages(2, [
    says('do passado', { chat: ANA, at: NOON - MINUTE, arrival: 'history' }),
    says('do celular', { chat: ANA, at: NOON, fromMe: true }),
  ]);
  expect(await texts()).toEqual(['do passado', 'do celular']);
});

test.each([
  [1, undefined],
  [2, true],
])('PR-3 PH-4 what was read on the phone of channel %i is marked: %s', async (channelId, seenOnPhone) => {
  const letter = says('agora', { chat: ANA, at: NOON });
  await ring.heard.messages(channelId, [letter]);
  await ring.heard.receipts(channelId, [
    { waIds: [letter.waId], chat: ANA, what: 'seen-on-phone', at: NOON + MINUTE },
  ]);
  const { rows } = await ring.call('inbox.list', { tab: 'all', order: 'newest', limit: 10 });
  expect(rows[0]).toMatchObject({ unread: 1 });
  expect(rows[0]?.seenOnPhone).toBe(seenOnPhone);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { BEA, type Counter, MARTA, openCounter, RITA } from '../attendance/testing/counter.ts';
import { says } from '../inbox/testing/wire.ts';

const RECEPTION = 1;
const NOON = Date.UTC(2026, 10, 21, 12);

let counter: Counter;
let sent: Record<'rita' | 'bea' | 'robot' | 'phone', number>;
let nonces = 0;

const nonce = () => {
  nonces += 1;
  return `3f0b2f7e-6c1d-4b53-9a39-${String(nonces).padStart(12, '0')}`;
};
const send = async (user: typeof RITA, text: string) =>
  (await counter.ask(user, 'messages.send', { conversationId: 1, text, nonce: nonce() })).id;
const open = async (user: typeof RITA) =>
  (await counter.ask(user, 'conversation.open', { conversationId: 1, limit: 50 })).messages;
const texts = async (user: typeof RITA) => (await open(user)).map(({ text }) => text);
const preview = async (user: typeof RITA) => {
  const [listed] = (await counter.ask(user, 'inbox.list', { limit: 1 })).rows;
  const [asked] = await counter.ask(user, 'inbox.rows', { ids: [1] });
  expect(asked).toEqual(listed);
  return asked!;
};

beforeEach(async () => {
  counter = await openCounter();
  await counter.ask(MARTA, 'channelPreferences.set', {
    channelId: RECEPTION,
    changes: { ownMessagesOnly: true },
  });
  await counter.heard.messages(RECEPTION, [says('oi')]);
  const robot = counter.write('test', (changes) =>
    counter.outgoing.enqueueWithin({ conversationId: 1, text: 'do robô', nonce: nonce() }, changes),
  );
  const rita = await send(RITA, 'da Rita');
  const bea = await send(BEA, 'da Bea');
  const letter = says('do celular', { fromMe: true, at: NOON + 60_000 });
  await counter.heard.messages(RECEPTION, [letter]);
  const phone = counter.db
    .statement<[string], { id: number }>('test', 'SELECT id FROM message WHERE wa_id = ?')
    .get(letter.waId)!.id;
  sent = { rita, bea, robot: robot!, phone };
});
afterEach(() => counter.close());

test('PR-5 a receptionist reads the contact’s, the robot’s and their own; a manager all', async () => {
  expect(await texts(RITA)).toEqual(['oi', 'do robô', 'da Rita']);
  expect(await texts(BEA)).toEqual(['oi', 'do robô', 'da Bea']);
  expect(await texts(MARTA)).toEqual(['oi', 'do robô', 'da Rita', 'da Bea', 'do celular']);
});

test('PR-5 by no other way either', async () => {
  const hidden = [sent.bea, sent.phone];
  const page = (query: { before: number } | { after: number }) =>
    counter.ask(RITA, 'conversation.page', { conversationId: 1, limit: 50, ...query });
  const around = await counter.ask(RITA, 'conversation.around', {
    conversationId: 1,
    messageId: sent.bea,
    limit: 50,
  });
  const named = await counter.ask(RITA, 'conversation.messages', { conversationId: 1, ids: hidden });
  const seen = [
    ...(await page({ before: Number.MAX_SAFE_INTEGER })).messages,
    ...(await page({ after: 1 })).messages,
    ...around.messages,
    ...named,
  ];
  expect(seen.filter(({ id }) => hidden.includes(id))).toEqual([]);
  expect(seen).not.toEqual([]);
  for (const messageId of hidden) {
    const refused = { code: 'message-not-found' };
    await expect(counter.ask(RITA, 'messages.fullText', { messageId })).rejects.toMatchObject(refused);
    await expect(counter.ask(RITA, 'messages.retry', { messageId })).rejects.toMatchObject(refused);
    await expect(counter.ask(RITA, 'media.retry', { messageId })).rejects.toMatchObject(refused);
    await expect(counter.ask(RITA, 'messages.delete', { messageId, nonce: nonce() })).rejects.toMatchObject(
      refused,
    );
    await expect(
      counter.ask(RITA, 'messages.edit', { messageId, nonce: nonce(), text: 'outra' }),
    ).rejects.toMatchObject(refused);
    await expect(
      counter.ask(RITA, 'messages.react', { messageId, nonce: nonce(), emoji: '👍' }),
    ).rejects.toMatchObject(refused);
  }
  expect(await counter.ask(MARTA, 'messages.fullText', { messageId: sent.bea })).toEqual({ text: 'da Bea' });
});

test('PR-5 pages are whole, however much between is somebody else’s', async () => {
  for (let n = 0; n < 6; n += 1) await send(n % 2 ? RITA : BEA, `${n}`);
  const newest = await counter.ask(RITA, 'conversation.open', { conversationId: 1, limit: 3 });
  expect([newest.messages.map(({ text }) => text), newest.more]).toEqual([['1', '3', '5'], true]);
  const { messages, more } = await counter.ask(RITA, 'conversation.page', {
    conversationId: 1,
    before: newest.messages[0]!.id,
    limit: 3,
  });
  expect([messages.map(({ text }) => text), more]).toEqual([['oi', 'do robô', 'da Rita'], false]);
});

test('PR-5 the inbox shows the last line that the reader may read', async () => {
  expect(await preview(MARTA)).toMatchObject({ preview: 'do celular', previewFromMe: true });
  expect(await preview(RITA)).toMatchObject({ preview: 'da Rita', previewFromMe: true, previewKind: 'text' });
  expect(await preview(BEA)).toMatchObject({ preview: 'da Bea' });
  await counter.heard.messages(RECEPTION, [says('obrigada', { at: NOON + 120_000 })]);
  expect(await preview(BEA)).toMatchObject({ preview: 'obrigada', previewFromMe: false });
});

test('PR-5 what a contact quotes of somebody else is not read in the quote', async () => {
  const quoted = counter.db
    .statement<[number], { wa_id: string }>('test', 'SELECT wa_id FROM message WHERE id = ?')
    .get(sent.bea)!;
  const quote = { waId: quoted.wa_id, fromMe: true, kind: 'text', text: 'da Bea' } as const;
  await counter.heard.messages(RECEPTION, [says('isso?', { at: NOON + 120_000, quote })]);
  expect((await open(RITA)).at(-1)).toMatchObject({ text: 'isso?', quote: { text: '' } });
  expect((await open(RITA)).at(-1)?.quote).not.toHaveProperty('messageId');
  expect((await open(BEA)).at(-1)).toMatchObject({ quote: { text: 'da Bea', messageId: sent.bea } });
  expect((await open(MARTA)).at(-1)).toMatchObject({ quote: { text: 'da Bea' } });
});

test('PR-5 holds for its channel alone, and ends when it is switched off', async () => {
  await counter.ask(MARTA, 'channelPreferences.set', { channelId: 2, changes: { ownMessagesOnly: true } });
  await counter.ask(MARTA, 'channelPreferences.set', {
    channelId: RECEPTION,
    changes: { ownMessagesOnly: false },
  });
  expect(await texts(RITA)).toHaveLength(5);
});

test('AT-6 only a manager sets it, and what was set is there after a restart', async () => {
  await expect(
    counter.ask(RITA, 'channelPreferences.set', {
      channelId: RECEPTION,
      changes: { ownMessagesOnly: false },
    }),
  ).rejects.toMatchObject({ code: 'not-allowed' });
  const { createChannelPreferences } = await import('./store.ts');
  expect(createChannelPreferences(counter.db).get(RECEPTION)).toMatchObject({ ownMessagesOnly: true });
});

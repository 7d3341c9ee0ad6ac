import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRing, type Ring } from './testing/ring.ts';
import { ANA, ANA_LID, BIA, group, lid, pn, says } from './testing/wire.ts';

let ring: Ring;
beforeEach(async () => {
  ring = await createRing();
});
afterEach(() => ring.close());

const RECEPTION = 1;
const hear = (...batch: Parameters<Ring['heard']['messages']>[1]) => ring.heard.messages(RECEPTION, batch);
const rows = async () => (await ring.call('inbox.list', { limit: 100 })).rows;
const row = async () => (await rows())[0];
const open = async (conversationId = 1) => ring.call('conversation.open', { conversationId, limit: 50 });
const texts = async (conversationId = 1) => (await open(conversationId)).messages.map(({ text }) => text);

const NOON = Date.UTC(2026, 10, 21, 12);
const SECOND = 1_000;

test('AT-2 a message of a contact stands in the inbox, unread and waiting, and is told to windows', async () => {
  const message = says('Bom dia!\nQuanto é o bolo?', { pushName: 'Ana' });
  expect(await hear(message)).toEqual([message]);
  expect(await rows()).toEqual([
    {
      conversationId: 1,
      channelId: RECEPTION,
      contact: { id: 1, kind: 'person', displayName: 'Ana', number: ANA.value },
      unread: 1,
      waitingSince: NOON,
      lastMessageId: (NOON / SECOND) * 1_000_000,
      lastAt: NOON,
      preview: 'Bom dia! Quanto é o bolo?',
      previewKind: 'text',
      previewFromMe: false,
      previewStatus: 'received',
      tab: 'waiting',
      ticket: expect.objectContaining({ state: 'waiting', protocol: '20261121-0001' }) as unknown,
    },
  ]);
  const messageIds = [(NOON / SECOND) * 1_000_000];
  expect(ring.told).toEqual([
    { name: 'contacts.changed', payload: { contactIds: [1] } },
    { name: 'inbox.changed', payload: { conversationIds: [1] } },
    { name: 'conversation.changed', payload: { conversationId: 1, messageIds } },
    { name: 'tickets.changed', payload: { conversationIds: [1] } },
  ]);
  expect(ring.arrivals).toMatchObject([{ channelId: RECEPTION, conversationId: 1, arrival: 'live' }]);
  expect(ring.unreadOf(RECEPTION)).toBe(1);
});

test('ST-2 the same message delivered twice is stored once, and confirmed both times', async () => {
  const message = says('uma vez');
  await hear(message);
  const again = { ...message, arrival: 'offline' } as const;
  expect(await hear(again)).toEqual([again]);
  expect(await texts()).toEqual(['uma vez']);
  expect((await row())?.unread).toBe(1);
});

test('a stub of a message that is known changes nothing', async () => {
  const message = says('lida');
  await hear(message);
  ring.told.length = 0;
  await hear({ ...message, content: { kind: 'unreadable' } });
  expect(await texts()).toEqual(['lida']);
  expect(ring.told).toEqual([]);
});

const GROUP = [group('120363000000000001')];
const unreadable = { content: { kind: 'unreadable' } } as const;

test('a message with an id of another conversation is stored, and its redeliveries are not', async () => {
  const victim = says('sou Ana');
  const copycat = says('sou Bia', { chat: [BIA], waId: victim.waId });
  expect(await hear(victim, copycat)).toEqual([victim, copycat]);
  await hear(copycat, { ...victim, arrival: 'offline' });
  expect([await texts(1), await texts(2)]).toEqual([['sou Ana'], ['sou Bia']]);
});

test('nobody fills the unreadable message of another conversation', async () => {
  const victim = says('', unreadable);
  await hear(victim, says('Pix novo: 123', { chat: [BIA], waId: victim.waId }));
  expect((await open(1)).messages).toMatchObject([{ kind: 'unreadable', text: '' }]);
  expect(await texts(2)).toEqual(['Pix novo: 123']);
  await hear({ ...victim, content: { kind: 'text', text: 'agora sim' } });
  expect([await texts(1), await texts(2)]).toEqual([['agora sim'], ['Pix novo: 123']]);
});

test('nobody fills the unreadable message of another one in the group', async () => {
  const victim = says('', { ...unreadable, chat: GROUP, author: [ANA] });
  const copycat = says('Pix novo: 123', { chat: GROUP, author: [BIA], waId: victim.waId });
  await hear(victim, copycat, copycat);
  expect(await texts()).toEqual(['', 'Pix novo: 123']);
  await hear({ ...victim, author: [ANA_LID, ANA], content: { kind: 'text', text: 'agora sim' } });
  expect(await texts()).toEqual(['agora sim', 'Pix novo: 123']);
});

test('field #11 one message that came by both addresses of a person is one when they are', async () => {
  const message = says('', unreadable);
  await hear(message, says('depois', { at: NOON + SECOND }));
  await hear({ ...message, chat: [ANA_LID], content: { kind: 'text', text: 'agora sim' } });
  await ring.heard.contacts(RECEPTION, [{ addresses: [ANA, ANA_LID] }]);
  expect(await texts()).toEqual(['agora sim', 'depois']);
  expect(await rows()).toMatchObject([{ unread: 2, preview: 'depois' }]);
});

test('field #11 one message that came from both addresses of a writer in a group is one, seen if either was', async () => {
  const message = says('no grupo', { chat: GROUP, author: [ANA] });
  await hear(message);
  await ring.call('conversation.seen', { conversationId: 1, upTo: Number.MAX_SAFE_INTEGER });
  await hear({ ...message, author: [ANA_LID] });
  expect((await row())?.unread).toBe(1);
  await ring.heard.contacts(RECEPTION, [{ addresses: [ANA, ANA_LID] }]);
  expect(await texts()).toEqual(['no grupo']);
  expect((await row())?.unread).toBe(0);
});

test('two messages with one id stay two when their conversations or writers turn out to be one', async () => {
  const { waId } = says('');
  await hear(says('pelo número', { waId }), says('pelo id oculto', { waId, chat: [ANA_LID] }));
  await hear(says('um', { waId, chat: GROUP, author: [ANA] }));
  await hear(says('dois', { waId, chat: GROUP, author: [ANA_LID] }));
  await ring.heard.contacts(RECEPTION, [{ addresses: [ANA, ANA_LID] }]);
  expect([await texts(1), await texts(3)]).toEqual([
    ['pelo número', 'pelo id oculto'],
    ['um', 'dois'],
  ]);
});

test('of two messages that have the same id only the one that is stored is confirmed', async () => {
  const good = says('boa');
  const bad = { ...says('ruim'), waId: good.waId, chat: [{ kind: 'fax', value: '1' }] } as never;
  expect(await hear(good, bad)).toEqual([good]);
  expect(await texts()).toEqual(['boa']);
});

test('an unreadable message keeps its place and is unread once when it can be read at last', async () => {
  const message = says('agora sim', { content: { kind: 'unreadable' } });
  await hear(message, says('depois', { at: NOON + SECOND }));
  await hear({ ...message, content: { kind: 'text', text: 'agora sim' } });
  expect(await texts()).toEqual(['agora sim', 'depois']);
  expect(await row()).toMatchObject({ unread: 2, preview: 'depois' });
});

test('an unreadable message that is the newest gives the inbox row its text when it can be read', async () => {
  const message = says('', { content: { kind: 'unreadable' } });
  await hear(message);
  expect(await row()).toMatchObject({ preview: '', previewKind: 'unreadable' });
  await hear({ ...message, content: { kind: 'text', text: 'agora sim' } });
  expect(await row()).toMatchObject({ preview: 'agora sim', previewKind: 'text', unread: 1 });
});

test('MS-3 history is neither unread nor waiting, and lies where its time puts it', async () => {
  await hear(says('hoje'));
  await hear(
    says('ontem', { arrival: 'history', at: NOON - 86_400_000 }),
    says('respondi ontem', { arrival: 'history', at: NOON - 86_000_000, fromMe: true }),
  );
  expect(await texts()).toEqual(['ontem', 'respondi ontem', 'hoje']);
  expect(await row()).toMatchObject({ unread: 1, waitingSince: NOON, preview: 'hoje' });
  expect(ring.arrivals).toHaveLength(1);
});

test('PH-4 an answer sent from the phone ends the waiting, and what came stays unread here', async () => {
  await hear(says('tem pão?'), says('tem sim', { fromMe: true, at: NOON + SECOND }));
  const shown = await row();
  expect(shown).toMatchObject({ unread: 1, preview: 'tem sim', previewFromMe: true, previewStatus: 'sent' });
  expect(shown).not.toHaveProperty('waitingSince');
  expect((await open()).messages[1]).toMatchObject({ origin: 'phone', status: 'sent', fromMe: true });
});

test('what waited at the server and was answered on the phone already is not waiting', async () => {
  await hear(
    says('respondido', { fromMe: true, at: NOON + 60 * SECOND, arrival: 'offline' }),
    says('tem pão?', { arrival: 'offline' }),
  );
  expect(await texts()).toEqual(['tem pão?', 'respondido']);
  expect(await row()).not.toHaveProperty('waitingSince');
  expect(await row()).toMatchObject({ unread: 1 });
});

test('messages of one second keep the order in which they came', async () => {
  await hear(...['um', 'dois', 'três', 'quatro'].map((text) => says(text)));
  expect(await texts()).toEqual(['um', 'dois', 'três', 'quatro']);
});

test('what arrives live stands at the end, even when the clock of an earlier one was ahead', async () => {
  await hear(says('do futuro', { at: NOON + 3_600_000 }));
  await hear(says('agora'));
  expect(await texts()).toEqual(['do futuro', 'agora']);
});

test.each([[Number.NaN], [-5], [8.64e15]])('a time that is none (%s) counts as now', async (at) => {
  await hear(says('quando?', { at }));
  expect((await row())?.lastAt).toBe(NOON);
});

test('field #9 what waited at the server counts as unread and is told as having waited', async () => {
  await hear(says('de madrugada', { arrival: 'offline', at: NOON - 9 * 3_600_000 }));
  expect(await row()).toMatchObject({ unread: 1, waitingSince: NOON - 9 * 3_600_000 });
  expect(ring.arrivals).toMatchObject([{ arrival: 'offline' }]);
});

test('field #11 a hidden number has no number and no name, and shows both once WhatsApp tells them', async () => {
  await hear(says('oi', { chat: [ANA_LID] }));
  expect((await row())?.contact).toEqual({ id: 1, kind: 'person', displayName: '' });
  await ring.heard.contacts(RECEPTION, [{ addresses: [ANA_LID, ANA] }]);
  expect((await row())?.contact).toEqual({
    id: 1,
    kind: 'person',
    displayName: '+55 11 98765-4321',
    number: ANA.value,
  });
});

test('field #11 two contacts that are one person become one, and the old conversation leads to the new one', async () => {
  await hear(says('pelo número'));
  await hear(says('pelo id oculto', { chat: [ANA_LID], at: NOON + SECOND }));
  await ring.call('conversation.draft', { conversationId: 1, text: 'Olá,' });
  await ring.call('conversation.draft', { conversationId: 2, text: 'tudo bem?' });
  ring.told.length = 0;
  await hear(says('pelos dois', { chat: [ANA_LID, ANA], at: NOON + 2 * SECOND }));
  expect(await rows()).toMatchObject([
    { conversationId: 1, unread: 3, waitingSince: NOON, draft: 'Olá,\ntudo bem?' },
  ]);
  expect(await texts(2)).toEqual(['pelo número', 'pelo id oculto', 'pelos dois']);
  expect(ring.told).toContainEqual({ name: 'inbox.changed', payload: { conversationIds: [2, 1] } });
});

test('field #12 a number with and without the ninth digit is one contact, shown as WhatsApp wrote it last', async () => {
  await hear(says('com nove', { chat: [pn('5511987654321')] }));
  await hear(says('sem nove', { chat: [pn('551187654321')] }));
  expect(await rows()).toHaveLength(1);
  expect((await row())?.contact.number).toBe('551187654321');
});

test('a number that WhatsApp gave to another account leaves the first contact, history and all, alone', async () => {
  await hear(says('sou Ana', { chat: [ANA_LID, ANA], pushName: 'Ana' }));
  await hear(says('sou Caio, número novo', { chat: [lid('200000000000002'), ANA], pushName: 'Caio' }));
  expect((await rows()).map(({ contact }) => contact)).toEqual([
    { id: 2, kind: 'person', displayName: 'Caio', number: ANA.value },
    { id: 1, kind: 'person', displayName: 'Ana' },
  ]);
});

test('the name of the phone book goes before the one they give themselves', async () => {
  await hear(says('oi', { pushName: 'aninha 🌸' }));
  await ring.heard.contacts(RECEPTION, [{ addresses: [ANA], savedName: 'Dona Ana' }]);
  await hear(says('oi de novo', { pushName: 'ana b.' }));
  expect((await row())?.contact.displayName).toBe('Dona Ana');
});

test('our own name, which comes with what the phone sends, is not put on the contact', async () => {
  await hear(says('olá', { fromMe: true, pushName: 'Padaria Aurora' }));
  expect((await row())?.contact.displayName).toBe('+55 11 98765-4321');
});

test('in a group each message has its writer', async () => {
  const family = [group('120363000000000001')];
  await ring.heard.contacts(RECEPTION, [{ addresses: family, savedName: 'Família' }]);
  await hear(
    says('oi', { chat: family, author: [ANA], pushName: 'Ana' }),
    says('olá', { chat: family, author: [BIA], pushName: 'Bia' }),
  );
  expect(await row()).toMatchObject({ contact: { kind: 'group', displayName: 'Família' }, unread: 2 });
  expect((await open()).messages.map(({ authorName }) => authorName)).toEqual(['Ana', 'Bia']);
});

test('a text of 1 MB is kept whole, shown cut, and asked for whole', async () => {
  const text = '🙂é'.repeat(333_000);
  await hear(says(text));
  const shown = (await open()).messages[0]!;
  expect([...new Intl.Segmenter().segment(shown.text)]).toHaveLength(4_000);
  expect(shown.fullLength).toBe(666_000);
  const full = await ring.call('messages.fullText', { messageId: shown.id });
  expect(full.text).toBe(text);
  const { preview } = (await row())!;
  expect(preview.length).toBeLessThanOrEqual(120);
  expect(preview.isWellFormed()).toBe(true);
});

test('a text with NUL characters is neither cut nor refused', async () => {
  await hear(says(`${'a'.repeat(5_000)}\0${'b'.repeat(5_000)}`));
  expect((await open()).messages[0]?.fullLength).toBe(10_000);
});

test('AT-5 the search index agrees with the messages, those without text and those replaced included', async () => {
  const message = says('código do pedido', { content: { kind: 'unreadable' } });
  await hear(says('oi'), message, says('', { content: { kind: 'other', label: 'sticker', text: '' } }));
  await hear({ ...message, content: { kind: 'text', text: 'código do pedido' } });
  const check = ring.db.statement(
    'test.search',
    `INSERT INTO message_search (message_search, rank) VALUES ('integrity-check', 1)`,
  );
  expect(() => check.run()).not.toThrow();
  const found = ring.db.statement<[string], { body: string }>(
    'test.find',
    'SELECT m.body FROM message_search s JOIN message m ON m.id = s.rowid WHERE message_search MATCH ?',
  );
  expect(found.all('codigo')).toEqual([{ body: 'código do pedido' }]);
});

test('a kind that cannot be shown keeps its name and caption', async () => {
  await hear(says('', { content: { kind: 'other', label: 'image', text: 'o cardápio' } }));
  expect((await open()).messages[0]).toMatchObject({ kind: 'other', otherKind: 'image', text: 'o cardápio' });
  expect(await row()).toMatchObject({ previewKind: 'other', preview: 'o cardápio' });
});

test('a row that cannot be stored is not confirmed, and takes no other with it', async () => {
  const good = [says('antes'), says('depois')];
  const bad = { ...says('ruim'), chat: [{ kind: 'fax', value: '1' }] } as never;
  const stored = await hear(good[0]!, bad, good[1]!);
  expect(stored).toEqual(good);
  expect(await texts()).toEqual(['antes', 'depois']);
});

test('typing is told of the conversation it is in, and of none that is not known', async () => {
  await hear(says('oi'));
  ring.told.length = 0;
  ring.heard.typing(RECEPTION, [ANA], true);
  ring.heard.typing(RECEPTION, [BIA], true);
  expect(ring.told).toEqual([{ name: 'conversation.typing', payload: { conversationId: 1, typing: true } }]);
});

test('messages that come one by one in the same moment share a commit, and each is confirmed for itself', async () => {
  const batches = Array.from({ length: 20 }, (_, n) => [says(`${n}`)]);
  const stored = await Promise.all(batches.map((batch) => ring.heard.messages(RECEPTION, batch)));
  expect(stored).toEqual(batches);
  expect(await texts()).toEqual(batches.map((_, n) => `${n}`));
  // A commit ends when its time is up, which comes soon where others work too.
  const commits = ring.told.filter(({ name }) => name === 'inbox.changed');
  expect(commits.length).toBeLessThan(batches.length / 2);
});

test('500 messages at once are stored once each, in order, while the loop goes on', async () => {
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 0);
  const batch = Array.from({ length: 500 }, (_, n) => says(`mensagem ${n}`, { chat: n % 2 ? [ANA] : [BIA] }));
  const stored = await hear(...batch);
  clearInterval(ticking);
  expect(stored).toEqual(batch);
  expect((await rows()).map(({ unread }) => unread)).toEqual([250, 250]);
  const { messages } = await ring.call('conversation.open', { conversationId: 1, limit: 200 });
  expect(messages.map(({ text }) => text)).toEqual(
    Array.from({ length: 200 }, (_, n) => `mensagem ${100 + 2 * n}`),
  );
  expect(turns).toBeGreaterThanOrEqual(3);
});

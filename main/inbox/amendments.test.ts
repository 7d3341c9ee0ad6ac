import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change, Target, WireMessage } from '../channels/wire.ts';
import { createRing, MARTA, type Ring } from './testing/ring.ts';
import { ANA, ANA_LID, BIA, group, says } from './testing/wire.ts';

const RECEPTION = 1;
const FAMILY = group('1203630001');
const MINUTE = 60_000;

let ring: Ring;
beforeEach(async () => {
  ring = await createRing();
});
afterEach(() => ring.close());

const hear = (...batch: WireMessage[]) => ring.heard.messages(RECEPTION, batch);
const open = async (user = undefined as typeof MARTA | undefined) =>
  (await ring.call('conversation.open', { conversationId: 1, limit: 50 }, user)).messages;
const row = async () => (await ring.call('inbox.rows', { ids: [1] }))[0]!;
const found = (word: string) =>
  ring.db
    .statement<[string], { id: number }>(
      'test.search',
      'SELECT rowid AS id FROM message_search WHERE message_search MATCH ?',
    )
    .all(word).length;

/** A change of a message, in the same chat and a minute later unless told otherwise. */
function changes(target: WireMessage, change: Change, about: Partial<WireMessage> = {}): WireMessage {
  const { waId, fromMe, author, chat, at } = target;
  const aimed: Target = { waId, fromMe, ...(author && { author }) };
  return says('', {
    chat,
    fromMe,
    at: at + MINUTE,
    ...(author && { author }),
    content: { kind: 'amendment', target: aimed, change },
    ...about,
  });
}

const edit = (target: WireMessage, text: string, about?: Partial<WireMessage>) =>
  changes(target, { kind: 'edit', text }, about);
const takeBack = (target: WireMessage, about?: Partial<WireMessage>) =>
  changes(target, { kind: 'delete' }, about);
const react = (target: WireMessage, emoji: string, about?: Partial<WireMessage>) =>
  changes(target, { kind: 'react', emoji }, about);

describe('AT-3 an edit', () => {
  test('changes the text, the inbox and what is found; the text before is for a manager', async () => {
    const order = says('quero dois pães');
    await hear(order, edit(order, 'quero três pães'));
    expect(await open()).toMatchObject([{ text: 'quero três pães', editedAt: order.at + MINUTE }]);
    expect(await row()).toMatchObject({ preview: 'quero três pães', unread: 1 });
    expect([found('dois'), found('três')]).toEqual([0, 1]);
    const { id } = (await open())[0]!;
    expect(await ring.call('messages.versions', { messageId: id }, MARTA)).toEqual([
      { text: 'quero dois pães', until: order.at + MINUTE },
    ]);
  });

  test('that is old, or told twice, changes nothing any more', async () => {
    const order = says('um');
    const first = edit(order, 'dois');
    const second = edit(order, 'três', { at: order.at + 2 * MINUTE });
    await hear(order, second, first, second, first);
    expect(await open()).toMatchObject([{ text: 'três' }]);
    const { id } = (await open())[0]!;
    expect(await ring.call('messages.versions', { messageId: id }, MARTA)).toHaveLength(1);
  });

  test('of what cannot be read yet waits until it can', async () => {
    const order = says('um');
    await hear({ ...order, content: { kind: 'unreadable' } }, edit(order, 'dois'));
    expect(await open()).toMatchObject([{ kind: 'unreadable', text: '' }]);
    await hear(order);
    expect(await open()).toMatchObject([{ kind: 'text', text: 'dois' }]);
    expect((await row()).preview).toBe('dois');
  });
});

describe('AT-3 a deletion', () => {
  test('leaves a bubble without its text; nobody but a manager gets it, by any call', async () => {
    const secret = says('a senha é 1234');
    const answer = says('qual senha?', {
      at: secret.at + 1000,
      quote: { waId: secret.waId, fromMe: false, kind: 'text', text: 'a senha é 1234' },
    });
    await hear(secret, answer, takeBack(secret));
    const [deleted, quoting] = await open();
    expect(deleted).toMatchObject({ text: '', deletedAt: secret.at + MINUTE });
    expect(quoting?.quote).toEqual({
      messageId: deleted!.id,
      fromMe: false,
      kind: 'text',
      text: '',
      deleted: true,
    });
    expect(await ring.call('messages.fullText', { messageId: deleted!.id })).toEqual({ text: '' });
    expect(JSON.stringify([await open(), await row()])).not.toContain('1234');
    expect(found('senha')).toBe(1);

    expect((await open(MARTA))[0]).toMatchObject({ text: 'a senha é 1234', deletedAt: secret.at + MINUTE });
    expect(await ring.call('messages.fullText', { messageId: deleted!.id }, MARTA)).toEqual({
      text: 'a senha é 1234',
    });
  });

  test('of the newest message is what the inbox says', async () => {
    const only = says('ops');
    await hear(only, takeBack(only));
    expect(await row()).toMatchObject({ previewKind: 'deleted', preview: '', unread: 1 });
  });

  test('ends all later changes', async () => {
    const only = says('ops');
    await hear(only, takeBack(only), edit(only, 'voltei', { at: only.at + 2 * MINUTE }));
    expect(await open()).toMatchObject([{ text: '' }]);
    expect((await open())[0]).not.toHaveProperty('editedAt');
  });

  test('before the message could be read stays true once it can', async () => {
    const only = says('segredo');
    await hear({ ...only, content: { kind: 'unreadable' } }, takeBack(only), only);
    expect(await open()).toMatchObject([{ kind: 'text', text: '', deletedAt: only.at + MINUTE }]);
    expect((await open(MARTA))[0]?.text).toBe('segredo');
    expect(found('segredo')).toBe(0);
  });
});

describe('AT-3 a reaction', () => {
  test('stands at its message, one of each person, until it is taken back', async () => {
    const cake = says('ficou pronto?');
    await hear(cake, react(cake, '👍'), react(cake, '❤️', { fromMe: true }));
    expect((await open())[0]?.reactions).toMatchObject([
      { emoji: '👍', fromMe: false },
      { emoji: '❤️', fromMe: true },
    ]);
    await hear(react(cake, '🎂', { at: cake.at + 2 * MINUTE }), react(cake, '👍'));
    expect((await open())[0]?.reactions?.map(({ emoji }) => emoji)).toEqual(['❤️', '🎂']);
    await hear(react(cake, '', { at: cake.at + 3 * MINUTE }));
    expect((await open())[0]?.reactions?.map(({ emoji }) => emoji)).toEqual(['❤️']);
  });

  test.each(['não é emoji', '👍👍', 'x'.repeat(500), '<b>'])('of %j is none', async (emoji) => {
    const cake = says('oi');
    await hear(cake, react(cake, emoji));
    expect((await open())[0]).not.toHaveProperty('reactions');
  });
});

describe('AT-1 a change of a message', () => {
  test.each([
    ['an edit', (message: WireMessage) => edit(message, 'outro')],
    ['a deletion', takeBack],
    ['a reaction', (message: WireMessage) => react(message, '👍')],
  ])('%s is nothing new: no badge, no place, no news, no ticket', async (_what, change) => {
    const older = says('primeiro');
    await hear(older, says('depois', { chat: [BIA], at: older.at + 5000 }));
    await ring.call('conversation.seen', { conversationId: 1, upTo: (await row()).lastMessageId });
    const before = await row();
    ring.arrivals.length = 0;
    const tickets = ring.db
      .statement<[], { n: number }>('test.tickets', 'SELECT count(*) AS n FROM ticket')
      .get();
    await hear(change(older));
    const { preview: _, previewKind: __, ...after } = await row();
    expect(before).toMatchObject(after);
    expect(ring.arrivals).toEqual([]);
    expect(
      ring.db.statement<[], { n: number }>('test.tickets2', 'SELECT count(*) AS n FROM ticket').get(),
    ).toEqual(tickets);
  });
});

describe('a change that comes before its message', () => {
  test('waits for it, whatever it is', async () => {
    const order = says('um');
    await hear(edit(order, 'dois'), react(order, '👍'));
    expect(await ring.call('inbox.list', { tab: 'all', limit: 9 })).toMatchObject({ rows: [] });
    await hear(order);
    expect(await open()).toMatchObject([{ text: 'dois', reactions: [{ emoji: '👍' }] }]);
  });

  test('is found when the person turns out to have written under another address', async () => {
    const order = says('um', { chat: [ANA] });
    await hear(order, edit(order, 'dois', { chat: [ANA_LID] }));
    expect((await open())[0]?.text).toBe('um');
    await ring.heard.contacts(RECEPTION, [{ addresses: [ANA, ANA_LID] }]);
    expect((await open())[0]?.text).toBe('dois');
  });

  test('of a message that never comes does no harm', async () => {
    await hear(takeBack(says('nunca')), says('oi'));
    expect(await open()).toMatchObject([{ text: 'oi' }]);
  });
});

describe('only its writer', () => {
  test('changes a message: not whoever it was written to', async () => {
    const theirs = says('deles');
    const ours = says('nosso', { fromMe: true });
    await hear(theirs, ours);
    await hear(
      edit(ours, 'x', { fromMe: false }),
      takeBack(ours, { fromMe: false }),
      edit(theirs, 'x', { fromMe: true }),
      takeBack(theirs, { fromMe: true }),
    );
    expect((await open()).map(({ text }) => text)).toEqual(['deles', 'nosso']);
  });

  test('of another chat changes nothing here, even with the same id', async () => {
    const anas = says('da Ana');
    await hear(anas, says('da Bia', { chat: [BIA] }));
    await hear(edit(anas, 'x', { chat: [BIA] }));
    expect((await open())[0]?.text).toBe('da Ana');
  });

  test('in a group: each their own', async () => {
    const anas = says('da Ana', { chat: [FAMILY], author: [ANA] });
    await hear(anas);
    await hear(
      edit(anas, 'x', { author: [BIA] }),
      takeBack(anas, { author: [BIA] }),
      react(anas, '👍', { author: [BIA] }),
    );
    expect(await open()).toMatchObject([{ text: 'da Ana', reactions: [{ emoji: '👍' }] }]);
    await hear(edit(anas, 'mudei'));
    expect((await open())[0]?.text).toBe('mudei');
  });
});

test('an answer that names an id which two of a group have used is shown once', async () => {
  const anas = says('da Ana', { chat: [FAMILY], author: [ANA] });
  const quote = { waId: anas.waId, fromMe: false, kind: 'text', text: 'da Ana' } as const;
  await hear(anas, { ...anas, author: [BIA] }, says('respondo', { chat: [FAMILY], author: [BIA], quote }));
  expect((await open()).map(({ text }) => text)).toEqual(['da Ana', 'da Ana', 'respondo']);
});

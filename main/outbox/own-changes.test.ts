import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SendFailure } from '../channels/driver.ts';
import { createRing, type Ring } from '../inbox/testing/ring.ts';
import { ANA, says } from '../inbox/testing/wire.ts';

const RECEPTION = 1;

let ring: Ring;
let ours = 0;
let theirs = 0;

beforeEach(async () => {
  ring = await createRing();
  await ring.heard.messages(RECEPTION, [says('oi')]);
  ring.heard.connected(RECEPTION);
  const { id } = await ring.call('messages.send', {
    conversationId: 1,
    text: 'bom dai',
    nonce: randomUUID(),
  });
  ours = id;
  await proven();
  theirs = (await messages())[0]!.id;
});
afterEach(() => ring.close());

const settled = () => new Promise((resolve) => setImmediate(resolve));
const messages = async () => (await ring.call('conversation.open', { conversationId: 1, limit: 9 })).messages;
const one = async (id: number) =>
  (await ring.call('conversation.messages', { conversationId: 1, ids: [id] }))[0]!;
const receipt = (what: 'sent' | 'failed', waId: string, chat = [ANA]) =>
  ring.heard.receipts(RECEPTION, [{ waIds: [waId], chat, what, at: 0 }]);

/** WhatsApp takes what was handed over last. */
async function proven(what: 'sent' | 'failed' = 'sent'): Promise<void> {
  await settled();
  await receipt(what, ring.driver.sent.at(-1)!.waId);
}

const edit = (text: string, messageId = ours, nonce: string = randomUUID()) =>
  ring.call('messages.edit', { messageId, nonce, text });
const remove = (messageId = ours) => ring.call('messages.delete', { messageId, nonce: randomUUID() });
const react = (emoji: string, messageId = theirs) =>
  ring.call('messages.react', { messageId, nonce: randomUUID(), emoji });

describe('AT-3 what a person changes', () => {
  test('is shown at once, goes out once, and is true when WhatsApp has taken it', async () => {
    const nonce = randomUUID();
    expect(await edit('bom dia', ours, nonce)).toMatchObject({
      text: 'bom dia',
      pending: { change: 'edit', state: 'sending' },
    });
    await edit('bom dia', ours, nonce);
    await settled();
    expect(ring.driver.sent.at(-1)?.content).toMatchObject({
      kind: 'amendment',
      target: { fromMe: true },
      change: { kind: 'edit', text: 'bom dia' },
    });
    expect(ring.driver.sent).toHaveLength(2);
    await proven();
    const message = await one(ours);
    expect(message).toMatchObject({ text: 'bom dia', editedAt: ring.clock.now() });
    expect(message).not.toHaveProperty('pending');
    await edit('bom dia', ours, nonce);
    await settled();
    expect(ring.driver.sent).toHaveLength(2);
  });

  test('is deleted for everyone, and its text is gone from here', async () => {
    expect(await remove()).toMatchObject({ text: 'bom dai', pending: { change: 'delete' } });
    await proven();
    expect(await one(ours)).toMatchObject({ text: '', deletedAt: ring.clock.now() });
    expect(await ring.call('inbox.rows', { ids: [1] })).toMatchObject([
      { previewKind: 'deleted', previewFromMe: true },
    ]);
  });

  test('is a reaction, shown from the press on, and taken back', async () => {
    expect((await react('👍')).reactions).toEqual([{ emoji: '👍', fromMe: true }]);
    await proven();
    expect((await one(theirs)).reactions).toEqual([{ emoji: '👍', fromMe: true }]);
    ring.clock.advance(1000);
    expect(await react('')).not.toHaveProperty('reactions');
    await proven();
    expect(await one(theirs)).not.toHaveProperty('reactions');
  });

  test('waits for the line, and only the last wish of a kind leaves', async () => {
    ring.heard.disconnected(RECEPTION);
    await edit('bom');
    await edit('bom dia!');
    await react('👍');
    expect((await one(ours)).text).toBe('bom dia!');
    ring.heard.connected(RECEPTION);
    await settled();
    expect(ring.driver.sent.slice(1).map(({ content }) => content)).toMatchObject([
      { change: { text: 'bom dia!' } },
      { change: { emoji: '👍' } },
    ]);
  });

  test('and WhatsApp refuses is not tried again, leaves the message as it was, and says so until it is put away', async () => {
    await edit('bom dia');
    await proven('failed');
    ring.clock.advance(60_000);
    await settled();
    expect(ring.driver.sent).toHaveLength(2);
    expect(await one(ours)).toMatchObject({
      text: 'bom dai',
      pending: { change: 'edit', state: 'failed', failure: 'refused' },
    });
    expect(await ring.call('messages.dismissChange', { messageId: ours })).not.toHaveProperty('pending');
  });

  test('after a failure of the line goes again with the same id', async () => {
    ring.driver.behave(() => Promise.reject(new SendFailure('transient', 'timed-out')));
    await edit('bom dia');
    await settled();
    ring.driver.behave(() => Promise.resolve());
    ring.clock.advance(60_000);
    await settled();
    const [, first, second] = ring.driver.sent;
    expect(second).toEqual(first);
    await proven();
    expect(await one(ours)).toMatchObject({ text: 'bom dia' });
  });

  test('is not proven by somebody else', async () => {
    await edit('bom dia');
    await settled();
    await receipt('sent', ring.driver.sent.at(-1)!.waId, [{ kind: 'pn', value: '5521900000000' }]);
    expect(await one(ours)).toHaveProperty('pending');
  });
});

describe('AT-3 what nobody may change', () => {
  test('is told from the message itself: until when, or not at all', async () => {
    const { editMs, deleteMs } = ring.driver.capabilities;
    const message = await one(ours);
    expect(message).toMatchObject({
      editableUntil: message.at + editMs,
      deletableUntil: message.at + deleteMs,
    });
    ring.clock.advance(editMs + 1);
    expect(await one(ours)).not.toHaveProperty('editableUntil');
    expect(await one(theirs)).not.toHaveProperty('deletableUntil');
  });

  test.each([
    ['edit-too-late', () => edit('bom dia')],
    ['delete-too-late', () => remove()],
  ])('%s', async (code, change) => {
    ring.clock.advance(ring.driver.capabilities.deleteMs + 1);
    await expect(change()).rejects.toMatchObject({ code });
  });

  test.each([
    ['message-not-ours', () => edit('x', theirs)],
    ['message-not-ours', () => remove(theirs)],
    ['message-unchanged', () => edit('bom dai')],
    ['message-empty', () => edit(' ')],
    ['reaction-invalid', () => react('ok')],
    ['message-not-found', () => remove(77)],
  ])('%s', async (code, change) => {
    await expect(change()).rejects.toMatchObject({ code });
    expect(ring.driver.sent).toHaveLength(1);
  });

  test('what has not left, and what is deleted', async () => {
    ring.heard.disconnected(RECEPTION);
    const { id } = await ring.call('messages.send', {
      conversationId: 1,
      text: 'espera',
      nonce: randomUUID(),
    });
    await expect(edit('x', id)).rejects.toMatchObject({ code: 'message-not-sent' });
    ring.heard.connected(RECEPTION);
    await proven();
    await remove(id);
    await proven();
    await expect(react('👍', id)).rejects.toMatchObject({ code: 'message-deleted' });
    await expect(
      ring.call('messages.send', { conversationId: 1, text: 'x', nonce: randomUUID(), replyTo: id }),
    ).rejects.toMatchObject({ code: 'message-deleted' });
  });

  test('what waited so long for the line that its time is over', async () => {
    ring.heard.disconnected(RECEPTION);
    await edit('bom dia');
    ring.clock.advance(ring.driver.capabilities.editMs + 1);
    ring.heard.connected(RECEPTION);
    await settled();
    expect(await one(ours)).toMatchObject({ text: 'bom dai', pending: { state: 'failed' } });
    expect(ring.driver.sent).toHaveLength(1);
  });
});

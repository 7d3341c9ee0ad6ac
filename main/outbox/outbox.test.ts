import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SendFailure } from '../channels/driver.ts';
import type { WireReceipt } from '../channels/wire.ts';
import { createRing, RITA, type Ring } from '../inbox/testing/ring.ts';
import { ANA, ANA_LID, BIA, group, lid, pn, says } from '../inbox/testing/wire.ts';
import { ANSWER_MS, HAND_OVER_MS, MAX_ATTEMPTS } from './rules.ts';

const RECEPTION = 1;
let ring: Ring;
beforeEach(async () => {
  ring = await createRing();
  await ring.heard.messages(RECEPTION, [says('oi'), says('olá', { chat: [BIA] })]);
});
afterEach(() => ring.close());

const [withAna, withBia] = [1, 2];
const send = async (text: string, conversationId = withAna, nonce: string = randomUUID()) =>
  await ring.call('messages.send', { conversationId, text, nonce });
const statusOf = async (id: number, conversationId = withAna) =>
  (await ring.call('conversation.messages', { conversationId, ids: [id] }))[0];
const sentTexts = () => ring.driver.sent.map(({ content }) => content.kind === 'text' && content.text);
const receipt = (waId: string, what: WireReceipt['what'], about: Partial<WireReceipt> = {}) =>
  ring.heard.receipts(RECEPTION, [{ waIds: [waId], chat: [ANA], what, at: ring.clock.now(), ...about }]);
const retry = async (messageId: number) => await ring.call('messages.retry', { messageId });
const lastWaId = () => ring.driver.sent.at(-1)!.waId;
/** As a removal leaves what was being sent. */
const uncertain = (id: number) => {
  for (const sql of [
    `UPDATE message SET status = 'uncertain' WHERE id = ${id}`,
    `DELETE FROM outbox WHERE message_id = ${id}`,
  ])
    ring.db.statement('test.uncertain', sql).run();
};
const never = () => new Promise<void>(() => {});
const failing = (kind: SendFailure['kind'], code: SendFailure['code']) => () =>
  Promise.reject(new SendFailure(kind, code));
const online = async () => {
  ring.heard.connected(RECEPTION);
  await ring.heard.caughtUp(RECEPTION);
  await nextTurn();
};

test('AT-3 an answer goes out at once, in its turn, and its ticks follow the receipts', async () => {
  await online();
  const message = await send('temos sim');
  expect(message).toMatchObject({ origin: 'station', userName: RITA.name, fromMe: true, text: 'temos sim' });
  expect(ring.driver.sent).toEqual([
    { waId: lastWaId(), chat: [ANA], content: { kind: 'text', text: 'temos sim' } },
  ]);
  for (const what of ['sent', 'delivered', 'read'] as const) {
    await receipt(lastWaId(), what);
    expect(await statusOf(message.id)).toMatchObject({ status: what });
  }
  const [row] = (await ring.call('inbox.list', { limit: 1 })).rows;
  expect(row).toMatchObject({ preview: 'temos sim', previewFromMe: true, previewStatus: 'read' });
  expect(row).not.toHaveProperty('waitingSince');
});

test('ST-2 the same nonce is the same message, sent once', async () => {
  await online();
  const nonce = randomUUID();
  const [first, second] = [await send('uma vez', withAna, nonce), await send('uma vez', withAna, nonce)];
  await nextTurn();
  expect(second.id).toBe(first.id);
  expect(sentTexts()).toEqual(['uma vez']);
});

test('AT-10 what waits for the line does not leave to whoever is blocked meanwhile, and a person is told', async () => {
  const message = await send('ainda não foi');
  await ring.call('contacts.block', { contactId: 1, blocked: true });
  await send('a outra', withBia);
  await online();
  await expect.poll(sentTexts).toEqual(['a outra']);
  expect(await statusOf(message.id)).toMatchObject({ status: 'failed', failure: 'contact-blocked' });
});

test('our own message that comes back as an echo is not doubled', async () => {
  await online();
  const message = await send('oi');
  await ring.heard.messages(RECEPTION, [says('oi', { fromMe: true, waId: lastWaId() })]);
  const { messages } = await ring.call('conversation.open', { conversationId: 1, limit: 9 });
  expect(messages.map(({ id }) => id)).toHaveLength(2);
  expect(messages[1]).toMatchObject({ id: message.id, origin: 'station' });
});

test('what is sent offline waits, is counted, and goes in order once connected', async () => {
  const first = await send('um');
  await send('dois');
  await send('três', withBia);
  expect(first.status).toBe('queued');
  expect(ring.queuedOf(RECEPTION)).toBe(3);
  expect(ring.driver.sent).toEqual([]);
  await online();
  await nextTurn();
  expect(sentTexts()).toEqual(['um', 'dois', 'três']);
  expect(ring.queuedOf(RECEPTION)).toBe(0);
});

test('one message of a channel is handed over at a time', async () => {
  const done: (() => void)[] = [];
  ring.driver.behave(() => new Promise((resolve) => done.push(resolve)));
  await online();
  await send('um');
  await send('dois', withBia);
  expect(sentTexts()).toEqual(['um']);
  done[0]!();
  await nextTurn();
  expect(sentTexts()).toEqual(['um', 'dois']);
});

test('ST-2 what was under way when the connection ended waits for the receipts, then goes again with its id', async () => {
  await online();
  const [went, lost] = [await send('foi'), await send('não foi')];
  await send('atrás');
  await nextTurn();
  const ids = ring.driver.sent.map(({ waId }) => waId);
  await receipt(ids[2]!, 'sent');
  ring.heard.disconnected(RECEPTION);
  ring.heard.connected(RECEPTION);
  await nextTurn();
  expect(sentTexts()).toEqual(['foi', 'não foi', 'atrás']);
  const stored = receipt(ids[0]!, 'delivered');
  await ring.heard.caughtUp(RECEPTION);
  await stored;
  await nextTurn();
  expect(sentTexts()).toEqual(['foi', 'não foi', 'atrás', 'não foi']);
  expect(lastWaId()).toBe(ids[1]);
  expect(await statusOf(went.id)).toMatchObject({ status: 'delivered' });
  expect(await statusOf(lost.id)).toMatchObject({ status: 'sending' });
});

test('ST-2 what comes after an unsettled message of the same conversation does not overtake it', async () => {
  await online();
  await send('primeiro');
  ring.heard.disconnected(RECEPTION);
  await send('segundo');
  await send('para outra pessoa', withBia);
  ring.heard.connected(RECEPTION);
  await nextTurn();
  expect(sentTexts()).toEqual(['primeiro', 'para outra pessoa']);
  await ring.heard.caughtUp(RECEPTION);
  await nextTurn();
  expect(sentTexts()).toEqual(['primeiro', 'para outra pessoa', 'primeiro', 'segundo']);
});

test('a transient failure pauses and goes again with the same id', async () => {
  ring.driver.behave(failing('transient', 'timed-out'));
  await online();
  const message = await send('insiste');
  await nextTurn();
  expect(await statusOf(message.id)).toMatchObject({ status: 'queued' });
  ring.driver.behave(() => Promise.resolve());
  ring.clock.advance(1_999);
  expect(sentTexts()).toHaveLength(1);
  ring.clock.advance(1);
  await nextTurn();
  expect(sentTexts()).toEqual(['insiste', 'insiste']);
  expect(new Set(ring.driver.sent.map(({ waId }) => waId)).size).toBe(1);
});

test('AT-3 a message that fails for good says why, and can be tried again with the same id', async () => {
  ring.driver.behave(failing('final', 'not-on-whatsapp'));
  await online();
  const message = await send('ninguém');
  await nextTurn();
  expect(await statusOf(message.id)).toMatchObject({ status: 'failed', failure: 'not-on-whatsapp' });
  ring.driver.behave(() => Promise.resolve());
  await retry(message.id);
  await nextTurn();
  expect(sentTexts()).toEqual(['ninguém', 'ninguém']);
  expect(ring.driver.sent[1]?.waId).toBe(ring.driver.sent[0]?.waId);
  const shown = await statusOf(message.id);
  expect(shown).toMatchObject({ status: 'sending' });
  expect(shown).not.toHaveProperty('failure');
});

test('AT-3 what nobody knows to have left goes again with the same id, and only because a person says so', async () => {
  await online();
  const message = await send('talvez');
  const waId = lastWaId();
  uncertain(message.id);
  await online();
  expect(sentTexts()).toEqual(['talvez']);
  await retry(message.id);
  await nextTurn();
  expect(ring.driver.sent).toMatchObject([{ waId }, { waId }]);
  expect(await statusOf(message.id)).toMatchObject({ status: 'sending' });
});

test('a late proof overrules the doubt, also when it has just been sent again', async () => {
  ring.driver.behave(failing('transient', 'timed-out'));
  await online();
  for (const again of [false, true]) {
    const message = await send('talvez');
    const waId = lastWaId();
    uncertain(message.id);
    if (again) await retry(message.id);
    await receipt(waId, 'delivered');
    ring.clock.advance(600_000);
    await nextTurn();
    expect(await statusOf(message.id)).toMatchObject({ status: 'delivered' });
  }
});

test('what is on its way, has arrived or came from others is not sent again', async () => {
  const message = await send('só uma vez');
  await expect(retry(message.id)).rejects.toMatchObject({ code: 'message-not-retryable' });
  await online();
  await expect(retry(message.id)).rejects.toMatchObject({ code: 'message-not-retryable' });
  for (const what of ['sent', 'read'] as const) {
    await receipt(lastWaId(), what);
    await expect(retry(message.id)).rejects.toMatchObject({ code: 'message-not-retryable' });
  }
  const { messages } = await ring.call('conversation.open', { conversationId: withAna, limit: 10 });
  const theirs = messages.find(({ fromMe }) => !fromMe)!;
  await expect(retry(theirs.id)).rejects.toMatchObject({ code: 'message-not-retryable' });
  await nextTurn();
  expect(sentTexts()).toEqual(['só uma vez']);
});

test('AB-7 what the server refuses has failed, with WhatsApp’s own reason, and is not tried again by itself', async () => {
  await online();
  const message = await send('bloqueada');
  await receipt(lastWaId(), 'failed', { code: 463 });
  ring.clock.advance(600_000);
  await nextTurn();
  expect(await statusOf(message.id)).toMatchObject({ status: 'failed', failure: 'restricted' });
  expect(sentTexts()).toHaveLength(1);
});

test('ST-2 a server that is silent for too long is asked again with the same id, and not for ever', async () => {
  await online();
  const message = await send('alô?');
  for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) {
    await nextTurn();
    expect(sentTexts()).toHaveLength(attempt);
    ring.clock.advance(ANSWER_MS);
    ring.clock.advance(60_000);
  }
  await nextTurn();
  ring.clock.advance(ANSWER_MS);
  expect(await statusOf(message.id)).toMatchObject({ status: 'failed', failure: 'timed-out' });
  expect(new Set(ring.driver.sent.map(({ waId }) => waId)).size).toBe(1);
  await receipt(lastWaId(), 'sent');
  expect(await statusOf(message.id)).toMatchObject({ status: 'sent' });
});

test('ST-2 what a driver says of a connection that has ended is not listened to', async () => {
  let fail = () => {};
  ring.driver.behave(
    () => new Promise((_, reject) => (fail = () => reject(new SendFailure('final', 'refused')))),
  );
  await online();
  const message = await send('no meio');
  ring.heard.disconnected(RECEPTION);
  fail();
  await nextTurn();
  expect(await statusOf(message.id)).toMatchObject({ status: 'sending' });
  ring.driver.behave(() => Promise.resolve());
  await online();
  expect(sentTexts()).toEqual(['no meio', 'no meio']);
});

test('a driver that never hands over does not hold up the channel for ever', async () => {
  ring.driver.behave(never);
  await online();
  await send('presa');
  await send('espera', withBia);
  ring.driver.behave(() => Promise.resolve());
  ring.clock.advance(HAND_OVER_MS);
  await nextTurn();
  expect(sentTexts()).toEqual(['presa', 'espera']);
  ring.clock.advance(2_000);
  expect(sentTexts()).toEqual(['presa', 'espera', 'presa']);
});

test('what is queued when the clock is set back stands below what is there and goes out all the same', async () => {
  ring.clock.set(Date.UTC(2026, 0, 1));
  await online();
  const message = await send('de volta');
  const { messages } = await ring.call('conversation.open', { conversationId: 1, limit: 9 });
  expect(messages.at(-1)?.id).toBe(message.id);
  expect(messages.at(-1)!.at).toBeGreaterThanOrEqual(messages[0]!.at);
  expect(sentTexts()).toEqual(['de volta']);
});

test('a receipt of somebody else changes nothing; one of a hidden id that may be the receiver’s does', async () => {
  await online();
  const message = await send('só Ana');
  await receipt(lastWaId(), 'read', { chat: [BIA] });
  await receipt(lastWaId(), 'read', { chat: [pn('5531900000009')] });
  await receipt(lastWaId(), 'read', { chat: [lid('900000000000009'), pn('5531900000009')] });
  await receipt(lastWaId(), 'read', { chat: [group('120363000000000009')] });
  await receipt(lastWaId(), 'read', { chat: [] });
  expect(await statusOf(message.id)).toMatchObject({ status: 'sending' });
  await receipt(lastWaId(), 'delivered', { chat: [lid('900000000000009')] });
  expect(await statusOf(message.id)).toMatchObject({ status: 'delivered' });
});

test('somebody whose hidden id is known is not answered for by another one', async () => {
  await ring.heard.contacts(RECEPTION, [{ addresses: [ANA, ANA_LID] }]);
  await online();
  const message = await send('só Ana');
  await receipt(lastWaId(), 'read', { chat: [lid('900000000000009')] });
  expect(await statusOf(message.id)).toMatchObject({ status: 'sending' });
  await receipt(lastWaId(), 'read', { chat: [ANA_LID] });
  expect(await statusOf(message.id)).toMatchObject({ status: 'read' });
});

test('nobody answers for a group but the group, known or not, member or not', async () => {
  const chat = [group('120363000000000001')];
  await ring.heard.messages(RECEPTION, [says('oi', { chat, author: [ANA] })]);
  await online();
  const message = await send('oi, grupo', 3);
  for (const who of [[ANA], [BIA], [lid('900000000000009')], [group('120363000000000009')]]) {
    await receipt(lastWaId(), 'read', { chat: who });
  }
  expect(await statusOf(message.id, 3)).toMatchObject({ status: 'sending' });
  await receipt(lastWaId(), 'sent', { chat });
  expect(await statusOf(message.id, 3)).toMatchObject({ status: 'sent' });
});

test('what was read on the phone is the message of that chat, whoever else wrote one with its id', async () => {
  const { waId } = says('');
  await ring.heard.messages(RECEPTION, [says('Ana', { waId }), says('Bia', { waId, chat: [BIA] })]);
  await receipt(waId, 'seen-on-phone', { chat: [BIA] });
  const seen = ring.db.statement<[], { id: number }>(
    'test.seen',
    'SELECT id FROM conversation WHERE seen_on_phone_id > 0',
  );
  expect(seen.all()).toEqual([{ id: withBia }]);
});

test('nothing that could not be seen is sent, and the words stand beside the field', async () => {
  await expect(send(' \u200b\n')).rejects.toMatchObject({ code: 'message-empty', field: 'text' });
});

test('seam 10 a group on a channel that cannot do groups is refused, not tried', async () => {
  await ring.heard.messages(RECEPTION, [says('oi', { chat: [group('120363000000000001')], author: [ANA] })]);
  Object.assign(ring.driver.capabilities, { groups: false });
  await expect(send('oi, grupo', 3)).rejects.toMatchObject({ code: 'groups-not-supported' });
});

test('AT-4 sending clears the draft in the same commit', async () => {
  await ring.call('conversation.draft', { conversationId: withAna, text: 'temos s' });
  await send('temos sim');
  const { conversation } = await ring.call('conversation.open', { conversationId: withAna, limit: 1 });
  expect(conversation.draft).toBe('');
});

test('a message under way when its contact turns out to be another one shows its end where it went', async () => {
  ring.driver.behave(never);
  await ring.heard.messages(RECEPTION, [says('quem sou eu?', { chat: [lid('100000000000001')] })]);
  await online();
  const message = await send('quem é?', 3);
  await ring.heard.contacts(RECEPTION, [{ addresses: [lid('100000000000001'), ANA] }]);
  ring.clock.advance(HAND_OVER_MS);
  expect(await statusOf(message.id)).toMatchObject({ conversationId: withAna, status: 'queued' });
  const [row] = (await ring.call('inbox.list', { limit: 1 })).rows;
  expect(row).toMatchObject({ conversationId: withAna, preview: 'quem é?', previewStatus: 'queued' });
});

describe('MS-3 what answers a moment', () => {
  const say = (goodUntil: number) =>
    ring.write('test.robot', (changes) =>
      ring.outgoing.enqueueWithin(
        { conversationId: withAna, text: 'Já vamos atender.', nonce: 'greeting 1', goodUntil },
        changes,
      ),
    )!;

  test('does not leave long after it, and a person may still send it', async () => {
    const id = say(ring.clock.now() + 600_000);
    ring.clock.advance(600_001);
    await online();
    await expect.poll(() => statusOf(id)).toMatchObject({ status: 'failed', failure: 'too-late' });
    expect(sentTexts()).toEqual([]);
    await ring.call('messages.retry', { messageId: id });
    await expect.poll(sentTexts).toEqual(['Já vamos atender.']);
  });

  test('leaves when the line is back in time, and is not called back once it may have gone', async () => {
    const id = say(ring.clock.now() + 600_000);
    ring.clock.advance(599_000);
    await online();
    await expect.poll(sentTexts).toEqual(['Já vamos atender.']);
    ring.clock.advance(60_000);
    await expect.poll(sentTexts).toEqual(['Já vamos atender.', 'Já vamos atender.']);
    expect(await statusOf(id)).toMatchObject({ status: 'sending' });
  });
});

test('nothing is sent after the end', async () => {
  await online();
  ring.stop();
  await send('tarde demais');
  ring.clock.advance(600_000);
  expect(sentTexts()).toEqual([]);
});

test('MS-4 what the station says by itself is a part of the transaction that says why, and ends no waiting', async () => {
  await online();
  await ring.call('conversation.draft', { conversationId: withAna, text: 'Bom d' });
  const order = { conversationId: withAna, text: 'Olá! Já vamos atender.', nonce: 'greeting 1' };
  const say = (text = order.text) =>
    ring.write('test.robot', (changes) => ring.outgoing.enqueueWithin({ ...order, text }, changes));
  expect(() =>
    ring.write('test.undone', (changes) => {
      ring.outgoing.enqueueWithin(order, changes);
      throw new Error('undone');
    }),
  ).toThrow('undone');
  ring.outgoing.flush(RECEPTION);
  await nextTurn();
  expect(sentTexts()).toEqual([]);

  const id = say()!;
  expect(say()).toBe(id);
  expect(say('\u200b')).toBeUndefined();
  expect(sentTexts()).toEqual([]);
  ring.outgoing.flush(RECEPTION);
  await nextTurn();
  expect(sentTexts()).toEqual([order.text]);
  expect(await statusOf(id)).toMatchObject({ origin: 'robot', fromMe: true });
  const row = (await ring.call('inbox.list', { limit: 9 })).rows.find(
    (each) => each.conversationId === withAna,
  );
  expect(row).toMatchObject({
    draft: 'Bom d',
    preview: order.text,
    waitingSince: expect.any(Number) as number,
  });
});

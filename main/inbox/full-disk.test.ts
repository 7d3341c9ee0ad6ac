import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outgoing } from '../channels/driver.ts';
import { createRing, type Ring } from './testing/ring.ts';
import { ANA, says } from './testing/wire.ts';

const RECEPTION = 1;
const RETRY_MS = 5_000;
let ring: Ring;
beforeEach(async () => {
  ring = await createRing();
});
afterEach(() => ring.close());

/** SQLite's own limit: it answers as it does when the disk has no room. */
function setRoom(pages: number): void {
  ring.db.statement<[], { max_page_count: number }>('test.room', `PRAGMA max_page_count = ${pages}`).get();
}
const noRoom = () => setRoom(1);
const roomAgain = () => setRoom(1_000_000);

const open = async () => ring.call('conversation.open', { conversationId: 1, limit: 100 });

async function settled(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  return done;
}

test('ST-2 what comes while the disk is full is not confirmed, waits in order, and is stored once there is room', async () => {
  await ring.heard.messages(RECEPTION, [says('antes')]);
  noRoom();
  const large = says('x'.repeat(100_000));
  const answer = says('respondi no celular', { fromMe: true, at: Date.UTC(2026, 10, 21, 13) });
  const stored = ring.heard.messages(RECEPTION, [large, answer]);
  const receipt = { waIds: [answer.waId], chat: [ANA], what: 'read', at: 0 } as const;
  const receipts = ring.heard.receipts(RECEPTION, [receipt]);
  expect(await settled(stored)).toBe(false);
  ring.clock.advance(RETRY_MS);
  expect(await settled(stored)).toBe(false);
  roomAgain();
  ring.clock.advance(RETRY_MS);
  expect(await stored).toEqual([large, answer]);
  await receipts;
  const { messages } = await open();
  expect(messages).toHaveLength(3);
  expect(messages[2]).toMatchObject({ text: 'respondi no celular', status: 'read' });
});

test('a full disk refuses what a person sends in plain words, and the same press works once there is room', async () => {
  await ring.heard.messages(RECEPTION, [says('oi')]);
  noRoom();
  const order = { conversationId: 1, text: 'y'.repeat(60_000), nonce: randomUUID() };
  const send = async () => ring.call('messages.send', order);
  await expect(send()).rejects.toMatchObject({ code: 'disk-full' });
  roomAgain();
  await send();
  await send();
  expect((await open()).messages).toHaveLength(2);
});

test('ST-2 what a receipt proves is not sent again, even when the receipt has to wait for room', async () => {
  await ring.heard.messages(RECEPTION, [says('oi')]);
  ring.heard.connected(RECEPTION);
  await ring.call('messages.send', { conversationId: 1, text: 'uma vez', nonce: randomUUID() });
  const [{ waId }] = ring.driver.sent as [Outgoing];
  ring.heard.disconnected(RECEPTION);
  ring.heard.connected(RECEPTION);
  noRoom();
  void ring.heard.messages(RECEPTION, [says('x'.repeat(100_000))]);
  void ring.heard.receipts(RECEPTION, [{ waIds: [waId], chat: [ANA], what: 'delivered', at: 0 }]);
  const caughtUp = ring.heard.caughtUp(RECEPTION);
  expect(await settled(caughtUp)).toBe(false);
  roomAgain();
  ring.clock.advance(RETRY_MS);
  await caughtUp;
  expect(ring.driver.sent).toHaveLength(1);
});

test('ST-2 what is in doubt at the moment of catching up goes again once the disk can be written', async () => {
  await ring.heard.messages(RECEPTION, [says('oi')]);
  ring.heard.connected(RECEPTION);
  await ring.call('messages.send', { conversationId: 1, text: 'uma vez', nonce: randomUUID() });
  ring.heard.disconnected(RECEPTION);
  ring.heard.connected(RECEPTION);
  const writable = (is: boolean) =>
    ring.db.statement('test.writable', `PRAGMA query_only = ${is ? 0 : 1}`).run();
  writable(false);
  const caughtUp = ring.heard.caughtUp(RECEPTION);
  expect(await settled(caughtUp)).toBe(false);
  writable(true);
  ring.clock.advance(RETRY_MS);
  await caughtUp;
  const [first, again] = ring.driver.sent;
  expect(again).toEqual(first);
});

test('the end of the station leaves what waits for room unconfirmed', async () => {
  await ring.heard.messages(RECEPTION, [says('oi')]);
  noRoom();
  const stored = ring.heard.messages(RECEPTION, [says('z'.repeat(100_000))]);
  await nextTurn();
  ring.stop();
  expect(await stored).toEqual([]);
});

test('one channel waiting for room does not take the other’s order away', async () => {
  noRoom();
  const first = ring.heard.messages(RECEPTION, [says('a'.repeat(100_000))]);
  const other = ring.heard.messages(2, [says('b'.repeat(100_000)), says('c')]);
  expect(await settled(first)).toBe(false);
  roomAgain();
  ring.clock.advance(RETRY_MS);
  expect(await first).toHaveLength(1);
  expect(await other).toHaveLength(2);
});

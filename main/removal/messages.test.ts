import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallOutput } from '../../preload/contract.ts';
import type { Message } from '../../preload/entities.ts';
import type { Change, WireMessage } from '../channels/wire.ts';
import { MARTA } from '../inbox/testing/ring.ts';
import { says } from '../inbox/testing/wire.ts';
import { mediaOf, sends } from '../media/testing/files.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { HEIR, OLD, openShop, RITA, type Shop } from './testing/shop.ts';

const folder = useTempFolder();
const MINUTE = 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop(folder(), createManualClock());
  shop.start();
});
afterEach(() => shop.close());

const hear = (channelId: number, ...batch: WireMessage[]) => shop.inbox.heard.messages(channelId, batch);
const remove = () => shop.removal.remove({ channelId: OLD, into: HEIR, user: RITA });
const open = (conversationId: number, user = MARTA): Message[] =>
  (
    shop.inbox.handlers['conversation.open'](
      { conversationId, limit: 50 },
      { window: { user }, user },
    ) as CallOutput<'conversation.open'>
  ).messages;

const changes = (target: WireMessage, change: Change, minutes = 1): WireMessage =>
  says('', { at: target.at + minutes * MINUTE, content: { kind: 'amendment', target, change } });

const photo = mediaOf('image', 'image/jpeg', Buffer.from('photo'), { width: 40, height: 30 });
const order = says('um');
const secret = says('a senha', { at: order.at + 1000 });
const answer = says('dois', {
  at: order.at + 2000,
  quote: { waId: order.waId, fromMe: false, kind: 'text', text: 'um' },
});
const picture = sends(photo, 'o bolo', { at: order.at + 3000 });
const place = says('', {
  at: order.at + 4000,
  content: { kind: 'location', latitude: 1, longitude: 2, name: 'Praça' },
});
const all = [order, secret, answer, picture, place];
const known = [
  changes(order, { kind: 'edit', text: 'um pão' }),
  changes(order, { kind: 'react', emoji: '👍' }),
  changes(secret, { kind: 'delete' }),
];

const whole = [
  { text: 'um pão', editedAt: order.at + MINUTE, reactions: [{ emoji: '👍', fromMe: false }] },
  { text: 'a senha', deletedAt: order.at + 1000 + MINUTE },
  { text: 'dois', quote: { messageId: expect.any(Number), text: 'um' } },
  { kind: 'image', text: 'o bolo', media: { width: 40, height: 30 } },
  { kind: 'location', location: { latitude: 1, longitude: 2, name: 'Praça' } },
];

test('CH-9 a message goes with its file, its place, what it answers and all that was done to it', async () => {
  await hear(OLD, ...all, ...known);
  await remove();
  expect(open(1)).toMatchObject(whole);
  expect(open(1, RITA)[1]).toMatchObject({ text: '' });
});

test('CH-9 of a message that both channels hold one stays, and knows what either knew', async () => {
  await hear(OLD, ...all, ...known);
  await hear(HEIR, ...all, changes(order, { kind: 'react', emoji: '🎂' }, 2));
  const [first] = shop.rows<{ id: number }>(
    `SELECT id FROM message WHERE kind = 'image' AND channel_id = ${OLD}`,
  );
  shop.db
    .statement('test.ready', `UPDATE media SET state = 'ready', preview = 1 WHERE message_id = ${first!.id}`)
    .run();
  await remove();
  const kept = open(2);
  expect(kept).toMatchObject([
    { ...whole[0], reactions: [{ emoji: '🎂', fromMe: false }] },
    ...whole.slice(1, 3),
    { ...whole[3], media: { state: 'ready' } },
    whole[4],
  ]);
  expect(kept).toHaveLength(all.length);
  expect(shop.rows('SELECT message_id FROM media')).toHaveLength(1);
  expect(shop.rows(`SELECT rowid FROM message_search WHERE message_search MATCH 'senha'`)).toEqual([]);
});

test('CH-9 of a message that could be read on one channel only all of it is kept', async () => {
  await hear(HEIR, ...all.map((each): WireMessage => ({ ...each, content: { kind: 'unreadable' } })));
  await hear(OLD, ...all, ...known);
  await remove();
  expect(open(1)).toMatchObject(whole);
});

test('CH-9 what waits for its message waits on, and what was half changed says that it was not', async () => {
  await hear(OLD, says('oi', { fromMe: true }), changes(order, { kind: 'react', emoji: '👍' }));
  const [ours] = open(1);
  await shop.inbox.handlers['messages.edit'](
    { messageId: ours!.id, nonce: randomUUID(), text: 'olá' },
    { window: { user: RITA }, user: RITA },
  );
  expect(open(1)).toMatchObject([{ text: 'olá', pending: { state: 'queued' } }]);
  await remove();
  expect(open(1)).toMatchObject([
    { text: 'oi', pending: { change: 'edit', state: 'failed', failure: 'channel-removed' } },
  ]);
  await hear(HEIR, order);
  expect(open(1)).toContainEqual(expect.objectContaining({ text: 'um', reactions: [expect.anything()] }));
});

test('CH-9 an archived channel fetches nothing more, and its export tells all', async () => {
  await hear(OLD, ...all, ...known);
  const { folder: exported } = await shop.removal.archive({ channelId: OLD, user: RITA });
  const { id, media } = open(1)[3]!;
  expect(media?.state).toBe('failed');
  expect(() =>
    shop.inbox.handlers['media.retry']({ messageId: id }, { window: { user: RITA }, user: RITA }),
  ).toThrow('channel-archived');
  const lines = readFileSync(path.join(exported, 'messages.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(lines).toMatchObject([
    { text: 'um pão', earlier: ['um'], reactions: [{ emoji: '👍' }] },
    { text: '', earlier: ['a senha'], deletedAt: expect.any(String) },
    { text: 'dois', answers: order.waId },
    {
      kind: 'image',
      text: 'o bolo',
      mime: 'image/jpeg',
      file: Buffer.from(photo.source.fileSha256).toString('hex'),
    },
    { kind: 'location', detail: { name: 'Praça' } },
  ]);
});

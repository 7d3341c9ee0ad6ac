import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest';
import type { WireMessage } from '../channels/wire.ts';
import { ANA, BIA, group, says } from '../inbox/testing/wire.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { faultsOf, take } from './testing/picture.ts';
import { HEIR, OLD, openShop, RITA, type Shop, THIRD } from './testing/shop.ts';

const folder = useTempFolder();
const FAMILY = group('1203630009');
const window = { window: { user: RITA }, user: RITA };

let clock: ManualClock;
let shop: Shop;
beforeEach(async () => {
  clock = createManualClock();
  shop = await openShop(folder(), clock);
});
afterEach(() => shop.close());

const remove = (channelId = OLD, into: number | undefined = HEIR) =>
  shop.removal.remove({ channelId, into, user: RITA });
const removeAlone = (channelId: number) => shop.removal.remove({ channelId, into: undefined, user: RITA });
const hear = (channelId: number, ...batch: WireMessage[]) => shop.inbox.heard.messages(channelId, batch);
const run = (sql: string) => shop.db.statement('test.run', sql).run();
const texts = () =>
  shop.rows<{ body: string }>('SELECT body FROM message ORDER BY id').map(({ body }) => body);
const unfinished = () => shop.rows('SELECT * FROM removal');
const finished = () => vi.waitFor(() => expect(unfinished()).toEqual([]));
const audited = () =>
  shop
    .rows<{ action: string; detail: string }>('SELECT action, detail FROM audit ORDER BY id')
    .map(({ action, detail }) => ({ action, ...(JSON.parse(detail) as object) }));
const send = async (conversationId: number, text: string) =>
  shop.inbox.handlers['messages.send'](
    { conversationId, text, nonce: `3f0b2f7e-6c1d-4b53-9a39-${text.padEnd(12, '0')}` },
    window,
  );

test('AT-10 two contacts made one come apart though their queue and their channel are gone', async () => {
  shop.start();
  await hear(HEIR, says('sou a Ana'), says('sou a Bia', { chat: [BIA] }));
  await hear(OLD, says('a Ana'), says('e a Bia', { chat: [BIA] }));
  run(`INSERT INTO queue (id, name, name_key, hue, position) VALUES (7, 'Bolos', 'bolos', 1, 1)`);
  run('UPDATE conversation SET queue_id = 7');
  const [into, from] = shop.rows<{ id: number }>('SELECT id FROM contact ORDER BY id').map(({ id }) => id);
  const merge = { into: into!, from: from! };
  const { mergeId } = await shop.inbox.handlers['contacts.merge'](merge, window);
  run('UPDATE conversation SET queue_id = NULL');
  run('DELETE FROM queue');
  await remove();
  await finished();
  await shop.inbox.handlers['contacts.undoMerge']({ mergeId }, window);
  expect(
    shop.rows(`SELECT v.contact_id AS id, v.tab, group_concat(m.body ORDER BY m.body) AS said
      FROM conversation v JOIN message m ON m.conversation_id = v.id AND m.channel_id = v.channel_id
      WHERE v.channel_id = ${HEIR} GROUP BY v.id ORDER BY v.contact_id`),
  ).toEqual([
    { id: into, tab: 'waiting', said: 'a Ana,sou a Ana' },
    { id: from, tab: 'waiting', said: 'e a Bia,sou a Bia' },
  ]);
});

describe('CH-9 before anything is removed', () => {
  test('what is bound to it is counted by kind', async () => {
    shop.start();
    await hear(OLD, says('oi'), says('alô', { chat: [BIA] }));
    await hear(HEIR, says('outro canal'));
    await send(1, 'na-fila');
    run(`UPDATE ticket SET state = 'closed', closed_at = 1 WHERE conversation_id = 2`);
    run(`INSERT INTO note (conversation_id, body, at) VALUES (1, 'nota', 1)`);
    run(
      `INSERT INTO follow_up (conversation_id, state, body, due_at) VALUES (1, 'active', '', 1), (1, 'done', '', 1)`,
    );
    run(
      `INSERT INTO schedule (conversation_id, state, body, due_at) VALUES (1, 'waiting', '', 1), (3, 'waiting', '', 1)`,
    );
    run(`INSERT INTO prompt (channel_id, name, body) VALUES (${OLD}, 'p', ''), (${HEIR}, 'q', '')`);
    run(`INSERT INTO integration (channel_id, name, settings) VALUES (${OLD}, 'i', '')`);
    expect(shop.removal.bound(OLD)).toEqual({
      conversations: 2,
      openTickets: 1,
      messages: 3,
      queued: 1,
      notes: 1,
      followUps: 1,
      schedules: 1,
      prompts: 1,
      integrations: 1,
    });
    expect(() => shop.removal.bound(99)).toThrow('channel-not-found');
  });

  test('contacts that are on both channels are named, those who wrote last first', async () => {
    await hear(OLD, says('1', { pushName: 'Ana' }), says('2', { chat: [BIA], pushName: 'Bia' }));
    await hear(OLD, says('3', { chat: [FAMILY] }));
    await hear(HEIR, says('4', { chat: [BIA], at: Date.UTC(2026, 10, 22) }), says('5'));
    expect(shop.removal.onBoth(OLD, HEIR)).toEqual({ names: ['Bia', 'Ana'], total: 2 });
    expect(shop.removal.onBoth(OLD, THIRD)).toEqual({ names: [], total: 0 });
  });

  test('it is refused without a destination that can take it, and nothing has happened', async () => {
    shop.drivers.link(OLD);
    shop.start();
    await hear(OLD, says('oi'));
    await expect(removeAlone(OLD)).rejects.toMatchObject({ code: 'destination-required', field: 'into' });
    await expect(remove(OLD, OLD)).rejects.toMatchObject({ code: 'destination-same' });
    await expect(remove(OLD, 99)).rejects.toMatchObject({ code: 'destination-not-found' });
    await expect(remove(99)).rejects.toMatchObject({ code: 'channel-not-found' });
    await shop.removal.archive({ channelId: HEIR, user: RITA });
    await expect(remove(OLD, HEIR)).rejects.toMatchObject({ code: 'destination-not-found' });
    expect(shop.registry.get(OLD).state.phase).toBe('connected');
    expect(texts()).toEqual(['oi']);
  });

  test('one with nothing bound to it needs no destination', async () => {
    shop.drivers.link(OLD);
    shop.start();
    await removeAlone(OLD);
    await finished();
    expect(shop.registry.list().map(({ id }) => id)).toEqual([HEIR, THIRD]);
    expect(shop.drivers.hasKeys(OLD)).toBe(false);
  });
});

describe('CH-9 what moves', () => {
  test('of two open tickets the older one goes on, attended as the newer one was', async () => {
    await hear(OLD, says('oi'));
    await hear(HEIR, says('oi de novo'));
    shop.start();
    await send(2, 'atendo');
    await remove();
    expect(take(shop).tickets).toMatchObject([
      { id: 1, state: 'open', mergedInto: null },
      { id: 2, state: 'closed', mergedInto: 1 },
    ]);
  });

  test('what may have gone goes again through the destination when a person says so, until its proof comes', async () => {
    await hear(OLD, says('oi'));
    shop.drivers.link(OLD);
    shop.drivers.link(HEIR);
    shop.drivers.answers = false;
    shop.start();
    const { id: messageId } = await send(1, 'em-curso');
    await remove();
    await finished();
    const { waId } = shop.drivers.sent[0]!;
    const status = () => take(shop).messages.find(({ body }) => body === 'em-curso')?.status;
    expect(status()).toBe('uncertain');
    await shop.inbox.handlers['messages.retry']({ messageId }, window);
    await vi.waitFor(() =>
      expect(shop.drivers.sent).toMatchObject([
        { channelId: OLD, waId },
        { channelId: HEIR, waId },
      ]),
    );
    expect(status()).toBe('sending');
    await shop.inbox.heard.receipts(HEIR, [{ waIds: [waId], chat: [ANA], what: 'delivered', at: 1 }]);
    expect(status()).toBe('delivered');
    expect(faultsOf(shop)).toEqual([]);
  });

  test('what waits leaves through the destination, once; what may have gone does not go again', async () => {
    await hear(OLD, says('oi'), says('olá', { chat: [BIA] }), says('alguém?', { chat: [FAMILY] }));
    shop.drivers.link(OLD);
    shop.drivers.link(HEIR);
    shop.drivers.answers = false;
    shop.start();
    await send(1, 'em-curso');
    await send(2, 'na-fila');
    await send(3, 'tentada');
    run(`UPDATE outbox SET attempts = 1, not_before = 1 WHERE message_id = (SELECT max(id) FROM message)`);
    shop.drivers.answers = true;
    await remove();
    await finished();
    const statuses = Object.fromEntries(take(shop).messages.map(({ body, status }) => [body, status]));
    expect(statuses).toMatchObject({ 'em-curso': 'uncertain', 'na-fila': 'sending', tentada: 'uncertain' });
    expect(shop.drivers.sent).toMatchObject([
      { content: { text: 'em-curso' }, channelId: OLD },
      { content: { text: 'na-fila' }, channelId: HEIR },
    ]);
  });

  test('a full disk in the middle leaves everything as it was, and the channel goes on', async () => {
    shop.drivers.link(OLD);
    shop.start();
    for (let n = 0; n < 200; n += 1) await hear(OLD, says(`carta ${n}`));
    const before = take(shop);
    // Moving needs hardly any room by itself.
    const pages = shop.rows<{ page_count: number }>('PRAGMA page_count')[0]!.page_count;
    shop.rows(`PRAGMA max_page_count = ${pages}`);
    run(`CREATE TRIGGER greedy AFTER UPDATE OF channel_id ON message BEGIN
      INSERT INTO setting VALUES (new.id, hex(randomblob(4000))); END`);
    await expect(remove()).rejects.toMatchObject({ code: 'disk-full' });
    shop.rows('PRAGMA max_page_count = 1000000');
    run('DROP TRIGGER greedy');
    expect(take(shop)).toEqual(before);
    expect(faultsOf(shop)).toEqual([]);
    expect(shop.drivers.hasKeys(OLD)).toBe(true);
    expect(shop.registry.get(OLD).state.phase).toBe('connected');
    await remove();
    expect(take(shop).messages.map(({ channelId }) => channelId)).toEqual(before.messages.map(() => HEIR));
  });

  test('what comes while an empty channel is closed keeps it from being removed without a destination', async () => {
    shop.start();
    const removed = removeAlone(OLD);
    const stored = hear(OLD, says('ainda a tempo'));
    await expect(removed).rejects.toMatchObject({ code: 'destination-required' });
    expect(await stored).toHaveLength(1);
    expect(shop.registry.isWithdrawn(OLD)).toBe(false);
  });
});

describe('CH-11 pressed twice, or during another action', () => {
  test('the second press is refused, and two drivers never hold the same keys', async () => {
    await hear(OLD, says('oi'));
    shop.drivers.link(OLD);
    shop.start();
    const first = remove();
    await expect(remove()).rejects.toMatchObject({ code: 'channel-being-removed' });
    expect(() => shop.registry.pairingOf(OLD)).toThrow('channel-being-removed');
    expect(shop.registry.driverOf(OLD)).toBeUndefined();
    await expect(shop.registry.reset(OLD)).rejects.toMatchObject({ code: 'channel-being-removed' });
    await first;
    await expect(remove()).rejects.toMatchObject({ code: 'channel-not-found' });
    await finished();
    expect(shop.drivers.mostOpen).toBe(1);
    expect(audited().map(({ action }) => action)).toEqual(['channel.removed']);
  });

  test('a destination that is removed meanwhile takes nothing, and what was to go there stays', async () => {
    await hear(OLD, says('de um'));
    await hear(HEIR, says('de outro', { chat: [BIA] }));
    shop.start();
    const [first, second] = await Promise.allSettled([remove(OLD, HEIR), remove(HEIR, THIRD)]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'destination-not-found' } });
    expect(second).toMatchObject({ status: 'fulfilled' });
    expect(take(shop).messages).toMatchObject([{ channelId: OLD }, { channelId: THIRD }]);
    await remove(OLD, THIRD);
    expect(take(shop).messages).toMatchObject([{ channelId: THIRD }, { channelId: THIRD }]);
  });

  test('two channels removed into each other: one of them stays, with everything', async () => {
    await hear(OLD, says('de um'));
    await hear(HEIR, says('de outro', { chat: [BIA] }));
    shop.start();
    const ends = await Promise.allSettled([remove(OLD, HEIR), remove(HEIR, OLD)]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(take(shop).messages).toHaveLength(2);
    expect(faultsOf(shop)).toEqual([]);
  });
});

describe('CH-9 the device afterwards', () => {
  test('what it had not told yet is the destination’s, then it is unlinked, and its keys go last', async () => {
    await hear(OLD, says('antes'));
    shop.start();
    await send(1, 'em-curso');
    run(`UPDATE outbox SET state = 'sending'`);
    const [{ waId }] = shop.rows<{ waId: string }>(`SELECT wa_id AS waId FROM message WHERE from_me = 1`) as [
      { waId: string },
    ];
    const receipt = { waIds: [waId], chat: [ANA], what: 'delivered', at: 0 } as const;
    shop.drivers.link(OLD, { journal: [says('do diário')], receipts: [receipt] });
    await remove();
    await finished();
    const { messages } = take(shop);
    expect(messages.every(({ channelId }) => channelId === HEIR)).toBe(true);
    expect(texts()).toEqual(['antes', 'em-curso', 'do diário']);
    // Its proof came after all.
    expect(messages.find(({ fromMe }) => fromMe)).toMatchObject({ status: 'delivered', outbox: null });
    expect(shop.drivers.unlinked).toEqual([OLD]);
    expect(shop.drivers.hasKeys(OLD)).toBe(false);
    expect(shop.left).toEqual([]);
    expect(audited()).toMatchObject([
      { action: 'channel.removed', into: HEIR, messages: 2, conversations: 1 },
    ]);
  });

  test('offline it is waited for, then the keys go and a person is told that the phone still lists it', async () => {
    await hear(OLD, says('oi'));
    shop.drivers.network = 'offline';
    shop.drivers.link(OLD, { journal: [says('do diário')] });
    shop.start();
    await remove();
    await vi.waitFor(() => expect(texts()).toContain('do diário'));
    clock.advance(19_000);
    expect(shop.drivers.hasKeys(OLD)).toBe(true);
    clock.advance(1_000);
    await finished();
    expect(shop.drivers.hasKeys(OLD)).toBe(false);
    expect(shop.left).toEqual(['recepcao']);
    expect(audited().map(({ action }) => action)).toEqual(['channel.removed', 'channel.device-not-unlinked']);
  });

  test('one that the phone has unlinked already is neither waited for nor told of', async () => {
    await hear(OLD, says('oi'));
    shop.drivers.network = 'unlinked-on-phone';
    shop.drivers.link(OLD);
    shop.start();
    await remove();
    await finished();
    expect(shop.left).toEqual([]);
  });

  test('the end of the station leaves the rest to the next start', async () => {
    await hear(OLD, says('oi'));
    shop.drivers.network = 'offline';
    shop.drivers.link(OLD);
    shop.start();
    await remove();
    await shop.close();
    shop = await openShop(folder(), clock);
    expect(unfinished()).toMatchObject([{ channel_id: OLD, into_id: HEIR }]);
    expect(shop.drivers.hasKeys(OLD)).toBe(true);
    shop.start();
    await finished();
    expect(shop.drivers.unlinked).toEqual([OLD]);
    expect(shop.drivers.hasKeys(OLD)).toBe(false);
  });

  test('the end of the station waits for what is being moved', async () => {
    await hear(OLD, says('oi'));
    shop.drivers.link(OLD);
    shop.start();
    const removed = remove();
    await shop.close();
    await removed;
    shop = await openShop(folder(), clock);
    expect(take(shop).messages).toMatchObject([{ channelId: HEIR }]);
    expect(unfinished()).toHaveLength(1);
  });

  test('what the destination itself wrote to a group does not come back through it', async () => {
    await hear(OLD, says('oi', { chat: [FAMILY], author: [ANA] }));
    const ours = says('nossa', { chat: [FAMILY], fromMe: true });
    await hear(HEIR, ours);
    shop.drivers.network = 'offline';
    shop.drivers.link(OLD, {
      journal: [{ ...ours, fromMe: false, author: [BIA] }, says('outra', { chat: [FAMILY] })],
    });
    shop.start();
    await remove();
    await vi.waitFor(() => expect(texts()).toContain('outra'));
    expect(texts()).toEqual(['oi', 'nossa', 'outra']);
  });

  test('what it tells after the destination was removed too goes where that went', async () => {
    await hear(OLD, says('oi'));
    shop.drivers.network = 'offline';
    shop.drivers.link(OLD);
    shop.start();
    await remove(OLD, HEIR);
    await remove(HEIR, THIRD);
    await shop.close();
    shop = await openShop(folder(), clock);
    shop.drivers.link(OLD, { journal: [says('atrasada')] });
    shop.start();
    await finished();
    expect(take(shop).messages).toMatchObject([{ channelId: THIRD }, { channelId: THIRD }]);
  });
});

describe('CH-9 without another channel', () => {
  const archive = () => shop.removal.archive({ channelId: OLD, user: RITA });

  test('it is exported and archived: readable, without device and keys, its number free', async () => {
    const letters = Array.from({ length: 1_200 }, (_, n) => says(`carta ${n}`, { pushName: 'Ana "A"' }));
    await hear(OLD, ...letters);
    await hear(HEIR, says('de outro canal', { chat: [BIA] }));
    shop.drivers.link(OLD);
    shop.start();
    shop.channels.setAccount(OLD, { number: '551133334444' });
    const { folder: exported } = await archive();
    await finished();

    expect(readdirSync(path.dirname(exported))).toEqual([path.basename(exported)]);
    const lines = (file: string) =>
      readFileSync(path.join(exported, file), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
    expect(lines('messages.jsonl').map((line) => (line as { text: string }).text)).toEqual(
      letters.map((_, n) => `carta ${n}`),
    );
    expect(lines('messages.jsonl')[0]).toMatchObject({
      at: '2026-11-21T12:00:00Z',
      contact: 1,
      fromMe: false,
    });
    expect(lines('contacts.jsonl')).toMatchObject([
      { contact: 1, name: 'Ana "A"', number: ANA.value, addresses: [ANA] },
    ]);
    expect(readFileSync(path.join(exported, 'README.txt'), 'utf8')).toContain('recepcao, +551133334444');

    expect(shop.drivers.unlinked).toEqual([OLD]);
    expect(shop.drivers.hasKeys(OLD)).toBe(false);
    expect(shop.channels.byId(OLD)).toMatchObject({ archivedAt: clock.now(), number: undefined });
    expect(shop.registry.driverOf(OLD)).toBeUndefined();
    expect(() => shop.registry.pairingOf(OLD)).toThrow('channel-archived');
    expect(take(shop).messages).toHaveLength(1_201);
    await expect(archive()).rejects.toMatchObject({ code: 'channel-archived' });
  });

  test('what waited to leave is shown as failed, what may have gone as uncertain, and nothing more is taken', async () => {
    await hear(OLD, says('oi'), says('olá', { chat: [BIA] }));
    shop.start();
    await send(1, 'na-fila');
    await send(2, 'em-curso');
    run(`UPDATE outbox SET state = 'sending' WHERE message_id = (SELECT max(id) FROM message)`);
    run(`INSERT INTO follow_up (conversation_id, state, body, due_at) VALUES (1, 'active', '', 1)`);
    await archive();
    expect(shop.db.statement('test.followUps', 'SELECT state, ended FROM follow_up').all()).toEqual([
      { state: 'cancelled', ended: 'by-user' },
    ]);
    const statuses = take(shop).messages.map(({ body, status, outbox }) => [body, status, outbox]);
    expect(statuses).toContainEqual(['na-fila', 'failed', null]);
    expect(statuses).toContainEqual(['em-curso', 'uncertain', null]);
    await expect(send(1, 'outra')).rejects.toMatchObject({ code: 'channel-archived' });
    const failed = take(shop).messages.find(({ status }) => status === 'failed')!;
    const retry = async () => shop.inbox.handlers['messages.retry']({ messageId: failed.id }, window);
    await expect(retry()).rejects.toMatchObject({ code: 'channel-archived' });
    expect(faultsOf(shop)).toEqual([]);
  });

  test('an export that cannot be written leaves the channel as it was, and nothing half-written', async () => {
    await hear(OLD, says('oi'));
    shop.drivers.link(OLD);
    shop.start();
    run('ALTER TABLE address RENAME TO elsewhere');
    await expect(archive()).rejects.toThrow('no such table');
    run('ALTER TABLE elsewhere RENAME TO address');
    expect(readdirSync(path.join(folder(), 'exports'))).toEqual([]);
    expect(shop.registry.get(OLD).state.phase).toBe('connected');
    expect(shop.channels.byId(OLD)?.archivedAt).toBeUndefined();
  });

  test('an archived channel stays so after a restart, and may be removed into another one later', async () => {
    await hear(OLD, says('oi'));
    shop.start();
    await archive();
    await finished();
    await shop.close();
    shop = await openShop(folder(), clock);
    shop.start();
    expect(shop.registry.list().map(({ id }) => id)).toEqual([OLD, HEIR, THIRD]);
    expect(shop.registry.driverOf(OLD)).toBeUndefined();
    await remove();
    await finished();
    expect(take(shop).messages).toMatchObject([{ channelId: HEIR, body: 'oi' }]);
  });
});

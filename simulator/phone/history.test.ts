import { useWorld } from '../testing/world.ts';
import { proto } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
import { type BareClient, newAuth, textOf } from '../testing/bare-client.ts';
import type { Memory } from '../index.ts';

const world = useWorld();
const { HistorySyncType: Sync } = proto.HistorySync;
const DAY_MS = 86_400_000;
const yesterday = Date.UTC(2026, 10, 20, 12);

const memories = (count: number): Memory[] =>
  Array.from({ length: count }, (_, i) => ({
    text: `lembrança ${i}`,
    fromMe: i % 2 === 1,
    at: yesterday - (count - i) * 60_000,
  }));

/** Links without waiting for anything after the first login. */
async function linkEarly(config = {}): Promise<BareClient> {
  const first = world.connect(newAuth());
  await world.phone.scan(await first.qr());
  await first.closed();
  return world.connect(first.auth, config);
}

const historyOf = (client: BareClient) =>
  client.events.flatMap((event) => (event.name === 'messaging-history.set' ? [event.data] : []));

describe('what a new companion is told', () => {
  test('chats, messages, names and LIDs come at the first login, within seconds', async () => {
    const ana = world.net.customer('Ana Souza');
    const bia = world.net.customer('Bia', { addressing: 'lid' });
    world.phone.remembers(ana, memories(3));
    world.phone.remembers(bia, [{ text: 'ainda não lida', at: yesterday, unread: true }]);
    const client = await linkEarly();
    const history = await client.event(
      'messaging-history.set',
      ({ syncType }) => syncType === Sync.INITIAL_BOOTSTRAP,
    );
    expect(history.chats).toMatchObject([
      { id: bia.jid, name: 'Bia', unreadCount: 1 },
      { id: ana.jid, name: 'Ana Souza', unreadCount: 0 },
    ]);
    expect(history.messages.map(textOf)).toEqual([
      'ainda não lida',
      'lembrança 2',
      'lembrança 1',
      'lembrança 0',
    ]);
    expect(history.messages[2]?.key).toMatchObject({ remoteJid: ana.jid, fromMe: true });
    expect(history.contacts).toContainEqual(
      expect.objectContaining({ id: ana.jid, lid: `${ana.lid}@lid`, name: 'Ana Souza' }),
    );
    const names = await client.event('messaging-history.set', ({ syncType }) => syncType === Sync.PUSH_NAME);
    expect(names.contacts).toContainEqual({ id: bia.jid, notify: 'Bia' });
    await client.event('creds.update', ({ me }) => me?.name === 'Loja da Ana');
  });

  test('a long history comes in chunks, newest first, with its progress', async () => {
    const ana = world.net.customer('Ana');
    world.phone.remembers(ana, memories(25));
    world.phone.history = { ...world.phone.history, chunk: 10 };
    const client = await linkEarly();
    await client.event(
      'messaging-history.set',
      ({ progress, syncType }) => progress === 100 && syncType === Sync.RECENT,
    );
    const chunks = historyOf(client).filter(({ syncType }) => syncType !== Sync.PUSH_NAME);
    expect(chunks.map(({ syncType, progress, messages }) => [syncType, progress, messages.length])).toEqual([
      [Sync.INITIAL_BOOTSTRAP, 33, 10],
      [Sync.RECENT, 67, 10],
      [Sync.RECENT, 100, 5],
    ]);
    expect(chunks.flatMap(({ messages }) => messages.map(textOf))[0]).toBe('lembrança 24');
  });

  test('a history that lies on the media host', async () => {
    const ana = world.net.customer('Ana');
    world.phone.remembers(ana, memories(2));
    world.phone.history = { ...world.phone.history, by: 'file' };
    const asked = Promise.withResolvers<URL>();
    const fetched = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.host !== 'mmg.whatsapp.net') return fetched(input, init);
      asked.resolve(url);
      return Promise.resolve(new Response(null, { status: 404 }));
    };
    try {
      await linkEarly();
      expect((await asked.promise).pathname).toMatch(/^\/v\/[\w-]+\.enc$/);
    } finally {
      globalThis.fetch = fetched;
    }
  });

  test('a phone that is off greets the companion when it is on again', async () => {
    const ana = world.net.customer('Ana');
    world.phone.remembers(ana, memories(1));
    const first = world.connect();
    await world.phone.scan(await first.qr());
    await first.closed();
    world.phone.online = false;
    const client = world.connect(first.auth);
    await client.opened();
    expect(historyOf(client)).toEqual([]);
    world.phone.online = true;
    await client.event('messaging-history.set', ({ messages }) => messages.length === 1);
  });
});

describe('settings that are shared', () => {
  test('a contact saved, a chat muted and read on the phone reach the client', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    await world.phone.saves(ana, 'Ana da Esquina');
    await client.event('contacts.upsert', (all) =>
      all.some(({ id, name }) => id === ana.jid && name === 'Ana da Esquina'),
    );
    await world.phone.marksRead(ana, true);
    await client.event('chats.update', (all) =>
      all.some(({ id, unreadCount }) => id === ana.jid && unreadCount === 0),
    );
    await world.phone.mutes(ana, yesterday + 30 * DAY_MS);
    await client.event('chats.update', (all) =>
      all.some(({ id, muteEndTime }) => id === ana.jid && Number(muteEndTime) === yesterday + 30 * DAY_MS),
    );
    await world.phone.archives(ana, true);
    const archived = await client.event('chats.update', (all) => all.some(({ archived: is }) => is === true));
    expect(archived).toBeDefined();
  });

  test('the shop is renamed on the phone', async () => {
    const client = await world.linked();
    await world.phone.renames('Loja da Ana e da Bia');
    const update = await client.event('creds.update', ({ me }) => me?.name === 'Loja da Ana e da Bia');
    expect(update.me?.name).toBe('Loja da Ana e da Bia');
  });

  test('what the client changes the phone knows, and both go on from there', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const seen = world.next('screen', ({ number }) => number === world.phone.number);
    await client.socket.chatModify({ mute: yesterday }, ana.jid);
    await seen;
    expect(world.phone.settings()).toContainEqual(
      expect.objectContaining({
        index: ['mute', ana.jid],
        value: expect.objectContaining({
          muteAction: expect.objectContaining({ muted: true }) as object,
        }) as object,
      }),
    );
    await world.phone.mutes(ana, undefined);
    await client.event('chats.update', (all) =>
      all.some(({ id, muteEndTime }) => id === ana.jid && muteEndTime === null),
    );
  });

  test('settings made before the link are there after it', async () => {
    const ana = world.net.customer('Ana');
    await world.phone.saves(ana, 'Ana da Esquina');
    const client = await linkEarly({ appStateMacVerification: { patch: true, snapshot: true } });
    const got = await Promise.any([
      client.event('contacts.upsert', (all) => all.some(({ name }) => name === 'Ana da Esquina')),
      client.event('messaging-history.set', ({ contacts }) =>
        contacts.some(({ name }) => name === 'Ana da Esquina'),
      ),
    ]);
    expect(got).toBeDefined();
  });
});

describe('what a companion asks the phone for', () => {
  test('older messages of a chat', async () => {
    const ana = world.net.customer('Ana');
    world.phone.remembers(ana, memories(10));
    world.phone.history = { ...world.phone.history, newest: 7 };
    const client = await linkEarly();
    const { messages } = await client.event(
      'messaging-history.set',
      ({ syncType }) => syncType === Sync.INITIAL_BOOTSTRAP,
    );
    const oldest = messages[6];
    if (!oldest) throw new Error('no such message');
    await client.socket.fetchMessageHistory(3, oldest.key, Number(oldest.messageTimestamp) * 1000);
    const older = await client.event('messaging-history.set', ({ syncType }) => syncType === Sync.ON_DEMAND);
    expect(older.messages.map(textOf)).toEqual(['lembrança 2', 'lembrança 1', 'lembrança 0']);
  });

  test('a message that it could not read and whose writer is gone', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    world.net.faults.undecryptableNext();
    const id = await ana.says('pelo celular, então');
    ana.online = false;
    const got = await client.message((m) => m.key.id === id && textOf(m) === 'pelo celular, então');
    expect(got.key).toMatchObject({ remoteJid: ana.jid, fromMe: false });
  });
});

test('a second companion is told what the first has received, and both get what comes', async () => {
  const ana = world.net.customer('Ana');
  const first = await world.linked();
  const id = await ana.says('para as duas');
  await first.message((m) => m.key.id === id);
  const second = await linkEarly();
  await second.event('messaging-history.set', ({ messages }) => messages.some((m) => m.key.id === id));
  const next = await ana.says('e esta também');
  await Promise.all([first, second].map((client) => client.message((m) => m.key.id === next)));
  const { key } = (await first.socket.sendMessage(ana.jid, { text: 'respondido aqui' })) ?? {};
  const copy = await second.message((m) => m.key.id === key?.id);
  expect(copy.key).toMatchObject({ fromMe: true, remoteJid: ana.jid });
});

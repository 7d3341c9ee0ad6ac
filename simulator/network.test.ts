import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connect, link, textOf } from './testing/bare-client.ts';
import { useWorld } from './testing/world.ts';
import { proto } from '@whiskeysockets/baileys';
import { startNetwork } from './index.ts';
import { spawnNetwork } from './testing/child.ts';

const { Status } = proto.WebMessageInfo;
const world = useWorld();

describe('linking by QR code', () => {
  test('the phone scans, the client restarts and logs in', async () => {
    const { phone } = world;
    const client = world.connect();
    const device = await phone.scan(await client.qr());
    expect(await client.closed()).toEqual({ code: 515, message: 'Stream Errored (restart required)' });
    const again = world.connect(client.auth);
    await again.opened();
    expect(again.socket.user?.id).toBe(`5511987654321:${device}@s.whatsapp.net`);
    expect(phone.linkedDevices()).toMatchObject([{ device, online: true }]);
  });

  test('a QR code that is gone, or none, is refused by the phone', async () => {
    const client = world.connect();
    const qr = await client.qr();
    await expect(world.phone.scan('https://example.org')).rejects.toMatchObject({
      problem: 'not-a-link-code',
    });
    await client.end();
    await expect(world.phone.scan(qr)).rejects.toMatchObject({ problem: 'expired' });
  });

  test('a phone takes four devices and no fifth', async () => {
    for (let i = 0; i < 4; i++) await world.linked();
    const fifth = world.connect();
    await expect(world.phone.scan(await fifth.qr())).rejects.toMatchObject({ problem: 'too-many-devices' });
  });

  test('the phone unlinks the device: 401 now, and at each later login', async () => {
    const client = await world.linked();
    const [linked] = world.phone.linkedDevices();
    world.phone.unlink(linked?.device ?? 0);
    expect(await client.closed()).toEqual({ code: 401, message: 'Stream Errored (conflict)' });
    const again = world.connect(client.auth);
    expect(await again.closed()).toEqual({ code: 401, message: 'Connection Failure' });
    expect(world.phone.linkedDevices()).toEqual([]);
  });

  test('the client logs out: the phone no longer lists it', async () => {
    const client = await world.linked();
    await client.socket.logout();
    expect(await client.closed()).toMatchObject({ code: 401, message: 'Intentional Logout' });
    expect(world.phone.linkedDevices()).toEqual([]);
  });
});

describe('messages', () => {
  test('a customer writes and the client decrypts it', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    await ana.says('Bom dia, tem pão de queijo?');
    const got = await client.message((m) => textOf(m) === 'Bom dia, tem pão de queijo?');
    expect(got.key).toMatchObject({ remoteJid: ana.jid, fromMe: false });
    expect(got.pushName).toBe('Ana');
    expect(world.phone.messages).toMatchObject([{ text: 'Bom dia, tem pão de queijo?', fromMe: false }]);
  });

  test('the client writes, the customer reads, ticks come back', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const sent = await client.socket.sendMessage(ana.jid, { text: 'Tem sim!' });
    const id = sent?.key.id ?? '';
    const got = await ana.receives((m) => m.text === 'Tem sim!');
    expect(got).toMatchObject({ id, copies: 1, author: world.phone.number });
    const ticked = (status: proto.WebMessageInfo.Status) =>
      client.event('messages.update', (all) =>
        all.some(({ key, update }) => key.id === id && update.status === status),
      );
    await ticked(Status.DELIVERY_ACK);
    ana.reads();
    await ticked(Status.READ);
    expect(world.phone.messages).toMatchObject([{ id, text: 'Tem sim!', fromMe: true }]);
  });

  test('a conversation goes back and forth, in order, in plain sessions', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    for (let i = 1; i <= 5; i++) {
      await ana.says(`pergunta ${i}`);
      await client.message((m) => textOf(m) === `pergunta ${i}`);
      await client.socket.sendMessage(ana.jid, { text: `resposta ${i}` });
      await ana.receives((m) => m.text === `resposta ${i}`);
    }
    expect(ana.inbox.map(({ text, copies }) => `${text} ${copies}`)).toEqual(
      [1, 2, 3, 4, 5].map((i) => `resposta ${i} 1`),
    );
  });

  test('what comes while the client is away is delivered at the next login, as offline', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    await ana.says('um');
    await client.message((m) => textOf(m) === 'um');
    await client.end();
    const first = await ana.says('dois');
    const second = await ana.says('três');
    const again = world.connect(client.auth);
    await again.opened();
    await again.message((m) => m.key.id === second);
    expect(again.messages.map(textOf)).toEqual(['dois', 'três']);
    expect(again.upsertTypes.get(first)).toBe('append');
    await ana.ticks(second, 'delivered');
  });

  test('both sides see a message that the phone itself sends', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const id = await world.phone.says(ana, 'escrito no celular');
    await ana.receives((m) => m.id === id);
    const copy = await client.message((m) => m.key.id === id);
    expect(copy.key).toMatchObject({ fromMe: true, remoteJid: ana.jid });
    expect(textOf(copy)).toBe('escrito no celular');
  });

  test('a customer whose phone is off confirms later', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    ana.online = false;
    const taken = world.next('message');
    await client.socket.sendMessage(ana.jid, { text: 'oi' });
    const { id } = await taken;
    expect(ana.inbox).toEqual([]);
    ana.online = true;
    await ana.receives((m) => m.id === id);
    await client.event('messages.update', (all) => all.some(({ key }) => key.id === id));
  });
});

describe('the state file', () => {
  test('a network that starts again knows its devices and still holds what was queued', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'balcao-simulator-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const stateFile = path.join(folder, 'network.sqlite');
    const before = await startNetwork({ stateFile });
    const phone = before.phone({ number: '5521999990000', name: 'Padaria' });
    const bia = before.customer('Bia');
    const client = await link(before, phone);
    await bia.says('antes');
    await client.message((m) => textOf(m) === 'antes');
    await client.end();
    await bia.says('enquanto dormia');
    await before.close();

    const after = await startNetwork({ stateFile });
    expect(after.url).toBe(before.url);
    expect(after.rootKeyHex).toBe(before.rootKeyHex);
    const again = connect(after, client.auth);
    await again.opened();
    await again.message((m) => textOf(m) === 'enquanto dormia');
    await again.socket.sendMessage(bia.jid, { text: 'acordei' });
    const [remembered] = after.customers;
    await remembered?.receives((m) => m.text === 'acordei');
    expect(after.phones[0]?.messages.map(({ text }) => text)).toEqual([
      'antes',
      'enquanto dormia',
      'acordei',
    ]);
    await again.end();
    await after.close();
  });

  test('a network that is killed forgets nothing of what it has told', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'balcao-simulator-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const stateFile = path.join(folder, 'network.sqlite');
    const first = await spawnNetwork(stateFile);
    let client = connect(first);
    await first.ask('scan', await client.qr());
    await client.closed();
    client = connect(first, client.auth);
    await client.opened();
    const received: string[] = [];
    for (let round = 0; round < 3; round++) {
      const net = round === 0 ? first : await spawnNetwork(stateFile);
      if (round > 0) client = connect(net, client.auth);
      for (let i = 0; i < 5; i++) {
        const id = await net.ask('say', `${round}.${i}`);
        await client.message((m) => m.key.id === id && textOf(m) === `${round}.${i}`);
        received.push(id);
      }
      net.kill();
      await client.closed();
    }
    const last = await startNetwork({ stateFile });
    const again = connect(last, client.auth);
    await again.opened();
    const [ana] = last.customers;
    await ana?.says('depois de tudo');
    await again.message((m) => textOf(m) === 'depois de tudo');
    expect(last.phones[0]?.messages.map(({ id }) => id).slice(0, -1)).toEqual(received);
    await again.end();
    await last.close();
  });
});

test('the same seed invents the same people', async () => {
  const people = async (seed: number) => {
    const net = await startNetwork({ seed });
    const { number, lid } = net.customer('Ana');
    await net.close();
    return { number, lid };
  };
  expect(await people(5)).toEqual(await people(5));
  expect(await people(5)).not.toEqual(await people(6));
});

import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallName, Reply } from '../../preload/contract.ts';
import type { Attachment as Staged, Channel, InboxRow, Message } from '../../preload/entities.ts';
// oxlint-disable-next-line no-restricted-imports -- the network that this test runs against
import {
  type Attachment,
  type Customer,
  type Network,
  type Phone,
  startNetwork,
} from '../../simulator/index.ts';
// oxlint-disable-next-line no-restricted-imports -- a voice note to send
import { samples } from '../../simulator/page-server/samples.ts';
import type { WindowSession } from '../api/handler.ts';
import { pathsIn, prepareDataFolder } from '../boot/data-folder.ts';
import { systemClock } from '../clock.ts';
import { compose, type RunningStation } from '../compose.ts';
import { openPreferences } from '../settings/preferences.ts';
import { openKeyFile } from '../shell/key-file.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { createPins } from '../users/pin.ts';

const folder = useTempFolder();
const log = pino({ level: 'silent' });
const ORIGIN = 'http://127.0.0.1';
const PATIENCE = { timeout: 30_000, interval: 50 } as const;

let net: Network;
let phone: Phone;
let ana: Customer;
let station: RunningStation;
const window: WindowSession = { user: undefined };

async function start(): Promise<void> {
  const paths = pathsIn(folder());
  prepareDataFolder(paths);
  const secrets = openKeyFile(`${folder()}/secret.key`, { keys: paths.keys, sealedDataExists: false });
  const notify = { message: () => {}, phone: () => {}, badge: () => {} };
  const network = { url: net.url, rootKey: net.rootKey, caPem: net.caPem };
  station = await compose(
    { paths, clock: systemClock, secrets, notify, log, shell: 'browser', demo: false, network },
    {
      preferences: await openPreferences({ folder: folder(), log }),
      version: '0.1.0',
      checked: true,
      pins: createPins({ cost: 2 }),
    },
  );
}

beforeEach(async () => {
  net = await startNetwork({ receiptDelayMs: 10 });
  phone = net.phone({ number: '5511987654321', name: 'Padaria da Vila' });
  ana = net.customer('Ana');
  window.user = undefined;
  await start();
  await ask('session.setup', { shopName: 'Padaria', managerName: 'Marta', pin: '4821' });
  const { id } = await ask<Channel>('channels.create', {
    name: 'Recepção',
    slug: 'recepcao',
    method: 'linked-device',
  });
  await ask('pairing.start', { channelId: id, method: { kind: 'qr' } });
  const qr = await until(async () => {
    const pairing = await ask<{ phase: string; qr?: string }>('pairing.get', { channelId: id });
    return pairing.phase === 'qr' && pairing.qr;
  });
  await phone.scan(qr);
  await until(async () => {
    const { channels } = await ask<{ channels: Channel[] }>('channels.list');
    return channels[0]?.state.phase === 'connected';
  });
});

afterEach(async () => {
  await station.close();
  await net.close();
});

async function ask<T>(name: CallName, input?: unknown): Promise<T> {
  const reply = (await station.dispatch(name, input, window)) as Reply<T>;
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
  return reply.value;
}

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  let found: T | undefined | false;
  await expect.poll(async () => Boolean((found = await look())), PATIENCE).toBe(true);
  return found as T;
}

const rows = async () => (await ask<{ rows: InboxRow[] }>('inbox.list', { tab: 'all', limit: 10 })).rows;
const messages = async () => {
  const [row] = await rows();
  if (!row) return [];
  const { conversationId } = row;
  return (await ask<{ messages: Message[] }>('conversation.open', { conversationId, limit: 100 })).messages;
};
/** The newest message here that is as it should be. */
const shown = (matches: (message: Message) => boolean) =>
  until(async () => (await messages()).findLast(matches));
const get = (way: string) =>
  station.serveMedia(new Request(`${ORIGIN}${way}`), { user: window.user, origin: ORIGIN });
const bytesOf = async (way: string) => Buffer.from(await (await get(way)).arrayBuffer());
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const nonce = () => crypto.randomUUID();

async function stage(bytes: Uint8Array, mime: string, name: string): Promise<Staged> {
  const request = new Request(`${ORIGIN}/media/staged`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': mime, 'x-file-name': encodeURIComponent(name), origin: ORIGIN },
  });
  return (await (await station.serveMedia(request, { user: window.user, origin: ORIGIN })).json()) as Staged;
}

const picture = () =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#c33' } })
    .jpeg()
    .toBuffer();

describe('AT-3 the whole way, from a phone to the window and back', () => {
  test('what she sends is fetched by itself, proven, shown by its id', async () => {
    const bytes = await picture();
    await ana.sends({ kind: 'image', bytes, caption: 'o bolo', width: 640, height: 480 });
    const image = await shown(({ media }) => media?.state === 'ready');
    expect(image).toMatchObject({ kind: 'image', text: 'o bolo', media: { width: 640, height: 480 } });
    expect(sha(await bytesOf(`/media/${image.id}`))).toBe(sha(bytes));
    expect((await get(`/media/${image.id}/preview`)).headers.get('content-type')).toMatch(/^image\//);
    const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
    await ana.sends({ kind: 'document', bytes: pdf, fileName: '../../nota.pdf' });
    const file = await shown(({ kind, media }) => kind === 'document' && media?.state === 'ready');
    const saved = await get(`/media/${file.id}?download`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(saved.headers.get('content-disposition')).not.toContain('../');
    const unknown = await station.serveMedia(new Request(`${ORIGIN}/media/${file.id}`), {
      user: undefined,
      origin: ORIGIN,
    });
    expect(unknown.status).not.toBe(200);
  });

  test('a file that WhatsApp has no more comes from the phone; one that is spoilt says so', async () => {
    net.faults.failDownload(410);
    const bytes = randomBytes(9_000);
    await ana.sends({ kind: 'document', bytes, fileName: 'a.bin' });
    const first = await shown(({ media }) => media?.state === 'ready');
    expect(sha(await bytesOf(`/media/${first.id}`))).toBe(sha(bytes));
    await ana.sends({ kind: 'document', bytes: randomBytes(9_000), fileName: 'b.bin', spoilt: 'mac' });
    await shown(({ media }) => media?.state === 'damaged');
    const kept = readdirSync(path.join(pathsIn(folder()).data, 'media'), { recursive: true }).map(String);
    expect(kept.filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('places, cards, quotes, edits, reactions and deletions are what they were', async () => {
    const sent: Attachment[] = [
      { kind: 'location', latitude: -23.5, longitude: -46.6, name: 'Sé' },
      { kind: 'contacts', cards: [{ name: 'Bia', number: '5511912345678' }] },
    ];
    for (const each of sent) await ana.sends(each);
    const words = await ana.says('quero um');
    await ana.replies(words, 'ou dois');
    await ana.edits(words, 'quero três');
    await ana.reacts(words, '🎂');
    await shown(({ reactions }) => reactions?.[0]?.emoji === '🎂');
    const [place, card, first, second] = await messages();
    expect(place).toMatchObject({
      kind: 'location',
      location: { latitude: -23.5, longitude: -46.6, name: 'Sé' },
    });
    expect(card).toMatchObject({ kind: 'contacts', cards: [{ name: 'Bia', numbers: ['+5511912345678'] }] });
    expect(first).toMatchObject({ text: 'quero três', editedAt: expect.any(Number) });
    expect(second).toMatchObject({ text: 'ou dois', quote: { messageId: first?.id, fromMe: false } });
    await ana.deletes(words);
    await shown(({ id, deletedAt }) => id === first?.id && deletedAt !== undefined);
  });

  test('what is sent from here arrives: a file with words, an answer, second thoughts', async () => {
    const question = await ana.says('Tem foto do bolo?');
    const asked = await shown(({ text }) => text === 'Tem foto do bolo?');
    const { conversationId } = asked;
    const bytes = await picture();
    const { attachmentId } = await stage(bytes, 'image/jpeg', 'bolo.jpg');
    await ask('messages.send', {
      conversationId,
      text: 'este',
      nonce: nonce(),
      attachmentId,
      replyTo: asked.id,
    });
    const got = await ana.receives(({ kind }) => kind === 'image', { timeoutMs: 30_000 });
    expect(got).toMatchObject({ text: 'este', replyTo: question, copies: 1 });
    // Made anew when it was staged, without what a camera writes into it: what the window shows is what she has.
    const ours = await shown(({ kind }) => kind === 'image');
    expect(sha(await bytesOf(`/media/${ours.id}`))).toBe(sha(got.file!.bytes!));
    await ask('messages.react', { messageId: asked.id, emoji: '👍', nonce: nonce() });
    await expect
      .poll(() => Object.values(ana.messages.find(({ id }) => id === question)?.reactions ?? {}), PATIENCE)
      .toEqual(['👍']);
    const text = await ask<Message>('messages.send', { conversationId, text: 'dez reais', nonce: nonce() });
    const price = await ana.receives((message) => message.text === 'dez reais', { timeoutMs: 30_000 });
    await shown(({ id, status }) => id === text.id && status === 'delivered');
    await ask('messages.edit', { messageId: text.id, text: 'doze reais', nonce: nonce() });
    await ana.receives(({ id, edited }) => id === price.id && edited, { timeoutMs: 30_000 });
    await ask('messages.delete', { messageId: text.id, nonce: nonce() });
    await ana.receives(({ id, deleted }) => id === price.id && deleted, { timeoutMs: 30_000 });
  });

  test('a voice note goes as one, and what cannot be uploaded says so and goes at the next try', async () => {
    await ana.says('oi');
    const { conversationId } = await shown(({ text }) => text === 'oi');
    await ana.sends({ ...samples.voice(), seconds: 1 } as Attachment);
    const heardHere = await shown(({ kind, media }) => kind === 'voice' && media?.state === 'ready');
    expect(heardHere.media).toMatchObject({ seconds: 1 });
    const { attachmentId } = await stage(await bytesOf(`/media/${heardHere.id}`), 'audio/ogg', 'voz.ogg');
    net.faults.failUpload(500, 2);
    await ask('messages.send', {
      conversationId,
      text: '',
      nonce: nonce(),
      attachmentId,
      as: 'voice',
      voice: { seconds: 1, waveform: Array.from({ length: 64 }, () => 50) },
    });
    const got = await ana.receives(({ kind, fromMe }) => kind === 'voice' && !fromMe, { timeoutMs: 40_000 });
    expect(got.file).toMatchObject({ mimetype: 'audio/ogg; codecs=opus', seconds: 3 });
  });
});

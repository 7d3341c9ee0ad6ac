import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Attachment as Staged, InboxRow, Message } from '../../preload/entities.ts';
// oxlint-disable-next-line no-restricted-imports -- the network that this test runs against
import type { Attachment, Customer } from '../../simulator/index.ts';
// oxlint-disable-next-line no-restricted-imports -- a voice note to send
import { samples } from '../../simulator/page-server/samples.ts';
import { pathsIn } from '../boot/data-folder.ts';
import { systemClock } from '../clock.ts';
import { type LinkedStation, openLinkedStation, PATIENCE } from '../testing/linked-station.ts';
import { useTempFolder } from '../testing/temp-folder.ts';

const folder = useTempFolder();
const ORIGIN = 'http://127.0.0.1';

let shop: LinkedStation;
let ana: Customer;

beforeEach(async () => {
  shop = await openLinkedStation({ folder: folder(), clock: systemClock });
  ana = shop.net.customer('Ana');
});

afterEach(() => shop.close());

const rows = async () => (await shop.ask<{ rows: InboxRow[] }>('inbox.list', { tab: 'all', limit: 10 })).rows;
const messages = async () => {
  const [row] = await rows();
  if (!row) return [];
  const { conversationId } = row;
  return (await shop.ask<{ messages: Message[] }>('conversation.open', { conversationId, limit: 100 }))
    .messages;
};
/** The newest message here that is as it should be. */
const shown = (matches: (message: Message) => boolean) =>
  shop.until(async () => (await messages()).findLast(matches));
const get = (way: string) =>
  shop.station.serveMedia(new Request(`${ORIGIN}${way}`), { user: shop.window.user, origin: ORIGIN });
const bytesOf = async (way: string) => Buffer.from(await (await get(way)).arrayBuffer());
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const nonce = () => crypto.randomUUID();

async function stage(bytes: Uint8Array, mime: string, name: string): Promise<Staged> {
  const request = new Request(`${ORIGIN}/media/staged`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': mime, 'x-file-name': encodeURIComponent(name), origin: ORIGIN },
  });
  return (await (
    await shop.station.serveMedia(request, { user: shop.window.user, origin: ORIGIN })
  ).json()) as Staged;
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
    const unknown = await shop.station.serveMedia(new Request(`${ORIGIN}/media/${file.id}`), {
      user: undefined,
      origin: ORIGIN,
    });
    expect(unknown.status).not.toBe(200);
  });

  test('a file that WhatsApp has no more comes from the phone; one that is spoilt says so', async () => {
    shop.net.faults.failDownload(410);
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
    await shop.ask('messages.send', {
      conversationId,
      text: 'este',
      nonce: nonce(),
      attachmentId,
      replyTo: asked.id,
    });
    const got = await ana.receives(({ kind }) => kind === 'image');
    expect(got).toMatchObject({ text: 'este', replyTo: question, copies: 1 });
    // Made anew when it was staged, without what a camera writes into it: what the window shows is what she has.
    const ours = await shown(({ kind }) => kind === 'image');
    expect(sha(await bytesOf(`/media/${ours.id}`))).toBe(sha(got.file!.bytes!));
    await shop.ask('messages.react', { messageId: asked.id, emoji: '👍', nonce: nonce() });
    await expect
      .poll(() => Object.values(ana.messages.find(({ id }) => id === question)?.reactions ?? {}), PATIENCE)
      .toEqual(['👍']);
    const text = await shop.ask<Message>('messages.send', {
      conversationId,
      text: 'dez reais',
      nonce: nonce(),
    });
    const price = await ana.receives((message) => message.text === 'dez reais');
    await shown(({ id, status }) => id === text.id && status === 'delivered');
    await shop.ask('messages.edit', { messageId: text.id, text: 'doze reais', nonce: nonce() });
    await ana.receives(({ id, edited }) => id === price.id && edited);
    await shop.ask('messages.delete', { messageId: text.id, nonce: nonce() });
    await ana.receives(({ id, deleted }) => id === price.id && deleted);
  });

  test('a voice note goes as one, and what cannot be uploaded says so and goes at the next try', async () => {
    await ana.says('oi');
    const { conversationId } = await shown(({ text }) => text === 'oi');
    await ana.sends({ ...samples.voice(), seconds: 1 } as Attachment);
    const heardHere = await shown(({ kind, media }) => kind === 'voice' && media?.state === 'ready');
    expect(heardHere.media).toMatchObject({ seconds: 1 });
    const { attachmentId } = await stage(await bytesOf(`/media/${heardHere.id}`), 'audio/ogg', 'voz.ogg');
    shop.net.faults.failUpload(500, 2);
    await shop.ask('messages.send', {
      conversationId,
      text: '',
      nonce: nonce(),
      attachmentId,
      as: 'voice',
      voice: { seconds: 1, waveform: Array.from({ length: 64 }, () => 50) },
    });
    const got = await ana.receives(({ kind, fromMe }) => kind === 'voice' && !fromMe);
    expect(got.file).toMatchObject({ mimetype: 'audio/ogg; codecs=opus', seconds: 3 });
  });
});

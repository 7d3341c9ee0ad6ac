import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallInput } from '../../preload/contract.ts';
import type { Attachment } from '../../preload/entities.ts';
import { type OutgoingContent, SendFailure } from '../channels/driver.ts';
import { createRing, RITA, type Ring } from '../inbox/testing/ring.ts';
import { ANA, says } from '../inbox/testing/wire.ts';
import { picture } from '../media/testing/files.ts';
import { silence } from '../media/testing/ogg.ts';
import { useTempFolder } from '../testing/temp-folder.ts';

const RECEPTION = 1;
const ORIGIN = 'http://station';
const WAVEFORM = Array.from({ length: 64 }, (_, n) => n);

const folder = useTempFolder();
let ring: Ring;
beforeEach(async () => {
  ring = await createRing({ file: path.join(folder(), 'station.sqlite') });
  await ring.heard.messages(RECEPTION, [says('oi')]);
  ring.heard.connected(RECEPTION);
});
afterEach(() => ring.close());

const ask = (url: string, init: RequestInit) =>
  ring.serveMedia(
    new Request(`${ORIGIN}${url}`, {
      ...init,
      headers: { origin: ORIGIN, ...(init.headers as Record<string, string>) },
    }),
    {
      user: RITA,
      origin: ORIGIN,
    },
  );

const post = (bytes: Uint8Array, name: string, mime = 'application/octet-stream') =>
  ask('/media/staged', {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': mime, 'x-file-name': encodeURIComponent(name) },
  });
const attach = async (bytes: Uint8Array, name: string, mime?: string) =>
  (await (await post(bytes, name, mime)).json()) as Attachment;

const send = (order: Partial<CallInput<'messages.send'>>) =>
  ring.call('messages.send', { conversationId: 1, text: '', nonce: randomUUID(), ...order });
const settled = () => new Promise((resolve) => setImmediate(resolve));
async function sentMedia(): Promise<OutgoingContent & { kind: 'media' }> {
  await settled();
  const content = ring.driver.sent.at(-1)?.content;
  if (content?.kind !== 'media') throw new Error('no file was sent');
  return content;
}
const drafts = async () =>
  (await ring.call('conversation.open', { conversationId: 1, limit: 5 })).conversation.draftAttachments;

describe('AT-3 a chosen file', () => {
  test('is known by what it is, leaves with its caption, and is served as the message’s own', async () => {
    const bytes = await picture(3000, 2000, 'png');
    const attachment = await attach(bytes, 'bolo.exe', 'application/x-msdownload');
    expect(attachment).toMatchObject({
      kind: 'image',
      mime: 'image/png',
      width: 3000,
      height: 2000,
      preview: true,
    });
    const message = await send({ text: 'olha', attachmentId: attachment.attachmentId });
    expect(message).toMatchObject({
      kind: 'image',
      text: 'olha',
      media: { state: 'ready', mime: 'image/jpeg', width: 2560, height: 1707, preview: true },
    });
    const { media, text } = await sentMedia();
    expect(text).toBe('olha');
    expect(media).toMatchObject({ kind: 'image', mime: 'image/jpeg', width: 2560, height: 1707 });
    expect(media.thumbnail?.length).toBeLessThan(32 * 1024);
    expect((await sharp(readFileSync(media.file)).metadata()).format).toBe('jpeg');
    expect((await ask(`/media/${message.id}`, {})).headers.get('content-type')).toBe('image/jpeg');
    expect((await ask(`/media/staged/${attachment.attachmentId}`, {})).status).toBe(404);
  });

  test('as a picture loses where it was taken', async () => {
    const gps = await sharp(await picture(300, 200))
      .withExif({ IFD3: { GPSLatitude: '23/1 33/1 0/1', GPSLatitudeRef: 'S' } })
      .toBuffer();
    expect((await sharp(gps).metadata()).exif).toBeDefined();
    const { attachmentId } = await attach(gps, 'foto.jpg');
    await send({ attachmentId });
    expect((await sharp(readFileSync((await sentMedia()).media.file)).metadata()).exif).toBeUndefined();
  });

  test('as a document leaves as it is, under its name', async () => {
    const bytes = await picture(300, 200);
    const { attachmentId } = await attach(bytes, '../planta baixa.jpg');
    const message = await send({ attachmentId, as: 'document' });
    expect(message).toMatchObject({ kind: 'document', media: { fileName: 'planta baixa.jpg' } });
    const { media } = await sentMedia();
    expect(readFileSync(media.file).equals(bytes)).toBe(true);
  });

  test.each([
    ['a page', '<!doctype html>', 'x.html'],
    ['a picture that cannot be read', '\x89PNG\r\n\x1a\nbroken', 'x.png'],
    ['a drawing', '<svg/>', 'x.svg'],
  ])('that is %s goes as a document', async (_what, text, name) => {
    const { attachmentId, kind } = await attach(Buffer.from(text, 'latin1'), name);
    expect(kind).toBe('document');
    expect(await send({ attachmentId })).toMatchObject({ kind: 'document', media: { fileName: name } });
  });

  test('that is empty or gone is refused in words', async () => {
    expect(await (await post(new Uint8Array(0), 'a')).json()).toEqual({ code: 'attachment-empty' });
    await expect(send({ attachmentId: randomUUID() })).rejects.toMatchObject({
      code: 'attachment-not-found',
    });
  });

  test('waits with the draft through a restart, in its order, until it is sent or taken out', async () => {
    const one = await attach(Buffer.from('um'), 'um.txt');
    const two = await attach(Buffer.from('dois'), 'dois.txt');
    const ids = [two.attachmentId, one.attachmentId];
    await ring.call('conversation.draft', { conversationId: 1, text: 'veja', attachmentIds: ids });
    ring.close();
    ring = await createRing({ file: path.join(folder(), 'station.sqlite') });
    ring.clock.advance(3 * 24 * 3600_000);
    ring.cleanMedia();
    expect(await drafts()).toEqual([two, one]);
    await send({ attachmentId: two.attachmentId });
    expect(await drafts()).toEqual([one]);
    expect((await ask(`/media/staged/${one.attachmentId}`, { method: 'DELETE' })).status).toBe(204);
    expect(await drafts()).toEqual([]);
  });

  test('pressed twice leaves once', async () => {
    const { attachmentId } = await attach(Buffer.from('um'), 'um.txt');
    const nonce = randomUUID();
    const first = await send({ attachmentId, nonce });
    expect(await send({ attachmentId, nonce })).toEqual(first);
    await settled();
    expect(ring.driver.sent).toHaveLength(1);
  });

  test('that was taken from the disk before it left fails, and says so', async () => {
    ring.heard.disconnected(RECEPTION);
    const { attachmentId } = await attach(Buffer.from('um'), 'um.txt');
    const { id } = await send({ attachmentId });
    rmSync(path.join(folder(), 'media'), { recursive: true });
    ring.heard.connected(RECEPTION);
    await settled();
    const [message] = await ring.call('conversation.messages', { conversationId: 1, ids: [id] });
    expect(message).toMatchObject({ status: 'failed', failure: 'file-missing' });
  });

  test('that takes long to upload keeps back what follows in its conversation, and nobody else', async () => {
    let uploaded = (): void => {};
    ring.driver.behave(() => new Promise((resolve) => (uploaded = resolve)));
    const { attachmentId } = await attach(Buffer.from('um'), 'um.txt');
    await send({ attachmentId });
    ring.driver.behave(() => Promise.resolve());
    await ring.heard.messages(RECEPTION, [
      says('eu também', { chat: [{ kind: 'pn', value: '5521999990000' }] }),
    ]);
    await send({ text: 'depois do arquivo' });
    await ring.call('messages.send', { conversationId: 2, text: 'já', nonce: randomUUID() });
    await settled();
    const texts = () =>
      ring.driver.sent.map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
    expect(texts()).toEqual(['media', 'já']);
    uploaded();
    await settled();
    await settled();
    expect(texts()).toEqual(['media', 'já', 'depois do arquivo']);
  });
});

describe('AT-3 a voice note', () => {
  test('leaves as one, as long as it is, with what it looks like', async () => {
    const { attachmentId } = await attach(silence(3), 'voice.ogg', 'audio/ogg');
    const message = await send({ attachmentId, as: 'voice', voice: { seconds: 99, waveform: WAVEFORM } });
    expect(message).toMatchObject({ kind: 'voice', media: { seconds: 3, waveform: WAVEFORM } });
    expect((await sentMedia()).media).toMatchObject({
      kind: 'voice',
      mime: 'audio/ogg; codecs=opus',
      seconds: 3,
    });
    expect((await ask(`/media/${message.id}`, {})).headers.get('content-type')).toBe('audio/ogg');
  });

  test('that is broken is refused, and stays in the composer', async () => {
    const { attachmentId } = await attach(silence(3).subarray(0, 700), 'voice.ogg', 'audio/ogg');
    await ring.call('conversation.draft', { conversationId: 1, text: '', attachmentIds: [attachmentId] });
    await expect(send({ attachmentId, as: 'voice' })).rejects.toMatchObject({ code: 'voice-broken' });
    expect(await drafts()).toMatchObject([{ attachmentId }]);
  });

  test('takes no caption', async () => {
    const { attachmentId } = await attach(silence(1), 'voice.ogg');
    await expect(send({ attachmentId, as: 'voice', text: 'oi' })).rejects.toMatchObject({
      code: 'no-caption',
    });
  });
});

describe('AT-3 an answer to a message', () => {
  test('goes out with what it answers, and shows it', async () => {
    const [asked] = (await ring.call('conversation.open', { conversationId: 1, limit: 5 })).messages;
    const message = await send({ text: 'olá', replyTo: asked!.id });
    expect(message.quote).toEqual({ messageId: asked!.id, fromMe: false, kind: 'text', text: 'oi' });
    await settled();
    expect(ring.driver.sent.at(-1)?.quote).toMatchObject({ fromMe: false, kind: 'text', text: 'oi' });
  });

  test('keeps what it answers with the draft', async () => {
    const [asked] = (await ring.call('conversation.open', { conversationId: 1, limit: 5 })).messages;
    await ring.call('conversation.draft', { conversationId: 1, text: 'ol', replyTo: asked!.id });
    const open = () => ring.call('conversation.open', { conversationId: 1, limit: 5 });
    expect((await open()).conversation.draftReplyTo).toBe(asked!.id);
    await send({ text: 'olá', replyTo: asked!.id });
    expect((await open()).conversation).not.toHaveProperty('draftReplyTo');
  });

  test('in another conversation is refused', async () => {
    await ring.heard.messages(RECEPTION, [says('eu', { chat: [{ kind: 'pn', value: '5521999990000' }] })]);
    const [other] = (await ring.call('conversation.open', { conversationId: 2, limit: 5 })).messages;
    await expect(send({ text: 'olá', replyTo: other!.id })).rejects.toMatchObject({
      code: 'message-not-found',
    });
  });
});

describe('AT-3 nothing is sent', () => {
  test('to a contact that is blocked, or to the channel’s own number', async () => {
    const run = (name: string, sql: string) => ring.db.statement(name, sql).run();
    run('test.block', 'UPDATE contact SET blocked_at = 1 WHERE id = 1');
    await expect(send({ text: 'oi' })).rejects.toMatchObject({ code: 'contact-blocked' });
    const robot = { conversationId: 1, text: 'oi', nonce: randomUUID() };
    expect(
      ring.write('test.robot', (changes) => ring.outgoing.enqueueWithin(robot, changes)),
    ).toBeUndefined();
    run('test.unblock', 'UPDATE contact SET blocked_at = NULL WHERE id = 1');
    run('test.own', `UPDATE channel SET number = '${ANA.value}' WHERE id = 1`);
    await expect(send({ text: 'oi' })).rejects.toMatchObject({ code: 'to-oneself' });
    expect(ring.driver.sent).toEqual([]);
  });

  test('that the channel has no such kind for', async () => {
    const { attachmentId } = await attach(Buffer.from('um'), 'um.txt');
    ring.driver.behave(() => Promise.reject(new SendFailure('final', 'not-supported')));
    const { id } = await send({ attachmentId });
    await settled();
    const [message] = await ring.call('conversation.messages', { conversationId: 1, ids: [id] });
    expect(message).toMatchObject({ status: 'failed', failure: 'not-supported' });
  });
});

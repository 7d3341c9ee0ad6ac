import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import https from 'node:https';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
// oxlint-disable-next-line no-restricted-imports -- the network that these tests run against
import type { Customer, FileAttachment } from '../../../simulator/index.ts';
import type { Download, OutgoingMedia } from '../driver.ts';
import type { WireMedia, WireMessage } from '../wire.ts';
import { useStation } from './testing/station.ts';
import { openSealed } from './worker/sealed-files.ts';

const station = useStation();
const MB = 2 ** 20;
const WAVEFORM = Uint8Array.from({ length: 64 }, (_, i) => i);
const THUMBNAIL = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-media-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pn = ({ number }: Customer) => ({ kind: 'pn', value: number }) as const;
let last = 0;
const newId = () => `3EB0${(++last).toString(16).toUpperCase().padStart(16, '0')}`;
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The message that an attachment of hers becomes here. */
async function heardFrom(ana: Customer, attachment: FileAttachment): Promise<WireMessage> {
  const id = await ana.sends(attachment);
  return station.until(() => station.heard.messages.find(({ waId }) => waId === id), 'the message');
}

const mediaOf = ({ content }: WireMessage): WireMedia => {
  if (content.kind !== 'media') throw new Error(`no file: ${content.kind}`);
  return content.media;
};

const orderFor = (message: WireMessage, maxBytes = 100 * MB): Download => ({
  message,
  media: mediaOf(message),
  toFile: path.join(folder, `${message.waId}.bin`),
  maxBytes,
});

const toSend = (kind: OutgoingMedia['kind'], bytes: Uint8Array, more: Partial<OutgoingMedia> = {}) => {
  const file = path.join(folder, `send-${newId()}`);
  writeFileSync(file, bytes);
  return { kind, mime: 'image/jpeg', size: bytes.length, file, ...more } satisfies OutgoingMedia;
};

describe('AT-3 files that come in', () => {
  test('of each kind say what they are, and are fetched as they were sent', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const kinds: [FileAttachment['kind'], Partial<FileAttachment>, object][] = [
      [
        'image',
        { caption: 'o bolo', width: 640, height: 480, thumbnail: THUMBNAIL },
        { mime: 'image/jpeg', width: 640, height: 480, thumbnail: THUMBNAIL },
      ],
      ['video', { seconds: 7, gif: true }, { mime: 'video/mp4', seconds: 7, gif: true }],
      ['audio', { seconds: 180 }, { mime: 'audio/mpeg', seconds: 180 }],
      [
        'voice',
        { seconds: 3, waveform: WAVEFORM },
        { mime: 'audio/ogg; codecs=opus', seconds: 3, waveform: [...WAVEFORM] },
      ],
      ['document', { fileName: 'nota.pdf' }, { mime: 'application/pdf', fileName: 'nota.pdf' }],
      ['document', { fileName: 'nota.pdf', caption: 'a nota' }, { fileName: 'nota.pdf' }],
      ['sticker', { mimetype: 'image/webp' }, { mime: 'image/webp' }],
    ];
    for (const [kind, more, expected] of kinds) {
      const bytes = randomBytes(70_001);
      const message = await heardFrom(ana, { kind, bytes, ...more });
      expect(message.content).toMatchObject({ kind: 'media', text: more.caption ?? '' });
      expect(mediaOf(message)).toMatchObject({ kind, size: bytes.length, ...expected });
      const order = orderFor(message);
      expect(await station.driver.download(order)).toEqual({ size: bytes.length });
      expect(sha(readFileSync(order.toFile))).toBe(sha(bytes));
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('to be seen once are left to the phone', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const once = await heardFrom(ana, { kind: 'image', bytes: randomBytes(10), viewOnce: true });
    expect(once.content).toEqual({ kind: 'other', label: 'view-once', text: '' });
  });

  test('that WhatsApp has no more are brought again by the phone', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const bytes = randomBytes(50_000);
    const message = await heardFrom(ana, { kind: 'document', bytes });
    await station.phone.to(ana).receives(({ id }) => id === message.waId);
    station.net.faults.expireMedia();
    const order = orderFor(message);
    const found = await station.driver.download(order);
    expect(found).toMatchObject({ size: bytes.length, directPath: expect.stringMatching(/^\//) });
    expect(sha(readFileSync(order.toFile))).toBe(sha(bytes));
  });

  test('from the phone itself and in groups are fetched, and brought again, likewise', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const family = station.net.group('Família', [ana]);
    const bytes = randomBytes(5_000);
    const ours = await station.phone.to(ana).sends({ kind: 'image', bytes });
    const theirs = await ana.in(family).sends({ kind: 'image', bytes });
    await station.phone.to(family).receives(({ id }) => id === theirs);
    for (const waId of [ours, theirs]) {
      const message = await station.until(
        () => station.heard.messages.find((each) => each.waId === waId),
        'the message',
      );
      expect(message.fromMe).toBe(waId === ours);
      station.net.faults.expireMedia();
      const order = orderFor(message);
      await station.driver.download(order);
      expect(sha(readFileSync(order.toFile))).toBe(sha(bytes));
    }
  });

  test('that the phone has no more either are gone', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    station.phone.online = false;
    const message = await heardFrom(ana, { kind: 'document', bytes: randomBytes(50) });
    station.net.faults.expireMedia();
    station.phone.online = true;
    await expect(station.driver.download(orderFor(message))).rejects.toMatchObject({ kind: 'gone' });
  });

  test.for<['mac' | 'plain-hash' | 'stored-hash']>([['mac'], ['plain-hash'], ['stored-hash']])(
    'that are not what was announced never get their name: %s',
    async ([spoilt]) => {
      await station.link();
      const message = await heardFrom(station.net.customer('Ana'), {
        kind: 'image',
        bytes: randomBytes(5_000),
        spoilt,
      });
      const order = orderFor(message);
      await expect(station.driver.download(order)).rejects.toMatchObject({ kind: 'damaged' });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test('through a host in trouble are another try away, and never half there', async () => {
    await station.link();
    const bytes = randomBytes(300_000);
    const message = await heardFrom(station.net.customer('Ana'), { kind: 'video', bytes });
    const order = orderFor(message);
    const { faults } = station.net;
    for (const fault of ['cut', 500, 429] as const) {
      faults.failDownload(fault);
      await expect(station.driver.download(order)).rejects.toMatchObject({ kind: 'transient' });
    }
    faults.failDownload('corrupt');
    await expect(station.driver.download(order)).rejects.toMatchObject({ kind: 'damaged' });
    faults.failDownload('endless');
    await expect(station.driver.download(orderFor(message, MB))).rejects.toMatchObject({ kind: 'too-large' });
    await expect(station.driver.download(orderFor(message, 1_000))).rejects.toMatchObject({
      kind: 'too-large',
    });
    const nowhere = { ...order, toFile: path.join(folder, 'no-such-folder', 'x') };
    await expect(station.driver.download(nowhere)).rejects.toMatchObject({ kind: 'transient' });
    expect(readdirSync(folder)).toEqual([]);
    faults.failDownload({ slowMs: 50 });
    await station.driver.download(order);
    expect(sha(readFileSync(order.toFile))).toBe(sha(bytes));
  });

  test.runIf(existsSync('/dev/full'))('on a full disk say so', async () => {
    await station.link();
    const message = await heardFrom(station.net.customer('Ana'), { kind: 'image', bytes: randomBytes(99) });
    const { kind, source } = mediaOf(message);
    const body = (await fetchStored(source.directPath)) as AsyncIterable<Uint8Array>;
    await expect(openSealed(body, '/dev/full', { kind, source, maxBytes: MB })).rejects.toMatchObject({
      code: 'ENOSPC',
    });
  });

  test('that lie elsewhere than at WhatsApp are not fetched from there', async () => {
    await station.link();
    const message = await heardFrom(station.net.customer('Ana'), { kind: 'image', bytes: randomBytes(99) });
    const order = orderFor(message);
    const source = { ...order.media.source, url: 'https://127.0.0.1:1/steal' };
    // It is found all the same, for the path is looked for at WhatsApp's own host.
    const found = await station.driver.download({ ...order, media: { ...order.media, source } });
    expect(found.size).toBe(99);
  });

  test('from before the link are in the history, with what became of them', async () => {
    const ana = station.net.customer('Ana');
    const bytes = randomBytes(40_000);
    const picture = await ana.sends({ kind: 'image', bytes, caption: 'o bolo' });
    const words = await ana.says('quero um');
    await ana.edits(words, 'quero dois');
    const gone = await ana.says('esquece');
    await ana.deletes(gone);
    const chat = station.phone.to(ana);
    await chat.receives(({ id, deleted }) => id === gone && deleted);
    const reply = await chat.replies(picture, 'que lindo');
    await chat.reacts(picture, '😍');
    await station.link();
    const history = () => new Map(station.heard.messages.map((message) => [message.waId, message]));
    await station.until(() => history().size === 5, 'the past');
    expect(history().get(picture)).toMatchObject({
      arrival: 'history',
      fromMe: false,
      content: { kind: 'media', text: 'o bolo' },
    });
    expect(history().get(words)?.content).toEqual({ kind: 'text', text: 'quero dois' });
    expect(history().get(gone)?.content).toEqual({ kind: 'other', label: 'revoke', text: '' });
    expect(history().get(reply)).toMatchObject({
      fromMe: true,
      content: { kind: 'text', text: 'que lindo' },
      quote: { waId: picture, fromMe: false, kind: 'image', text: 'o bolo' },
    });
    expect([...history().values()].find(({ content }) => content.kind === 'amendment')).toMatchObject({
      arrival: 'history',
      fromMe: true,
      content: { target: { waId: picture, fromMe: false }, change: { kind: 'react', emoji: '😍' } },
    });
    const order = orderFor(history().get(picture)!);
    await station.driver.download(order);
    expect(sha(readFileSync(order.toFile))).toBe(sha(bytes));
  });
});

describe('AT-3 files that go out', () => {
  test('of each kind arrive as they are', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const kinds: [OutgoingMedia['kind'], Partial<OutgoingMedia>, string][] = [
      ['image', { width: 640, height: 480, thumbnail: THUMBNAIL }, 'o bolo'],
      ['video', { mime: 'video/mp4', seconds: 7 }, ''],
      ['video', { mime: 'video/mp4', gif: true }, 'festa'],
      ['audio', { mime: 'audio/mpeg', seconds: 180 }, ''],
      ['voice', { mime: 'audio/ogg', seconds: 3, waveform: [...WAVEFORM] }, ''],
      ['document', { mime: 'application/pdf', fileName: 'nota.pdf' }, ''],
      ['document', { mime: 'application/pdf', fileName: 'nota.pdf' }, 'a nota'],
      ['sticker', { mime: 'image/webp' }, ''],
    ];
    for (const [kind, more, text] of kinds) {
      const bytes = randomBytes(70_001);
      const media = toSend(kind, bytes, more);
      const waId = newId();
      await station.driver.send({ waId, chat: [pn(ana)], content: { kind: 'media', media, text } });
      const got = await ana.receives(({ id }) => id === waId);
      expect(got).toMatchObject({ kind, text, copies: 1 });
      expect(sha(got.file!.bytes!)).toBe(sha(bytes));
      expect(got.file).toMatchObject({
        mimetype: kind === 'voice' ? 'audio/ogg; codecs=opus' : media.mime,
        name: more.fileName,
        seconds: more.seconds,
      });
    }
    expect(readdirSync(path.dirname(station.keysFile)).filter((name) => name.includes('upload'))).toEqual([]);
  });

  test('a large one streams', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const bytes = randomBytes(30 * MB);
    const waId = newId();
    const media = toSend('document', bytes, { mime: 'application/zip', fileName: 'fotos.zip' });
    await station.driver.send({ waId, chat: [pn(ana)], content: { kind: 'media', media, text: '' } });
    const got = await ana.receives(({ id }) => id === waId);
    expect(sha(got.file!.bytes!)).toBe(sha(bytes));
    const echoed = await heardFrom(ana, { kind: 'document', bytes });
    const order = orderFor(echoed);
    await station.driver.download(order);
    expect(statSync(order.toFile).size).toBe(bytes.length);
  });

  test('that are not there, or do not get through, say so; a second try uploads again only then', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const media = toSend('image', randomBytes(500));
    const message = { waId: newId(), chat: [pn(ana)], content: { kind: 'media', media, text: '' } } as const;
    const missing = {
      ...message,
      waId: newId(),
      content: { ...message.content, media: { ...media, file: `${media.file}x` } },
    };
    await expect(station.driver.send(missing)).rejects.toMatchObject({ kind: 'final', code: 'file-missing' });
    station.net.faults.failUpload(500, 4);
    await expect(station.driver.send(message)).rejects.toMatchObject({
      kind: 'transient',
      code: 'media-upload-failed',
    });
    station.net.faults.clear();
    await station.driver.send(message);
    await ana.receives(({ id }) => id === message.waId);
    // Now that it is at WhatsApp, the file itself is needed no more.
    rmSync(media.file);
    station.net.faults.failUpload(500, 4);
    await station.driver.send(message);
    const got = await ana.receives(({ id, copies }) => id === message.waId && copies === 2);
    expect(got.file?.bytes?.length).toBe(500);
    station.net.faults.clear();
  });

  test('asked for twice while they are being uploaded go once', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const media = toSend('image', randomBytes(2 * MB));
    const message = { waId: newId(), chat: [pn(ana)], content: { kind: 'media', media, text: '' } } as const;
    await Promise.all([station.driver.send(message), station.driver.send(message)]);
    const got = await ana.receives(({ id }) => id === message.waId);
    expect(got.copies).toBe(1);
  });

  test('ST-2 killed between the upload and the answer: the same message again, not uploaded again', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const bytes = randomBytes(5_000);
    const media = toSend('image', bytes);
    const message = { waId: newId(), chat: [pn(ana)], content: { kind: 'media', media, text: '' } } as const;
    station.net.faults.dropNextAck();
    await station.driver.send(message);
    await ana.receives(({ id }) => id === message.waId);
    station.crash();
    await station.stands({ phase: 'connecting' });
    await station.connected();
    rmSync(media.file);
    await station.driver.send(message);
    const got = await ana.receives(({ id, copies }) => id === message.waId && copies === 2);
    expect(sha(got.file!.bytes!)).toBe(sha(bytes));
    expect(ana.inbox.filter(({ id }) => id === message.waId)).toHaveLength(1);
  });
});

/** As it lies at the simulated host. */
async function fetchStored(directPath: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const address = `https://${station.net.mediaHost}${directPath}`;
    https.get(address, { ca: station.net.caPem }, resolve).on('error', reject);
  });
}

import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MediaState, Message, User } from '../../preload/entities.ts';
import { MediaFailure } from '../channels/driver.ts';
import type { WireMessage } from '../channels/wire.ts';
import { createRing, MARTA, RITA, type Ring } from '../inbox/testing/ring.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { blackPng, createShelf, mediaOf, picture, sends } from './testing/files.ts';

const RECEPTION = 1;
const ORIGIN = 'http://station';

const folder = useTempFolder();
let ring: Ring;
let shelf: ReturnType<typeof createShelf>;

async function open(): Promise<void> {
  ring = await createRing({ file: path.join(folder(), 'station.sqlite') });
  shelf = createShelf();
  ring.driver.download = (order) => shelf.download(order);
}

beforeEach(open);
afterEach(() => ring.close());

const hear = (...batch: WireMessage[]) => ring.heard.messages(RECEPTION, batch);
const messages = async () =>
  (await ring.call('conversation.open', { conversationId: 1, limit: 50 })).messages;
const newest = async () => (await messages()).at(-1)!;
const get = (url: string, { user = RITA, ...init }: RequestInit & { user?: User } = {}) =>
  ring.serveMedia(new Request(`${ORIGIN}${url}`, init), { user, origin: ORIGIN });

/** Lets the station fetch what is due, until the newest message's file stands so. */
function becomes(state: MediaState): Promise<Message> {
  ring.heard.connected(RECEPTION);
  return vi.waitFor(
    async () => {
      ring.clock.advance(0);
      const message = await newest();
      expect(message.media?.state).toBe(state);
      return message;
    },
    { timeout: 20_000 },
  );
}

async function received(media: Parameters<typeof sends>[0], bytes: Uint8Array): Promise<Message> {
  await hear(sends(shelf.put(media, bytes)));
  return await becomes('ready');
}

describe('AT-3 a file that a customer sends', () => {
  test('is fetched on receipt, keeps its room in the bubble, and is served with its type', async () => {
    const bytes = await picture(1600, 900);
    const media = mediaOf('image', 'image/jpeg', bytes, {
      width: 16,
      height: 9,
      thumbnail: bytes.subarray(0, 99),
    });
    await hear(sends(shelf.put(media, bytes), 'o bolo'));
    expect((await newest()).media).toMatchObject({ state: 'loading', width: 16, preview: false });

    const message = await becomes('ready');
    expect(message).toMatchObject({ kind: 'image', text: 'o bolo' });
    expect(message.media).toMatchObject({ size: bytes.length, width: 1600, height: 900, preview: true });
    expect(message.media?.thumbnail).toMatch(/^data:image\/jpeg;base64,\/9/);
    const whole = await get(`/media/${message.id}`);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(bytes);
    const preview = await get(`/media/${message.id}/preview`);
    expect(['image/webp', 'image/jpeg']).toContain(preview.headers.get('content-type'));
  });

  test('comes in the inbox as its kind, with its caption or name', async () => {
    await hear(sends(mediaOf('image', 'image/jpeg', new Uint8Array(9)), 'o bolo'));
    expect((await ring.call('inbox.rows', { ids: [1] }))[0]).toMatchObject({
      previewKind: 'image',
      preview: 'o bolo',
    });
    await hear(sends(mediaOf('document', 'application/pdf', new Uint8Array(8), { fileName: '../nota.pdf' })));
    expect((await ring.call('inbox.rows', { ids: [1] }))[0]).toMatchObject({
      previewKind: 'document',
      preview: 'nota.pdf',
      unread: 2,
    });
    await hear(sends(mediaOf('voice', 'audio/ogg', new Uint8Array(7))));
    expect((await ring.call('inbox.rows', { ids: [1] }))[0]).toMatchObject({
      previewKind: 'voice',
      preview: '',
    });
  });

  test('is asked for in parts by players', async () => {
    const bytes = Buffer.from(`\0\0\0 ftypisom${'x'.repeat(1000)}`);
    const { id } = await received(mediaOf('video', 'video/mp4', bytes), bytes);
    const part = await get(`/media/${id}`, { headers: { range: 'bytes=4-7' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 4-7/${bytes.length}`,
      'ftyp',
    ]);
    expect(
      (await get(`/media/${id}`, { headers: { range: 'bytes=-3' } })).headers.get('content-length'),
    ).toBe('3');
    expect((await get(`/media/${id}`, { headers: { range: 'bytes=5000-' } })).status).toBe(416);
    const head = await get(`/media/${id}`, { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual([String(bytes.length), '']);
    const tag = head.headers.get('etag')!;
    expect((await get(`/media/${id}`, { headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  test.each([
    [
      'a drawing with a script',
      'image',
      'image/svg+xml',
      '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    ],
    ['a page', 'document', 'text/html', '<!doctype html><script>alert(1)</script>'],
    ['a program', 'document', 'application/x-msdownload', 'MZ\x90\0program'],
    ['a page that says it is a picture', 'image', 'image/png', '<html><script>'],
  ] as const)('%s is only ever saved, and never run', async (_what, kind, mime, text) => {
    const bytes = Buffer.from(text);
    const { id, media } = await received(mediaOf(kind, mime, bytes, { fileName: 'x.html' }), bytes);
    expect(media?.preview).toBe(false);
    const answer = await get(`/media/${id}`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect((await get(`/media/${id}/preview`)).status).toBe(404);
  });

  test('a picture of far too many points is not opened, and says so', async () => {
    const bytes = blackPng(12_000, 9_000);
    expect(bytes.length).toBeLessThan(2_000_000);
    const { id, media } = await received(mediaOf('image', 'image/png', bytes), bytes);
    expect(media).toMatchObject({ preview: false, tooManyPixels: true });
    expect((await get(`/media/${id}`)).headers.get('content-type')).toBe('application/octet-stream');
  });

  test('a name meant to deceive is shown and saved for what it is', async () => {
    const bytes = Buffer.from('MZ');
    const { id, media } = await received(
      mediaOf('document', 'application/pdf', bytes, { fileName: '../../nota\u202efdp.exe' }),
      bytes,
    );
    expect(media?.fileName).toBe('notafdp.exe');
    expect((await get(`/media/${id}?download`)).headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''notafdp.exe",
    );
  });
});

describe('AT-3 a file that does not come', () => {
  const bytes = Buffer.from('hello');
  const document = () => shelf.put(mediaOf('document', 'text/plain', bytes, { fileName: 'a.txt' }), bytes);

  test.each(['gone', 'too-large'] as const)('is %s, and is asked for again by a person', async (kind) => {
    ring.driver.download = () => Promise.reject(new MediaFailure(kind));
    await hear(sends(document()));
    const { id } = await becomes(kind === 'gone' ? 'gone' : 'waiting');
    expect((await get(`/media/${id}`)).status).toBe(404);
    ring.driver.download = (order) => shelf.download(order);
    await ring.call('media.retry', { messageId: id });
    await becomes('ready');
    expect(shelf.orders[0]?.maxBytes).toBeGreaterThan(64 * 1024 * 1024);
  });

  test('is tried again after a pause, by itself, and in the end by a person only', async () => {
    let tries = 0;
    ring.driver.download = () => {
      tries += 1;
      return Promise.reject(new MediaFailure('transient'));
    };
    await hear(sends(document()));
    ring.heard.connected(RECEPTION);
    for (let turn = 1; turn <= 8; turn += 1) {
      await vi.waitFor(() => {
        ring.clock.advance(0);
        expect(tries).toBe(turn);
      });
      await vi.waitFor(async () =>
        expect((await newest()).media?.state).toBe(turn < 8 ? 'loading' : 'failed'),
      );
      ring.clock.advance(15 * 60_000);
    }
    ring.clock.advance(24 * 3600_000);
    expect(tries).toBe(8);
  });

  test('that is not what was sent is fetched once more, and then called damaged', async () => {
    ring.driver.download = () => Promise.reject(new MediaFailure('damaged'));
    await hear(sends(document()));
    ring.heard.connected(RECEPTION);
    await vi.waitFor(async () => {
      ring.clock.advance(4_000);
      expect((await newest()).media?.state).toBe('damaged');
    });
  });

  test('for want of room goes on by itself once there is room, and keeps no message out', async () => {
    ring.driver.download = () => Promise.reject(new MediaFailure('no-room'));
    await hear(sends(document()));
    await becomes('no-room');
    await hear(sends(mediaOf('image', 'image/jpeg', Buffer.from('other')), 'chegou'));
    expect((await newest()).text).toBe('chegou');
    ring.driver.download = (order) => shelf.download(order);
    shelf.put(mediaOf('image', 'image/jpeg', Buffer.from('other')), Buffer.from('other'));
    ring.clock.advance(61_000);
    await vi.waitFor(async () => {
      ring.clock.advance(0);
      expect((await messages()).map(({ media }) => media?.state)).toEqual(['ready', 'ready']);
    });
  });

  test('of 100 MB waits for a click, and then comes', async () => {
    await hear(sends({ ...document(), size: 100 * 1024 * 1024 }));
    const { id } = await becomes('waiting');
    expect(shelf.orders).toEqual([]);
    await ring.call('media.retry', { messageId: id });
    expect(await becomes('ready')).toMatchObject({ media: { size: 5 } });
  });

  test('before the station ended is fetched in its next life', async () => {
    await hear(sends(document()));
    ring.close();
    await open();
    document();
    expect(await becomes('ready')).toMatchObject({ kind: 'document' });
  });

  test('and was taken from the disk by hand is fetched anew', async () => {
    const { id } = await received(document(), bytes);
    for (const shelfName of readdirSync(path.join(folder(), 'media'))) {
      if (/^[\da-f]{2}$/.test(shelfName)) {
        rmSync(path.join(folder(), 'media', shelfName), { recursive: true });
      }
    }
    expect((await get(`/media/${id}`)).status).toBe(404);
    await becomes('ready');
    expect((await get(`/media/${id}`)).status).toBe(200);
  });
});

describe('who gets a file', () => {
  const bytes = Buffer.from('hello');
  const file = () => received(shelf.put(mediaOf('document', 'text/plain', bytes), bytes), bytes);

  test('nobody while the window is locked', async () => {
    const { id } = await file();
    const locked = await ring.serveMedia(new Request(`${ORIGIN}/media/${id}`), {
      user: undefined,
      origin: ORIGIN,
    });
    expect([locked.status, await locked.json()]).toEqual([403, { code: 'locked' }]);
  });

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('no page of others: %j', async (headers) => {
    const { id } = await file();
    const answer = await get(`/media/${id}`, { headers: headers as Record<string, string> });
    expect([answer.status, await answer.json()]).toEqual([403, { code: 'wrong-origin' }]);
  });

  test.each([
    '/media/../station.sqlite',
    '/media/%2e%2e%2fstation.sqlite',
    '/media/1/../../station.sqlite',
    '/media/0',
    '/media/99999999999999999999',
    '/media/1e1',
    '/media/1/preview/x',
    '/media/',
    '/media/staged/../1',
    '/media/staged/not-an-id',
  ])('nobody by a path: %s', async (url) => {
    await file();
    expect((await get(url)).status).toBe(404);
  });

  test('of a message that was deleted: a manager only', async () => {
    const message = shelf.put(mediaOf('document', 'text/plain', bytes), bytes);
    const wire = sends(message, 'confira');
    await hear(wire);
    const { id } = await becomes('ready');
    await hear({
      ...sends(message),
      content: { kind: 'amendment', target: wire, change: { kind: 'delete' } },
    });
    expect((await get(`/media/${id}`)).status).toBe(404);
    expect((await get(`/media/${id}`, { user: MARTA })).status).toBe(200);
    expect(await newest()).not.toHaveProperty('media');
  });
});

test('files that nobody holds are cleared away, and those of messages stay', async () => {
  const bytes = Buffer.from('hello');
  const { id } = await received(shelf.put(mediaOf('document', 'text/plain', bytes), bytes), bytes);
  const upload = await ring.serveMedia(
    new Request(`${ORIGIN}/media/staged`, { method: 'POST', body: 'solto', headers: { origin: ORIGIN } }),
    { user: RITA, origin: ORIGIN },
  );
  expect(upload.status).toBe(200);
  const files = () =>
    readdirSync(path.join(folder(), 'media'), { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
  expect(files()).toHaveLength(2);
  ring.clock.set(Date.now() + 2 * 24 * 3600_000);
  ring.cleanMedia();
  expect(files()).toHaveLength(1);
  expect((await get(`/media/${id}`)).status).toBe(200);
  expect(existsSync(path.join(folder(), 'media'))).toBe(true);
});

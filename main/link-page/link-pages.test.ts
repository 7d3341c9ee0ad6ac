import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { Refusal } from '../failure.ts';
import { ask, follow, press, sibling } from './testing/lan-client.ts';
import { codeAt, linked, qrAt } from './testing/pairing.ts';
import { createTestStation } from './testing/station.ts';

const MINUTE = 60_000;
const listening = () => process.getActiveResourcesInfo().filter((each) => each === 'TCPServerWrap').length;
const listeningAtFirst = listening();
/** The system has the sockets back a moment after they are closed. */
async function nothingListens(): Promise<void> {
  await expect.poll(listening).toBe(listeningAtFirst);
}
const refused = { code: 'ECONNREFUSED' };

test('QR-10 off until asked for, and off again when the last page has ended', async () => {
  await nothingListens();
  const addresses = vi.fn<() => string[]>(() => ['127.0.0.1/16', '127.0.1.1/16']);
  const { pages } = createTestStation({ addresses });
  expect(addresses).not.toHaveBeenCalled();
  expect(listening()).toBe(listeningAtFirst);

  const { urls, expiresAt } = await pages.open(1);
  expect(urls.map((url) => new URL(url).hostname)).toEqual(['127.0.0.1', '127.0.1.1']);
  expect(listening()).toBe(listeningAtFirst + 2);
  for (const url of urls) expect((await ask(url)).status).toBe(200);
  expect(pages.current(1)).toEqual({ expiresAt, watching: 0 });

  await pages.open(2);
  pages.close(1);
  expect(pages.current(1)).toBeUndefined();
  expect(listening()).toBe(listeningAtFirst + 2);
  expect((await ask(urls[0] ?? '')).status).toBe(404);
  pages.close(2);
  await pages.closeAll();
  await nothingListens();
  for (const url of urls) await expect(ask(url)).rejects.toMatchObject(refused);
});

test('QR-10 listens on the addresses that it is given and on no others', async () => {
  const { open } = createTestStation();
  const { port } = new URL(await open());
  await expect(ask(`http://127.0.0.3:${port}/`)).rejects.toMatchObject(refused);
});

test.each([[[]], [['']], [['/24']], [['0.0.0.0/0']], [['8.8.8.8/24']], [['192.0.2.1/24']]])(
  'QR-10 without an address of the shop’s network nothing is opened: %j',
  async (addresses) => {
    await nothingListens();
    const { pages, pairing } = createTestStation({ addresses: () => addresses });
    await expect(pages.open(1)).rejects.toEqual(new Refusal('no-network'));
    expect(pages.current(1)).toBeUndefined();
    expect(listening()).toBe(listeningAtFirst);
    expect(pairing.listeners).toBe(0);
    expect(pairing.calls).toEqual([]);
  },
);

test('QR-10 an address that is gone does not hinder the others', async () => {
  // Private, but none of this machine's.
  const { pages, logged } = createTestStation({ addresses: () => ['10.255.254.253/24', '127.0.0.1/16'] });
  const { urls } = await pages.open(1);
  expect(urls).toHaveLength(1);
  expect(logged.join()).toContain('link page server failed');
});

test('QR-10 every request has an address of its own, of at least 128 random bits', async () => {
  const random = vi.fn<(size: number) => Buffer>(randomBytes);
  const { open, logged } = createTestStation({ random });
  const secrets = new Set<string>();
  for (let request = 0; request < 5; request += 1)
    secrets.add(new URL(await open()).pathname.split('/')[1] ?? '');
  expect(secrets.size).toBe(5);
  for (const [size] of random.mock.calls) expect(size * 8).toBeGreaterThanOrEqual(128);
  for (const secret of secrets) {
    expect(secret).toMatch(/^[\w-]{22,}$/);
    expect(logged.join()).not.toContain(secret);
  }
});

test('QR-10 opened again: the old address is dead and its page is told', async () => {
  const { open, pages } = createTestStation();
  const old = await open();
  const stream = await follow(old);
  await stream.next();
  const url = await open();
  expect(await stream.next()).toEqual({ phase: 'ended' });
  await stream.closed;
  expect((await ask(old)).status).toBe(404);
  expect((await press(old, 'reset')).status).toBe(404);
  expect((await ask(url)).status).toBe(200);
  expect(pages.current(1)).toBeDefined();
});

test('QR-10 pressed twice at once it is opened once', async () => {
  const { pages } = createTestStation();
  const [first, second] = await Promise.all([pages.open(1), pages.open(1)]);
  expect(second).toEqual(first);
});

test('QR-10 two channels opened at once have a page each, and each page its channel only', async () => {
  const { pages, pairing, clock } = createTestStation();
  const [one, two] = (await Promise.all([pages.open(1), pages.open(2)])).map(({ urls }) => urls[0] ?? '');
  expect((await ask(one ?? '')).body).toContain('Canal 1');
  expect((await ask(two ?? '')).body).toContain('Canal 2');
  pairing.say(1, codeAt(clock.now()));
  expect((await ask(sibling(one ?? '', 'state'))).body).toContain('K7QX-2M9P');
  expect((await ask(sibling(two ?? '', 'state'))).body).not.toContain('K7QX');
  await press(two ?? '', 'code', { number: '5511987654321' });
  expect(pairing.calls).toEqual(['start 1 qr', 'start 2 qr', 'start 2 code 5511987654321']);
});

test('QR-10 closed while it is opening', async () => {
  const { pages, pairing } = createTestStation();
  let begin = () => {};
  pairing.start = () => new Promise((done) => (begin = done));
  const opening = pages.open(1);
  pages.close(1);
  const again = pages.open(1);
  await expect(opening).rejects.toEqual(new Refusal('link-page-closed'));
  expect(pages.open(1)).toBe(again);
  begin();
  const { urls } = await again;
  expect((await ask(urls[0] ?? '')).status).toBe(200);
  expect(pairing.listeners).toBe(1);
  const last = pages.open(1);
  await pages.closeAll();
  await expect(last).rejects.toEqual(new Refusal('link-page-closed'));
  expect(pages.current(1)).toBeUndefined();
  await nothingListens();
});

test('QR-10 the PC has moved to another network since the page before', async () => {
  let addresses = ['127.0.0.1/16'];
  const { open } = createTestStation({ addresses: () => addresses });
  const before = await open(1);
  addresses = ['127.1.0.1/16'];
  const now = await open(2);
  expect(new URL(now).hostname).toBe('127.1.0.1');
  expect((await ask(now, { from: '127.1.0.2' })).status).toBe(200);
  await expect(ask(now, { from: '127.0.0.2' })).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(ask(before)).rejects.toMatchObject(refused);
  expect((await ask(now, { headers: { Host: new URL(before).host }, from: '127.1.0.2' })).status).toBe(421);
});

test('QR-10 starts the linking unless it is under way', async () => {
  const { open, pairing, clock } = createTestStation();
  await open();
  pairing.say(1, { phase: 'expired' });
  await open();
  pairing.say(1, { phase: 'failed', error: 'offline' });
  await open();
  expect(pairing.calls).toEqual(['start 1 qr', 'start 1 qr', 'start 1 qr']);
  pairing.say(1, qrAt(clock.now()));
  await open();
  pairing.say(1, { phase: 'linking' });
  await open();
  expect(pairing.calls).toHaveLength(3);
});

test('QR-10 a linked channel has no page, and a refused start leaves none', async () => {
  const { pages, pairing } = createTestStation();
  pairing.say(1, linked);
  await expect(pages.open(1)).rejects.toEqual(new Refusal('already-linked'));
  pairing.failNext(new Refusal('not-found'));
  await expect(pages.open(2)).rejects.toEqual(new Refusal('not-found'));
  expect(pages.current(1)).toBeUndefined();
  expect(pages.current(2)).toBeUndefined();
  expect(pairing.listeners).toBe(0);
});

test('QR-10 success: the green state, which nothing can change, then nothing', async () => {
  const { open, pages, pairing, clock } = createTestStation();
  const url = await open();
  const stream = await follow(url);
  await stream.next();
  pairing.say(1, linked);
  expect(await stream.next()).toMatchObject({ phase: 'linked', title: 'Conexão estabelecida' });
  pairing.say(1, { phase: 'idle' });
  for (const action of ['reset', 'renew', 'code'])
    expect((await press(url, action, action === 'code' ? { number: '1' } : {})).status).toBe(404);
  expect(pairing.calls).toEqual(['start 1 qr']);
  clock.advance(MINUTE - 1);
  expect(JSON.parse((await ask(sibling(url, 'state'))).body)).toMatchObject({ phase: 'linked' });
  clock.advance(1);
  await stream.closed;
  await expect(ask(url)).rejects.toMatchObject(refused);
  expect(pages.current(1)).toBeUndefined();
  expect(pairing.listeners).toBe(0);
});

test('QR-10 closed in the green minute, nothing of it is left', async () => {
  const { open, pages, pairing, clock } = createTestStation();
  const url = await open();
  pairing.say(1, linked);
  await pages.closeAll();
  expect(clock.timers).toBe(0);
  await expect(ask(url)).rejects.toMatchObject(refused);
});

test('QR-10 ten minutes, and it is over', async () => {
  const { open, pages, pairing, clock } = createTestStation();
  const url = await open();
  clock.advance(10 * MINUTE - 1);
  const stream = await follow(url);
  expect(await stream.next()).toMatchObject({ pageLeftMs: 1 });
  clock.advance(1);
  expect(await stream.next()).toEqual({ phase: 'ended' });
  await stream.closed;
  await expect(ask(url)).rejects.toMatchObject(refused);
  expect(pages.current(1)).toBeUndefined();
  expect(pairing.listeners).toBe(0);
});

test('QR-10 ten minutes hold when the PC slept, and when its clock is set back', async () => {
  const { open, clock } = createTestStation();
  const slept = await open();
  clock.set(clock.now() + 11 * MINUTE);
  await expect(ask(slept)).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(ask(slept)).rejects.toMatchObject(refused);

  const setBack = await open();
  clock.set(clock.now() - 24 * 60 * MINUTE);
  expect((await ask(setBack)).status).toBe(200);
  clock.advance(10 * MINUTE);
  await expect(ask(setBack)).rejects.toMatchObject(refused);
});

test('QR-10 closed in the station: the page is told, the socket is gone, no timer is left', async () => {
  const { open, pages, clock } = createTestStation();
  const url = await open();
  const stream = await follow(url);
  await stream.next();
  pages.close(1);
  pages.close(1);
  expect(await stream.next()).toEqual({ phase: 'ended' });
  await stream.closed;
  await expect(ask(url)).rejects.toMatchObject(refused);
  await pages.closeAll();
  expect(clock.timers).toBe(0);
});

test('QR-10 the station hears who comes and goes', async () => {
  const { open, pages } = createTestStation();
  const changes: string[] = [];
  let heard = () => {};
  const unsubscribe = pages.onChange((channelId) => {
    changes.push(`${channelId}: ${pages.current(channelId)?.watching ?? 'ended'}`);
    heard();
  });
  const next = () => new Promise<void>((resolve) => (heard = resolve));
  const url = await open();
  const stream = await follow(url);
  const left = next();
  stream.leave();
  await left;
  pages.close(1);
  expect(changes).toEqual(['1: 0', '1: 1', '1: 0', '1: ended']);
  unsubscribe();
  await open();
  expect(changes).toHaveLength(4);
});

import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { BusEvent } from '../../api/bus.ts';
import { createBus } from '../../api/bus.ts';
import type { WindowSession } from '../../api/handler.ts';
import { allows } from '../../api/roles.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { openServer, type StationServer } from './server.ts';
import type { RunningStation } from '../../compose.ts';
import type { Line } from './socket.ts';

const log = pino({ level: 'silent' });
const clock = createManualClock();

/** Echoes calls, unlocks on demand, and lets a test hold answers back. */
function fakeStation() {
  const bus = createBus(clock);
  const held: (() => void)[] = [];
  let calls = 0;
  const station: Line & Pick<RunningStation, 'serveMedia'> = {
    serveMedia: (_request, { user }) => Promise.resolve(new Response(`for ${user?.name}`)),
    async dispatch(name, input, window) {
      calls += 1;
      if (name === 'hold') await new Promise<void>((resolve) => held.push(resolve));
      if (name === 'session.unlock') window.user = { id: 1, name: 'Marta', role: 'manager' };
      if (name === 'big') return { ok: true, value: 'x'.repeat(8 * 1024 * 1024) };
      return { ok: true, value: { name, input, user: window.user?.name } };
    },
    subscribe: (window: WindowSession, listener: (event: BusEvent) => void) =>
      bus.subscribe((row) => allows(row, window.user), listener),
  };
  return { station, bus, held, calls: () => calls };
}

let folder = '';
let server: StationServer;
let fake: ReturnType<typeof fakeStation>;
const open: WebSocket[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-server-'));
  const root = path.join(folder, 'renderer');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(root, 'assets', 'index-abc.js'), 'export {}');
  writeFileSync(path.join(root, '.hidden.json'), '{}');
  writeFileSync(path.join(root, 'notes.txt'), 'no type for this');
  writeFileSync(path.join(folder, 'secret.json'), '{"key":"secret"}');
  fake = fakeStation();
  server = await openServer({
    root,
    station: fake.station,
    log,
    recall: { key: 'the-key', show: () => server.address() },
  });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Not `fetch`: it would tidy the path and hold back forbidden headers. */
function ask(
  method: string,
  url: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: server.port, method, path: url, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const origin = () => `http://127.0.0.1:${server.port}`;
const tokenOf = (address: string) => new URL(address).hash.slice(1);
const enter = (token: string, headers: Record<string, string> = {}) =>
  ask('POST', '/session', { headers: { origin: origin(), ...headers }, body: JSON.stringify({ token }) });
const cookieOf = (got: Got) => String(got.headers['set-cookie']).split(';', 1)[0] ?? '';

async function ticket(): Promise<string> {
  return cookieOf(await enter(tokenOf(server.address())));
}

function connect(headers: Record<string, string>, url = '/station'): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${url}`, { headers });
  open.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        reject(new Error(`${response.statusCode} ${Buffer.concat(chunks).toString()}`)),
      );
    });
    socket.once('error', reject);
  });
}

const connectAs = (cookie: string) => connect({ cookie, origin: origin() });
const next = (socket: WebSocket) =>
  new Promise<unknown>((resolve) => {
    socket.once('message', (data) => resolve(JSON.parse((data as Buffer).toString())));
  });
const closed = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve));

async function call(socket: WebSocket, id: number, name: string, input?: unknown) {
  const answer = next(socket);
  socket.send(JSON.stringify({ id, name, input }));
  return await answer;
}

describe('files of messages', () => {
  test('AT-3 go to the window that was let in, and say who has unlocked it', async () => {
    const cookie = await ticket();
    expect((await ask('GET', '/media/7', { headers: { cookie } })).body).toBe('for undefined');
    await call(await connectAs(cookie), 1, 'session.unlock');
    expect((await ask('GET', '/media/7/preview?download', { headers: { cookie } })).body).toBe('for Marta');
    expect((await ask('GET', '/media/7')).body).toBe('for undefined');
  });

  test.each([
    '/media/../secret.json',
    '/media/%2e%2e/secret.json',
    '/media/7/..%2fsecret',
    '/media//',
    '/mediax/7',
  ])('%s is none', async (url) => {
    const got = await ask('GET', url, { headers: { cookie: await ticket() } });
    expect([got.status, got.body]).not.toContain('secret');
  });

  test('another name for this address gets none', async () => {
    const cookie = await ticket();
    expect((await ask('GET', '/media/7', { headers: { cookie, host: 'evil.example' } })).status).toBe(403);
  });
});

describe('files', () => {
  test('the window comes with a policy that lets nothing in from outside', async () => {
    const got = await ask('GET', '/');
    expect(got).toMatchObject({ status: 200, body: '<!doctype html>' });
    expect(got.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    });
    const policy = String(got.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port}`);
    expect(policy).not.toContain('unsafe');
    expect(got.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('files named by their content are kept by the browser', async () => {
    const got = await ask('GET', '/assets/index-abc.js?x=1');
    expect(got.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  test('HEAD has the length and no body', async () => {
    const got = await ask('HEAD', '/');
    expect(got).toMatchObject({ status: 200, body: '', headers: { 'content-length': '15' } });
  });

  test.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/../../secret.json',
    '/assets/..%5c..%5csecret.json',
    '//secret.json',
    '/assets//index-abc.js',
    '/.hidden.json',
    '/index.html%00.js',
    '/%',
    '/assets',
    '/notes.txt',
    '/nothing.js',
    '/C:/secret.json',
    `/${'a'.repeat(5000)}.js`,
  ])('%s is not there', async (url) => {
    const got = await ask('GET', url);
    expect(got).toMatchObject({ status: 404, body: '' });
  });

  test('nothing but reading is done to files', async () => {
    expect(await ask('PUT', '/index.html', { body: 'x' })).toMatchObject({ status: 405 });
  });

  test.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1'])(
    'the host %s is not ours',
    async (host) => {
      const got = await ask('GET', '/', { headers: { host } });
      expect(got).toMatchObject({ status: 403, body: '{"code":"wrong-host"}' });
    },
  );
});

describe('the door', () => {
  test('a token lets in once, for a cookie that scripts and other sites cannot use', async () => {
    const token = tokenOf(server.address());
    const first = await enter(token);
    expect(first.status).toBe(204);
    expect(String(first.headers['set-cookie'])).toMatch(
      new RegExp(`^balcao-${server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    expect(await enter(token)).toMatchObject({ status: 403, body: '{"code":"token-used"}' });
    expect(await enter(token, { cookie: cookieOf(first) })).toMatchObject({ status: 204 });
  });

  test('a wrong token is told apart from a used one', async () => {
    expect(await enter('nonsense')).toMatchObject({ status: 403, body: '{"code":"token-wrong"}' });
  });

  test('a foreign page cannot come in, and does not burn the token', async () => {
    const token = tokenOf(server.address());
    const foreign = await enter(token, { origin: 'https://evil.example' });
    expect(foreign).toMatchObject({ status: 403, body: '{"code":"wrong-origin"}' });
    expect(await enter(token)).toMatchObject({ status: 204 });
  });

  test.each(['', '{', '[]', '{"token":1}', `{"token":"${'x'.repeat(5000)}"}`])(
    'the body %j is refused',
    async (body) => {
      expect(await ask('POST', '/session', { headers: { origin: origin() }, body })).toMatchObject({
        status: 400,
      });
    },
  );

  test('a page can ask whether it is in', async () => {
    expect(await ask('GET', '/session')).toMatchObject({ status: 403, body: '{"code":"no-session"}' });
    expect(await ask('GET', '/session', { headers: { cookie: await ticket() } })).toMatchObject({
      status: 204,
    });
  });

  test('several addresses may be out at once', async () => {
    const addresses = [server.address(), server.address()];
    for (const address of addresses) expect(await enter(tokenOf(address))).toMatchObject({ status: 204 });
  });

  test('a second start gets a fresh address when it knows the key', async () => {
    expect(await ask('POST', '/show')).toMatchObject({ status: 403 });
    expect(await ask('POST', '/show', { headers: { authorization: 'Bearer guess' } })).toMatchObject({
      status: 403,
    });
    const shown = await ask('POST', '/show', { headers: { authorization: 'Bearer the-key' } });
    const { address } = JSON.parse(shown.body) as { address: string };
    expect(await enter(tokenOf(address))).toMatchObject({ status: 204 });
  });

  test('a port in use is said in words', async () => {
    const again = openServer({
      root: folder,
      port: server.port,
      station: fake.station,
      log,
      recall: { key: '', show: () => '' },
    });
    await expect(again).rejects.toMatchObject({ code: 'port-in-use', params: { port: server.port } });
  });
});

describe('the line', () => {
  test('calls are answered by their id, events come unasked', async () => {
    const socket = await connectAs(await ticket());
    expect(await call(socket, 7, 'station.get')).toEqual({
      id: 7,
      reply: { ok: true, value: { name: 'station.get' } },
    });
    const event = next(socket);
    fake.bus.emit('session.changed', {});
    clock.advance(50);
    expect(await event).toEqual({ event: 'session.changed', payload: {} });
  });

  test('a reload keeps who has unlocked the window; another window is locked', async () => {
    const cookie = await ticket();
    const before = await connectAs(cookie);
    await call(before, 1, 'session.unlock');
    before.close();
    await closed(before);
    const after = await connectAs(cookie);
    expect(await call(after, 1, 'session.get')).toMatchObject({ reply: { value: { user: 'Marta' } } });
    const other = await connectAs(await ticket());
    expect(await call(other, 1, 'session.get')).toEqual({
      id: 1,
      reply: { ok: true, value: { name: 'session.get' } },
    });
  });

  test('a locked window hears nothing of the shop', async () => {
    const socket = await connectAs(await ticket());
    const first = next(socket);
    fake.bus.emit('inbox.changed', { conversationIds: [1] });
    fake.bus.emit('session.changed', {});
    clock.advance(50);
    expect(await first).toEqual({ event: 'session.changed', payload: {} });
  });

  test('nobody gets on it without a cookie, from elsewhere, or under another name', async () => {
    const cookie = await ticket();
    await expect(connect({ origin: origin() })).rejects.toThrow('403 {"code":"no-session"}');
    await expect(connect({ origin: origin(), cookie: `balcao-${server.port}=guess` })).rejects.toThrow(
      'no-session',
    );
    await expect(connect({ cookie })).rejects.toThrow('wrong-origin');
    await expect(connect({ cookie, origin: 'https://evil.example' })).rejects.toThrow('wrong-origin');
    await expect(connect({ cookie, origin: 'null' })).rejects.toThrow('wrong-origin');
    await expect(connect({ cookie, origin: origin(), host: `localhost:${server.port}` })).rejects.toThrow(
      'wrong-host',
    );
    await expect(connect({ cookie, origin: origin() }, '/other')).rejects.toThrow('403');
    expect(fake.calls()).toBe(0);
  });

  test.each([
    ['breaks off', { breaksOff: true }],
    ['keeps its end open', { breaksOff: false }],
  ])('whoever is refused and %s neither ends nor holds the station', async (_, { breaksOff }) => {
    for (let times = 0; times < 5; times += 1) {
      const peer = connectTo({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
      const head = `Host: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade`;
      peer.write(`GET /station HTTP/1.1\r\n${head}\r\n\r\n`);
      await once(peer, 'data');
      if (breaksOff) peer.resetAndDestroy();
    }
    expect(await call(await connectAs(await ticket()), 1, 'station.get')).toMatchObject({ id: 1 });
    // What is left over would hold the server's end, and with it this test's.
  });

  test.each([
    '',
    '{',
    '[]',
    'null',
    '{"id":1}',
    '{"name":"station.get"}',
    '{"id":"1","name":"station.get"}',
    '{"id":-1,"name":"x"}',
  ])('the frame %j ends it', async (frame) => {
    const socket = await connectAs(await ticket());
    socket.send(frame);
    expect(await closed(socket)).toBe(1003);
    expect(fake.calls()).toBe(0);
  });

  test('a binary frame ends it', async () => {
    const socket = await connectAs(await ticket());
    socket.send(Buffer.from('{"id":1,"name":"station.get"}'));
    expect(await closed(socket)).toBe(1003);
  });

  test('a frame of 10 MB ends it and reaches nobody; the station goes on', async () => {
    const cookie = await ticket();
    const socket = await connectAs(cookie);
    socket.send(JSON.stringify({ id: 1, name: 'station.get', input: 'x'.repeat(10 * 1024 * 1024) }));
    expect(await closed(socket)).toBe(1009);
    expect(fake.calls()).toBe(0);
    expect(await call(await connectAs(cookie), 2, 'station.get')).toMatchObject({ id: 2 });
  });

  test('a window that asks too much at once waits, and gets every answer', async () => {
    const socket = await connectAs(await ticket());
    const answered: number[] = [];
    socket.on('message', (data) =>
      answered.push((JSON.parse((data as Buffer).toString()) as { id: number }).id),
    );
    for (let id = 0; id < 200; id += 1)
      socket.send(JSON.stringify({ id, name: 'hold', input: 'x'.repeat(10_000) }));
    await expect.poll(() => fake.calls()).toBeGreaterThanOrEqual(64);
    // `ws` hands out what one read has brought before it heeds the pause; far less than all of it.
    expect(fake.held.length).toBeLessThan(200);
    await expect
      .poll(() => {
        for (const release of fake.held.splice(0)) release();
        return answered.length;
      })
      .toBe(200);
    expect(new Set(answered).size).toBe(200);
  });

  test('a window that does not read is cut off', async () => {
    const socket = await connectAs(await ticket());
    socket.pause();
    for (let id = 0; id < 12; id += 1) socket.send(JSON.stringify({ id, name: 'big' }));
    await expect.poll(() => fake.calls()).toBe(12);
    socket.resume();
    expect(await closed(socket)).toBe(1013);
  });
});

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { calls } from '../../preload/contract.ts';
import { type Question, ask, follow, press, sendRaw, sibling } from './testing/lan-client.ts';
import { linked } from './testing/pairing.ts';
import { createTestStation } from './testing/station.ts';

const dropped = { code: 'ECONNRESET' };
const names = ['qr', 'page.js', 'page.css', 'state', 'events'];
const guess = (url: string) => new URL(`/${randomBytes(18).toString('base64url')}/qr`, url).href;

/** The whole answer, byte by byte, to a GET of this address. */
const bytesOf = (url: string, from?: string) => {
  const { host, pathname } = new URL(url);
  return sendRaw(url, `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n\r\n`, from);
};

test('QR-10 a guessed, a replaced, a used and an expired address get the same nothing, byte by byte', async () => {
  const { open, pages, pairing, clock } = createTestStation();
  const replaced = await open(1);
  const used = await open(1);
  const expired = await open(2);
  pairing.say(1, linked);
  clock.advance(9 * 60_000);
  // Keeps the sockets open for the others.
  const alive = await open(3);
  clock.advance(60_000);
  expect([1, 2, 3].map((id) => pages.current(id) !== undefined)).toEqual([false, false, true]);

  const nothing = await bytesOf(guess(alive));
  expect(nothing).toMatch(/^HTTP\/1\.1 404 Not Found\r\n(?:[\w-]+: .+\r\n)+Content-Length: 0\r\n\r\n$/);
  for (const url of [replaced, used, expired]) expect(await bytesOf(url)).toBe(nothing);
});

test('QR-10 there are no other paths, and no way up from the ones there are', async () => {
  const { open, pairing } = createTestStation();
  const url = await open();
  const { pathname } = new URL(url);
  const secret = pathname.split('/')[1] ?? '';
  const paths = [
    '/',
    '/qr',
    `/${secret}`,
    `/${secret}/`,
    `/${secret}/qr/`,
    `/${secret}//qr`,
    `//${secret}/qr`,
    `/${secret}/qr?x=1`,
    `/${secret}/qr#x`,
    `/${secret}/QR`,
    `/${secret}/../${secret}/qr`,
    `/${secret}/../../../../etc/passwd`,
    `/${secret}/..%2f..%2fpackage.json`,
    `/${secret}/%71r`,
    `/${secret}/page.js%00`,
    `/${secret}/constructor`,
    `/${secret}/__proto__`,
    `/${secret}/.`,
    `/${secret.toLowerCase()}/qr`,
    `/${secret.slice(0, -1)}/qr`,
    `/${secret}x/qr`,
    url,
    '*',
  ];
  for (const [index, path] of paths.entries()) {
    const answer = await ask(url, { path, from: `127.0.9.${index}` });
    expect([path, answer.status, answer.body]).toEqual([path, 404, '']);
  }
  expect(pairing.calls).toEqual(['start 1 qr']);
});

test('QR-10 no call of the station can be reached through it', async () => {
  const { open, pairing, clock } = createTestStation();
  const url = await open();
  for (const [index, name] of Object.keys(calls).entries()) {
    const from = `127.0.8.${index}`;
    // Slowly enough for all that knock together.
    clock.advance(1_000);
    expect([name, (await press(url, name, {}, from)).status]).toEqual([name, 404]);
    expect([name, (await press(new URL('/', url).href, name, {}, from)).status]).toEqual([name, 404]);
  }
  const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' };
  const key = { 'Sec-WebSocket-Key': randomBytes(16).toString('base64') };
  expect((await ask(new URL('/', url).href, { headers: { ...upgrade, ...key } })).status).toBe(404);
  expect((await ask(url, { headers: { ...upgrade, ...key } })).status).toBe(200);
  expect(pairing.calls).toEqual(['start 1 qr']);
});

test('QR-10 GET for what is shown and POST for what is done, nothing else', async () => {
  const { open, pairing } = createTestStation();
  const url = await open();
  const { origin } = new URL(url);
  const headers = { Origin: origin, 'Content-Type': 'application/json' };
  for (const [index, method] of [
    'HEAD',
    'OPTIONS',
    'PUT',
    'DELETE',
    'PATCH',
    'TRACE',
    'PROPFIND',
  ].entries()) {
    for (const name of ['qr', 'state', 'reset'])
      expect((await ask(sibling(url, name), { method, headers, from: `127.0.7.${index}` })).status).toBe(404);
  }
  for (const name of names) expect((await press(url, name, {}, '127.0.7.20')).status).toBe(404);
  for (const name of ['reset', 'renew', 'code'])
    expect((await ask(sibling(url, name), { headers, from: '127.0.7.21' })).status).toBe(404);
  await expect(ask(url, { method: 'CONNECT', path: 'example.com:443' })).rejects.toMatchObject(dropped);
  expect(pairing.calls).toEqual(['start 1 qr']);
});

test('QR-10 another Host than its own is not answered', async () => {
  const { open } = createTestStation();
  const url = await open();
  const { host, port, pathname } = new URL(url);
  const wrong = [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    `127.0.0.1:${Number(port) - 1}`,
    `127.0.0.2:${port}`,
    `localhost:${port}`,
    `127.0.0.1.:${port}`,
    `2130706433:${port}`,
    `0x7f.1:${port}`,
    `user@${host}`,
  ];
  for (const Host of wrong) {
    const answer = await ask(url, { headers: { Host } });
    expect([Host, answer.status, answer.body]).toEqual([Host, 421, '']);
  }
  const raw = (lines: string) => sendRaw(url, `GET ${pathname} HTTP/1.1\r\n${lines}\r\n`, '127.0.0.3');
  expect(await raw('')).toMatch(/^HTTP\/1\.1 421 /);
  expect(await raw('Host:\r\n')).toMatch(/^HTTP\/1\.1 421 /);
  expect(await raw(`Host: ${host}\r\nHost: ${host}\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
  expect(await raw(`Host: ${host}\r\nHost: evil.example\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
  expect(await raw(`Host: ${host}\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
});

test('QR-10 a device on another subnet is dropped without an answer', async () => {
  const { open } = createTestStation({ addresses: () => ['127.0.0.1/29'] });
  const url = await open();
  expect((await ask(url, { from: '127.0.0.6' })).status).toBe(200);
  for (const from of ['127.0.0.8', '127.0.1.1', '127.9.9.9']) {
    expect(await bytesOf(url, from)).toBe('');
    await expect(ask(url, { from })).rejects.toMatchObject(dropped);
  }
});

test('QR-10 only our own page can press its buttons', async () => {
  const { open, pairing } = createTestStation();
  const url = await open();
  const { origin } = new URL(url);
  const good = { Origin: origin, 'Content-Type': 'application/json' };
  const body = '{}';
  const cases: [number, Question][] = [
    [403, { headers: { 'Content-Type': 'application/json' }, body }],
    [403, { headers: { ...good, Origin: 'null' }, body }],
    [403, { headers: { ...good, Origin: 'http://evil.example' }, body }],
    [403, { headers: { ...good, Origin: `${origin}.evil.example` }, body }],
    [403, { headers: { ...good, Origin: origin.replace('http:', 'https:') }, body }],
    [403, { headers: { ...good, 'Sec-Fetch-Site': 'cross-site' }, body }],
    [403, { headers: { ...good, 'Sec-Fetch-Site': 'same-site' }, body }],
    [403, { headers: { ...good, 'Sec-Fetch-Site': 'none' }, body }],
    [415, { headers: { Origin: origin }, body }],
    [415, { headers: { ...good, 'Content-Type': 'text/plain' }, body }],
    [415, { headers: { ...good, 'Content-Type': 'application/x-www-form-urlencoded' }, body }],
    [400, { headers: good, body: '' }],
    [400, { headers: good, body: '{' }],
    [400, { headers: good, body: 'null' }],
    [400, { headers: good, body: '[]' }],
    [400, { headers: good, body: '{"channelId":2}' }],
    [400, { headers: good, body: '{"__proto__":{}}' }],
    [411, { headers: { ...good, 'Transfer-Encoding': 'chunked' }, body }],
    [413, { headers: good, body: `{}${' '.repeat(1_023)}` }],
  ];
  for (const [index, [status, question]] of cases.entries()) {
    const answer = await ask(sibling(url, 'renew'), {
      method: 'POST',
      from: `127.0.6.${index}`,
      ...question,
    });
    expect([index, answer.status, answer.body]).toEqual([index, status, '']);
  }
  for (const wrong of [{}, { number: 5 }, { number: '1'.repeat(41) }, { number: '1', channelId: 2 }])
    expect((await press(url, 'code', wrong)).status).toBe(400);
  expect(pairing.calls).toEqual(['start 1 qr']);
  const fits = await ask(sibling(url, 'renew'), {
    method: 'POST',
    headers: good,
    body: `{}${' '.repeat(1_022)}`,
  });
  expect(fits.status).toBe(204);
});

test('QR-10 headers without end, or that are no HTTP, end the connection', async () => {
  const { open } = createTestStation();
  const url = await open();
  const { host, pathname } = new URL(url);
  const start = `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n`;
  expect(await sendRaw(url, `${start}X: ${'x'.repeat(9_000)}\r\n\r\n`)).toBe('');
  expect(await sendRaw(url, 'hello\r\n\r\n')).toBe('');
  expect(await sendRaw(url, '\u0016\u0003\u0001\u0002\u0000\u0001')).toBe('');
  expect(await sendRaw(url, `${start}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n`)).toBe('');
});

test.each(['100-continue', 'the-impossible'])(
  'QR-10 Expect: %s gets nothing of its own',
  async (expectation) => {
    const { open } = createTestStation();
    const url = await open();
    const { host } = new URL(url);
    const { pathname } = new URL(guess(url));
    const received = await sendRaw(
      url,
      `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nExpect: ${expectation}\r\nContent-Length: 2\r\n\r\n`,
    );
    expect(received.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 404']);
  },
);

test('QR-10 one connection is one request', async () => {
  const { open, pairing } = createTestStation();
  const url = await open();
  const { host, origin, pathname } = new URL(url);
  const page = `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const renew =
    `POST ${pathname.replace('qr', 'renew')} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\n` +
    'Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
  const received = await sendRaw(url, page + renew + page);
  expect(received.match(/^HTTP\/1\.1 200/gm)).toHaveLength(1);
  expect(pairing.calls).toEqual(['start 1 qr']);
});

test('QR-10 who speaks slowly, or not at all, has ten seconds', async () => {
  const { open, clock } = createTestStation();
  const url = await open();
  const { host, origin, pathname } = new URL(url);
  const post =
    `POST ${pathname.replace('qr', 'renew')} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\n` +
    'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
  const slow = [
    sendRaw(url, ''),
    sendRaw(url, 'GET / HT'),
    sendRaw(url, `GET ${pathname} HTTP/1.1\r\nX: `),
    sendRaw(url, post),
  ];
  // Connections are accepted in their order: this one has come after them.
  await ask(url, { from: '127.0.0.2' });
  let ended = 0;
  for (const each of slow) void each.then(() => (ended += 1));
  clock.advance(9_999);
  await ask(url, { from: '127.0.0.2' });
  expect(ended).toBe(0);
  clock.advance(1);
  expect(await Promise.all(slow)).toEqual(['', '', '', '']);
});

test('QR-10 an event stream outlives ten seconds', async () => {
  const { open, clock } = createTestStation();
  const stream = await follow(await open());
  await stream.next();
  clock.advance(14_999);
  clock.advance(1);
  expect(await stream.next()).toMatchObject({ pageLeftMs: 585_000 });
});

test('QR-10 a device may hold twelve connections, all devices together 48', async () => {
  const { open } = createTestStation();
  const url = await open();
  const hold = (from: string) => {
    for (let line = 0; line < 12; line += 1) void sendRaw(url, '', from);
  };
  hold('127.0.0.2');
  await expect(ask(url, { from: '127.0.0.2' })).rejects.toMatchObject(dropped);
  expect((await ask(url, { from: '127.0.0.6' })).status).toBe(200);
  for (const from of ['127.0.0.3', '127.0.0.4', '127.0.0.5']) hold(from);
  await expect(ask(url, { from: '127.0.0.6' })).rejects.toMatchObject(dropped);
});

test('QR-10 who asks too fast is told to wait; the others are not', async () => {
  const { open, clock } = createTestStation();
  const url = await open();
  const statuses = async (count: number, from: string) => {
    const seen: number[] = [];
    for (let turn = 0; turn < count; turn += 1) seen.push((await ask(url, { from })).status);
    return seen;
  };
  expect(new Set(await statuses(40, '127.0.0.2'))).toEqual(new Set([200]));
  expect(await statuses(2, '127.0.0.2')).toEqual([429, 429]);
  expect(await statuses(1, '127.0.0.3')).toEqual([200]);
  clock.advance(1_000);
  expect(await statuses(6, '127.0.0.2')).toEqual([200, 200, 200, 200, 200, 429]);
});

test('QR-10 many devices together have their limit too', async () => {
  const { open, clock } = createTestStation();
  const url = await open();
  for (let peer = 0; peer < 120; peer += 1) await ask(url, { from: `127.0.5.${peer}` });
  expect(await ask(url, { from: '127.0.5.200' })).toMatchObject({ status: 429, body: '' });
  clock.advance(1_000);
  expect((await ask(url, { from: '127.0.5.200' })).status).toBe(200);
});

test('QR-10 who guesses ten times is dropped, right address or not, until the pages have ended', async () => {
  const { open, pages } = createTestStation();
  const url = await open();
  const from = '127.0.0.2';
  const held = sendRaw(url, '', from);
  for (let turn = 0; turn < 10; turn += 1) expect((await ask(guess(url), { from })).status).toBe(404);
  await expect(ask(guess(url), { from })).rejects.toMatchObject(dropped);
  await expect(ask(url, { from })).rejects.toMatchObject(dropped);
  expect((await ask(url, { from: '127.0.0.3' })).status).toBe(200);
  const next = await open();
  await expect(ask(next, { from })).rejects.toMatchObject(dropped);
  await pages.closeAll();
  await held;
  expect((await ask(await open(), { from })).status).toBe(200);
});

test('QR-10 guesses on connections opened beforehand do not get past the tenth', async () => {
  const { open } = createTestStation();
  const url = await open();
  const from = '127.0.0.2';
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => ask(guess(url), { from })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
});

test('QR-10 what a browser asks of every site is no guess', async () => {
  const { open } = createTestStation();
  const url = await open();
  for (let turn = 0; turn < 12; turn += 1) {
    const icon = ['favicon.ico', 'apple-touch-icon.png', 'apple-touch-icon-120x120-precomposed.png'][
      turn % 3
    ];
    expect((await ask(new URL(`/${icon}`, url).href)).status).toBe(404);
  }
  expect((await ask(url)).status).toBe(200);
});

test('QR-10 every answer forbids all that the page does not need', async () => {
  const { open } = createTestStation();
  const url = await open();
  const stream = await follow(url);
  expect(stream.status).toBe(200);
  const answers = [
    ...(await Promise.all(['qr', 'page.js', 'page.css', 'state'].map((name) => ask(sibling(url, name))))),
    await ask(guess(url)),
    await press(url, 'renew'),
    await ask(url, { headers: { Host: 'evil.example' } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 404, 204, 421]);
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      connection: 'close',
    });
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|http/);
    for (const name of ['set-cookie', 'access-control-allow-origin', 'server', 'x-powered-by', 'etag'])
      expect(headers[name]).toBeUndefined();
  }
  stream.leave();
});

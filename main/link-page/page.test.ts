import { expect, test } from 'vitest';
import { Refusal } from '../failure.ts';
import { ask, follow, press, sibling } from './testing/lan-client.ts';
import { codeAt, linked, qrAt } from './testing/pairing.ts';
import { createTestStation } from './testing/station.ts';

test('QR-10 follows the linking live', async () => {
  const { open, pairing, clock } = createTestStation();
  const stream = await follow(await open());
  expect(await stream.next()).toMatchObject({ phase: 'stopped', pageLeftMs: 600_000 });
  pairing.say(1, { phase: 'starting' });
  expect(await stream.next()).toMatchObject({ phase: 'starting' });
  pairing.say(1, qrAt(clock.now()));
  const first = await stream.next();
  expect(first).toMatchObject({ phase: 'qr', leftMs: 20_000, title: 'Escaneie o código QR' });
  clock.advance(1_000);
  pairing.say(1, qrAt(clock.now(), 'the next one'));
  const second = await stream.next();
  expect(second).toMatchObject({ phase: 'qr', pageLeftMs: 599_000 });
  expect(second).not.toEqual(first);
  pairing.say(1, codeAt(clock.now()));
  expect(await stream.next()).toMatchObject({ phase: 'code', code: 'K7QX-2M9P' });
  pairing.say(1, { phase: 'linking' });
  expect(await stream.next()).toMatchObject({ phase: 'linking' });
  pairing.say(1, { phase: 'expired' });
  expect(await stream.next()).toMatchObject({ phase: 'stopped', renewable: true });
  pairing.say(1, { phase: 'failed', error: 'banned' });
  expect(await stream.next()).toMatchObject({ phase: 'failed', renewable: false });
  pairing.say(1, linked);
  expect(await stream.next()).toMatchObject({ phase: 'linked' });
});

test('QR-10 a page that asks instead of listening is told the same', async () => {
  const { open, pairing, clock } = createTestStation();
  const url = await open();
  pairing.say(1, qrAt(clock.now()));
  const stream = await follow(url);
  const answer = await ask(sibling(url, 'state'));
  expect(JSON.parse(answer.body)).toEqual(await stream.next());
});

test('QR-10 a stream speaks every 15 s, so that silence means that it is broken', async () => {
  const { open, clock } = createTestStation();
  const stream = await follow(await open());
  await stream.next();
  for (const left of [585_000, 570_000, 555_000]) {
    clock.advance(15_000);
    expect(await stream.next()).toMatchObject({ pageLeftMs: left });
  }
});

test('QR-10 four devices may follow a page; one more asks instead', async () => {
  const { open, pages } = createTestStation();
  const url = await open();
  const streams = await Promise.all(
    ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4'].map((from) => follow(url, from)),
  );
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await follow(url, '127.0.0.5')).status).toBe(503);
  expect((await ask(sibling(url, 'state'), { from: '127.0.0.5' })).status).toBe(200);
  const left = new Promise<void>((resolve) => pages.onChange(() => resolve()));
  streams[0]?.leave();
  await left;
  expect((await follow(url, '127.0.0.5')).status).toBe(200);
});

test('QR-10 Redefinir gives the linking up and starts over, and can do no more than that', async () => {
  const { open, pairing, clock } = createTestStation();
  const url = await open();
  pairing.say(1, codeAt(clock.now()));
  expect(await press(url, 'reset')).toMatchObject({ status: 204, body: '' });
  expect(pairing.calls).toEqual(['start 1 qr', 'stop 1', 'start 1 qr']);
});

test('QR-10 the code mode asks for the number as people type it', async () => {
  const { open, pairing } = createTestStation();
  expect((await press(await open(), 'code', { number: '+55 (11) 98765-4321' })).status).toBe(204);
  expect(pairing.calls).toEqual(['start 1 qr', 'start 1 code 5511987654321']);
});

test('QR-10 a new code is of the kind that was shown last', async () => {
  const { open, pairing, clock } = createTestStation();
  const url = await open();
  pairing.say(1, codeAt(clock.now(), '34600111222'));
  pairing.say(1, { phase: 'expired' });
  await press(url, 'renew');
  pairing.say(1, qrAt(clock.now()));
  pairing.say(1, { phase: 'expired' });
  await press(url, 'renew');
  expect(pairing.calls).toEqual(['start 1 qr', 'start 1 code 34600111222', 'start 1 qr']);
});

test('QR-10 starting too often is held back, in words', async () => {
  const { open, pairing, clock } = createTestStation();
  const url = await open();
  for (let turn = 0; turn < 4; turn += 1) expect((await press(url, 'renew')).status).toBe(204);
  const answer = await press(url, 'renew');
  expect(answer.status).toBe(429);
  expect(JSON.parse(answer.body)).toEqual({ message: 'Aguarde alguns segundos e tente de novo.' });
  expect(pairing.calls).toHaveLength(5);
  clock.advance(10_000);
  expect((await press(url, 'renew')).status).toBe(204);
});

test('QR-10 pressed again before the first press is done', async () => {
  let finish = () => {};
  const station = createTestStation();
  const url = await station.open();
  const begun = new Promise<void>((resolve) => {
    station.pairing.stop = () => {
      resolve();
      return new Promise((done) => (finish = done));
    };
  });
  const first = press(url, 'reset');
  await begun;
  expect((await press(url, 'reset')).status).toBe(429);
  finish();
  expect((await first).status).toBe(204);
  expect(station.pairing.calls).toEqual(['start 1 qr', 'start 1 qr']);
});

test('QR-10 closed in the middle of Redefinir: nothing is started any more', async () => {
  let finish = () => {};
  const station = createTestStation();
  const url = await station.open();
  const begun = new Promise<void>((resolve) => {
    station.pairing.stop = () => {
      resolve();
      return new Promise((done) => (finish = done));
    };
  });
  const first = press(url, 'reset');
  await begun;
  station.pages.close(1);
  finish();
  await expect(first).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(station.pairing.calls).toEqual(['start 1 qr']);
});

test('QR-10 a refusal reaches the page in words, a fault of ours only the log', async () => {
  const { open, pairing, logged } = createTestStation();
  const url = await open();
  pairing.failNext(new Refusal('number-invalid', { field: 'number' }));
  const invalid = await press(url, 'code', { number: '12' });
  expect(invalid.status).toBe(422);
  expect(JSON.parse(invalid.body)).toEqual({
    message: 'Digite com o código do país e o DDD. Exemplo: +55 11 98765-4321.',
  });
  pairing.failNext(new Refusal('channel-limit'));
  const refused = await press(url, 'renew');
  expect(JSON.parse(refused.body)).toEqual({
    message: 'Não foi possível agora. Veja no computador da loja.',
  });
  expect(logged.filter((line) => line.includes('failed'))).toEqual([]);
  pairing.failNext(new Error('SECRET_INSIDE'));
  const fault = await press(url, 'renew');
  expect(fault).toMatchObject({ status: 422, body: refused.body });
  expect(logged.join()).toContain('link page action failed');
});

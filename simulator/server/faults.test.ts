import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { useWorld } from '../testing/world.ts';
import { textOf } from '../testing/bare-client.ts';
import { createManualClock } from '../index.ts';

const world = useWorld();

describe('how a connection ends', () => {
  test.for([
    ['a stream error with a code', 503, 'Stream Errored (unknown)', { code: 503 }],
    ['replaced', 440, 'Stream Errored (conflict)', { child: 'conflict', type: 'replaced' }],
    ['removed', 401, 'Stream Errored (conflict)', { code: 401, child: 'conflict', type: 'device_removed' }],
    ['a stream error with neither', 500, 'Stream Errored (ack)', { child: 'ack' }],
    ['forbidden', 403, 'Stream Errored (unknown)', { code: 403 }],
    ['restart', 515, 'Stream Errored (restart required)', { code: 515 }],
  ] as const)('%s', async ([, code, message, error]) => {
    const client = await world.linked();
    world.net.faults.streamError(error);
    expect(await client.closed()).toEqual({ code, message });
  });

  test('the stream ends', async () => {
    const client = await world.linked();
    world.net.faults.endStream();
    expect(await client.closed()).toEqual({ code: 428, message: 'Connection Terminated by Server' });
  });

  test.for([1000, 1011, 'reset'] as const)('closed with %s', async (how) => {
    const client = await world.linked();
    world.net.faults.closeAll(how);
    expect(await client.closed()).toEqual({ code: 428, message: 'Connection Terminated' });
  });

  test('downgraded', async () => {
    const client = await world.linked();
    world.net.faults.downgrade();
    expect(await client.closed()).toEqual({ code: 411, message: 'Multi-device beta not joined' });
  });

  test('a second login with the same credentials replaces the first', async () => {
    const first = await world.linked();
    const second = world.connect(first.auth);
    await second.opened();
    expect(await first.closed()).toEqual({ code: 440, message: 'Stream Errored (conflict)' });
  });

  test('only the connections of one number', async () => {
    const other = world.net.phone({ number: '5511900001111', name: 'Outra loja' });
    const client = await world.linked();
    world.net.faults.closeAll(1000, { number: other.number });
    const ana = world.net.customer('Ana');
    await ana.to(world.phone).says('ainda aí?');
    await client.message((m) => textOf(m) === 'ainda aí?');
    expect(world.phone.linkedDevices()).toMatchObject([{ online: true }]);
  });
});

describe('how a connection does not begin', () => {
  test.for([401, 402, 403, 405, 409, 500, 503])('login refused with %i', async (reason) => {
    const client = await world.linked();
    await client.end();
    world.net.faults.failure(reason);
    const again = world.connect(client.auth);
    expect(await again.closed()).toEqual({ code: reason, message: 'Connection Failure' });
    await world.connect(client.auth).opened();
  });

  test('a foreign noise key is refused', async () => {
    const client = await world.linked();
    await client.end();
    const foreign = world.connect().auth.creds.noiseKey;
    const again = world.connect({ ...client.auth, creds: { ...client.auth.creds, noiseKey: foreign } });
    expect(await again.closed()).toMatchObject({ code: 401 });
  });

  test.for([
    ['root', 'noise intermediate certificate signature invalid'],
    ['leaf', 'noise certificate signature invalid'],
    ['issuer', 'certification match failed'],
  ] as const)('a certificate with a wrong %s is refused by the client', async ([fault, message]) => {
    world.net.faults.wrongCertificate(fault);
    expect(await world.connect().closed()).toEqual({ code: 400, message });
    await world.connect().qr();
  });

  test('an HTTP status instead of the upgrade leaves Baileys waiting', async () => {
    world.net.faults.refuseUpgrade(403);
    const client = world.connect();
    const [, response] = (await once(client.socket.ws as never, 'unexpected-response')) as [
      unknown,
      { statusCode: number },
    ];
    expect(response.statusCode).toBe(403);
  });

  test('no answer to the upgrade', async () => {
    world.net.faults.refuseUpgrade('silence');
    const client = world.connect(undefined, { connectTimeoutMs: 100 });
    expect(await client.closed()).toEqual({
      code: 408,
      message: 'WebSocket Error (Opening handshake has timed out)',
    });
  });

  test('nobody gets through a cut network', async () => {
    const client = await world.linked();
    world.net.faults.cut();
    expect(await client.closed()).toMatchObject({ code: 428 });
    expect(await world.connect(client.auth).closed()).toMatchObject({
      message: expect.stringContaining('WebSocket') as string,
    });
    world.net.faults.restore();
    await world.connect(client.auth).opened();
  });
});

describe('a connection that is open and deaf', () => {
  test('frozen, the server says nothing; thawed, it says it all', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    world.net.faults.freeze();
    const taken = world.next('message');
    await ana.says('alguém?');
    await taken;
    await expect(client.message((m) => textOf(m) === 'alguém?', { timeoutMs: 150 })).rejects.toThrow(
      'nothing',
    );
    world.net.faults.thaw();
    await client.message((m) => textOf(m) === 'alguém?');
  });

  test('a query that nobody answers, and the next one that somebody does', async () => {
    const client = await world.linked({ defaultQueryTimeoutMs: 200 });
    world.net.faults.ignoreNextQuery('usync');
    expect(await client.socket.onWhatsApp(world.phone.number)).toBeUndefined();
    expect(await client.socket.onWhatsApp(world.phone.number)).toMatchObject([{ exists: true }]);
  });
});

describe('everything is late', () => {
  const clock = createManualClock();
  const slow = useWorld(() => ({ clock }));

  test('by as much as was said', async () => {
    const client = await slow.linked();
    slow.net.faults.delay(2_000);
    await slow.net.customer('Ana').says('devagar');
    await expect(client.message((m) => textOf(m) === 'devagar', { timeoutMs: 100 })).rejects.toThrow(
      'nothing',
    );
    clock.advance(2_000);
    await client.message((m) => textOf(m) === 'devagar');
  });
});

import { describe, expect, test } from 'vitest';
import { useWorld } from '../testing/world.ts';
import { textOf } from '../testing/bare-client.ts';

const world = useWorld();

describe('linking by code', () => {
  test('the code that the client shows links the device', async () => {
    const client = world.connect();
    await client.qr();
    const asked = world.next('codeAsked');
    const code = await client.socket.requestPairingCode(world.phone.number);
    expect(await asked).toMatchObject({ number: world.phone.number, platform: 'Chrome (Mac OS)' });
    const device = await world.phone.typeCode(`${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`);
    expect(await client.closed()).toMatchObject({ code: 515 });
    expect(client.auth.creds.registered).toBe(true);

    const again = world.connect(client.auth);
    await again.opened();
    expect(world.phone.linkedDevices()).toMatchObject([
      { device, platform: 'Chrome (Mac OS)', online: true },
    ]);
    await world.net.customer('Ana').says('funciona?');
    await again.message((m) => textOf(m) === 'funciona?');
  });

  test('a code typed wrong is noticed by the phone, and the right one still works', async () => {
    const client = world.connect();
    await client.qr();
    const asked = world.next('codeAsked');
    await client.socket.requestPairingCode(world.phone.number, 'ABCDEFGH');
    await asked;
    await expect(world.phone.typeCode('ABCDEFGJ')).rejects.toMatchObject({ problem: 'wrong-code' });
    expect(world.phone.linkedDevices()).toEqual([]);
    await world.phone.typeCode('ABCD-EFGH');
    expect(await client.closed()).toMatchObject({ code: 515 });
  });

  test('a phone that was not asked says so', async () => {
    await expect(world.phone.typeCode('ABCDEFGH')).rejects.toMatchObject({ problem: 'no-code-asked' });
  });

  test('a client that goes away while the phone types breaks the linking off', async () => {
    const client = world.connect();
    await client.qr();
    const asked = world.next('codeAsked');
    await client.socket.requestPairingCode(world.phone.number, 'ABCDEFGH');
    await asked;
    const typing = world.phone.typeCode('ABCDEFGH');
    await client.end();
    await expect(typing).rejects.toMatchObject({ problem: 'broken-off' });
  });
});

describe('what can go wrong at the scan', () => {
  test.for([
    ['hmac', 'Invalid account signature'],
    ['account-signature', 'Failed to verify account signature'],
  ] as const)('a false %s is refused by the client', async ([fault, message]) => {
    world.net.faults.failLink(fault);
    const client = world.connect();
    const scan = world.phone.scan(await client.qr());
    await expect(scan).rejects.toMatchObject({ problem: 'broken-off' });
    expect(await client.closed()).toEqual({ code: 500, message });
    expect(world.phone.linkedDevices()).toEqual([]);
  });

  test.for(['refusal', 'passkey'] as const)(
    '%s: the phone says no, the client hears nothing',
    async (fault) => {
      world.net.faults.failLink(fault);
      const client = world.connect();
      const qr = await client.qr();
      const problem = fault === 'refusal' ? 'refused' : fault;
      await expect(world.phone.scan(qr)).rejects.toMatchObject({ problem });
      await world.phone.scan(qr);
      expect(await client.closed()).toMatchObject({ code: 515 });
    },
  );

  test('silence: neither side hears anything until the client gives up', async () => {
    world.net.faults.failLink('silence');
    const client = world.connect(undefined, { qrTimeout: 60 });
    const scan = world.phone.scan(await client.qr());
    await expect(scan).rejects.toMatchObject({ problem: 'broken-off' });
    expect(await client.closed()).toEqual({ code: 408, message: 'QR refs attempts ended' });
  });

  test('six QR codes are shown, then the batch is at its end', async () => {
    const client = world.connect(undefined, { qrTimeout: 30 });
    expect(await client.closed()).toEqual({ code: 408, message: 'QR refs attempts ended' });
    const shown = client.events.flatMap((event) =>
      event.name === 'connection.update' && event.data.qr ? [event.data.qr] : [],
    );
    expect(new Set(shown).size).toBe(6);
  });

  test('a business phone tells the verified name', async () => {
    const shop = world.net.phone({ number: '5511912340000', name: 'Padaria Sol', business: true });
    const client = world.connect();
    await shop.scan(await client.qr());
    await client.closed();
    expect(client.auth.creds.me?.name).toBe('Padaria Sol');
    expect(client.auth.creds.platform).toBe('smba');
  });
});

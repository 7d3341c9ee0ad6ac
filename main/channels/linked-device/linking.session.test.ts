import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readCredentials } from './credentials.ts';
import { createSkippingClock } from './testing/skipping-clock.ts';
import { useStation } from './testing/station.ts';

const NUMBER = '5511987654321';
const ONE_MINUTE = 60_000;
const TEN_MINUTES = 600_000;

describe('linking', () => {
  const station = useStation();

  test('by QR: shown, scanned, restarted, connected within two seconds, account told', async () => {
    const { driver, heard } = station;
    expect(driver.credentials()).toBe('absent');
    driver.pairing.start({ kind: 'qr' });
    const { qr, shownAt, expiresAt, endsAt } = await station.shows('qr');
    expect(qr).toContain('https://wa.me/settings/linked_devices#');
    expect(expiresAt - shownAt).toBe(60_000);
    expect(endsAt - shownAt).toBeGreaterThan(9 * 60_000);
    expect(heard.states.at(-1)).toMatchObject({ phase: 'connecting', reason: 'waiting-for-scan' });

    await station.phone.scan(qr);
    const scanned = Date.now();
    expect(await station.shows('linked')).toMatchObject({ number: NUMBER });
    // Two seconds on a machine of its own (QR-5); far from any of the waits that could stand in its way on a busy one.
    expect(Date.now() - scanned).toBeLessThan(12_000);
    expect(heard.pairings.map(({ phase }) => phase)).toEqual(['starting', 'qr', 'linking', 'linked']);
    expect(heard.states.at(-1)).toMatchObject({ phase: 'connected', needsPerson: false });
    const account = await station.until(
      () => heard.accounts.find(({ profileName }) => profileName),
      'the name',
    );
    expect(account).toEqual({
      number: NUMBER,
      lid: station.phone.lid,
      profileName: 'Padaria da Vila',
      platform: 'android',
    });
    expect(driver.credentials()).toBe('linked');
    expect(station.workers).toBe(1);
  });

  test('by code: eight characters, typed on the phone', async () => {
    station.driver.pairing.start({ kind: 'code', number: '+55 (11) 98765-4321' });
    const { code, number, expiresAt } = await station.shows('code');
    expect(code).toMatch(/^[1-9A-HJ-NP-TV-Z]{8}$/);
    expect(number).toBe(NUMBER);
    expect(expiresAt - Date.now()).toBeGreaterThan(50_000);
    await station.phone.typeCode(code);
    expect(await station.shows('linked')).toMatchObject({ number: NUMBER });
  });

  test('a number that cannot be one is refused before anything starts', () => {
    station.driver.pairing.start({ kind: 'code', number: '12' });
    expect(station.driver.pairing.current()).toEqual({ phase: 'failed', error: 'number-invalid' });
    expect(station.workers).toBe(0);
  });

  test('what a broken-off linking by code left behind does not count as linked', async () => {
    station.driver.pairing.start({ kind: 'code', number: NUMBER });
    await station.shows('code');
    station.crash();
    await station.shows('starting');
    await station.shows('code');
    await station.driver.close();
    expect(readCredentials(station.keysFile, station.dataKey)).toBe('absent');
    station.driver.pairing.start({ kind: 'qr' });
    await station.phone.scan((await station.shows('qr')).qr);
    await station.shows('linked');
  });

  test('a restart needs no QR', async () => {
    await station.link();
    const before = station.heard.pairings.length;
    await station.restart();
    await station.connected();
    expect(station.driver.credentials()).toBe('linked');
    expect(station.heard.pairings.slice(before).map(({ phase }) => phase)).toEqual(['idle']);
  });

  test('stopping it leaves nothing running', async () => {
    station.driver.pairing.start({ kind: 'qr' });
    const { qr } = await station.shows('qr');
    station.driver.pairing.stop();
    await station.stands({ phase: 'disconnected', reason: 'never-linked' });
    await station.driver.close();
    // The server may not have noticed yet that nobody is there any more.
    const useless = { problem: expect.stringMatching(/expired|broken-off/) };
    await expect(station.phone.scan(qr)).rejects.toMatchObject(useless);
    station.driver.pairing.start({ kind: 'qr' });
    await station.shows('qr');
  });

  test('unlinking tells WhatsApp and forgets the keys', async () => {
    await station.link();
    expect(station.phone.linkedDevices()).toHaveLength(1);
    expect(await station.driver.unlink()).toBe(true);
    expect(station.phone.linkedDevices()).toEqual([]);
    expect(existsSync(station.keysFile)).toBe(false);
    expect(station.driver.credentials()).toBe('absent');
    expect(station.heard.states.at(-1)).toMatchObject({ phase: 'disconnected', reason: 'never-linked' });
    await station.link();
  });

  test('unlinking without a connection forgets the keys all the same', async () => {
    await station.link();
    station.net.faults.cut();
    await station.stands({ phase: 'connecting', reason: 'offline' });
    const asked = Date.now();
    expect(await station.driver.unlink()).toBe(false);
    expect(Date.now() - asked).toBeLessThan(6_000);
    expect(station.driver.credentials()).toBe('absent');
  });

  test('unlinking waits for a connection that is on its way', async () => {
    await station.link();
    await station.restart();
    expect(await station.driver.unlink()).toBe(true);
    expect(station.phone.linkedDevices()).toEqual([]);
  });

  test('unlinking a channel that was closed connects it first', async () => {
    await station.link();
    await station.driver.close();
    expect(await station.driver.unlink()).toBe(true);
    expect(station.phone.linkedDevices()).toEqual([]);
  });

  test('a station that ends while it unlinks keeps the keys, to unlink with later', async () => {
    await station.link();
    station.net.faults.cut();
    await station.stands({ phase: 'connecting', reason: 'offline' });
    const unlinking = station.driver.unlink();
    const closing = station.driver.close();
    await expect(unlinking).rejects.toThrow('closed');
    await closing;
    expect(readCredentials(station.keysFile, station.dataKey)).toBe('linked');
  });

  test('a phone that was unlinked is linked again, with new keys', async () => {
    await station.link();
    const [device] = station.phone.linkedDevices();
    station.phone.unlink(device?.device ?? 0);
    await station.stands({ phase: 'disconnected', reason: 'unlinked-on-phone', needsPerson: true });
    expect(readCredentials(station.keysFile, station.dataKey)).toBe('linked');
    await station.link();
    expect(existsSync(`${station.keysFile}.old`)).toBe(true);
    await station.net.customer('Ana').says('voltou?');
    await station.until(() => station.heard.messages.length === 1, 'a message on the new link');
  });
});

describe('linking that fails', () => {
  const station = useStation();

  const failsWith = async (error: string) => {
    expect(await station.shows('failed')).toEqual({ phase: 'failed', error });
    await station.stands({ phase: 'disconnected', reason: 'never-linked', needsPerson: true });
    expect(readCredentials(station.keysFile, station.dataKey)).toBe('absent');
  };

  test.each(['root', 'leaf', 'issuer'] as const)(
    'a certificate with a wrong %s is refused',
    async (fault) => {
      station.net.faults.wrongCertificate(fault);
      station.driver.pairing.start({ kind: 'qr' });
      await failsWith('untrusted-server');
    },
  );

  test.each(['account-signature', 'hmac'] as const)(
    'an account with a wrong %s is refused',
    async (fault) => {
      station.net.faults.failLink(fault);
      station.driver.pairing.start({ kind: 'qr' });
      const { qr } = await station.shows('qr');
      await expect(station.phone.scan(qr)).rejects.toThrow();
      await failsWith('bad-account-signature');
    },
  );

  test('HTTP 403 on the upgrade is told, not waited for', async () => {
    station.net.faults.refuseUpgrade(403, 2);
    station.driver.pairing.start({ kind: 'qr' });
    await failsWith('refused-by-server');
  });

  test('no network is told, and the next try works', async () => {
    station.net.faults.cut();
    station.driver.pairing.start({ kind: 'qr' });
    await failsWith('offline');
    station.net.faults.restore();
    await station.link();
  });

  test('a network that fails while the QR is shown: the QR comes back', async () => {
    station.driver.pairing.start({ kind: 'qr' });
    const { qr } = await station.shows('qr');
    station.net.faults.closeAll('reset');
    await station.shows('starting');
    const again = await station.shows('qr');
    expect(again.qr).not.toBe(qr);
    await station.phone.scan(again.qr);
    await station.shows('linked');
  });

  test('a network that fails right after the phone agreed: the link is finished later', async () => {
    station.driver.pairing.start({ kind: 'qr' });
    const { qr } = await station.shows('qr');
    station.net.on('linked', () => station.net.faults.cut());
    await station.phone.scan(qr);
    await station.stands({ phase: 'connecting', reason: 'linking' });
    station.net.faults.restore();
    await station.shows('linked');
  });

  test('a refusal of the login that follows is asked again before it is believed', async () => {
    station.net.faults.failure(401);
    await station.link();
    expect(station.phone.linkedDevices()).toMatchObject([{ online: true }]);
  });

  test('a code typed wrong links nothing and can be followed by the right one', async () => {
    station.driver.pairing.start({ kind: 'code', number: NUMBER });
    const { code } = await station.shows('code');
    const wrong = code.startsWith('A') ? `B${code.slice(1)}` : `A${code.slice(1)}`;
    await expect(station.phone.typeCode(wrong)).rejects.toMatchObject({ problem: 'wrong-code' });
    expect(station.driver.pairing.current().phase).toBe('code');
    expect(station.driver.credentials()).toBe('absent');
  });
});

describe('codes that run out', () => {
  const clock = createSkippingClock();
  const station = useStation({ clock, timings: { qrMs: 40 } });
  const seen = (phase: string) => station.heard.pairings.filter((pairing) => pairing.phase === phase).length;

  test('a batch of QR codes that is used up is followed by another, until the time is over', async () => {
    station.driver.pairing.start({ kind: 'qr' });
    await station.until(() => seen('qr') > 7 && seen('starting') > 1, 'a second batch');
    clock.skip(TEN_MINUTES);
    await station.shows('expired');
    await station.stands({ phase: 'disconnected', reason: 'never-linked', needsPerson: true });
    expect(station.workers).toBe(1);
  });

  test('a code to type is renewed', async () => {
    station.driver.pairing.start({ kind: 'code', number: NUMBER });
    const { code } = await station.shows('code');
    clock.skip(ONE_MINUTE);
    await station.shows('starting');
    expect((await station.shows('code')).code).not.toBe(code);
    clock.skip(TEN_MINUTES);
    await station.shows('expired');
  });
});

describe('a phone that answers without success', () => {
  const station = useStation({ timings: { scannedMs: 500 } });

  test('a code typed wrong is followed by a new one, which links', async () => {
    station.driver.pairing.start({ kind: 'code', number: NUMBER });
    const { code } = await station.shows('code');
    await station.phone.typeCode(code.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))).catch(() => {});
    await station.shows('starting');
    await station.phone.typeCode((await station.shows('code')).code);
    await station.shows('linked');
  });
});

describe('a station that trusts another root', () => {
  const station = useStation({ network: { rootKey: randomBytes(32) } });

  test('refuses the server', async () => {
    station.driver.pairing.start({ kind: 'qr' });
    expect(await station.shows('failed')).toEqual({ phase: 'failed', error: 'untrusted-server' });
  });
});

import { describe, expect, test } from 'vitest';
import type { Faults } from '../../../simulator/index.ts';
import { textOf, useStation } from './testing/station.ts';

describe('a connection that ends', () => {
  const station = useStation();

  /** Connected again by itself, on another socket, with nothing lost on the way. */
  const recovers = async (reason: string) => {
    await station.stands({ phase: 'connecting', reason: reason as never, needsPerson: false });
    await station.connected();
    await station.net.customer('Ana').says('ainda aí?');
    await station.until(() => station.heard.messages.length === 1, 'a message after it');
    expect(station.workers).toBe(1);
    expect(station.driver.credentials()).toBe('linked');
    expect(station.problems).toEqual([]);
  };
  /** Over until somebody does something about it; the keys are still there. */
  const stops = async (reason: string) => {
    const state = await station.stands({ phase: 'disconnected', needsPerson: true });
    expect(state.reason).toBe(reason);
    expect(state.retryAt).toBeUndefined();
    expect(station.driver.credentials()).toBe('linked');
  };

  test.each<[string, string, (faults: Faults) => void]>([
    ['<stream:error code=515>', 'restart-required', (faults) => faults.streamError({ code: 515 })],
    ['<stream:error code=503>', 'server-busy', (faults) => faults.streamError({ code: 503 })],
    ['<stream:error><ack/>', 'server-busy', (faults) => faults.streamError({ child: 'ack' })],
    ['<xmlstreamend/>', 'server-busy', (faults) => faults.endStream()],
    ['a WebSocket that is closed', 'offline', (faults) => faults.closeAll()],
    ['a TCP connection that is reset', 'offline', (faults) => faults.closeAll('reset')],
    [
      'one replacement',
      'opened-elsewhere',
      (faults) => faults.streamError({ child: 'conflict', type: 'replaced' }),
    ],
  ])('%s: it comes back by itself', async (_, reason, strike) => {
    await station.link();
    strike(station.net.faults);
    await recovers(reason);
  });

  test.each<[number, string]>([
    [500, 'server-busy'],
    [503, 'server-busy'],
    [401, 'unlinked-on-phone'],
  ])('a login refused once with %d is asked again', async (code, reason) => {
    await station.link();
    station.net.faults.failure(code);
    station.net.faults.closeAll();
    await recovers(reason);
  });

  test.each<[number, string]>([
    [402, 'banned'],
    [403, 'banned'],
    [405, 'update-needed'],
    [409, 'update-needed'],
  ])('a login refused with %d stops it', async (code, reason) => {
    await station.link();
    station.net.faults.failure(code, 5);
    station.net.faults.closeAll();
    await stops(reason);
    station.net.faults.clear();
    station.driver.connect();
    await station.connected();
  });

  test('a login refused twice with 401 stops it', async () => {
    await station.link();
    station.net.faults.failure(401, 2);
    station.net.faults.closeAll();
    await stops('unlinked-on-phone');
  });

  test('unlinked on the phone: asked once more, then believed', async () => {
    await station.link();
    const [device] = station.phone.linkedDevices();
    station.phone.unlink(device?.device ?? 0);
    await stops('unlinked-on-phone');
  });

  test('CH-7 unlinked on the phone during *Atualizar*: that ends at once, and the card says why', async () => {
    await station.link();
    const [device] = station.phone.linkedDevices();
    station.net.faults.ignoreNextQuery('w:p');
    const asked = station.driver.probe();
    station.phone.unlink(device?.device ?? 0);
    await expect(asked).rejects.toMatchObject({ kind: 'transient', code: 'not-connected' });
    await stops('unlinked-on-phone');
  });

  test.each<[string, string, (faults: Faults) => void]>([
    ['<stream:error code=403>', 'banned', (faults) => faults.streamError({ code: 403 })],
    ['<downgrade_webclient/>', 'update-needed', (faults) => faults.downgrade()],
  ])('%s stops it', async (_, reason, strike) => {
    await station.link();
    strike(station.net.faults);
    await stops(reason);
  });

  test('a second program with the same keys: it takes the line back twice, then asks a person', async () => {
    await station.link();
    for (let i = 0; i < 2; i++) {
      station.net.faults.streamError({ child: 'conflict', type: 'replaced' });
      await station.stands({ phase: 'connecting' });
      await station.connected();
    }
    station.net.faults.streamError({ child: 'conflict', type: 'replaced' });
    await stops('opened-elsewhere');
    station.driver.connect();
    await station.connected();
  });

  test('a server whose certificate is suddenly another stops it', async () => {
    await station.link();
    station.net.faults.wrongCertificate('root');
    station.net.faults.closeAll();
    await stops('untrusted-server');
  });

  test('HTTP 403 and 503 on the upgrade are seen at once and tried again', async () => {
    await station.link();
    station.net.faults.refuseUpgrade(403);
    station.net.faults.refuseUpgrade(503);
    station.net.faults.closeAll();
    await station.stands({ phase: 'connecting', reason: 'refused-by-server' });
    await station.stands({ phase: 'connecting', reason: 'server-busy' });
    await station.connected();
  });

  test('a network that is gone for a while', async () => {
    await station.link();
    station.net.faults.cut();
    const state = await station.stands({ phase: 'connecting', reason: 'offline' });
    expect(state.needsPerson).toBe(false);
    await station.until(
      () => station.heard.states.filter(({ retryAt }) => retryAt).length > 2,
      'several attempts',
    );
    const since = station.heard.states.at(-1)?.since;
    expect(since).toBe(state.since);
    station.net.faults.restore();
    station.driver.hurry();
    await station.connected();
  });
});

describe('a server that goes quiet', () => {
  const station = useStation({
    timings: { connectMs: 400, answerMs: 800, openMs: 2500, keepAliveMs: 300, queryMs: 500 },
  });

  test('after a while is taken for gone, and the line is made anew', async () => {
    await station.link();
    station.net.faults.freeze();
    await station.stands({ phase: 'connecting', reason: 'offline' });
    await station.connected();
  }, 20_000);

  test('leaves the upgrade without any answer: given up and tried again', async () => {
    await station.link();
    station.net.faults.refuseUpgrade('silence');
    station.net.faults.closeAll();
    await station.stands({ phase: 'connecting', reason: 'not-answering' });
    await station.connected();
  });

  test('leaves a query of the login without an answer: it connects all the same', async () => {
    await station.link();
    station.net.faults.ignoreNextQuery('passive');
    station.net.faults.closeAll();
    await station.stands({ phase: 'connecting' });
    await station.connected();
  });
});

describe('a machine that slept', () => {
  const station = useStation({ timings: { probeMs: 300 } });

  test('asks the line, and makes it anew when it is dead', async () => {
    await station.link();
    expect(await station.driver.probe()).toBeGreaterThan(0);
    station.net.faults.freeze();
    await expect(station.driver.probe()).rejects.toMatchObject({ kind: 'transient', code: 'timed-out' });
    station.driver.hurry();
    await station.stands({ phase: 'connecting', reason: 'mute' });
    await station.connected();
    expect(await station.driver.probe()).toBeGreaterThan(0);
  });

  test('leaves a line alone that is alive', async () => {
    await station.link();
    station.driver.hurry();
    await station.driver.probe();
    await station.driver.probe();
    expect(station.heard.states.at(-1)?.phase).toBe('connected');
  });
});

describe('a connection that is open and lets nothing through', () => {
  const station = useStation({ timings: { silenceMs: 300, muteMs: 100, probeMs: 600 } });

  test('PH-5 is asked, called mute on the card, and made anew; what waited then comes', async () => {
    await station.link();
    station.net.faults.freeze();
    const ana = station.net.customer('Ana');
    await ana.says('Alguém aí?');
    await station.stands({ phase: 'connected', reason: 'mute' });
    await station.stands({ phase: 'connecting', reason: 'mute' });
    await station.connected();
    await station.until(
      () => [...station.heard.messages].some((each) => textOf(each) === 'Alguém aí?'),
      'it',
    );
    expect(station.workers).toBe(1);
  });
});

describe('a worker that dies', () => {
  const station = useStation();

  test('is replaced, and the channel connects without a QR', async () => {
    await station.link();
    station.crash();
    await station.stands({ phase: 'connecting', reason: 'worker-crashed', needsPerson: false });
    await station.connected();
    expect(station.workers).toBe(2);
    expect(station.phone.linkedDevices()).toMatchObject([{ online: true }]);
  });

  test('does not come back after the channel was closed', async () => {
    await station.link();
    await Promise.all([station.driver.close(), station.driver.close()]);
    expect(station.workers).toBe(1);
    // Its socket is closed here before the other end hears of it.
    await expect.poll(() => station.phone.linkedDevices()).toMatchObject([{ online: false }]);
    station.driver.connect();
    await station.connected();
    expect(station.workers).toBe(2);
  });
});

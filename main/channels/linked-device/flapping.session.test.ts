import { describe, expect, test } from 'vitest';
import { stored, textOf, useStation } from './testing/station.ts';

const FLAPS = 60;

/** An hour of a bad line, compressed: each minute it goes and comes back. */
describe('a flapping network', () => {
  const station = useStation();

  test('ends connected, on one socket and one worker, with nothing lost and nothing grown', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const sockets = { open: 1, most: 1 };
    const opened = station.net.on('login', () => {
      sockets.open += 1;
      sockets.most = Math.max(sockets.most, sockets.open);
    });
    const closed = station.net.on('logout', () => {
      sockets.open -= 1;
    });

    for (let flap = 0; flap < FLAPS; flap += 1) {
      station.net.faults.cut();
      await station.stands({ phase: 'connecting' });
      await ana.says(`mensagem ${flap}`);
      // Some come back at once, some only after the station has tried and failed.
      if (flap % 3 === 0)
        await station.until(() => station.heard.states.at(-1)?.retryAt !== undefined, 'a pause');
      station.net.faults.restore();
      station.driver.hurry();
      await station.connected();
    }
    await station.until(() => stored(station.heard.messages).size >= FLAPS, 'every message of the bad hour');
    opened();
    closed();

    expect([...stored(station.heard.messages).values()].map(textOf).toSorted()).toEqual(
      Array.from({ length: FLAPS }, (_, flap) => `mensagem ${flap}`).toSorted(),
    );
    expect(sockets).toEqual({ open: 1, most: 1 });
    expect(station.workers).toBe(1);
    expect(await station.driver.probe()).toBeGreaterThan(0);
  }, 120_000);
});

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRestartingShop, type RestartingShop, seeded } from './support/restarts.ts';

const KILLS = 6;

let shop: RestartingShop;

beforeAll(async () => {
  shop = await openRestartingShop();
});

afterAll(() => shop?.close());

test('ST-2 killed at any moment of linking, the channel ends linked, by the same phone, once', async () => {
  const random = seeded(20_261_121);
  const needsPerson = async () => (await shop.channel())?.state.needsPerson === true;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const linking = (await needsPerson()) ? shop.link() : shop.connected();
    linking.catch(() => {});
    await pause(random() * 1200);
    await shop.restart();
  }
  if (await needsPerson()) {
    const linked = shop.client.next('pairing.changed', ({ pairing }) => pairing.phase === 'linked', 30_000);
    await shop.link();
    await linked;
  }
  await shop.connected();
  expect((await shop.channel())?.number).toBe('5511987654321');
  // The keys are on the disk before WhatsApp hears the answer that makes a device: none was left over by a kill.
  expect(shop.phone.linkedDevices()).toMatchObject([{ online: true }]);
}, 400_000);

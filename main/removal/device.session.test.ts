import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
// oxlint-disable-next-line no-restricted-imports -- the network that these tests run against
import { type Customer, type Network, type Phone, startNetwork } from '../../simulator/index.ts';
import type { DriverFactory } from '../channels/driver.ts';
import { createLinkedDeviceDriver } from '../channels/linked-device/driver.ts';
import { systemClock } from '../clock.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { take } from './testing/picture.ts';
import { HEIR, OLD, openShop, RITA, type Shop } from './testing/shop.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };
const folder = useTempFolder();

let net: Network;
let phone: Phone;
let ana: Customer;
let shop: Shop;
/** What happens on the network before a driver of this channel connects. */
let beforeConnecting: () => Promise<unknown>;

beforeEach(async () => {
  net = await startNetwork({ receiptDelayMs: 10 });
  phone = net.phone({ number: '5511987654321', name: 'Padaria da Vila' });
  ana = net.customer('Ana');
  beforeConnecting = () => Promise.resolve();
  const real = createLinkedDeviceDriver({
    keysFolder: folder(),
    dataKey: randomBytes(32),
    clock: systemClock,
    log: pino({ level: 'silent' }),
    network: { url: net.url, rootKey: net.rootKey, caPem: net.caPem },
  });
  const createDriver: DriverFactory = (channel, events) => {
    const driver = real(channel, events);
    return { ...driver, connect: () => void beforeConnecting().then(() => driver.connect()) };
  };
  shop = await openShop(folder(), systemClock, { createDriver });
  shop.start();
});
afterEach(async () => {
  await shop.close();
  await net.close();
});

async function link(): Promise<void> {
  await shop.registry.startPairing(OLD, { kind: 'qr' });
  const { qr } = await vi.waitFor(() => {
    const pairing = shop.registry.pairingOf(OLD);
    if (pairing.phase !== 'qr') throw new Error(pairing.phase);
    return pairing;
  }, PATIENCE);
  await phone.scan(qr);
  await vi.waitFor(() => expect(shop.registry.get(OLD).state.phase).toBe('connected'), PATIENCE);
}

const texts = () => take(shop).messages.map(({ channelId, body }) => [channelId, body]);
const disposed = () =>
  vi.waitFor(() => expect(shop.rows('SELECT * FROM removal')).toEqual([]), { ...PATIENCE, timeout: 40_000 });

test('CH-9 a real device hands over what waited, is unlinked on the phone, and leaves no keys', async () => {
  await link();
  await ana.says('um');
  await vi.waitFor(() => expect(texts()).toEqual([[OLD, 'um']]), PATIENCE);
  beforeConnecting = () => ana.says('dois');
  expect(phone.linkedDevices()).toHaveLength(1);

  await shop.removal.remove({ channelId: OLD, into: HEIR, user: RITA });
  expect(texts()).toEqual([[HEIR, 'um']]);
  await disposed();

  expect(texts()).toEqual([
    [HEIR, 'um'],
    [HEIR, 'dois'],
  ]);
  expect(phone.linkedDevices()).toEqual([]);
  expect(readdirSync(folder()).filter((name) => name.startsWith('channel-'))).toEqual([]);
  expect(shop.left).toEqual([]);
});

test('CH-9 a device that cannot be reached loses its keys, and a person is told', async () => {
  await link();
  await ana.says('um');
  await vi.waitFor(() => expect(texts()).toEqual([[OLD, 'um']]), PATIENCE);
  beforeConnecting = () => net.close();
  await shop.removal.remove({ channelId: OLD, into: HEIR, user: RITA });
  await disposed();
  expect(existsSync(path.join(folder(), `channel-${OLD}.keys`))).toBe(false);
  expect(shop.left).toEqual(['recepcao']);
});

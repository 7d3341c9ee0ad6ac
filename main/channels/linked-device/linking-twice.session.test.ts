import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
// oxlint-disable-next-line no-restricted-imports -- the network that these tests run against
import { type Network, type Phone, startNetwork } from '../../../simulator/index.ts';
import { createBus } from '../../api/bus.ts';
import { systemClock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { openTestDatabase } from '../../testing/new-database.ts';
import { useTempFolder } from '../../testing/temp-folder.ts';
import { createRegistry, type Registry } from '../registry.ts';
import { createChannels } from '../store.ts';
import { createLinkedDeviceDriver } from './driver.ts';

const PATIENCE = { timeout: 15_000, interval: 20 };
const folder = useTempFolder();
const log = pino({ level: 'silent' });

let net: Network;
let phone: Phone;
let db: Database;
let registry: Registry;

beforeEach(async () => {
  net = await startNetwork({ receiptDelayMs: 10 });
  phone = net.phone({ number: '5511987654321', name: 'Padaria da Vila' });
  db = await openTestDatabase(path.join(folder(), 'station.sqlite'), systemClock);
  const channels = createChannels(db);
  channels.add({ slug: 'recepcao', name: 'Recepção', method: 'linked-device', at: 0 });
  channels.add({ slug: 'oficina', name: 'Oficina', method: 'linked-device', at: 0 });
  registry = createRegistry({
    channels,
    createDriver: createLinkedDeviceDriver({
      keysFolder: folder(),
      dataKey: randomBytes(32),
      clock: systemClock,
      log,
      network: { url: net.url, rootKey: net.rootKey, caPem: net.caPem },
    }),
    phone: { watch: () => undefined, checksOpen: () => 0, seen: () => {} },
    bus: createBus(systemClock),
    clock: systemClock,
    log,
  });
  registry.start({
    heard: {
      messages: () => Promise.resolve([]),
      receipts: () => Promise.resolve([]),
      contacts: () => Promise.resolve(),
      typing: () => {},
      blocks: () => {},
      caughtUp: () => Promise.resolve(),
      connected: () => {},
      disconnected: () => {},
    },
    unreadOf: () => 0,
    queuedOf: () => 0,
  });
});
afterEach(async () => {
  await registry.close();
  await net.close();
  db.close();
});

async function scan(id: number): Promise<void> {
  await registry.startPairing(id, { kind: 'qr' });
  const { qr } = await vi.waitFor(() => {
    const pairing = registry.pairingOf(id);
    if (pairing.phase !== 'qr') throw new Error(pairing.phase);
    return pairing;
  }, PATIENCE);
  await phone.scan(qr);
}

test('a phone that scans a second channel’s code is left with one device: the first', async () => {
  await scan(1);
  await vi.waitFor(() => expect(registry.get(1).state.phase).toBe('connected'), PATIENCE);
  const [first] = phone.linkedDevices();
  await scan(2);
  await vi.waitFor(
    () =>
      expect(registry.pairingOf(2)).toEqual({ phase: 'failed', error: 'number-in-use', detail: 'Recepção' }),
    PATIENCE,
  );
  await vi.waitFor(() => expect(existsSync(path.join(folder(), 'channel-2.keys'))).toBe(false), PATIENCE);
  expect(phone.linkedDevices()).toEqual([first]);
  expect(registry.get(1).state.phase).toBe('connected');
});

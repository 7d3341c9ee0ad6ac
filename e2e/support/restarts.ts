import { randomBytes, scryptSync } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Channel } from '../../preload/entities.ts';
import { type Customer, type Network, type Phone, startNetwork } from '../../simulator/index.ts';
import { connectClient, type StationClient } from './client.ts';
import { startStation, type StationProcess, temporaryFolder } from './station.ts';

const MANAGER = { shopName: 'Padaria', managerName: 'Ana', pin: '4821' };
const CONNECT_MS = 45_000;

/** A shop whose station is killed and starts again while WhatsApp and its customers go on; nobody looks at a window. */
export interface RestartingShop {
  readonly network: Network;
  readonly phone: Phone;
  readonly customers: readonly Customer[];
  /** Of the station that runs now. */
  readonly client: StationClient;
  channel(): Promise<Channel | undefined>;
  /** Resolves at once when the channel is connected already. */
  connected(): Promise<void>;
  /** Links by QR as soon as a code is there. */
  link(): Promise<void>;
  /** kill -9, and the next station on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The same moments at each run: numbers from 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Set up, with one channel that was never linked. */
export async function openRestartingShop(): Promise<RestartingShop> {
  const data = temporaryFolder();
  const network = await startNetwork({ seed: 7, receiptDelayMs: 50 });
  const phone: Phone = network.phone({ number: '5511987654321', name: 'Padaria' });
  const args = ['--wa-url', network.url, '--wa-root', network.rootKeyHex];

  async function start(): Promise<{ station: StationProcess; client: StationClient }> {
    const station = await startStation({ data: data.path, args });
    const client = await connectClient(station.url);
    const session = await client.ask('session.get', undefined);
    if (session.phase === 'setup') await client.ask('session.setup', MANAGER);
    if (session.phase === 'locked') {
      await client.ask('session.unlock', { userId: session.users[0]?.id ?? 0, pin: MANAGER.pin });
    }
    return { station, client };
  }

  async function stop(): Promise<void> {
    running.client.close();
    await running.station.kill9();
  }

  /** A guess at a PIN is dear on purpose: half a second of a core, a sixth of what a restart takes. */
  function cheapenPin(): void {
    const salt = randomBytes(16);
    const hash = scryptSync(MANAGER.pin, salt, 32, { N: 2, r: 8, p: 1 });
    const db = new Database(path.join(data.path, 'station.sqlite'));
    const stored = `scrypt:2:${salt.toString('base64url')}:${hash.toString('base64url')}`;
    db.prepare('UPDATE user SET pin_hash = ?').run(stored);
    db.close();
  }

  const channel = async () => (await running.client.ask('channels.list', undefined)).channels[0];

  let running = await start();
  cheapenPin();
  const { id: channelId } = await running.client.ask('channels.create', {
    name: 'Recepção',
    slug: 'recepcao',
    method: 'linked-device',
  });
  return {
    network,
    phone,
    customers: ['Ana', 'Bia', 'Caio'].map((name) => network.customer(name)),
    get client() {
      return running.client;
    },
    channel,
    async connected() {
      const change = running.client.next(
        'channel.changed',
        ({ state }) => state.phase === 'connected',
        CONNECT_MS,
      );
      change.catch(() => {});
      if ((await channel())?.state.phase !== 'connected') await change;
    },
    async link() {
      const { client } = running;
      const shown = client.next('pairing.changed', ({ pairing }) => pairing.phase === 'qr');
      shown.catch(() => {});
      await client.ask('pairing.start', { channelId, method: { kind: 'qr' } });
      const { pairing } = await shown;
      if (pairing.phase === 'qr') await phone.scan(pairing.qr);
    },
    async restart() {
      await stop();
      running = await start();
    },
    async close() {
      await stop();
      await network.close();
      data.remove();
    },
  };
}

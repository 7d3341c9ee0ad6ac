import { pino } from 'pino';
import { expect } from 'vitest';
import type { CallName, Reply } from '../../preload/contract.ts';
import type { Channel } from '../../preload/entities.ts';
// oxlint-disable-next-line no-restricted-imports -- the network that these tests run against
import { type Network, type Phone, startNetwork } from '../../simulator/index.ts';
import type { WindowSession } from '../api/handler.ts';
import { pathsIn, prepareDataFolder } from '../boot/data-folder.ts';
import type { Clock } from '../clock.ts';
import { compose, type RunningStation } from '../compose.ts';
import { openPreferences } from '../settings/preferences.ts';
import { openKeyFile } from '../shell/key-file.ts';
import { createPins } from '../users/pin.ts';

/** What a network and a station on two busy cores may take. */
export const PATIENCE = { timeout: 30_000, interval: 50 } as const;

/** A whole station without its shell, linked to a simulated phone, with its manager at the only window. */
export interface LinkedStation {
  readonly net: Network;
  readonly phone: Phone;
  readonly station: RunningStation;
  readonly window: WindowSession;
  readonly channelId: number;
  /** Throws what main refuses. */
  ask<T>(name: CallName, input?: unknown): Promise<T>;
  /** Asks again and again, for 30 s, until there is something; answers it. */
  until<T>(look: () => Promise<T | undefined | false>): Promise<T>;
  close(): Promise<void>;
}

interface Options {
  readonly folder: string;
  /** The station and the network live by it. */
  readonly clock: Clock;
}

export async function openLinkedStation({ folder, clock }: Options): Promise<LinkedStation> {
  const log = pino({ level: 'silent' });
  const net = await startNetwork({ receiptDelayMs: 10, clock });
  const phone = net.phone({ number: '5511987654321', name: 'Padaria da Vila' });
  const paths = pathsIn(folder);
  prepareDataFolder(paths);
  const station = await compose(
    {
      paths,
      clock,
      secrets: openKeyFile(`${folder}/secret.key`, { keys: paths.keys, sealedDataExists: false }),
      notify: { message: () => {}, phone: () => {}, badge: () => {} },
      log,
      shell: 'browser',
      demo: false,
      network: { url: net.url, rootKey: net.rootKey, caPem: net.caPem },
    },
    {
      preferences: await openPreferences({ folder, log }),
      version: '0.1.0',
      checked: true,
      pins: createPins({ cost: 2 }),
    },
  );
  const window: WindowSession = { user: undefined };

  async function ask<T>(name: CallName, input?: unknown): Promise<T> {
    const reply = (await station.dispatch(name, input, window)) as Reply<T>;
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  }

  async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
    let found: T | undefined | false;
    await expect.poll(async () => Boolean((found = await look())), PATIENCE).toBe(true);
    return found as T;
  }

  await ask('session.setup', { shopName: 'Padaria', managerName: 'Marta', pin: '4821' });
  const { id: channelId } = await ask<Channel>('channels.create', {
    name: 'Recepção',
    slug: 'recepcao',
    method: 'linked-device',
  });
  await ask('pairing.start', { channelId, method: { kind: 'qr' } });
  const qr = await until(async () => {
    const pairing = await ask<{ phase: string; qr?: string }>('pairing.get', { channelId });
    return pairing.phase === 'qr' && pairing.qr;
  });
  await phone.scan(qr);
  await until(async () => {
    const { channels } = await ask<{ channels: Channel[] }>('channels.list');
    return channels[0]?.state.phase === 'connected';
  });
  return {
    net,
    phone,
    station,
    window,
    channelId,
    ask,
    until,
    async close() {
      await station.close();
      await net.close();
    },
  };
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type StationClient, connectClient } from '../e2e/support/client.ts';
import { startStation } from '../e2e/support/station.ts';
import { pathsIn, prepareDataFolder } from '../main/boot/data-folder.ts';
import { createCorpus } from './corpus.ts';
import { openStation, SEED } from './fixture.ts';
import type { Figure } from './measure.ts';
import { type BenchNetwork, startBenchNetwork } from './network.ts';

const CHANNELS = 20;
const LIMIT_MB = 400;
const TEXTS = 20;
const SETTLE_SAMPLES = 10;
const PATIENCE_MS = 120_000;

/** Issue 3: the built station with twenty linked channels, each of which has received some messages. */
export async function measureMemory(): Promise<Figure> {
  const data = mkdtempSync(path.join(tmpdir(), 'balcao-bench-'));
  await allowChannels(data, CHANNELS);
  const net = await startBenchNetwork(CHANNELS);
  const args = ['--wa-url', net.url, '--wa-root', Buffer.from(net.rootKey).toString('hex')];
  const station = await startStation({ data, args });
  try {
    const client = await connectClient(station.url);
    const rss = () => residentMB(station.process.pid!);
    await client.ask('session.setup', { shopName: 'Loja', managerName: 'Ana', pin: '4821' });
    const empty = rss();
    await link(client, net, 0);
    await receive(client, net, 0);
    const one = await settled(rss);
    for (let shop = 1; shop < CHANNELS; shop += 1) await link(client, net, shop);
    for (let shop = 1; shop < CHANNELS; shop += 1) await receive(client, net, shop);
    const all = await settled(rss);
    client.close();
    return {
      target: 'CH20',
      what: `memory of the station with ${CHANNELS} linked channels, main and workers`,
      unit: 'MB',
      product: all,
      bound: `≤ ${LIMIT_MB} MB`,
      met: all <= LIMIT_MB,
      note: `${empty.toFixed(0)} without a channel, ${one.toFixed(0)} with one`,
    };
  } finally {
    await station.kill9();
    net.close();
    rmSync(data, { recursive: true });
  }
}

async function allowChannels(data: string, limit: number): Promise<void> {
  const paths = pathsIn(data);
  prepareDataFolder(paths);
  const db = await openStation(paths.database);
  const setting = db.statement<[string]>(
    'bench.limit',
    `INSERT INTO setting (name, value) VALUES ('channel.limit', ?)`,
  );
  setting.run(String(limit));
  db.close();
}

async function link(client: StationClient, net: BenchNetwork, shop: number): Promise<void> {
  const { id } = await client.ask('channels.create', {
    name: `Canal ${shop + 1}`,
    slug: `canal-${shop + 1}`,
    method: 'linked-device',
  });
  const connected = client.next(
    'channel.changed',
    (channel) => channel.id === id && channel.state.phase === 'connected',
    PATIENCE_MS,
  );
  const shown = client.next(
    'pairing.changed',
    ({ channelId, pairing }) => channelId === id && pairing.phase === 'qr',
    PATIENCE_MS,
  );
  await client.ask('pairing.start', { channelId: id, method: { kind: 'qr' } });
  const { pairing } = await shown;
  if (pairing.phase === 'qr') await net.scan(shop, pairing.qr);
  await connected;
}

async function receive(client: StationClient, net: BenchNetwork, shop: number): Promise<void> {
  const corpus = createCorpus(SEED + shop, TEXTS);
  await net.prepare(
    shop,
    Array.from({ length: TEXTS }, () => corpus.text()),
  );
  const arrived = client.next(
    'channel.changed',
    ({ slug, unread }) => slug === `canal-${shop + 1}` && unread > 0,
    PATIENCE_MS,
  );
  net.release(shop);
  await arrived;
}

/** The most that it holds in the seconds after the work. */
async function settled(rss: () => number): Promise<number> {
  let most = 0;
  for (let sample = 0; sample < SETTLE_SAMPLES; sample += 1) {
    await pause(1_000);
    most = Math.max(most, rss());
  }
  return most;
}

function residentMB(pid: number): number {
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])) * 1_024) / 1_000_000;
}

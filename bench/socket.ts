import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLinkedDeviceDriver } from '../main/channels/linked-device/driver.ts';
import type { ChannelDriver, DriverEvents } from '../main/channels/driver.ts';
import type { WireMessage } from '../main/channels/wire.ts';
import { systemClock } from '../main/clock.ts';
import { connect, newAuth } from '../simulator/testing/bare-client.ts';
import { createCorpus } from './corpus.ts';
import { addChannel, CHANNEL, log, openStation, SEED } from './fixture.ts';
import { inboxOn } from './ingest.ts';
import { type Figure, median } from './measure.ts';
import { type BenchNetwork, startBenchNetwork } from './network.ts';

const BOUND = 0.8;
const WARM_UP = 200;
const [BARE, STATION] = [0, 1] as const;

/** One side: `all` resolves once everything with these ids is where it belongs. */
interface Receiver {
  readonly shop: 0 | 1;
  all(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** T3: encrypted texts from the wire, stored and confirmed, beside a Baileys client that only receives them. */
export async function measureSocket(rounds: number, count: number): Promise<Figure> {
  const net = await startBenchNetwork(2);
  const bare = await bareReceiver(net);
  const station = await stationReceiver(net);
  const corpus = createCorpus(SEED + 2, count);
  const texts = (many: number) => Array.from({ length: many }, () => corpus.text());

  async function rate(receiver: Receiver, many: number): Promise<number> {
    const ids = await net.prepare(receiver.shop, texts(many));
    const arrived = receiver.all(ids);
    const started = performance.now();
    net.release(receiver.shop);
    await arrived;
    return (many / (performance.now() - started)) * 1_000;
  }

  for (const receiver of [bare, station]) await rate(receiver, WARM_UP);
  const floor: number[] = [];
  const product: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? [bare, station] : [station, bare];
    for (const receiver of order) {
      (receiver === bare ? floor : product).push(await rate(receiver, count));
    }
  }
  await Promise.all([bare.close(), station.close()]);
  net.close();
  const ratio = median(product.map((rate, round) => rate / floor[round]!));
  return {
    target: 'T3',
    what: `receive ${count} encrypted texts`,
    unit: 'msg/s',
    product: median(product),
    floor: median(floor),
    ratio,
    bound: `≥ ${BOUND}`,
    met: ratio >= BOUND,
  };
}

/** Counts ids down; `all` is asked before the first can come. */
function createTally() {
  const missing = new Set<string>();
  let done = () => {};
  return {
    all(ids: readonly string[]): Promise<void> {
      for (const id of ids) missing.add(id);
      return new Promise((resolve) => {
        done = resolve;
      });
    },
    tick(ids: readonly string[]): void {
      for (const id of ids) missing.delete(id);
      if (missing.size === 0) done();
    },
  };
}

async function bareReceiver(net: BenchNetwork): Promise<Receiver> {
  const tally = createTally();
  const first = connect(net, newAuth());
  await net.scan(BARE, await first.qr());
  await first.closed();
  const client = connect(net, first.auth);
  // Until its settings are in, Baileys holds other events back.
  await client.event('creds.update', ({ accountSyncCounter }) => accountSyncCounter !== undefined);
  client.socket.ev.on('messages.upsert', ({ messages }) =>
    tally.tick(messages.map(({ key }) => key.id ?? '')),
  );
  return { shop: BARE, all: (ids) => tally.all(ids), close: () => client.end() };
}

async function stationReceiver(net: BenchNetwork): Promise<Receiver> {
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-bench-'));
  const db = await openStation(path.join(folder, 'station.sqlite'));
  addChannel(db);
  const inbox = inboxOn(db);
  const tally = createTally();
  const createDriver = createLinkedDeviceDriver({
    keysFolder: folder,
    dataKey: randomBytes(32),
    clock: systemClock,
    log,
    network: { url: net.url, rootKey: net.rootKey, caPem: net.caPem },
  });
  const keep = async (batch: readonly WireMessage[]) => {
    const stored = await inbox.heard.messages(CHANNEL, batch);
    driver.confirm(stored);
    tally.tick(stored.map(({ waId }) => waId));
  };
  const driver = await linked(net, (events) =>
    createDriver(
      { id: CHANNEL, slug: 'c' },
      {
        ...events,
        messages: (batch) => void keep(batch),
        receipts: (batch) => void inbox.heard.receipts(CHANNEL, batch),
        contacts: (batch) => void inbox.heard.contacts(CHANNEL, batch),
      },
    ),
  );
  return {
    shop: STATION,
    all: (ids) => tally.all(ids),
    async close() {
      await driver.close();
      inbox.stop();
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Resolves once the channel is linked and nothing waits at the server any more. */
function linked(net: BenchNetwork, create: (events: DriverEvents) => ChannelDriver): Promise<ChannelDriver> {
  return new Promise((resolve, reject) => {
    let scanned = '';
    const driver = create({
      state: () => {},
      pairing(pairing) {
        if (pairing.phase !== 'qr' || scanned !== '') return;
        scanned = pairing.qr;
        net.scan(STATION, pairing.qr).catch(reject);
      },
      account: () => {},
      messages: () => {},
      receipts: () => {},
      contacts: () => {},
      typing: () => {},
      call: () => {},
      blocks: () => {},
      caughtUp: () => resolve(driver),
      phoneSeen: () => {},
    });
    driver.pairing.start({ kind: 'qr' });
  });
}

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelState } from '../../../preload/entities.ts';
// oxlint-disable-next-line no-restricted-imports -- the network that these tests run against
import { type Network, type Phone, startNetwork } from '../../../simulator/index.ts';
import { systemClock } from '../../clock.ts';
import type { ChannelDriver } from '../driver.ts';
import type { WireMessage } from '../wire.ts';
import { createLinkedDeviceDriver } from './driver.ts';
import type { FromWorker } from './protocol.ts';
import { type SessionWorker, type SpawnWorker, createSessionHosts } from './session-hosts.ts';
import { textOf } from './testing/station.ts';

const PATIENCE_MS = 50_000;

interface Lived {
  readonly driver: ChannelDriver;
  readonly phone: Phone;
  readonly states: ChannelState[];
  readonly messages: WireMessage[];
  /** The session as it runs now, and how many it had. */
  session: SessionWorker;
  sessions: number;
}

let net: Network;
let folder: string;
let channels: Lived[];
let logs: string[];
const watchers = new Set<() => void>();
const poke = () => {
  for (const watcher of watchers) watcher();
};

beforeEach(async () => {
  net = await startNetwork({ receiptDelayMs: 10 });
  net.on('screen', poke);
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-hosts-'));
  channels = [];
  logs = [];
});
afterEach(async () => {
  await Promise.all(channels.map(({ driver }) => driver.close()));
  await net.close();
  rmSync(folder, { recursive: true, force: true });
});

function until(holds: () => boolean, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (done: () => void) => {
      clearTimeout(timer);
      watchers.delete(watch);
      done();
    };
    const watch = () => holds() && end(resolve);
    const timer = setTimeout(
      () => end(() => reject(new Error(`waited too long for ${what}; ${logs.slice(-8).join('')}`))),
      PATIENCE_MS,
    );
    watchers.add(watch);
    watch();
  });
}

/** Channels of one station, each with its phone, linked and connected. */
async function open(count: number): Promise<void> {
  const network = { url: net.url, rootKey: net.rootKey, caPem: net.caPem };
  const log = pino({ level: 'trace' }, { write: (line: string) => logs.push(line) });
  const hosts = createSessionHosts({ network }, log);
  const spawn: SpawnWorker = (settings, listener, apart) => {
    const said = (message: FromWorker) => {
      listener.said(message);
      poke();
    };
    const session = hosts(settings, { ...listener, said }, apart);
    const channel = channels[Number(/(\d+)\.keys$/.exec(settings.keysFile)?.[1])];
    if (channel) Object.assign(channel, { session, sessions: channel.sessions + 1 });
    return session;
  };
  const create = createLinkedDeviceDriver({
    keysFolder: folder,
    dataKey: randomBytes(32),
    clock: systemClock,
    log,
    network,
    timings: { backoffMinMs: 20, backoffMaxMs: 200, confirmMs: 50 },
    spawn,
  });
  for (let id = 0; id < count; id += 1) {
    const states: ChannelState[] = [];
    const messages: WireMessage[] = [];
    const phone = net.phone({ number: `551190000000${id}`, name: `Loja ${id}` });
    const driver = create(
      { id, slug: `c${id}` },
      {
        state: (state) => {
          states.push(state);
          poke();
        },
        pairing(pairing) {
          if (pairing.phase === 'qr') void phone.scan(pairing.qr);
        },
        account: () => {},
        messages(batch) {
          messages.push(...batch);
          driver.confirm(batch);
        },
        receipts: () => {},
        contacts: () => {},
        typing: () => {},
        call: () => {},
        blocks: () => {},
        caughtUp: () => {},
        phoneSeen: () => {},
      },
    );
    channels[id] = { driver, phone, states, messages, session: undefined as never, sessions: 0 };
    driver.pairing.start({ kind: 'qr' });
  }
  await until(() => channels.every(connected), 'all to be connected');
}

const connected = ({ states }: Lived) => states.at(-1)?.phase === 'connected';
const textsOf = ({ messages }: Lived) => messages.map(textOf).toSorted();
const hostsUsed = () => new Set(channels.map(({ session }) => session.host));

test('channels share a host and answer the same customer, and nothing gets mixed', async () => {
  await open(5);
  expect(hostsUsed().size).toBe(1);
  const ana = net.customer('Ana');
  const rounds = Array.from({ length: 8 }, (_, round) => round);
  // All at once: what she writes to each shop, and what each shop answers, in both directions.
  await Promise.all(
    channels.flatMap(({ driver, phone }, shop) =>
      rounds.flatMap((round) => [
        ana.to(phone).says(`${shop}: pergunta ${round}`),
        driver.send({
          waId: `3EB0${shop}${round}AAAAAAAAAAAAAAAA`,
          chat: [{ kind: 'pn', value: ana.number }],
          content: { kind: 'text', text: `${shop}: resposta ${round}` },
        }),
      ]),
    ),
  );
  const expected = (shop: number, word: string) => rounds.map((round) => `${shop}: ${word} ${round}`);
  await until(() => channels.every(({ messages }) => messages.length >= 8), 'what she wrote');
  for (const [shop, channel] of channels.entries()) {
    expect(textsOf(channel)).toEqual(expected(shop, 'pergunta'));
    await until(
      () =>
        ana
          .to(channel.phone)
          .messages.filter(({ fromMe }) => !fromMe)
          .map(({ text }) => text)
          .toSorted()
          .join() === expected(shop, 'resposta').join(),
      `what shop ${shop} answered`,
    );
  }
});

describe('trouble of one session', () => {
  test('an error that nobody caught ends it alone; it begins again apart', async () => {
    await open(3);
    const [first, second, third] = channels as [Lived, Lived, Lived];
    const [culprit, neighbour] =
      first.session.host === second.session.host ? [first, second] : [first, third];
    expect(culprit.session.host).toBe(neighbour.session.host);
    const heard = neighbour.states.length;
    culprit.session.post({ do: 'confirm', handovers: undefined as never });
    await until(() => culprit.states.at(-1)?.reason === 'worker-crashed', 'the crash to be seen');
    await until(() => connected(culprit), 'the culprit to be back');
    await net.customer('Ana').to(culprit.phone).says('Vocês ainda estão aí?');
    await until(() => culprit.messages.length > 0, 'what she wrote');
    expect(culprit.session.host).not.toBe(neighbour.session.host);
    expect(neighbour.states).toHaveLength(heard);
    expect([culprit.sessions, neighbour.sessions]).toEqual([2, 1]);
  });

  test('keys that cannot be read stop it and nobody else', async () => {
    await open(3);
    const [culprit, ...others] = channels as [Lived, ...Lived[]];
    await culprit.driver.close();
    writeFileSync(path.join(folder, 'channel-0.keys'), randomBytes(8192));
    culprit.driver.connect();
    await until(() => culprit.states.at(-1)?.reason === 'keys-damaged', 'the damage to be seen');
    const ana = net.customer('Ana');
    await Promise.all(others.map(({ phone }) => ana.to(phone).says('Bom dia')));
    await until(() => others.every(({ messages }) => messages.length > 0), 'what she wrote');
    expect(others.map(({ sessions }) => sessions)).toEqual([1, 1]);
  });

  test('closing one cuts its line at once, and leaves the others theirs', async () => {
    await open(3);
    const [closing, ...others] = channels as [Lived, ...Lived[]];
    await closing.driver.close();
    await until(() => !closing.phone.linkedDevices()[0]!.online, 'the server to see it go');
    expect(others.map(({ phone }) => phone.linkedDevices()[0]?.online)).toEqual([true, true]);
    closing.driver.connect();
    await until(() => connected(closing), 'it to be back');
    expect(closing.states.some(({ reason }) => reason === 'opened-elsewhere')).toBe(false);
  });
});

describe('a host that dies', () => {
  test('every session of it begins again by itself, and nothing is lost or shown twice', async () => {
    await open(4);
    expect(hostsUsed().size).toBe(1);
    const ana = net.customer('Ana');
    const writing = channels.map(async ({ phone }, shop) => {
      for (let n = 0; n < 20; n += 1) await ana.to(phone).says(`${shop}/${n}`);
    });
    await until(() => channels[0]!.messages.length > 3, 'some of it to be in');
    channels[0]!.session.terminate();
    await Promise.all(writing);
    await until(
      () => channels.every(({ messages }) => new Set(messages.map(textOf)).size >= 20),
      'all of it',
    );
    for (const [shop, { messages, sessions }] of channels.entries()) {
      const ids = new Map(messages.map((message) => [message.waId, textOf(message)]));
      expect([...ids.values()].toSorted()).toEqual(
        Array.from({ length: 20 }, (_, n) => `${shop}/${n}`).toSorted(),
      );
      expect(sessions).toBe(2);
    }
    expect(channels.flatMap(({ states }) => states).some(({ reason }) => reason === 'opened-elsewhere')).toBe(
      false,
    );
  });

  test('again and again: who was in it each time is alone in the end', async () => {
    await open(4);
    const [culprit] = channels as [Lived, ...Lived[]];
    for (let crash = 1; crash <= 2; crash += 1) {
      culprit.session.terminate();
      await until(() => culprit.sessions === crash + 1, 'another session');
      await until(() => channels.every(connected), 'all to be back');
    }
    const neighbours = channels.filter(
      (channel) => channel !== culprit && channel.session.host === culprit.session.host,
    );
    expect(neighbours).toEqual([]);
  });
});

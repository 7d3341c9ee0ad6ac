import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach } from 'vitest';
import type { ChannelState, Pairing } from '../../../../preload/entities.ts';
// oxlint-disable-next-line no-restricted-imports -- the network that these tests run against
import { type Network, type NetworkOptions, type Phone, startNetwork } from '../../../../simulator/index.ts';
import { systemClock } from '../../../clock.ts';
import type { ChannelDriver } from '../../driver.ts';
import type {
  Account,
  Address,
  WireBlocks,
  WireCall,
  WireContact,
  WireMessage,
  WireReceipt,
} from '../../wire.ts';
import { type LinkedDeviceOptions, createLinkedDeviceDriver } from '../driver.ts';
import { type SessionWorker, createSessionHosts } from '../session-hosts.ts';

/** Everything that a driver told, in order. */
export interface Heard {
  readonly states: ChannelState[];
  readonly pairings: Pairing[];
  readonly accounts: Account[];
  readonly messages: WireMessage[];
  readonly receipts: WireReceipt[];
  readonly contacts: WireContact[];
  readonly typing: { chat: readonly Address[]; typing: boolean }[];
  readonly calls: WireCall[];
  readonly blocks: WireBlocks[];
  readonly phoneSeen: number[];
  caughtUp: number;
}

/** A driver on a simulated network, with what a test does to it. */
export interface Station {
  readonly net: Network;
  readonly phone: Phone;
  readonly driver: ChannelDriver;
  readonly heard: Heard;
  readonly keysFile: string;
  readonly dataKey: Buffer;
  readonly logs: readonly string[];
  /** What WhatsApp could not make sense of. */
  readonly problems: readonly unknown[];
  /** Whether main confirms what it hears. */
  confirms: boolean;
  /** Resolves with the first defined answer of `look`, asked again at each thing that is heard or shown on a phone. */
  until<Found>(look: () => Found | undefined | false, what: string): Promise<Found>;
  /** Links by QR and waits until the channel is connected. */
  link(): Promise<void>;
  connected(): Promise<void>;
  /** The dialogue in a phase, from now on or right now. */
  shows<Phase extends Pairing['phase']>(phase: Phase): Promise<Extract<Pairing, { phase: Phase }>>;
  stands(matches: Partial<ChannelState>): Promise<ChannelState>;
  /** Ends the worker in the middle of whatever it does, as a crash would. */
  crash(): void;
  /** How many workers were started so far. */
  readonly workers: number;
  /** Ends the driver and makes another on the same keys, as a restart of the station does. */
  restart(options?: Partial<LinkedDeviceOptions>): Promise<void>;
}

type Options = Omit<Partial<LinkedDeviceOptions>, 'network'> & {
  readonly network?: { readonly rootKey: Uint8Array };
};

const PATIENCE_MS = 40_000;
/** Short enough to be waited for, long enough for two busy cores. */
const FAST = { backoffMinMs: 20, backoffMaxMs: 200, confirmMs: 50 } as const;

export function useStation(
  options: Options = {},
  networkOptions: () => NetworkOptions = () => ({ receiptDelayMs: 10 }),
): Station {
  let net: Network;
  let phone: Phone;
  let folder: string;
  let dataKey: Buffer;
  let driver: ChannelDriver;
  let heard: Heard;
  let worker: SessionWorker | undefined;
  let workers: number;
  let logs: string[];
  let problems: unknown[];
  let confirms: boolean;
  const watchers = new Set<() => void>();

  const poke = () => {
    for (const watcher of watchers) watcher();
  };

  function build(more: Partial<LinkedDeviceOptions> = {}): ChannelDriver {
    const { timings, network: given, ...rest } = { ...options, ...more };
    const network = { url: net.url, rootKey: net.rootKey, caPem: net.caPem, ...given };
    const log = pino({ level: 'trace' }, { write: (line: string) => logs.push(line) });
    const spawn = createSessionHosts({ network }, log);
    const create = createLinkedDeviceDriver({
      keysFolder: folder,
      dataKey,
      clock: systemClock,
      log,
      network,
      timings: { ...FAST, ...timings },
      spawn(...session) {
        workers += 1;
        worker = spawn(...session);
        return worker;
      },
      ...rest,
    });
    const tell =
      <A extends unknown[]>(hear: (...what: A) => void) =>
      (...what: A) => {
        hear(...what);
        poke();
      };
    return create(
      { id: 1, slug: 'recepcao' },
      {
        state: tell((state) => heard.states.push(state)),
        pairing: tell((pairing) => heard.pairings.push(pairing)),
        account: tell((account) => heard.accounts.push(account)),
        messages: tell((batch) => {
          heard.messages.push(...batch);
          if (confirms) driver.confirm(batch);
        }),
        receipts: tell((batch) => {
          heard.receipts.push(...batch);
          if (confirms) driver.confirm(batch);
        }),
        contacts: tell((batch) => heard.contacts.push(...batch)),
        typing: tell((chat, typing) => heard.typing.push({ chat, typing })),
        call: tell((call) => heard.calls.push(call)),
        blocks: tell((blocks) => heard.blocks.push(blocks)),
        caughtUp: tell(() => {
          heard.caughtUp += 1;
        }),
        phoneSeen: tell((at) => heard.phoneSeen.push(at)),
      },
    );
  }

  beforeEach(async () => {
    net = await startNetwork(networkOptions());
    net.on('screen', poke);
    problems = [];
    net.on('problem', (problem) => problems.push(problem));
    phone = net.phone({ number: '5511987654321', name: 'Padaria da Vila' });
    folder = mkdtempSync(path.join(tmpdir(), 'balcao-linked-'));
    dataKey = randomBytes(32);
    heard = {
      states: [],
      pairings: [],
      accounts: [],
      messages: [],
      receipts: [],
      contacts: [],
      typing: [],
      calls: [],
      blocks: [],
      phoneSeen: [],
      caughtUp: 0,
    };
    logs = [];
    workers = 0;
    confirms = true;
    driver = build();
  });

  afterEach(async () => {
    await driver.close();
    await net.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const station: Station = {
    get net() {
      return net;
    },
    get phone() {
      return phone;
    },
    get driver() {
      return driver;
    },
    get heard() {
      return heard;
    },
    get keysFile() {
      return path.join(folder, 'channel-1.keys');
    },
    get dataKey() {
      return dataKey;
    },
    get logs() {
      return logs;
    },
    get problems() {
      return problems;
    },
    get confirms() {
      return confirms;
    },
    set confirms(value) {
      confirms = value;
    },
    get workers() {
      return workers;
    },
    until: (look, what) =>
      new Promise((resolve, reject) => {
        const give = (found: Awaited<ReturnType<typeof look>>) => {
          clearTimeout(timer);
          watchers.delete(watch);
          resolve(found as never);
        };
        const watch = () => {
          const found = look();
          if (found !== undefined && found !== false) give(found as never);
        };
        const timer = setTimeout(() => {
          watchers.delete(watch);
          const last = { state: heard.states.at(-1), pairing: heard.pairings.at(-1) };
          reject(
            new Error(`waited too long for ${what}; ${JSON.stringify(last)}; ${logs.slice(-5).join('')}`),
          );
        }, PATIENCE_MS);
        watchers.add(watch);
        watch();
      }),
    async link() {
      driver.pairing.start({ kind: 'qr' });
      const { qr } = await station.shows('qr');
      await phone.scan(qr);
      await station.shows('linked');
      await station.connected();
    },
    connected: async () => void (await station.stands({ phase: 'connected' })),
    shows: (phase) =>
      station.until(() => {
        const pairing = driver.pairing.current();
        return pairing.phase === phase && (pairing as Extract<Pairing, { phase: typeof phase }>);
      }, `the dialogue to show ${phase}`),
    stands: (matches) =>
      station.until(
        () => {
          const state = heard.states.at(-1);
          return state &&
            Object.entries(matches).every(([key, value]) => state[key as keyof ChannelState] === value)
            ? state
            : undefined;
        },
        `the state ${JSON.stringify(matches)}`,
      ),
    crash: () => worker?.terminate(),
    async restart(more) {
      await driver.close();
      driver = build(more);
      driver.connect();
    },
  };
  return station;
}

/** A text to send. */
export const says = (text: string) => ({ kind: 'text', text }) as const;

/** What a message says, in a word. */
export function textOf({ content }: WireMessage): string {
  return 'text' in content ? content.text : `<${content.kind}>`;
}

/** Each id once, with the last content that came under it: what main is left with. */
export function stored(messages: readonly WireMessage[]): Map<string, WireMessage> {
  const byId = new Map<string, WireMessage>();
  for (const message of messages) {
    const known = byId.get(message.waId);
    if (!known || known.content.kind === 'unreadable') byId.set(message.waId, message);
  }
  return byId;
}

import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ChannelReason } from '../../../preload/entities.ts';
import {
  type ChannelDriver,
  type DriverFactory,
  MediaFailure,
  type Outgoing,
} from '../../channels/driver.ts';
import type { WireMessage, WireReceipt } from '../../channels/wire.ts';
import { writeDurably } from '../../durable-file.ts';
import { systemClock } from '../../clock.ts';
import { ABLE } from '../../testing/fake-driver.ts';

/** What a keys file on paper holds: like a real one, it keeps each message until main has it. */
interface PaperKeys {
  readonly journal: readonly WireMessage[];
  readonly receipts: readonly WireReceipt[];
}

type Network = 'online' | 'offline' | 'unlinked-on-phone';

/** Drivers whose keys are real files and whose WhatsApp is a word of the test's. */
export interface PaperDrivers {
  readonly factory: DriverFactory;
  network: Network;
  /** Handed over so far, by the id of the channel. */
  readonly sent: (Outgoing & { readonly channelId: number })[];
  /** Devices that were unlinked while WhatsApp could be reached. */
  readonly unlinked: number[];
  /** So many drivers were open on the same keys at once. */
  mostOpen: number;
  /** Whether what is handed over is answered. */
  answers: boolean;
  link(channelId: number, keys?: Partial<PaperKeys>): void;
  hasKeys(channelId: number): boolean;
  deleteKeys(channelId: number): void;
}

export function createPaperDrivers(
  folder: string,
  reached: (where: string) => void = () => {},
): PaperDrivers {
  const fileOf = (channelId: number) => path.join(folder, `channel-${channelId}.keys`);
  const read = (channelId: number) => JSON.parse(readFileSync(fileOf(channelId), 'utf8')) as PaperKeys;
  const save = (channelId: number, keys: PaperKeys) =>
    writeDurably(fileOf(channelId), Buffer.from(JSON.stringify(keys)));

  const openOn = new Map<number, number>();
  const drivers: PaperDrivers = {
    network: 'online',
    sent: [],
    unlinked: [],
    mostOpen: 0,
    answers: true,
    link: (channelId, keys = {}) => save(channelId, { journal: [], receipts: [], ...keys }),
    hasKeys: (channelId) => existsSync(fileOf(channelId)),
    deleteKeys(channelId) {
      reached('delete keys');
      rmSync(fileOf(channelId), { force: true });
    },
    factory({ id }, events) {
      let connected = false;
      let isOpen = false;
      const setOpen = (open: boolean) => {
        if (open === isOpen) return;
        isOpen = open;
        const count = (openOn.get(id) ?? 0) + (open ? 1 : -1);
        openOn.set(id, count);
        drivers.mostOpen = Math.max(drivers.mostOpen, count);
      };
      const tell = (reason?: ChannelReason) => {
        connected = reason === undefined;
        const phase = connected ? 'connected' : 'disconnected';
        const needsPerson = reason === 'unlinked-on-phone';
        events.state({ phase, since: systemClock.now(), needsPerson, ...(reason && { reason }) });
      };
      const end = () => {
        if (connected) tell('stopped-by-user');
        setOpen(false);
      };

      const driver: ChannelDriver = {
        capabilities: ABLE,
        credentials: () => (drivers.hasKeys(id) ? 'linked' : 'absent'),
        connect() {
          reached('connect');
          setOpen(true);
          // Told before it is connected, as by a worker that starts.
          const { journal, receipts } = read(id);
          if (journal.length > 0) events.messages(journal);
          if (receipts.length > 0) events.receipts(receipts);
          if (drivers.network === 'offline') return tell('offline');
          if (drivers.network === 'unlinked-on-phone') return tell('unlinked-on-phone');
          tell();
          events.caughtUp();
        },
        close() {
          reached('close');
          end();
          return Promise.resolve();
        },
        pairing: { current: () => ({ phase: 'idle' }), start: () => {}, stop: () => {} },
        unlink() {
          reached('unlink');
          const agreed = connected || drivers.network === 'unlinked-on-phone';
          if (connected) drivers.unlinked.push(id);
          end();
          rmSync(fileOf(id), { force: true });
          reached('unlinked');
          return Promise.resolve(agreed);
        },
        send(message) {
          drivers.sent.push({ ...message, channelId: id });
          return drivers.answers ? Promise.resolve() : new Promise(() => {});
        },
        download: () => Promise.reject(new MediaFailure('gone')),
        rejectCall: () => Promise.resolve(),
        setBlocked: () => Promise.resolve(),
        lookUp: () => Promise.resolve(undefined),
        markRead: () => Promise.resolve(),
        typing: () => Promise.resolve(),
        probe: () => Promise.resolve(1),
        confirm(stored) {
          if (!drivers.hasKeys(id)) return;
          const { journal, receipts } = read(id);
          const confirmed = new Set(stored.map((what) => 'waId' in what && what.waId));
          save(id, { receipts, journal: journal.filter(({ waId }) => !confirmed.has(waId)) });
        },
        hurry: () => {},
      };
      return driver;
    },
  };
  return drivers;
}

import path from 'node:path';
import { pino } from 'pino';
import { createBus } from '../../api/bus.ts';
import { createRegistry, type Registry } from '../../channels/registry.ts';
import type { DriverFactory } from '../../channels/driver.ts';
import { type Channels, createChannels } from '../../channels/store.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { createInbox, type Inbox } from '../../inbox/inbox.ts';
import { addShop, RITA } from '../../inbox/testing/ring.ts';
import { openTestDatabase } from '../../testing/new-database.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { createAudit } from '../../users/audit.ts';
import { createFollow } from '../follow.ts';
import { sightOn, ticketsOn } from '../../tickets/testing/tickets-on.ts';
import type { Tickets } from '../../tickets/tickets.ts';
import { createRemoval, type Removal } from '../removal.ts';
import { createPaperDrivers, type PaperDrivers } from './paper-drivers.ts';

/** The channel that goes, the one that inherits, and a third one that has nothing to do with it. */
export const OLD = 1;
export const HEIR = 2;
export const THIRD = 3;
export { RITA };

/** A whole station but for its windows, on real files. */
export interface Shop {
  readonly db: Database;
  readonly channels: Channels;
  readonly registry: Registry;
  readonly inbox: Inbox;
  readonly tickets: Tickets;
  readonly removal: Removal;
  readonly drivers: PaperDrivers;
  readonly left: string[];
  readonly folder: string;
  rows<R>(sql: string): R[];
  /** The channels that are linked connect. */
  start(): void;
  close(): Promise<void>;
}

/** `around` puts a test between the station and its file, and hears of what happens on the way. */
export interface Around {
  readonly database?: (db: Database) => Database;
  readonly reached?: (where: string) => void;
  /** Other drivers than those on paper. */
  readonly createDriver?: DriverFactory;
}

export async function openShop(
  folder: string,
  clock: Clock = createManualClock(),
  { database = (db) => db, reached, createDriver }: Around = {},
): Promise<Shop> {
  const db = database(await openTestDatabase(path.join(folder, 'station.sqlite'), clock));
  const channels = createChannels(db);
  if (channels.list().length === 0) {
    addShop(db, clock);
    channels.add({ slug: 'noite', name: 'Noite', method: 'linked-device', at: clock.now() });
  }
  const log = pino({ level: 'silent' });
  const bus = createBus(clock);
  const phone = { watch: () => undefined, checksOpen: () => 0, seen: () => {} };
  const drivers = createPaperDrivers(folder, reached);
  const factory = createDriver ?? drivers.factory;
  const registry = createRegistry({ channels, createDriver: factory, phone, bus, clock, log });
  const tickets = ticketsOn(db, clock);
  const follow = createFollow(db, tickets);
  const inbox = createInbox({
    db,
    clock,
    bus,
    log,
    driverOf: (id) => registry.driverOf(id),
    countersChanged: (id) => registry.changed(id),
    arrived: () => {},
    rebind: follow,
    people: { ticketsChanged: (id) => tickets.store.place(id) },
    tickets,
    sight: sightOn(db),
    mediaFolder: path.join(folder, 'media'),
  });
  const left: string[] = [];
  const removal = createRemoval({
    db,
    clock,
    bus,
    log,
    channels,
    registry,
    heard: inbox.heard,
    follow,
    audit: createAudit(db, clock),
    createDriver: factory,
    deleteKeys: (id) => drivers.deleteKeys(id),
    deviceLeft: (slug) => void left.push(slug),
    exportsFolder: path.join(folder, 'exports'),
  });
  return {
    db,
    channels,
    registry,
    inbox,
    tickets,
    removal,
    drivers,
    left,
    folder,
    rows: <R>(sql: string) => db.statement<[], R>('test.rows', sql).all(),
    start() {
      registry.start(inbox);
      removal.start();
    },
    async close() {
      await removal.stop();
      await registry.close();
      inbox.stop();
      bus.close();
      db.close();
    },
  };
}

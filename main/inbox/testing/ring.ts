import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { CallInput, CallOutput, EventName, EventPayload } from '../../../preload/contract.ts';
import type { User } from '../../../preload/entities.ts';
import { type AttendanceSettingsStore, createAttendanceSettings } from '../../attendance/settings.ts';
import { createSight } from '../../channel-preferences/sight.ts';
import { type ChannelPreferenceStore, createChannelPreferences } from '../../channel-preferences/store.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { createManualClock, type ManualClock } from '../../testing/manual-clock.ts';
import { openTestDatabase } from '../../testing/new-database.ts';
import type { Arrived } from '../changes.ts';
import { createInbox, type Inbox } from '../inbox.ts';
import { createFollow } from '../../removal/follow.ts';
import { type Tickets } from '../../tickets/tickets.ts';
import { ticketsOn } from '../../tickets/testing/tickets-on.ts';
import { createFakeDriver, type FakeDriver } from './fake-driver.ts';

type Told = { [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> } }[EventName];

/** The message ring on a real file, between a driver and a window that are the test. */
export interface Ring extends Inbox {
  readonly db: Database;
  readonly clock: ManualClock;
  readonly driver: FakeDriver;
  readonly told: Told[];
  readonly arrivals: Arrived[];
  readonly tickets: Tickets;
  readonly settings: AttendanceSettingsStore;
  readonly preferences: ChannelPreferenceStore;
  /** As the dispatcher calls it, with the receptionist at the window unless it is somebody else. */
  call<N extends keyof Inbox['handlers']>(name: N, input: CallInput<N>, user?: User): Promise<CallOutput<N>>;
  close(): void;
}

export const RITA: User = { id: 1, name: 'Rita', role: 'receptionist' };
export const MARTA: User = { id: 2, name: 'Marta', role: 'manager' };

/** One station with two channels, 1 and 2, both behind the same driver; in `file`, or in one that goes with it. */
export async function createRing(
  given: { file?: string; mirrors?: (channelId: number) => boolean } = {},
): Promise<Ring> {
  const clock = createManualClock();
  const driver = createFakeDriver();
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-ring-'));
  const file = given.file ?? path.join(folder, 'station.sqlite');
  const db = await openTestDatabase(file, clock);
  addShop(db, clock);
  const settings = createAttendanceSettings(db);
  const preferences = createChannelPreferences(db);
  const tickets = ticketsOn(db, clock, settings);
  const told: Told[] = [];
  const arrivals: Arrived[] = [];
  const inbox = createInbox({
    db,
    clock,
    bus: { emit: (name, payload) => void told.push({ name, payload } as Told) },
    log: pino({ level: 'silent' }),
    driverOf: () => driver,
    rebind: createFollow(db, tickets),
    sight: createSight(db, preferences),
    mediaFolder: path.join(path.dirname(file), 'media'),
    countersChanged: () => {},
    arrived: (message) => void arrivals.push(message),
    people: { listAllOf: () => preferences.listingAll() },
    ...(given.mirrors && { mirrors: given.mirrors }),
    tickets,
  });
  return {
    ...inbox,
    db,
    clock,
    driver,
    told,
    arrivals,
    tickets,
    settings,
    preferences,
    call: async (name, input, user = RITA) =>
      (await inbox.handlers[name](input, { window: { user }, user })) as CallOutput<typeof name>,
    close() {
      inbox.stop();
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Does nothing where it is already there. */
export function addShop(db: Database, clock: Clock): void {
  db.statement<[string, string, string, string, number]>(
    'test.user',
    'INSERT OR IGNORE INTO user (name, name_key, role, pin_hash, created_at) VALUES (?, ?, ?, ?, ?)',
  ).run(RITA.name, 'rita', RITA.role, '', clock.now());
  const channel = db.statement<[string, string, string, number]>(
    'test.channel',
    `INSERT OR IGNORE INTO channel (slug, name, name_key, method, created_at) VALUES (?, ?, ?, 'linked-device', ?)`,
  );
  for (const slug of ['recepcao', 'entregas']) channel.run(slug, slug, slug, clock.now());
}

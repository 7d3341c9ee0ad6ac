import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import type { CallInput, CallOutput, EventName } from '../../../preload/contract.ts';
import type { ChannelAutomation, User } from '../../../preload/entities.ts';
import type { BusinessHours } from '../../../preload/entities/hours.ts';
import type { Address, WireMessage } from '../../channels/wire.ts';
import type { Clock } from '../../clock.ts';
import { createShopZone } from '../../hours/zone.ts';
import { wordsIn } from '../../i18n/index.ts';
import { createInbox, type Inbox } from '../../inbox/inbox.ts';
import { createFakeDriver, type FakeDriver } from '../../inbox/testing/fake-driver.ts';
import { addShop, RITA } from '../../inbox/testing/ring.ts';
import { openTestDatabase } from '../../testing/new-database.ts';
import { ANA, says } from '../../inbox/testing/wire.ts';
import { createFollow } from '../../removal/follow.ts';
import { createManualClock, type ManualClock } from '../../testing/manual-clock.ts';
import { sightOn } from '../../tickets/testing/tickets-on.ts';
import { createAttendanceSettings } from '../../attendance/settings.ts';
import { createTickets, type Tickets } from '../../tickets/tickets.ts';
import { createAudit } from '../../users/audit.ts';
import {
  type Automation,
  type AutomationRules,
  createAutomation,
  createAutomationRules,
} from '../automation.ts';
import { AUTOMATION, NOW, WEEK } from './situations.ts';

export const RECEPTION = 1;
export const MARTA: User = { id: RITA.id, name: 'Marta', role: 'manager' };

/** Inbox, tickets and automation on a real file; the network and the window are the test. */
export interface Counter<C extends Clock = ManualClock> {
  readonly clock: C;
  readonly driver: FakeDriver;
  readonly inbox: Inbox;
  readonly tickets: Tickets;
  readonly automation: Automation;
  readonly heard: EventName[];
  readonly rules: AutomationRules;
  readonly follow: (from: number, into: number) => void;
  /** The next life on the same file. */
  restarted(): Promise<Counter<C>>;
  set(about: Partial<ChannelAutomation>): void;
  setHours(hours: BusinessHours): void;
  /** A message of a contact; resolves when it is stored, decided about, and handed to the network. */
  says(text: string, about?: Partial<WireMessage>): Promise<void>;
  settled(): Promise<void>;
  /** Texts that went out, in order. */
  sent(): string[];
  rows<R>(sql: string): R[];
  run(sql: string): void;
  call<N extends keyof Automation['handlers']>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  close(): void;
}

export async function openCounter<C extends Clock = ManualClock>(
  given: {
    file?: string;
    clock?: C;
    driver?: FakeDriver;
    /** Whether the server takes at once what it is given; it does unless told otherwise. */
    receipts?: boolean;
  } = {},
): Promise<Counter<C>> {
  const clock = given.clock ?? (createManualClock(NOW) as unknown as C);
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-counter-'));
  const file = given.file ?? path.join(folder, 'station.sqlite');
  const db = await openTestDatabase(file, clock);
  const shops = db.statement<[], { n: number }>('test.shops', 'SELECT count(*) AS n FROM channel').get();
  if (shops?.n === 0) addShop(db, clock);
  const log = pino({ level: 'silent' });
  const words = () => wordsIn('pt-BR');
  const rules = createAutomationRules(db, words);
  const tickets = createTickets({
    db,
    clock,
    log,
    settings: createAttendanceSettings(db),
    admits: (id, kind) => rules.admits(id, kind),
  });
  const heard: EventName[] = [];
  const bus = { emit: (name: EventName) => void heard.push(name) };
  const follow = createFollow(db, tickets);
  const driver = given.driver ?? createFakeDriver();
  const inbox = createInbox({
    db,
    clock,
    bus,
    log,
    driverOf: () => driver,
    rebind: follow,
    mediaFolder: path.join(folder, 'media'),
    countersChanged: () => {},
    arrived: (message) => automation.arrived(message),
    tickets,
    sight: sightOn(db),
  });
  const automation = createAutomation({
    db,
    clock,
    log,
    bus,
    audit: createAudit(db, clock),
    words,
    rules,
    zone: createShopZone(db, clock),
    inbox,
    tickets,
    channels: { list: () => [{ id: 1 }, { id: 2 }], get: (id) => ({ name: `Canal ${id}` }) },
    jobs: () => ({ status: () => [] }),
  });
  const set: Counter['set'] = (about) => {
    for (const [section, value] of Object.entries({ ...AUTOMATION, ...about })) {
      rules.settings.set(RECEPTION, section as keyof ChannelAutomation, value);
    }
  };
  const settled = async () => {
    await automation.idle();
    for (let turn = 0; turn < 4; turn += 1) await nextTurn();
  };
  const send = driver.send.bind(driver);
  driver.send = async (message) => {
    await send(message);
    if (given.receipts === false) return;
    void inbox.heard.receipts(RECEPTION, [
      { waIds: [message.waId], chat: message.chat, what: 'sent', at: clock.now() },
    ]);
  };
  inbox.heard.connected(RECEPTION);
  await inbox.heard.caughtUp(RECEPTION);
  return {
    clock,
    driver,
    inbox,
    tickets,
    automation,
    heard,
    rules,
    follow,
    restarted: () => openCounter({ file, clock }),
    set,
    setHours: (hours) => rules.settings.set(RECEPTION, 'hours', hours),
    async says(text, about) {
      await inbox.heard.messages(RECEPTION, [says(text, { at: clock.now(), ...about })]);
      await settled();
    },
    settled,
    sent: () => driver.sent.map(({ content }) => (content.kind === 'text' ? content.text : content.kind)),
    rows: <R>(sql: string) => db.statement<[], R>('test.rows', sql).all(),
    run: (sql) => void db.statement('test.run', sql).run(),
    call: async (name, input) =>
      (await automation.handlers[name](input, { window: { user: MARTA }, user: MARTA })) as CallOutput<
        typeof name
      >,
    close() {
      automation.stop();
      inbox.stop();
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export { ANA, AUTOMATION, NOW, RITA, says, WEEK, type Address };

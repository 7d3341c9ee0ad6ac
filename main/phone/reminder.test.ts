import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { idleWork } from '../automation/testing/idle-work.ts';
import type { User } from '../../preload/entities.ts';
import { type Channels, createChannels } from '../channels/store.ts';
import type { Database } from '../db/database.ts';
import { readCron } from '../jobs/cron.ts';
import { type Job, type Jobs, createJobs } from '../jobs/jobs.ts';
import { dueBetween } from '../jobs/rules.ts';
import { createJobStore } from '../jobs/store.ts';
import { jobTable } from '../jobs/table.ts';
import { type ManualClock, createManualClock } from '../testing/manual-clock.ts';
import { openTestDatabase } from '../testing/new-database.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { createAudit } from '../users/audit.ts';
import { createUsers } from '../users/store.ts';
import { type PhoneNotice, type PhoneReminder, createPhoneReminder } from './reminder.ts';
import { type PhoneStore, createPhoneStore } from './store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Six in the evening in São Paulo. */
const START = Date.UTC(2026, 10, 21, 21);

const folder = useTempFolder();
const log = pino({ level: 'silent' });

let clock: ManualClock;
let db: Database;
let channels: Channels;
let store: PhoneStore;
let phone: PhoneReminder;
let jobs: Jobs;
let shop: number;
let marta: User;
let notices: PhoneNotice[];
let changed: number[];

beforeEach(async () => {
  clock = createManualClock(START);
  db = await openTestDatabase(path.join(folder(), 'station.sqlite'), clock);
  channels = createChannels(db);
  store = createPhoneStore(db);
  marta = createUsers(db).add({ name: 'Marta', role: 'manager', pinHash: '', at: START })!;
  notices = [];
  changed = [];
  shop = linkedChannel('loja');
  start();
});
afterEach(async () => {
  await jobs.stop();
  db.close();
});

function linkedChannel(slug: string): number {
  const { id } = channels.add({ slug, name: slug, method: 'linked-device', at: clock.now() });
  channels.linked(id, clock.now());
  return id;
}

/** As after a start of the station on the same data. */
function start(over: { store?: PhoneStore; notify?: (notice: PhoneNotice) => void; dies?: boolean } = {}) {
  phone = createPhoneReminder({
    db,
    store: over.store ?? store,
    clock,
    audit: createAudit(db, clock),
    notify: over.notify ?? ((notice) => notices.push(notice)),
    changed: (channelId) => changed.push(channelId),
    log,
  });
  const all = jobTable({ remindOfPhones: () => phone.remind(), automation: idleWork, cleanMedia: () => {} });
  const table = all.filter(({ name }) => name === 'phone-reminder');
  jobs = createJobs({
    table: over.dies ? table.map(dying) : table,
    store: createJobStore(db),
    clock,
    shopTimeZone: () => 'America/Sao_Paulo',
    log,
  });
  jobs.start();
}

/** One look of the jobs an hour: what they do by the minute is tested with them. */
async function pass(ms: number) {
  for (let left = ms; left > 0; left -= HOUR) {
    const step = Math.min(left, HOUR);
    clock.set(clock.now() + step - MINUTE);
    clock.advance(MINUTE);
    await setImmediate();
  }
}

/** The PC is off for so long. */
async function off(ms: number) {
  await jobs.stop();
  clock.set(clock.now() + ms);
  start();
}

/** A run under which the process ends: what it has done stays, what would come after it never does. */
const dying = (job: Job): Job => ({
  ...job,
  run() {
    try {
      void job.run();
    } catch {
      // It died of this.
    }
    return new Promise(() => undefined);
  },
});

const days = () => notices.map((notice) => notice.day);

describe('PH-6 the daily job reminds of a phone that is not seen', () => {
  test('on days 10, 12, 13 and 14 at nine in the morning, more pressing each time, and then no more', async () => {
    const given: string[] = [];
    const iso = (ms: number) => new Date(ms).toISOString().slice(5, 16);
    await jobs.stop();
    start({
      notify: ({ day, level, endsAt, channelName }) =>
        given.push(`${iso(clock.now())} ${channelName} ${day} ${level}, ends ${iso(endsAt)}`),
    });
    await pass(17 * DAY);
    expect(given).toEqual([
      '12-02T12:00 loja 10 info, ends 12-05T21:00',
      '12-04T12:00 loja 12 warn, ends 12-05T21:00',
      '12-05T12:00 loja 13 urgent, ends 12-05T21:00',
      '12-06T12:00 loja 14 urgent, ends 12-05T21:00',
    ]);
  });

  test('after days with the PC off, with the newest one only', async () => {
    await pass(9 * DAY);
    await off(4 * DAY);
    await pass(HOUR);
    expect(days()).toEqual([13]);
    await pass(3 * DAY);
    expect(days()).toEqual([13, 14]);
  });

  test('at the wake when the PC slept through the hour', async () => {
    await pass(10 * DAY);
    clock.set(clock.now() + 16 * HOUR);
    jobs.wake();
    await pass(2 * MINUTE);
    expect(days()).toEqual([10]);
  });

  test('once each, however often the station is started', async () => {
    await pass(9 * DAY);
    for (let starts = 0; starts < 40; starts += 1) {
      await off(2 * HOUR);
      await pass(2 * HOUR);
    }
    expect(days()).toEqual([10, 12, 13, 14]);
  });

  test('once each, when the clock goes back and forth', async () => {
    await pass(12 * DAY + 15 * HOUR);
    expect(days()).toEqual([10, 12]);
    clock.set(clock.now() - 3 * DAY);
    await pass(3 * DAY);
    expect(days()).toEqual([10, 12]);
    clock.set(clock.now() - 20 * DAY);
    await pass(2 * DAY);
    clock.set(START + 13 * DAY + 15 * HOUR);
    await pass(HOUR);
    expect(days()).toEqual([10, 12, 13]);
  });

  test('in their own time after the clock was months ahead for a day', async () => {
    clock.set(START + 90 * DAY);
    await pass(DAY);
    expect(days()).toEqual([14]);
    clock.set(START + DAY);
    await pass(14 * DAY);
    expect(days()).toEqual([14, 10, 12, 13]);
  });

  test('although it was linked under a clock of the year 2030', async () => {
    clock.set(START + 4 * 365 * DAY);
    const late = linkedChannel('oficina');
    phone.phoneSeen(shop, clock.now());
    clock.set(START);
    await pass(12 * DAY);
    expect(phone.watch(late)).toMatchObject({ day: 11, reminder: { day: 10 } });
    expect(notices.map(({ channelId, day }) => [channelId, day])).toEqual([
      [shop, 10],
      [late, 10],
    ]);
  });
});

/** Nine in the morning there, day by day, until fourteen days and a half after noon of the first day. */
test.each([
  ['São Paulo springs forward', 'America/Sao_Paulo', '2018-10-30'],
  ['São Paulo falls back', 'America/Sao_Paulo', '2019-02-10'],
  ['New York springs forward', 'America/New_York', '2026-03-02'],
  ['New York falls back', 'America/New_York', '2026-10-25'],
  ['Lisbon springs forward', 'Europe/Lisbon', '2026-03-20'],
  ['Lisbon falls back on the tenth day', 'Europe/Lisbon', '2026-10-15'],
  ['29 February', 'America/Sao_Paulo', '2028-02-20'],
  ['the end of the year', 'America/Sao_Paulo', '2026-12-25'],
])('PH-6 all four are given when it is %s', (_, zone, date) => {
  const [noon] = dueBetween(readCron('0 12 * * *'), Date.parse(date), Date.parse(date) + DAY, zone);
  clock.set(noon!);
  phone.phoneSeen(shop, noon!);
  channels.linked(shop, noon! - DAY);
  const mornings = [...dueBetween(readCron('0 9 * * *'), noon!, noon! + 15.5 * DAY, zone)].reverse();
  for (const morning of mornings) {
    clock.set(morning);
    phone.remind();
  }
  expect(days()).toEqual([10, 12, 13, 14]);
});

describe('PH-6 signs of the phone', () => {
  test('end the banner at once and begin the count anew', async () => {
    await pass(12 * DAY + 15 * HOUR);
    expect(phone.watch(shop)?.reminder).toEqual({ day: 12, level: 'warn' });
    changed.length = 0;
    phone.phoneSeen(shop, clock.now() - HOUR);
    expect(changed).toEqual([shop]);
    expect(phone.watch(shop)).toMatchObject({ day: 0, known: 'seen' });
    expect(phone.watch(shop)).not.toHaveProperty('reminder');
    await pass(15 * DAY);
    expect(days()).toEqual([10, 12, 10, 12, 13, 14]);
  });

  test('that tell nothing new change nothing', () => {
    phone.phoneSeen(shop, START - DAY);
    phone.phoneSeen(shop, Number.NaN);
    phone.phoneSeen(99, START);
    clock.advance(MINUTE);
    phone.phoneSeen(shop, START + 500 * DAY);
    phone.phoneSeen(shop, START + 500 * DAY);
    expect(changed).toEqual([shop]);
    expect(phone.watch(shop)?.since).toBe(START + MINUTE);
  });

  test('a new link is one', async () => {
    await pass(15 * DAY);
    channels.unlinked(shop);
    expect(phone.watch(shop)).toBeUndefined();
    await pass(3 * DAY);
    channels.linked(shop, clock.now());
    expect(phone.watch(shop)).toMatchObject({ day: 0, known: 'linked' });
    await pass(15 * DAY);
    expect(days()).toEqual([10, 12, 13, 14, 10, 12, 13, 14]);
  });
});

describe('PH-6 “Abri o WhatsApp no celular”', () => {
  const audited = () =>
    db
      .statement<[], { user: number; action: string; detail: string }>(
        'test.audit',
        'SELECT user_id AS user, action, detail FROM audit',
      )
      .all();

  test('is believed and audited; pressed twice it is one', async () => {
    await pass(12 * DAY + 15 * HOUR);
    changed.length = 0;
    phone.declareSeen(shop, marta);
    phone.declareSeen(shop, marta);
    expect(phone.watch(shop)).toMatchObject({ day: 0, since: clock.now() });
    expect(audited()).toEqual([
      { user: marta.id, action: 'phone.declared-seen', detail: JSON.stringify({ channel: shop }) },
    ]);
    expect(changed).toEqual([shop]);
  });

  test('is refused where there is no phone', () => {
    channels.unlinked(shop);
    expect(() => phone.declareSeen(shop, marta)).toThrow('channel-not-linked');
    expect(() => phone.declareSeen(99, marta)).toThrow('channel-not-found');
    expect([audited(), changed]).toEqual([[], []]);
  });
});

describe('PH-6 several channels', () => {
  test('each has its own days, and one without a phone has none', async () => {
    await pass(3 * DAY);
    const later = linkedChannel('oficina');
    channels.add({ slug: 'nova', name: 'nova', method: 'linked-device', at: 0 });
    const official = channels.add({ slug: 'oficial', name: 'oficial', method: 'cloud-api', at: 0 });
    channels.linked(official.id, 1);
    await pass(10 * DAY);
    expect(notices.map(({ channelId, day }) => [channelId, day])).toEqual([
      [shop, 10],
      [shop, 12],
    ]);
    await pass(DAY);
    expect(notices.slice(2).map(({ channelId, day }) => [channelId, day])).toEqual([
      [shop, 13],
      [later, 10],
    ]);
    expect(changed.slice(-2)).toEqual([shop, later]);
    expect(jobs.status()[0]?.last).toMatchObject({ result: 'done', detail: '2 of 2 reminded' });
  });

  test('a notification that cannot be shown holds up no other', () => {
    const later = linkedChannel('oficina');
    const shown: number[] = [];
    start({
      notify({ channelId }) {
        if (channelId === shop) throw new Error('no notification service');
        shown.push(channelId);
      },
    });
    clock.set(START + 10 * DAY);
    expect(phone.remind()).toBe('2 of 2 reminded');
    expect(shown).toEqual([later]);
  });
});

describe('PH-6 a crash', () => {
  /** Starts a station that dies in the middle of its first reminder, and then one that does not. */
  async function dieOnceAndStart(dying: Parameters<typeof start>[0]) {
    await pass(10 * DAY);
    await jobs.stop();
    start({ ...dying, dies: true });
    await pass(15 * HOUR + MINUTE);
    expect(jobs.status()[0]?.last).toMatchObject({ result: 'running' });
    clock = createManualClock(clock.now());
    start();
    expect(jobs.status()[0]?.last).toMatchObject({ result: 'interrupted' });
    await pass(2 * MINUTE);
    expect(jobs.status()[0]?.last).toMatchObject({ result: 'done' });
  }

  test('between computing and writing down: the reminder is given after the next start', async () => {
    const give = vi.fn<PhoneStore['give']>(() => {
      throw new Error('killed');
    });
    await dieOnceAndStart({ store: { ...store, give } });
    expect(give).toHaveBeenCalledOnce();
    expect(days()).toEqual([10]);
  });

  test('between writing down and showing: the banner has it, and no notification comes late', async () => {
    const notify = vi.fn<(notice: PhoneNotice) => void>();
    await dieOnceAndStart({ notify });
    expect(notify).toHaveBeenCalledOnce();
    expect(days()).toEqual([]);
    expect(phone.watch(shop)?.reminder?.day).toBe(10);
  });
});

const ahead = fc.integer({ min: -40 * DAY, max: 40 * DAY });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('next day'), ms: fc.integer({ min: DAY, max: 3 * DAY }) }),
  },
  fc.record({ do: fc.constant('set the clock'), ms: ahead }),
  fc.record({ do: fc.constantFrom('restart', 'link', 'declare'), ms: fc.constant(0) }),
  fc.record({ do: fc.constant('sign'), ms: fc.oneof(ahead, fc.constant(1e15)) }),
);

test('PH-6 whatever happens: none twice in one silence, none missing, and all that is shown agrees', () => {
  let count = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      clock.set(START);
      const channelName = `loja-${(count += 1)}`;
      const channelId = linkedChannel(channelName);
      const given = new Set<number>();
      const shown: (PhoneNotice & { again: boolean })[] = [];
      const startAnew = () =>
        start({
          notify(notice) {
            if (notice.channelId !== channelId) return;
            shown.push({ ...notice, again: given.has(notice.day) });
            given.add(notice.day);
          },
        });
      startAnew();
      for (const { do: what, ms } of steps) {
        const before = phone.watch(channelId)!.since;
        if (what === 'restart') startAnew();
        if (what === 'next day' || what === 'set the clock') clock.set(clock.now() + ms);
        else if (what === 'link') channels.linked(channelId, clock.now());
        else if (what === 'declare') phone.declareSeen(channelId, marta);
        else if (what === 'sign') phone.phoneSeen(channelId, clock.now() + ms);
        const isSign = what === 'declare' || what === 'sign';
        // A new link begins a silence even where nothing credible was known, and it was counted from now already.
        if (what === 'link' || (isSign && phone.watch(channelId)!.since !== before)) given.clear();
        shown.length = 0;
        if (what === 'next day') phone.remind();
        const { day, since, endsAt, reminder } = phone.watch(channelId)!;
        const agreed = { channelId, channelName, ...reminder, endsAt, again: false };
        expect(shown).toEqual(shown.length === 0 ? [] : [agreed]);
        const missing = what === 'next day' && reminder !== undefined && !given.has(reminder.day);
        expect(missing).toBe(false);
        expect(day).toBe(Math.min(14, Math.max(0, Math.floor((clock.now() - since) / DAY))));
      }
      channels.unlinked(channelId);
    }),
    { numRuns: 60 },
  );
}, 30_000);

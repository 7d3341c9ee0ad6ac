import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { createChannels } from '../channels/store.ts';
import { type ManualClock, createManualClock } from '../testing/manual-clock.ts';
import { openTestDatabase } from '../testing/new-database.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { type PhoneGuides, createPhoneGuides } from './guide.ts';
import { GUIDE_POINTS, LINK_CHECKS } from './points.ts';
import { createPhoneStore } from './store.ts';

const DAY = 86_400_000;

const folder = useTempFolder();
let clock: ManualClock;
let db: Database;
let guides: PhoneGuides;
let changed: number[];
let shop: number;
let other: number;

async function start() {
  db = await openTestDatabase(path.join(folder(), 'station.sqlite'), clock);
  guides = createPhoneGuides({ store: createPhoneStore(db), clock, changed: (id) => changed.push(id) });
}

beforeEach(async () => {
  clock = createManualClock();
  changed = [];
  await start();
  const channels = createChannels(db);
  const add = (slug: string) => channels.add({ slug, name: slug, method: 'linked-device', at: 0 }).id;
  shop = add('loja');
  other = add('oficina');
});
afterEach(() => db.close());

describe('PH-1 the eight points', () => {
  test('are all there, and those that still hold show on the card until they are ticked', () => {
    expect(guides.of(shop).points).toHaveLength(8);
    expect(guides.of(shop).open).toEqual(['stable-internet', 'dedicated-phone', 'media-download']);
    guides.tick(shop, 'dedicated-phone', true);
    expect(guides.of(shop).open).toEqual(['stable-internet', 'media-download']);
    expect(changed).toEqual([shop]);
  });

  test('keep their ticks per channel and over a restart', async () => {
    guides.tick(shop, 'stable-internet', true);
    guides.tick(shop, 'never-read-on-phone', true);
    db.close();
    await start();
    const ticked = (id: number) => guides.of(id).points.filter((point) => point.tickedAt !== undefined);
    expect(ticked(shop).map(({ id, tickedAt }) => [id, tickedAt])).toEqual([
      ['stable-internet', clock.now()],
      ['never-read-on-phone', clock.now()],
    ]);
    expect(ticked(other)).toEqual([]);
  });

  test('ticked twice keep the first time, unticked twice are unticked', () => {
    const first = clock.now();
    guides.tick(shop, 'media-download', true);
    clock.advance(DAY);
    guides.tick(shop, 'media-download', true);
    const tickedAt = () => guides.of(shop).points.find(({ id }) => id === 'media-download')?.tickedAt;
    expect(tickedAt()).toBe(first);
    guides.tick(shop, 'media-download', false);
    guides.tick(shop, 'media-download', false);
    expect(tickedAt()).toBeUndefined();
  });
});

test('PH-2 what is out of date is a tip that asks for nothing, with the figures of today', () => {
  const tips = GUIDE_POINTS.filter(({ standing }) => standing === 'outdated').map(({ id }) => id);
  expect(guides.of(shop).open.filter((id) => tips.includes(id))).toEqual([]);
  const facts = Object.fromEntries(GUIDE_POINTS.map((point) => [point.today, point.facts]));
  expect(facts['works-with-the-phone-off']).toEqual({ phoneDays: 14, deviceDays: 30 });
  expect(facts['several-devices-at-once']).toEqual({ devices: 4 });
});

describe('QR-7 before the first link', () => {
  test('the check list is asked for until a phone was linked once', () => {
    const channels = createChannels(db);
    expect(guides.of(shop).beforeFirstLink).toBe(true);
    channels.setAccount(shop, { number: '5511987654321' });
    channels.linked(shop, clock.now());
    expect(guides.of(shop).beforeFirstLink).toBe(false);
    channels.unlinked(shop);
    expect(guides.of(shop).beforeFirstLink).toBe(false);
    channels.clearAccount(shop);
    expect(guides.of(shop).beforeFirstLink).toBe(true);
  });

  test('its ticks are kept apart from those of the guide', () => {
    for (const item of LINK_CHECKS) guides.tick(shop, item, true);
    expect(guides.of(shop).linkChecks).toEqual(LINK_CHECKS.map((id) => ({ id, tickedAt: clock.now() })));
    expect(guides.of(shop).open).toHaveLength(3);
  });

  test('the account’s age is unknown until it is said, then grows', () => {
    expect(guides.of(shop).accountAge).toBe('unknown');
    guides.sayAge(shop, 'under-7-days');
    clock.advance(4 * DAY);
    guides.sayAge(shop, 'under-7-days');
    clock.advance(3 * DAY);
    expect(guides.of(shop).accountAge).toBe('over-7-days');
    guides.sayAge(shop, 'months');
    expect(guides.of(shop).accountAge).toBe('months');
    expect(guides.of(other).accountAge).toBe('unknown');
  });

  test('another phone starts with an empty list', () => {
    guides.tick(shop, 'account-in-use', true);
    guides.tick(other, 'account-in-use', true);
    guides.sayAge(shop, 'months');
    guides.clear(shop);
    expect(guides.of(shop).linkChecks.every(({ tickedAt }) => tickedAt === undefined)).toBe(true);
    expect(guides.of(shop).accountAge).toBe('unknown');
    expect(guides.of(other).linkChecks[0]?.tickedAt).toBeDefined();
  });
});

test('a channel that is not there is refused', () => {
  const refusal = expect.objectContaining({ code: 'channel-not-found' });
  expect(() => guides.of(99)).toThrow(refusal);
  expect(() => guides.tick(99, 'same-internet', true)).toThrow(refusal);
  expect(() => guides.sayAge(99, 'months')).toThrow(refusal);
  expect(changed).toEqual([]);
});

test('CH-9 what is kept of a phone goes with its channel', () => {
  guides.tick(shop, 'same-internet', true);
  guides.sayAge(shop, 'months');
  createPhoneStore(db).give(shop, 10, clock.now());
  db.statement<[number]>('test.delete', 'DELETE FROM channel WHERE id = ?').run(shop);
  expect(() => guides.of(shop)).toThrow('channel-not-found');
  expect(createPhoneStore(db).ticks(shop).size).toBe(0);
});

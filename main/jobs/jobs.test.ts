import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { idleWork } from '../automation/testing/idle-work.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import type { Job } from './jobs.ts';
import type { JobStore } from './store.ts';
import { jobTable } from './table.ts';
import { DAY, HOUR, iso, MINUTE, slow, START, shopJobsForEach } from './testing/shop-jobs.ts';

const shop = shopJobsForEach();

describe('PH-6 a job runs at its hour', () => {
  test('in the zone of the shop, wherever the machine believes to be', async () => {
    shop.clock = createManualClock(START, 'Europe/Lisbon');
    const theShops = shop.daily();
    const machine = { ...shop.daily('machine').job, zone: 'machine' } as const;
    shop.start(theShops.job, machine);
    await shop.pass(2 * DAY);
    expect(theShops.ran).toEqual(['2026-11-21T12:00', '2026-11-22T12:00']);
    expect(shop.jobs.status().map((each) => iso(each.last!.due))).toEqual([
      '2026-11-22T12:00',
      '2026-11-22T09:00',
    ]);
  });

  test('and owes nothing for the time before it was there', async () => {
    const { ran, job } = shop.daily();
    shop.start(job);
    await shop.pass(HOUR);
    expect(ran).toEqual([]);
    expect(shop.jobs.status()).toEqual([
      {
        name: 'daily',
        when: '0 9 * * *',
        timeZone: 'America/Sao_Paulo',
        missed: 'run-once',
        running: false,
        nextDue: Date.UTC(2026, 10, 21, 12),
        last: undefined,
      },
    ]);
  });
});

describe('PH-6 what was missed', () => {
  test('while the PC was off runs once, a minute after the start, and not again at the next start', async () => {
    const { ran, job } = shop.daily();
    shop.start(job);
    await shop.pass(HOUR);
    await shop.restartAfter(3 * DAY + 30 * MINUTE, job);
    await shop.pass(HOUR);
    expect(ran).toEqual(['2026-11-23T14:31']);
    await shop.restartAfter(MINUTE, job);
    await shop.pass(HOUR);
    expect(ran).toHaveLength(1);
    await shop.pass(DAY);
    expect(ran).toEqual(['2026-11-23T14:31', '2026-11-24T12:00']);
  });

  test('while it slept runs a minute after the wake', async () => {
    const { ran, job } = shop.daily();
    shop.start(job);
    await shop.pass(HOUR);
    shop.clock.set(Date.UTC(2026, 10, 23, 18));
    shop.jobs.wake();
    await shop.pass(HOUR);
    expect(ran).toEqual(['2026-11-23T18:01']);
  });

  test('runs too when nobody told of the wake', async () => {
    const { ran, job } = shop.daily();
    shop.start(job);
    await shop.pass(HOUR);
    shop.clock.set(Date.UTC(2026, 10, 23, 18));
    await shop.pass(HOUR);
    expect(ran).toEqual(['2026-11-23T18:01']);
  });

  test('is left out by a job that skips, and the state page can say so', async () => {
    const { ran, job } = shop.daily('fussy', 'skip');
    shop.start(job);
    await shop.pass(HOUR);
    await shop.restartAfter(2 * DAY, job);
    await shop.pass(HOUR);
    expect(ran).toEqual([]);
    expect(shop.jobs.status()[0]?.last).toMatchObject({ result: 'skipped', due: Date.UTC(2026, 10, 22, 12) });
    await shop.pass(DAY);
    expect(ran).toEqual(['2026-11-23T12:00']);
  });
});

describe('one run at a time', () => {
  test('a job that still runs is not begun again, by the next minute nor by a wake', async () => {
    const { job, began, end } = slow();
    shop.start(job);
    await shop.pass(2 * MINUTE);
    expect(began()).toBe(1);
    shop.jobs.wake();
    await shop.pass(2 * HOUR);
    expect(began()).toBe(1);
    expect(shop.jobs.status()[0]).toMatchObject({ running: true, last: { result: 'running' } });
    end();
    await setImmediate();
    await shop.pass(MINUTE);
    expect(began()).toBe(2);
  });

  test('a stop waits for what runs and begins nothing more', async () => {
    const { job, began, end } = slow();
    const other = shop.daily();
    shop.start(job, other.job);
    await shop.pass(2 * MINUTE);
    let stopped = false;
    const stopping = shop.jobs.stop().then(() => (stopped = true));
    await shop.pass(2 * DAY);
    shop.jobs.wake();
    await shop.pass(HOUR);
    expect([stopped, began(), other.ran]).toEqual([false, 1, []]);
    end();
    await stopping;
    expect(shop.jobs.status()[0]?.last).toMatchObject({ result: 'done', detail: 'ended' });
  });
});

describe('ST-2 the station ends under a run', () => {
  test('it is begun again at the next start, but not for ever', async () => {
    const { job, began } = slow();
    const once: Job = { ...job, when: '0 9 * * *' };
    shop.start(once);
    await shop.pass(DAY);
    for (let crashes = 1; crashes <= 5; crashes += 1) {
      shop.crash();
      shop.start(once);
      expect(shop.jobs.status()[0]?.last).toMatchObject({ result: 'interrupted' });
      await shop.pass(HOUR);
    }
    expect(began()).toBe(3);
    await shop.pass(DAY);
    expect(began()).toBe(4);
    shop.crash();
  });

  test('a disk without room keeps the job back until there is some', async () => {
    const { ran, job } = shop.daily();
    let full = true;
    const refusing: JobStore = {
      ...shop.store,
      begin(...run) {
        if (full) throw new Error('disk-full');
        shop.store.begin(...run);
      },
    };
    shop.startWith(refusing, job);
    await shop.pass(DAY);
    expect(ran).toEqual([]);
    full = false;
    await shop.pass(DAY);
    expect(ran).toEqual(['2026-11-21T13:01', '2026-11-22T12:00']);
  });
});

test('old due times are forgotten, the newest thousand are not', () => {
  shop.start();
  shop.db.transaction('runs', () => {
    for (let due = 1; due <= 1_200; due += 1) {
      shop.store.begin('many', due, due);
      shop.store.end('many', due, due, 'done', '');
    }
  });
  expect(shop.store.handledUpTo('many', 200)).toBeUndefined();
  expect(shop.store.handledUpTo('many', 201)).toBe(201);
  expect(shop.store.handledUpTo('many', 5_000)).toBe(1_200);
});

test('every job of the table has a name of its own and a time that can be read', () => {
  const table = jobTable({ remindOfPhones: () => '', automation: idleWork, cleanMedia: () => {} });
  expect(new Set(table.map((job) => job.name)).size).toBe(table.length);
  shop.start(...table);
  for (const job of shop.jobs.status()) expect(job.nextDue).toBeGreaterThan(START);
});

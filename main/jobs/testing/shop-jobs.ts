import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach } from 'vitest';
import type { Database } from '../../db/database.ts';
import { type ManualClock, createManualClock } from '../../testing/manual-clock.ts';
import { openTestDatabase } from '../../testing/new-database.ts';
import { useTempFolder } from '../../testing/temp-folder.ts';
import { type Job, type Jobs, createJobs } from '../jobs.ts';
import { type JobStore, createJobStore } from '../store.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Friday, ten in the morning in São Paulo. */
export const START = Date.UTC(2026, 10, 20, 13);

const log = pino({ level: 'silent' });

/** The jobs of a shop in São Paulo, on a real file and a clock of its own for each test of the file. */
export interface ShopJobs {
  readonly db: Database;
  readonly store: JobStore;
  /** May be replaced before `start`, by the clock of another machine. */
  clock: ManualClock;
  readonly jobs: Jobs;
  start(...table: Job[]): void;
  startWith(store: JobStore, ...table: Job[]): void;
  /** By the hour, so that a run has ended before the next due time. */
  pass(ms: number): Promise<void>;
  restartAfter(ms: number, ...table: Job[]): Promise<void>;
  /** The process is gone: its timers never fire and its runs never end. */
  crash(): void;
  /** Nine every morning, and when it ran. */
  daily(name?: string, missed?: Job['missed']): { readonly ran: string[]; readonly job: Job };
}

export function shopJobsForEach(): ShopJobs {
  const folder = useTempFolder();
  let db: Database;
  let store: JobStore;
  let clock: ManualClock;
  let jobs: Jobs;

  beforeEach(async () => {
    clock = createManualClock(START);
    db = await openTestDatabase(path.join(folder(), 'station.sqlite'), clock);
    store = createJobStore(db);
  });
  afterEach(async () => {
    await jobs.stop();
    db.close();
  });

  function startWith(on: JobStore, ...table: Job[]) {
    jobs = createJobs({ table, store: on, clock, shopTimeZone: () => 'America/Sao_Paulo', log });
    jobs.start();
  }
  const start = (...table: Job[]) => startWith(store, ...table);

  return {
    get db() {
      return db;
    },
    get store() {
      return store;
    },
    get clock() {
      return clock;
    },
    set clock(other) {
      clock = other;
    },
    get jobs() {
      return jobs;
    },
    start,
    startWith,
    async pass(ms) {
      for (let left = ms; left > 0; left -= HOUR) {
        clock.advance(Math.min(left, HOUR));
        await setImmediate();
      }
    },
    async restartAfter(ms, ...table) {
      await jobs.stop();
      clock.set(clock.now() + ms);
      start(...table);
    },
    crash() {
      clock = createManualClock(clock.now());
      start();
    },
    daily(name = 'daily', missed = 'run-once') {
      const ran: string[] = [];
      const job: Job = {
        name,
        when: '0 9 * * *',
        zone: 'shop',
        missed,
        run() {
          ran.push(iso(clock.now()));
          return '';
        },
      };
      return { ran, job };
    },
  };
}

export const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

/** Every minute; ends when the test says so. */
export function slow(name = 'slow') {
  const runs = Promise.withResolvers<string>();
  let began = 0;
  const job: Job = {
    name,
    when: '* * * * *',
    zone: 'shop',
    missed: 'run-once',
    run() {
      began += 1;
      return runs.promise;
    },
  };
  return { job, began: () => began, end: () => runs.resolve('ended') };
}

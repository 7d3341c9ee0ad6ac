import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { readCron } from './cron.ts';
import { type MissedPolicy, nextDue, owedBy } from './rules.ts';
import type { JobResult, JobRun, JobStore } from './store.ts';

const MINUTE = 60_000;

/** After the start and after a wake: time for the channels to connect and hear what waited for them. */
const SETTLING = MINUTE;

const LONGEST_DETAIL = 500;

export interface Job {
  readonly name: string;
  /** Five cron fields, in the zone's wall clock. */
  readonly when: string;
  readonly zone: 'shop' | 'machine';
  readonly missed: MissedPolicy;
  /** Answers what it did, in a few words for the diagnosis. Begun again when the station ends under it. */
  run(): string | Promise<string>;
}

export interface JobStatus {
  readonly name: string;
  readonly when: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly missed: MissedPolicy;
  readonly running: boolean;
  readonly nextDue: number | undefined;
  readonly last:
    | (Omit<JobRun, 'result'> & { readonly result: JobResult | 'running' | 'interrupted' })
    | undefined;
}

export interface Jobs {
  /** From now on jobs run, first of all those that were missed. */
  start(): void;
  /** The machine woke up. */
  wake(): void;
  status(): JobStatus[];
  /** Begins nothing more; resolves when what runs has ended. */
  stop(): Promise<void>;
}

/**
 * Runs the jobs of the table. Every minute it asks each job what fell due since what was last dealt with, so that a
 * restart, a sleep and a moved clock are one and the same case.
 */
export function createJobs({
  table,
  store,
  clock,
  shopTimeZone,
  log,
}: {
  table: readonly Job[];
  store: JobStore;
  clock: Clock;
  shopTimeZone: () => string;
  log: Logger;
}): Jobs {
  const jobs = table.map((job) => ({ ...job, cron: readCron(job.when) }));
  type Planned = (typeof jobs)[number];
  const running = new Map<string, Promise<void>>();
  let cancelNext: (() => void) | undefined;
  let stopped = false;

  const zoneOf = (job: Job) => (job.zone === 'shop' ? shopTimeZone() : clock.timeZone);

  function lookIn(ms: number) {
    cancelNext?.();
    if (stopped) return;
    cancelNext = clock.after(ms, () => {
      for (const job of jobs) look(job);
      lookIn(MINUTE - (clock.now() % MINUTE));
    });
  }

  function look(job: Planned) {
    if (running.has(job.name)) return;
    try {
      const due = claim(job, clock.now());
      if (due === undefined) return;
      running.set(
        job.name,
        run(job, due).finally(() => running.delete(job.name)),
      );
    } catch (error) {
      log.error({ job: job.name, err: error }, 'job not begun');
    }
  }

  /** The due time to run now, written down before it is begun: a full disk then keeps a job from running for ever. */
  function claim(job: Planned, now: number): number | undefined {
    const handled = store.handledUpTo(job.name, now);
    if (handled === undefined) {
      store.meet(job.name, now);
      return undefined;
    }
    const owed = owedBy({ cron: job.cron, missed: job.missed, zone: zoneOf(job) }, handled, now);
    if (owed?.what === 'skip') store.skip(job.name, owed.due, now);
    if (owed?.what !== 'run') return undefined;
    store.begin(job.name, owed.due, now);
    return owed.due;
  }

  async function run(job: Planned, due: number) {
    const outcome = await resultOf(job);
    try {
      store.end(job.name, due, clock.now(), outcome.result, outcome.detail);
    } catch (error) {
      log.error({ job: job.name, err: error }, 'result of a job not kept');
    }
  }

  async function resultOf(job: Planned): Promise<{ result: 'done' | 'failed'; detail: string }> {
    try {
      return { result: 'done', detail: await job.run() };
    } catch (error) {
      log.error({ job: job.name, err: error }, 'job failed');
      return { result: 'failed', detail: String(error).slice(0, LONGEST_DETAIL) };
    }
  }

  function lastOf(job: Job): JobStatus['last'] {
    const last = store.last(job.name, clock.now());
    return last && { ...last, result: last.result ?? (running.has(job.name) ? 'running' : 'interrupted') };
  }

  return {
    start: () => lookIn(SETTLING),
    wake() {
      if (cancelNext) lookIn(SETTLING);
    },
    status: () =>
      jobs.map((job) => ({
        name: job.name,
        when: job.when,
        timeZone: zoneOf(job),
        missed: job.missed,
        running: running.has(job.name),
        nextDue: nextDue(job.cron, clock.now(), zoneOf(job)),
        last: lastOf(job),
      })),
    async stop() {
      stopped = true;
      cancelNext?.();
      await Promise.all(running.values());
    },
  };
}

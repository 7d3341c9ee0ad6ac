import type { Database } from '../db/database.ts';

/** A due time at whose run the station ended this often is left alone: it may well be the run that ends it. */
const MAX_ATTEMPTS = 3;

/** Due times remembered per job: years of a daily job, most of a day of one that goes by the minute. */
const KEPT = 1_000;

export type JobResult = 'done' | 'failed' | 'skipped';

export interface JobRun {
  readonly due: number;
  readonly startedAt: number;
  /** Without an end and a result it runs, or the station ended under it. */
  readonly endedAt: number | undefined;
  readonly result: JobResult | undefined;
  /** What it did, or why it failed. */
  readonly detail: string;
}

export interface JobStore {
  /** The newest due time, not after `now`, that needs nothing more. */
  handledUpTo(job: string, now: number): number | undefined;
  /** A job that was never seen before owes nothing for the time before. */
  meet(job: string, now: number): void;
  begin(job: string, due: number, now: number): void;
  end(job: string, due: number, now: number, result: 'done' | 'failed', detail: string): void;
  skip(job: string, due: number, now: number): void;
  last(job: string, now: number): JobRun | undefined;
}

interface SqlRun {
  due: number;
  startedAt: number;
  endedAt: number | null;
  result: JobResult | null;
  detail: string;
}

export function createJobStore(db: Database): JobStore {
  const handled = db.statement<[string, number, number], { due: number }>(
    'jobs.handled',
    `SELECT due FROM job_run WHERE job = ? AND due <= ? AND (result IS NOT NULL OR attempts >= ?)
     ORDER BY due DESC LIMIT 1`,
  );
  const begin = db.statement<[string, number, number]>(
    'jobs.begin',
    `INSERT INTO job_run (job, due, started_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET started_at = excluded.started_at, attempts = attempts + 1`,
  );
  const end = db.statement<[number, string, string, string, number]>(
    'jobs.end',
    'UPDATE job_run SET ended_at = ?, result = ?, detail = ? WHERE job = ? AND due = ?',
  );
  const last = db.statement<[string, number], SqlRun>(
    'jobs.last',
    `SELECT due, started_at AS startedAt, ended_at AS endedAt, result, detail FROM job_run
     WHERE job = ? AND due <= ? AND result IS NOT 'first-seen' ORDER BY due DESC LIMIT 1`,
  );
  const forget = db.statement<[string, string, number]>(
    'jobs.forget',
    `DELETE FROM job_run WHERE job = ? AND due <=
       (SELECT due FROM job_run WHERE job = ? ORDER BY due DESC LIMIT 1 OFFSET ?)`,
  );

  function settle(job: string, due: number, now: number, result: JobResult | 'first-seen') {
    db.transaction('jobs.settle', () => {
      begin.run(job, due, now);
      end.run(now, result, '', job, due);
    });
  }

  return {
    handledUpTo: (job, now) => handled.get(job, now, MAX_ATTEMPTS)?.due,
    meet: (job, now) => settle(job, now, now, 'first-seen'),
    begin: (job, due, now) => void begin.run(job, due, now),
    end(job, due, now, result, detail) {
      db.transaction('jobs.end', () => {
        end.run(now, result, detail, job, due);
        forget.run(job, job, KEPT);
      });
    },
    skip: (job, due, now) => settle(job, due, now, 'skipped'),
    last(job, now) {
      const row = last.get(job, now);
      return row && { ...row, endedAt: row.endedAt ?? undefined, result: row.result ?? undefined };
    },
  };
}

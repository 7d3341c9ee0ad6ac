import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import type { Channel, Station } from '../../preload/entities.ts';
import type { JobStatus } from '../jobs/jobs.ts';

const TAIL_BYTES = 64 * 1024;
const MOST_ERRORS = 20;
const WARN = 40;
const WORST_LINE = 200;

/** *Copiar diagnóstico* (QR-11, ST-5): versions, states and last errors; no message text, names, numbers or keys. */
export function describe({
  station,
  channels,
  jobs,
  logs,
  now,
}: {
  station: Station;
  channels: readonly Channel[];
  jobs: readonly JobStatus[];
  /** The folder of the log, which has no message text, names or full numbers in it. */
  logs: string;
  now: number;
}): string {
  const time = (at: number) => new Date(at).toISOString();
  return [
    `Balcão ${station.version} · ${station.shell} · ${station.platform} · ${station.runtime}`,
    `${time(now)} · demo ${station.demo} · secrets ${station.secrets}`,
    ...channels.map(
      ({ id, method, state, phone, queued, archivedAt }) =>
        `channel ${id} ${method}: ${archivedAt === undefined ? state.phase : 'archived'} ${state.reason ?? ''} since ${time(state.since)} · queued ${queued} · phone day ${phone?.day ?? '-'}`,
    ),
    ...jobs.map(
      ({ name, last }) =>
        `job ${name}: ${last === undefined ? 'never' : `${last.result} ${time(last.startedAt)}`}`,
    ),
    'last errors:',
    ...lastErrors(path.join(logs, 'station.log')),
  ].join('\n');
}

function lastErrors(file: string): string[] {
  return tail(file)
    .split('\n')
    .flatMap((line) => {
      const entry = parse(line);
      if (entry === undefined || entry.level < WARN) return [];
      const { time, channel, msg } = entry;
      return [`${time} ${channel === undefined ? '' : `channel ${channel} `}${msg}`.slice(0, WORST_LINE)];
    })
    .slice(-MOST_ERRORS);
}

/** The log grows to megabytes; only its end is read. */
function tail(file: string): string {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString();
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}

interface Entry {
  readonly level: number;
  readonly time: string;
  readonly channel?: number;
  readonly msg: string;
}

function parse(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}

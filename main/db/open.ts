import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import type { Paths } from '../ports.ts';
import { type Database, databaseOn } from './database.ts';
import { storageFailure } from './failures.ts';
import { type Migration, migrate, newest, shippedMigrations, versionOf } from './migrate.ts';

const BUSY_MS = 5_000;

/**
 * Opens the station's file, creating or migrating it as needed. Refusals: `database-too-new`, `database-damaged`,
 * `data-folder-read-only`, `disk-full`. A file that is refused is left as it was.
 */
export async function openDatabase({
  paths,
  clock,
  log,
  migrations = shippedMigrations(),
  prepareAtOnce = false,
}: {
  paths: Pick<Paths, 'database' | 'backups'>;
  clock: Clock;
  log: Logger;
  migrations?: readonly Migration[];
  prepareAtOnce?: boolean;
}): Promise<Database> {
  let handle: SQLite.Database | undefined;
  try {
    mkdirSync(path.dirname(paths.database), { recursive: true });
    if (existsSync(paths.database)) refuseNewer(paths.database, newest(migrations));
    handle = new SQLite(paths.database, { timeout: BUSY_MS });
    configure(handle);
    const database = databaseOn(handle, log, { prepareAtOnce });
    const from = versionOf(handle);
    if (from < newest(migrations)) {
      if (from > 0) await backUp(database, paths.backups, from, clock.now());
      migrate(handle, migrations);
      log.info({ from, to: newest(migrations) }, 'database migrated');
    }
    return database;
  } catch (error) {
    handle?.close();
    throw storageFailure(error);
  }
}

/** Looks through a handle that cannot write: closing one that can would already move the WAL into the file. */
function refuseNewer(file: string, supported: number): void {
  const handle = new SQLite(file, { readonly: true, timeout: BUSY_MS });
  try {
    const found = versionOf(handle);
    if (found > supported) throw new Refusal('database-too-new', { params: { found, supported } });
  } finally {
    handle.close();
  }
}

function configure(handle: SQLite.Database): void {
  handle.pragma('journal_mode = WAL');
  // An acknowledgement follows the commit, so the commit must survive a power cut (ST-2).
  handle.pragma('synchronous = FULL');
  handle.pragma('foreign_keys = ON');
}

async function backUp(database: Database, folder: string, version: number, at: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const stamp = new Date(at).toISOString().replaceAll(/[:.]/g, '-');
  const file = path.join(folder, `station-v${version}-${stamp}.sqlite`);
  const unfinished = `${file}.part`;
  try {
    await database.backup(unfinished);
    renameSync(unfinished, file);
  } finally {
    // On a full disk, half a backup would only make it fuller.
    rmSync(unfinished, { force: true });
  }
}

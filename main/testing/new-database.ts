import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { createManualClock } from './manual-clock.ts';

const log = pino({ level: 'silent' });
let migrated: Promise<Buffer> | undefined;

/** A new station's file without the time of its migrations, which db/open.test.ts is about. What is there stays. */
export async function layDatabase(file: string): Promise<void> {
  if (existsSync(file)) return;
  migrated ??= migratedFile();
  const bytes = await migrated;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/** The station's real file, laid where there is none. */
export async function openTestDatabase(file: string, clock: Clock): Promise<Database> {
  await layDatabase(file);
  return openAt(file, clock);
}

function openAt(file: string, clock: Clock): Promise<Database> {
  const backups = path.join(path.dirname(file), 'backups');
  return openDatabase({ paths: { database: file, backups }, clock, log });
}

/** Once in a process. */
async function migratedFile(): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-migrated-'));
  const file = path.join(folder, 'station.sqlite');
  try {
    const database = await openAt(file, createManualClock());
    // The last one to close moves the log into the file.
    database.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

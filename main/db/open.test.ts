import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import { type Migration, shippedMigrations } from './migrate.ts';
import { openDatabase } from './open.ts';

const log = pino({ level: 'silent' });
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-db-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

const file = () => path.join(folder, 'station.sqlite');
const backups = () => path.join(folder, 'backups');
const open = (migrations?: readonly Migration[]) =>
  openDatabase({
    paths: { database: file(), backups: backups() },
    clock: createManualClock(),
    log,
    ...(migrations && { migrations }),
  });

function rawly<T>(work: (handle: SQLite.Database) => T): T {
  const handle = new SQLite(file());
  try {
    return work(handle);
  } finally {
    handle.close();
  }
}

const first: Migration = {
  number: 1,
  name: '0001-a',
  sql: 'CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (7);',
};
const second: Migration = { number: 2, name: '0002-b', sql: 'ALTER TABLE a ADD COLUMN y INTEGER;' };
const broken: Migration = {
  number: 2,
  name: '0002-b',
  sql: 'CREATE TABLE b (x INTEGER) STRICT; DROP TABLE none;',
};

test('the shipped migrations are numbered from one on, each number once', () => {
  const numbers = shippedMigrations().map((each) => each.number);
  expect(numbers[0]).toBe(1);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
});

test('every table is STRICT and every foreign key of the shipped schema is enforced', async () => {
  const database = await open();
  const tables = database
    .statement<[], { name: string; strict: number }>(
      'tables',
      `SELECT name, strict FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'message_search%'`,
    )
    .all();
  expect(tables.length).toBeGreaterThan(5);
  expect(tables.filter((each) => each.strict !== 1)).toEqual([]);
  const orphan = database.statement(
    'orphan',
    "INSERT INTO address (kind, value, contact_id) VALUES ('pn', '5511', 99)",
  );
  expect(() => orphan.run()).toThrow('FOREIGN KEY');
  database.close();
});

test('ST-2 a commit waits for the disk: WAL with synchronous=FULL', async () => {
  const database = await open();
  const mode = database.statement<[], { journal_mode: string }>('mode', 'PRAGMA journal_mode').get();
  const synchronous = database.statement<[], { synchronous: number }>('sync', 'PRAGMA synchronous').get();
  expect(mode?.journal_mode).toBe('wal');
  expect(synchronous?.synchronous).toBe(2);
  database.close();
});

test('ST-2 an existing file is backed up before it is migrated, with its version in the name', async () => {
  (await open([first])).close();
  expect(existsSync(backups())).toBe(false);
  (await open([first, second])).close();
  expect(readdirSync(backups())).toEqual(['station-v1-2026-11-21T12-00-00-000Z.sqlite']);
  const copy = new SQLite(path.join(backups(), readdirSync(backups())[0]!), { readonly: true });
  expect(copy.pragma('user_version', { simple: true })).toBe(1);
  expect(copy.prepare('SELECT x FROM a').pluck().all()).toEqual([7]);
  copy.close();
  rawly((handle) => expect(handle.pragma('user_version', { simple: true })).toBe(2));
});

test('a migration that fails leaves the file as it was, its number included', async () => {
  (await open([first])).close();
  await expect(open([first, broken])).rejects.toThrow('no such table: none');
  rawly((handle) => {
    expect(handle.pragma('user_version', { simple: true })).toBe(1);
    expect(handle.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()).toEqual([
      'a',
    ]);
  });
});

test('ST-2 a file from a newer app is refused and not a byte of it changes', async () => {
  (await open([first, second])).close();
  const writer = new SQLite(file());
  // Left open, so that the WAL still holds what the file does not.
  writer.exec('INSERT INTO a VALUES (8, 9)');
  const before = [readFileSync(file()), readFileSync(`${file()}-wal`)];
  await expect(open([first])).rejects.toMatchObject({
    code: 'database-too-new',
    params: { found: 2, supported: 1 },
  });
  expect([readFileSync(file()), readFileSync(`${file()}-wal`)]).toEqual(before);
  expect(existsSync(backups())).toBe(false);
  writer.close();
});

test('ST-2 a damaged header is told as damage, and the file is left for a restore', async () => {
  (await open([first])).close();
  const bytes = readFileSync(file());
  bytes.fill(0x5a, 0, 100);
  writeFileSync(file(), bytes);
  await expect(open([first])).rejects.toMatchObject({ code: 'database-damaged' });
  expect(readFileSync(file())).toEqual(bytes);
});

test('ST-2 a file cut short is told as damage', async () => {
  (await open()).close();
  truncateSync(file(), 6_000);
  await expect(open()).rejects.toMatchObject({ code: 'database-damaged' });
});

/** Root may write everywhere, so it steps down for the while. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

test.skipIf(process.platform === 'win32')(
  'a read-only data folder is refused in plain words, fresh or in use',
  async () => {
    chmodSync(folder, 0o555);
    await asOrdinaryUser(() =>
      expect(open([first])).rejects.toMatchObject({ code: 'data-folder-read-only' }),
    );
    chmodSync(folder, 0o755);
    (await open([first])).close();
    chmodSync(file(), 0o444);
    await asOrdinaryUser(() =>
      expect(open([first])).rejects.toMatchObject({ code: 'data-folder-read-only' }),
    );
    chmodSync(folder, 0o555);
    await asOrdinaryUser(() =>
      expect(open([first])).rejects.toMatchObject({ code: 'data-folder-read-only' }),
    );
  },
);

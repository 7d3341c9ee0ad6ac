import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseOn } from './database.ts';

let folder: string;
let handle: SQLite.Database;
const lines: string[] = [];
const log = pino({}, { write: (line: string) => void lines.push(line) });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-db-'));
  handle = new SQLite(path.join(folder, 'some.sqlite'));
  handle.exec('CREATE TABLE note (text TEXT NOT NULL) STRICT');
  lines.length = 0;
});
afterEach(() => {
  handle.close();
  rmSync(folder, { recursive: true });
});

test('ST-5 a slow query is logged by its name, without its values', () => {
  const database = databaseOn(handle, log);
  const slow = database.statement<[string, number], { n: number }>(
    'test.slow',
    `WITH RECURSIVE n (i, t) AS (SELECT 1, ? UNION ALL SELECT i + 1, t FROM n WHERE i < ?) SELECT max(i) AS n FROM n`,
  );
  slow.get('segredo', 600_000);
  slow.get('segredo', 1);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('test.slow');
  expect(lines[0]).not.toContain('segredo');
});

test('a transaction is all or nothing, and one inside another is a part of it', () => {
  const database = databaseOn(handle, log);
  const insert = database.statement<[string]>('note.insert', 'INSERT INTO note VALUES (?)');
  const all = database.statement<[], { text: string }>('note.all', 'SELECT text FROM note');
  const failing = () =>
    database.transaction('outer', () => {
      insert.run('a');
      database.transaction('inner', () => insert.run('b'));
      throw new Error('stop');
    });
  expect(failing).toThrow('stop');
  expect(all.all()).toEqual([]);
});

test('ST-2 a full disk is a refusal in plain words, and what was there before is whole', () => {
  const database = databaseOn(handle, log);
  const insert = database.statement<[string]>('note.insert', 'INSERT INTO note VALUES (?)');
  const count = database.statement<[], { n: number }>('note.count', 'SELECT count(*) AS n FROM note');
  insert.run('antes');
  handle.pragma('max_page_count = 10');
  const flood = () =>
    database.transaction('flood', () => {
      for (let n = 0; n < 100; n += 1) insert.run('x'.repeat(1_000));
    });
  expect(flood).toThrow(expect.objectContaining({ code: 'disk-full' }));
  expect(count.get()).toEqual({ n: 1 });
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok');
});

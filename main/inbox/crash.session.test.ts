import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { startLife } from './testing/life.ts';
import { addShop } from './testing/ring.ts';
import { openTestDatabase } from '../testing/new-database.ts';

const KILLS = 25;

test(`ST-2 an acknowledged message survives kill -9, once, ${KILLS} times over`, async ({ signal }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-crash-'));
  const file = path.join(folder, 'station.sqlite');
  const station = await openTestDatabase(file, systemClock);
  addShop(station, systemClock);
  station.close();

  const confirmed = new Set<string>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    // A test whose time is over must not go on beside its second try.
    signal.throwIfAborted();
    // What was not confirmed is delivered again, as the driver's journal does.
    let first = 0;
    while (confirmed.has(`L${first}`)) first += 1;
    const life = startLife('ingest-life.ts', [file, String(first)]);
    let left = 1 + Math.floor(Math.random() * 400);
    for await (const waId of life.lines()) {
      confirmed.add(waId);
      left -= 1;
      if (left === 0) life.kill();
    }
    await life.ended();
  }

  const handle = new SQLite(file);
  const stored = handle.prepare<[], string>('SELECT wa_id FROM message').pluck().all();
  const count = new Map(stored.map((waId) => [waId, 0]));
  for (const waId of stored) count.set(waId, count.get(waId)! + 1);
  expect(confirmed.size).toBeGreaterThan(KILLS);
  expect([...confirmed].filter((waId) => count.get(waId) !== 1)).toEqual([]);
  expect([...count.values()].filter((times) => times !== 1)).toEqual([]);

  // The inbox rows and the search index agree with the messages.
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(handle.pragma('foreign_key_check')).toEqual([]);
  handle.exec(`INSERT INTO message_search (message_search, rank) VALUES ('integrity-check', 1)`);
  const wrong = handle
    .prepare(
      `SELECT v.id FROM conversation v WHERE v.unread <> (SELECT count(*) FROM message m WHERE m.conversation_id = v.id AND m.unread = 1)
         OR v.last_message_id <> (SELECT max(id) FROM message m WHERE m.conversation_id = v.id)`,
    )
    .all();
  expect(wrong).toEqual([]);
  handle.close();
  rmSync(folder, { recursive: true });
}, 180_000);

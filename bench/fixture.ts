import { copyFileSync } from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { pino } from 'pino';
import { systemClock } from '../main/clock.ts';
import type { Database } from '../main/db/database.ts';
import { openDatabase } from '../main/db/open.ts';
import { type Corpus, CONVERSATIONS, createCorpus, END } from './corpus.ts';

export const log = pino({ level: 'silent' });
export const CHANNEL = 1;
export const SEED = 42;

const IDS_PER_SECOND = 1_000_000;
const ROWS_PER_COMMIT = 20_000;

/** Whoever attends here. */
export const ATTENDANT = { id: 1, name: 'Rita', role: 'receptionist' } as const;
/** Every so many conversations one has a live ticket; the others are closed, as in a shop on any morning. */
const LIVE_EVERY = 20;
/** What is closed stays closed: nothing written at `END` reopens it. */
const CLOSED_BEFORE_END = 30 * 86_400_000;

/** By index, as in the corpus. */
export const isLive = (conversation: number): boolean => (conversation + 1) % LIVE_EVERY === 0;
export const liveNear = (conversation: number): number =>
  conversation - (conversation % LIVE_EVERY) + LIVE_EVERY - 1;

export const numberOf = (conversation: number): string => String(5_511_900_000_000 + conversation);
export const lidOf = (conversation: number): string => String(100_000_000_000_000 + conversation);

export function openStation(file: string): Promise<Database> {
  const backups = path.join(path.dirname(file), 'backups');
  return openDatabase({ paths: { database: file, backups }, clock: systemClock, log });
}

export function addChannel(db: Database): void {
  db.statement(
    'bench.channel',
    `INSERT INTO channel (slug, name, name_key, method, created_at) VALUES ('c', 'C', 'c', 'linked-device', 0)`,
  ).run();
}

/** The same file without anything of the product's around it: what the floor works on. */
export function openRaw(file: string): SQLite.Database {
  const handle = new SQLite(file);
  handle.pragma('journal_mode = WAL');
  handle.pragma('synchronous = FULL');
  return handle;
}

/** Each side of a comparison writes to a file of its own; both start alike. */
export function twin(file: string): string {
  const copy = `${file}.twin`;
  copyFileSync(file, copy);
  return copy;
}

/** A station with so many messages, as a shop would have it after two years. */
export async function buildStation(file: string, size: number): Promise<void> {
  const station = await openStation(file);
  addChannel(station);
  station.close();
  const handle = new SQLite(file);
  handle.pragma('synchronous = OFF');
  const corpus = createCorpus(SEED, size);
  addContacts(handle, corpus);
  addMessages(handle, corpus, size);
  summarise(handle);
  addTickets(handle);
  handle.exec(`INSERT INTO message_search (message_search) VALUES ('optimize')`);
  handle.pragma('wal_checkpoint(TRUNCATE)');
  handle.close();
}

function addContacts(handle: SQLite.Database, corpus: Corpus): void {
  const contact = handle.prepare(
    `INSERT INTO contact (id, kind, push_name, number, reach, display_name, created_at) VALUES (?, 'person', ?, ?, 'lid', ?, 0)`,
  );
  const address = handle.prepare('INSERT INTO address (kind, value, contact_id) VALUES (?, ?, ?)');
  const conversation = handle.prepare(
    'INSERT INTO conversation (id, channel_id, contact_id) VALUES (?, ?, ?)',
  );
  handle.transaction(() => {
    for (let index = 0; index < CONVERSATIONS; index += 1) {
      const pushName = corpus.name();
      contact.run(index + 1, pushName, numberOf(index), pushName);
      address.run('pn', numberOf(index), index + 1);
      address.run('lid', lidOf(index), index + 1);
      conversation.run(index + 1, CHANNEL, index + 1);
    }
  })();
}

function addMessages(handle: SQLite.Database, corpus: Corpus, size: number): void {
  const insert = handle.prepare(
    `INSERT INTO message (id, conversation_id, channel_id, wa_id, from_me, at, unread, origin, status, kind, body)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, 'text', ?)`,
  );
  let second = 0;
  let count = 0;
  const addOne = (index: number): void => {
    const at = corpus.at(index);
    const here = Math.floor(at / 1_000);
    count = here === second ? count + 1 : 0;
    second = here;
    const fromMe = corpus.fromMe();
    insert.run(
      second * IDS_PER_SECOND + count,
      corpus.conversation() + 1,
      CHANNEL,
      waIdOf(index),
      fromMe ? 1 : 0,
      at,
      fromMe ? 'station' : 'contact',
      fromMe ? 'read' : 'received',
      corpus.text(),
    );
  };
  const addSome = handle.transaction((from: number, to: number) => {
    for (let index = from; index < to; index += 1) addOne(index);
  });
  for (let from = 0; from < size; from += ROWS_PER_COMMIT)
    addSome(from, Math.min(size, from + ROWS_PER_COMMIT));
}

function summarise(handle: SQLite.Database): void {
  handle.exec(`
    UPDATE conversation SET last_message_id = coalesce((SELECT max(id) FROM message WHERE conversation_id = conversation.id), 0);
    UPDATE conversation SET last_at = m.at, preview = substr(m.body, 1, 120), preview_from_me = m.from_me,
      preview_status = m.status, unread = iif(m.from_me = 0 AND conversation.id % ${LIVE_EVERY} = 0, 1, 0)
    FROM message m WHERE m.id = conversation.last_message_id;
    UPDATE message SET unread = 1 WHERE id IN (SELECT last_message_id FROM conversation WHERE unread = 1);`);
}

/** Each conversation has had one ticket; of the live ones every other is being attended. */
function addTickets(handle: SQLite.Database): void {
  const live = `v.id % ${LIVE_EVERY} = 0`;
  const opened = `${live} AND v.id % ${2 * LIVE_EVERY} = 0`;
  handle.exec(`
    INSERT INTO user (id, name, name_key, role, pin_hash, created_at)
    VALUES (${ATTENDANT.id}, '${ATTENDANT.name}', 'rita', '${ATTENDANT.role}', '', 0);
    INSERT INTO ticket (id, protocol, conversation_id, state, user_id, opened_at, queued_at, accepted_at, closed_at)
      SELECT v.id, printf('20250101-%06d', v.id), v.id, iif(${live}, iif(${opened}, 'open', 'waiting'), 'closed'),
        iif(${opened} OR NOT ${live}, ${ATTENDANT.id}, NULL), v.last_at, iif(${live} AND NOT (${opened}), v.last_at, NULL),
        iif(${opened}, v.last_at, NULL), iif(${live}, NULL, min(v.last_at, ${END - CLOSED_BEFORE_END}))
      FROM conversation v;
    INSERT INTO ticket_event (ticket_id, at, what, made_by, detail)
      SELECT id, opened_at, 'opened', 'contact', json_object('protocol', protocol) FROM ticket;
    INSERT INTO ticket_event (ticket_id, at, what, made_by, user_id, detail)
      SELECT id, closed_at, 'closed', 'user', ${ATTENDANT.id}, '{}' FROM ticket WHERE closed_at IS NOT NULL;
    UPDATE conversation SET ticket_id = t.id, tab = t.state, queued_at = t.queued_at, user_id = t.user_id
      FROM ticket t WHERE t.conversation_id = conversation.id;
    UPDATE conversation SET waiting_since = last_at WHERE tab = 'waiting' AND preview_from_me = 0;`);
}

/** As long as WhatsApp's own, and as little in order. */
export function waIdOf(index: number): string {
  const scattered = BigInt.asUintN(72, BigInt(index + 1) * 0x9e3779b97f4a7c15f39n);
  return `3EB0${scattered.toString(16).toUpperCase().padStart(18, '0')}`;
}

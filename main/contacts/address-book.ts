import type { ContactDetails, ContactRow } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import { nameKey } from '../name-key.ts';
import type { ExportRow } from './csv.ts';
import { ninthDigitVariant } from './rules.ts';

export interface ContactCursor {
  readonly key: string;
  readonly id: number;
}

export interface ContactQuery {
  readonly query?: string | undefined;
  readonly show: 'written' | 'all' | 'blocked';
  /** Channels whose synchronised contacts are listed too (PR-4). */
  readonly listAllOf: readonly number[];
  readonly after?: ContactCursor | undefined;
  readonly limit: number;
}

/** What windows read of contacts, and what people write about them; `store.ts` knows who is who. */
export interface AddressBook {
  /** By name, accents and case aside; `next` is absent at the end. */
  list(query: ContactQuery): { rows: ContactRow[]; next?: ContactCursor; total: number };
  details(contactId: number): ContactDetails | undefined;
  isBlocked(contactId: number): boolean;
  write(contactId: number, what: { email?: string; note?: string }): void;
  optIn(contactId: number, given: { at: number; origin: string } | undefined): void;
  block(contactId: number, at: number | undefined): void;
  added(contactId: number, at: number): void;
  synced(channelId: number, contactId: number): void;
  /** Every person, by name. No other statement may run until the loop has ended. */
  everybody(): Iterable<ExportRow>;
}

interface SqlRow {
  id: number;
  kind: 'person' | 'group';
  displayName: string;
  key: string;
  number: string | null;
  numbers: string | null;
  lastAt: number | null;
  blockedAt: number | null;
  optInAt: number | null;
}

interface SqlDetails extends SqlRow {
  ownName: string | null;
  savedName: string | null;
  pushName: string | null;
  email: string | null;
  note: string;
  optInOrigin: string | null;
  createdAt: number;
}

const NUMBERS = `(SELECT group_concat(value, ' ') FROM (SELECT a.value FROM address a
  WHERE a.contact_id = c.id AND a.kind = 'pn' ORDER BY a.value = c.number DESC, a.value))`;
const ROW = `c.id, c.kind, c.display_name AS displayName, c.name_key AS key, c.number, ${NUMBERS} AS numbers,
  (SELECT max(last_at) FROM conversation WHERE contact_id = c.id) AS lastAt, c.blocked_at AS blockedAt, c.opt_in_at AS optInAt`;

const SHOWN = {
  all: '1',
  blocked: 'c.blocked_at IS NOT NULL',
  written: `(c.added_at IS NOT NULL OR EXISTS (SELECT 1 FROM conversation WHERE contact_id = c.id)
    OR EXISTS (SELECT 1 FROM contact_synced s WHERE s.contact_id = c.id
      AND s.channel_id IN (SELECT value FROM json_each(asked.channels))))`,
} as const;

// instr, for what people type is no pattern. The key has no accents and no case.
const FOUND = `(asked.name = '' OR instr(c.name_key, asked.name) > 0 OR (asked.digits <> '' AND EXISTS (SELECT 1 FROM address a
  WHERE a.contact_id = c.id AND a.kind = 'pn' AND (instr(a.value, asked.digits) > 0 OR instr(a.value, asked.variant) > 0))))`;

type Asked = [name: string, digits: string, variant: string, channels: string];
const ASKED = 'WITH asked (name, digits, variant, channels) AS (SELECT ?, ?, ?, ?)';

export function createAddressBook(db: Database): AddressBook {
  const lists = {
    all: listOf('all'),
    written: listOf('written'),
    blocked: listOf('blocked'),
  };
  const details = db.statement<[number], SqlDetails>(
    'contacts.details',
    `SELECT ${ROW}, c.own_name AS ownName, c.name AS savedName, c.push_name AS pushName, c.email, c.note,
       c.opt_in_origin AS optInOrigin, c.created_at AS createdAt FROM contact c WHERE c.id = ?`,
  );
  const conversations = db.statement<[number], ContactDetails['conversations'][number]>(
    'contacts.conversations',
    `SELECT id, channel_id AS channelId, last_at AS lastAt FROM conversation WHERE contact_id = ? ORDER BY last_at DESC`,
  );
  const merges = db.statement<
    [number],
    { id: number; at: number; displayName: string; userName: string | null }
  >(
    'contacts.merges',
    `SELECT m.id, m.at, json_extract(m.before, '$.contact.display_name') AS displayName, u.name AS userName
     FROM contact_merge m LEFT JOIN user u ON u.id = m.user_id WHERE m.kept_id = ? ORDER BY m.id DESC`,
  );
  const blocked = db.statement<[number], { at: number | null }>(
    'contacts.blocked',
    'SELECT blocked_at AS at FROM contact WHERE id = ?',
  );
  const email = db.statement<[string | null, number]>(
    'contacts.email',
    'UPDATE contact SET email = ? WHERE id = ?',
  );
  const note = db.statement<[string, number]>('contacts.note', 'UPDATE contact SET note = ? WHERE id = ?');
  const optIn = db.statement<[number | null, string | null, number]>(
    'contacts.optIn',
    'UPDATE contact SET opt_in_at = ?, opt_in_origin = ? WHERE id = ?',
  );
  const block = db.statement<[number | null, number]>(
    'contacts.block',
    'UPDATE contact SET blocked_at = ? WHERE id = ?',
  );
  const added = db.statement<[number, number]>(
    'contacts.added',
    'UPDATE contact SET added_at = coalesce(added_at, ?) WHERE id = ?',
  );
  const synced = db.statement<[number, number]>(
    'contacts.synced',
    'INSERT OR IGNORE INTO contact_synced (channel_id, contact_id) VALUES (?, ?)',
  );
  const everybody = db.statement<[], { name: string; numbers: string; email: string; note: string }>(
    'contacts.everybody',
    `SELECT c.display_name AS name, ${NUMBERS} AS numbers, coalesce(c.email, '') AS email, c.note FROM contact c
     WHERE c.kind = 'person' AND numbers IS NOT NULL ORDER BY c.name_key, c.id`,
  );

  function listOf(show: keyof typeof SHOWN) {
    const where = `c.kind = 'person' AND ${SHOWN[show]} AND ${FOUND}`;
    return {
      // The order of the names leads: a page is found without sorting everybody.
      rows: db.statement<[...Asked, key: string, id: number, limit: number], SqlRow>(
        `contacts.list.${show}`,
        `${ASKED} SELECT ${ROW} FROM asked CROSS JOIN contact c INDEXED BY contact_name WHERE ${where}
         AND (c.name_key, c.id) > (?, ?) ORDER BY c.name_key, c.id LIMIT ?`,
      ),
      total: db.statement<Asked, { n: number }>(
        `contacts.total.${show}`,
        `${ASKED} SELECT count(*) AS n FROM asked CROSS JOIN contact c WHERE ${where}`,
      ),
    };
  }

  return {
    list({ query = '', show, listAllOf, after, limit }) {
      const digits = query.replaceAll(/\D/g, '').replace(/^0+/, '');
      const number = digits.length >= 3 ? digits : '';
      const asked: Asked = [nameKey(query), number, variantOf(number), JSON.stringify(listAllOf)];
      const rows = lists[show].rows.all(...asked, after?.key ?? '', after?.id ?? 0, limit + 1);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        rows: rows.slice(0, limit).map(toRow),
        ...(last && { next: { key: last.key, id: last.id } }),
        total: lists[show].total.get(...asked)!.n,
      };
    },
    details(contactId) {
      const row = details.get(contactId);
      if (!row) return undefined;
      return {
        ...toRow(row),
        ...(row.ownName !== null && { ownName: row.ownName }),
        ...(row.savedName !== null && { savedName: row.savedName }),
        ...(row.pushName !== null && { pushName: row.pushName }),
        ...(row.email !== null && { email: row.email }),
        note: row.note,
        ...(row.blockedAt !== null && { blockedAt: row.blockedAt }),
        ...(row.optInAt !== null && { optInAt: row.optInAt, optInOrigin: row.optInOrigin ?? '' }),
        createdAt: row.createdAt,
        conversations: conversations.all(contactId),
        merges: merges.all(contactId).map(({ userName, ...merge }) => ({
          ...merge,
          ...(userName !== null && { userName }),
        })),
      };
    },
    isBlocked: (contactId) => typeof blocked.get(contactId)?.at === 'number',
    write(contactId, what) {
      if (what.email !== undefined) email.run(what.email === '' ? null : what.email, contactId);
      if (what.note !== undefined) note.run(what.note, contactId);
    },
    optIn: (contactId, given) => void optIn.run(given?.at ?? null, given?.origin ?? null, contactId),
    block: (contactId, at) => void block.run(at ?? null, contactId),
    added: (contactId, at) => void added.run(at, contactId),
    synced: (channelId, contactId) => void synced.run(channelId, contactId),
    *everybody() {
      for (const row of everybody.each()) yield { ...row, numbers: row.numbers.split(' ') };
    },
  };
}

/** Part of a Brazilian number, written the other way: whoever types the ninth digit finds who has none. */
function variantOf(digits: string): string {
  const whole = digits.startsWith('55') ? digits : `55${digits}`;
  return ninthDigitVariant(whole) ?? digits;
}

function toRow(row: SqlRow): ContactRow {
  return {
    id: row.id,
    kind: row.kind,
    displayName: row.displayName,
    ...(row.number !== null && { number: row.number }),
    numbers: row.numbers === null ? [] : row.numbers.split(' '),
    ...(row.lastAt !== null && row.lastAt > 0 && { lastAt: row.lastAt }),
    blocked: row.blockedAt !== null,
    optIn: row.optInAt !== null,
  };
}

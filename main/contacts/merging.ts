import { Refusal } from '../failure.ts';
import type { Changes } from '../inbox/changes.ts';
import type { ConversationRow, Conversations } from '../inbox/conversations.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { createSingleRows, type Single } from './single-rows.ts';
import type { Contacts } from './store.ts';

/** Makes two contacts of one person one because a person says so, and takes it back (AT-10). Inside a transaction. */
export interface Merging {
  /** Answers the id by which it can be undone. Refusals: `contact-not-found`, `contact-itself`, `contact-is-group`. */
  merge(order: { into: number; from: number; userId: number | undefined }, changes: Changes): number;
  /**
   * The contact that went is there again, with what it had then; what came since stays. Answers its id, and that of
   * the one it is apart from. Refusals:
   * `merge-not-found`; `merge-not-last` while a later merge into the same contact stands.
   */
  undo(mergeId: number, changes: Changes): { id: number; keptId: number };
}

type Columns = Record<string, string | number | null>;

interface Before {
  readonly contact: Columns;
  /** The contact that stays, before and after. */
  readonly kept: Columns;
  readonly became: Columns;
  readonly addresses: readonly { kind: string; value: string }[];
  readonly conversations: readonly {
    readonly row: Columns & { id: number };
    /** Rows of each table that stood in it. */
    readonly rows: Readonly<Record<string, readonly number[]>>;
    /** What it had one of, and what the one had that it became one with, if any: before and after. */
    readonly own: Single;
    readonly into?: { readonly was: Single; readonly became: Single };
    /** Conversations that had become this one before. */
    readonly merged: readonly number[];
  }[];
  /** Messages that it wrote in groups. */
  readonly authored: readonly number[];
  readonly openTickets: readonly { id: number; state: string }[];
  /** What was made one with it before. */
  readonly merges: readonly number[];
}

/** What the contact that stays may have from the other. */
const INHERITED = [
  'own_name',
  'name',
  'push_name',
  'number',
  'email',
  'note',
  'blocked_at',
  'opt_in_at',
  'opt_in_origin',
  'added_at',
] as const;

/** What an inbox row knows of its ticket, which may be gone with its queue; `ticketsChanged` finds out anew. */
const UNPLACED = { ticket_id: null, tab: null, pinned: 0, queued_at: null, queue_id: null, user_id: null };

export function createMerging({
  db,
  clock,
  contacts,
  conversations,
  ticketsChanged,
}: {
  db: Database;
  clock: Clock;
  contacts: Contacts;
  conversations: Conversations;
  /** Tickets of this conversation were put back as they were. */
  ticketsChanged: (conversationId: number) => void;
}): Merging {
  const tables = boundTables(db).map((name) => ({
    name,
    ids: db.statement<[number], { id: number }>(
      `merging.${name}.ids`,
      `SELECT rowid AS id FROM ${name} WHERE conversation_id = ?`,
    ),
    giveBack: db.statement<[number, string]>(
      `merging.${name}.giveBack`,
      `UPDATE ${name} SET conversation_id = ? WHERE rowid IN (SELECT value FROM json_each(?))`,
    ),
  }));
  const ofMessages = boundToMessages(db).map((name) =>
    db.statement<[number, string]>(
      `merging.${name}.giveBack`,
      `UPDATE ${name} SET conversation_id = ? WHERE message_id IN (SELECT value FROM json_each(?))`,
    ),
  );
  const singles = createSingleRows(db);
  const contactRow = db.statement<[number], { row: string }>(
    'merging.contact',
    `SELECT ${asJson(db, 'contact')} AS row FROM contact WHERE id = ?`,
  );
  const conversationRows = db.statement<[number], { row: string }>(
    'merging.conversations',
    `SELECT ${asJson(db, 'conversation')} AS row FROM conversation WHERE contact_id = ?`,
  );
  const addresses = db.statement<[number], { kind: string; value: string }>(
    'merging.addresses',
    'SELECT kind, value FROM address WHERE contact_id = ?',
  );
  const authored = db.statement<[number], { id: number }>(
    'merging.authored',
    'SELECT id FROM message WHERE author_id = ?',
  );
  const openTickets = db.statement<[number, number], { id: number; state: string }>(
    'merging.openTickets',
    `SELECT t.id, t.state FROM ticket t JOIN conversation v ON v.id = t.conversation_id
     WHERE v.contact_id IN (?, ?) AND t.state <> 'closed'`,
  );
  const remember = db.statement<[number, number | null, number, string], { id: number }>(
    'merging.remember',
    'INSERT INTO contact_merge (at, user_id, kept_id, before) VALUES (?, ?, ?, ?) RETURNING id',
  );
  const read = db.statement<[number], { keptId: number; before: string; later: number }>(
    'merging.read',
    `SELECT kept_id AS keptId, before,
       EXISTS (SELECT 1 FROM contact_merge o WHERE o.kept_id = m.kept_id AND o.id > m.id) AS later
     FROM contact_merge m WHERE id = ?`,
  );
  const forget = db.statement<[number]>('merging.forget', 'DELETE FROM contact_merge WHERE id = ?');
  const mergesOf = db.statement<[number], { id: number }>(
    'merging.of',
    'SELECT id FROM contact_merge WHERE kept_id = ?',
  );
  const giveMergesBack = db.statement<[number, string]>(
    'merging.giveMergesBack',
    'UPDATE contact_merge SET kept_id = ? WHERE id IN (SELECT value FROM json_each(?))',
  );
  const takeAddress = db.statement<[number, string, string, number]>(
    'merging.takeAddress',
    'UPDATE address SET contact_id = ? WHERE kind = ? AND value = ? AND contact_id = ?',
  );
  const takeAuthored = db.statement<[number, string]>(
    'merging.takeAuthored',
    'UPDATE message SET author_id = ? WHERE id IN (SELECT value FROM json_each(?))',
  );
  const takeConversation = db.statement<[number, number, number]>(
    'merging.takeConversation',
    'UPDATE conversation SET contact_id = ? WHERE id = ? AND contact_id = ?',
  );
  const mergedInto = db.statement<[number], { id: number }>(
    'merging.mergedInto',
    'SELECT id FROM merged_conversation WHERE into_id = ?',
  );
  const forward = db.statement<[number, string]>(
    'merging.forward',
    'UPDATE merged_conversation SET into_id = ? WHERE id IN (SELECT value FROM json_each(?))',
  );
  const notMerged = db.statement<[number]>(
    'merging.notMerged',
    'DELETE FROM merged_conversation WHERE id = ?',
  );
  const reopen = db.statement<[string, string, number]>(
    'merging.reopen',
    `UPDATE ticket SET state = ?, queued_at = iif(? = 'waiting', opened_at, NULL), closed_at = NULL, merged_into = NULL
     WHERE id = ? AND merged_into IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM ticket o WHERE o.conversation_id = ticket.conversation_id AND o.state <> 'closed')`,
  );
  const reset = Object.fromEntries(
    INHERITED.map((name) => [
      name,
      db.statement<[string | number | null, number, string | number | null]>(
        `merging.reset.${name}`,
        `UPDATE contact SET ${name} = ? WHERE id = ? AND ${name} IS ?`,
      ),
    ]),
  );

  function person(id: number) {
    const contact = contacts.byId(id);
    if (!contact) throw new Refusal('contact-not-found');
    if (contact.kind === 'group') throw new Refusal('contact-is-group');
    return contact;
  }

  function insert(table: 'contact' | 'conversation', row: Columns): void {
    const names = Object.keys(row);
    db.statement<(string | number | null)[]>(
      `merging.insert.${table}`,
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ).run(...Object.values(row));
  }

  /** Answers which conversations are no longer what they were. */
  function bringBack(
    keptId: number,
    { row, rows, own, into, merged }: Before['conversations'][number],
    changes: Changes,
  ): number[] {
    const fromId = Number(row['contact_id']);
    const there = conversations.byId(row.id);
    if (!there || there.contactId !== keptId) return [];
    // The channel of then may have gone into another meanwhile, on which one of theirs is back already.
    const { channelId } = there;
    const id = conversations.find(channelId, fromId)?.id ?? row.id;
    // It only had no other of its channel to become one with.
    if (id === row.id && there.id === row.id) {
      takeConversation.run(fromId, row.id, keptId);
    } else {
      if (id === row.id) {
        notMerged.run(row.id);
        insert('conversation', { ...row, ...UNPLACED, channel_id: channelId });
        singles.put(row.id, own);
      } else if (there.id !== row.id) {
        forward.run(id, JSON.stringify([row.id]));
      }
      forward.run(id, JSON.stringify(merged));
      for (const table of tables) table.giveBack.run(id, JSON.stringify(rows[table.name] ?? []));
      for (const each of ofMessages) each.run(id, JSON.stringify(rows['message'] ?? []));
      if (into) singles.put(there.id, into.was, into.became);
      conversations.recount(id);
      conversations.recount(there.id);
    }
    changes.conversation(id);
    changes.conversation(there.id);
    changes.counters(channelId);
    return [id, there.id];
  }

  return {
    merge({ into, from, userId }, changes) {
      if (into === from) throw new Refusal('contact-itself');
      const keep = person(into);
      const drop = person(from);
      const found = {
        contact: JSON.parse(contactRow.get(from)!.row) as Columns,
        kept: JSON.parse(contactRow.get(into)!.row) as Columns,
        addresses: addresses.all(from),
        conversations: conversationRows.all(from).map(({ row: json }) => {
          const row = JSON.parse(json) as ConversationColumns;
          const rows = tables.map(({ name, ids }) => [name, ids.all(row.id).map(({ id }) => id)] as const);
          const merged = mergedInto.all(row.id).map(({ id }) => id);
          const there = conversations.find(Number(row['channel_id']), into)?.id;
          const own = singles.of(row.id);
          const was = there === undefined ? undefined : singles.of(there);
          return { row, rows: Object.fromEntries(rows), own, there, was, merged };
        }),
        authored: authored.all(from).map(({ id }) => id),
        openTickets: openTickets.all(into, from),
        merges: mergesOf.all(from).map(({ id }) => id),
      };
      contacts.join(keep, drop, changes);
      const before: Before = {
        ...found,
        became: JSON.parse(contactRow.get(into)!.row) as Columns,
        conversations: found.conversations.map(({ there, was, ...rest }) => ({
          ...rest,
          ...(there !== undefined && was && { into: { was, became: singles.of(there) } }),
        })),
      };
      return remember.get(clock.now(), userId ?? null, into, JSON.stringify(before))!.id;
    },

    undo(mergeId, changes) {
      const found = read.get(mergeId);
      if (!found) throw new Refusal('merge-not-found');
      // Taken back in any other order, two of them would fight about the same rows.
      if (found.later === 1) throw new Refusal('merge-not-last');
      const before = JSON.parse(found.before) as Before;
      const id = Number(before.contact['id']);
      insert('contact', before.contact);
      for (const { kind, value } of before.addresses) takeAddress.run(id, kind, value, found.keptId);
      const changed = before.conversations.flatMap((each) => bringBack(found.keptId, each, changes));
      takeAuthored.run(id, JSON.stringify(before.authored));
      for (const ticket of before.openTickets) reopen.run(ticket.state, ticket.state, ticket.id);
      for (const each of changed) ticketsChanged(each);
      for (const name of INHERITED) {
        // Only what the merge itself has filled in: what was typed since is not touched.
        const [was, became] = [before.kept[name] ?? null, before.became[name] ?? null];
        if (was !== became) reset[name]!.run(was, found.keptId, became);
      }
      giveMergesBack.run(id, JSON.stringify(before.merges));
      forget.run(mergeId);
      contacts.refresh(found.keptId, changes);
      contacts.refresh(id, changes);
      return { id, keptId: found.keptId };
    },
  };
}

type ConversationColumns = Columns & Pick<ConversationRow, 'id'>;

const BOUND = `SELECT m.name FROM sqlite_schema m JOIN pragma_table_list(m.name) l JOIN pragma_foreign_key_list(m.name) f
  WHERE m.type = 'table' AND f."table" = 'conversation' AND f."from" = 'conversation_id'`;

/** Every table whose rows belong to a conversation, whichever feature brought it: none can be forgotten here. */
function boundTables(db: Database): string[] {
  const sql = `${BOUND} AND l.wr = 0
    AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'conversation_id' AND c.pk = 1)`;
  const found = db.statement<[], { name: string }>('merging.tables', sql).all();
  return found.map(({ name }) => name);
}

/** Those whose rows have no id of their own, and go where their message goes. */
function boundToMessages(db: Database): string[] {
  const sql = `${BOUND} AND l.wr = 1
    AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'message_id')`;
  const found = db.statement<[], { name: string }>('merging.tablesOfMessages', sql).all();
  return found.map(({ name }) => name);
}

function asJson(db: Database, table: string): string {
  const columns = db
    .statement<[string], { name: string }>('merging.columns', 'SELECT name FROM pragma_table_info(?)')
    .all(table);
  return `json_object(${columns.map(({ name }) => `'${name}', ${name}`).join(', ')})`;
}

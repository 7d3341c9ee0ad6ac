import type { Database } from '../db/database.ts';

/** Of each table, the row of one conversation as JSON; null where it has none. */
export type Single = Readonly<Record<string, string | null>>;

/**
 * What a conversation has at most one row of, known by its own id: the switch of its robot, its menu. Such a row cannot be
 * told by an id of its own when two conversations become one, so all of it is remembered. Inside a transaction.
 */
export interface SingleRows {
  of(conversationId: number): Single;
  /** Leaves the conversation with these rows, in the tables in which it still has those of `unless`. */
  put(conversationId: number, rows: Single, unless?: Single): void;
}

export function createSingleRows(db: Database): SingleRows {
  const tables = db
    .statement<[], { name: string }>(
      'singleRows.tables',
      `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
       WHERE m.type = 'table' AND c.name = 'conversation_id' AND c.pk = 1`,
    )
    .all()
    .map(({ name }) => tableOf(db, name));

  const of = (conversationId: number): Single =>
    Object.fromEntries(tables.map(({ name, read }) => [name, read.get(conversationId)?.row ?? null]));

  return {
    of,
    put(conversationId, rows, unless) {
      const there = of(conversationId);
      for (const { name, remove, add } of tables) {
        if (unless && there[name] !== unless[name]) continue;
        remove.run(conversationId);
        const row = rows[name] ?? null;
        if (row !== null) add.run(row);
      }
    },
  };
}

function tableOf(db: Database, name: string) {
  const columns = db
    .statement<[string], { name: string }>('singleRows.columns', 'SELECT name FROM pragma_table_info(?)')
    .all(name)
    .map((column) => column.name);
  const pairs = columns.map((column) => `'${column}', ${column}`).join(', ');
  const values = columns.map((column) => `j.value ->> '${column}'`).join(', ');
  return {
    name,
    read: db.statement<[number], { row: string }>(
      `singleRows.${name}.read`,
      `SELECT json_object(${pairs}) AS row FROM ${name} WHERE conversation_id = ?`,
    ),
    remove: db.statement<[number]>(
      `singleRows.${name}.remove`,
      `DELETE FROM ${name} WHERE conversation_id = ?`,
    ),
    add: db.statement<[string]>(
      `singleRows.${name}.add`,
      `INSERT INTO ${name} (${columns.join(', ')}) SELECT ${values} FROM (SELECT ? AS value) j`,
    ),
  };
}

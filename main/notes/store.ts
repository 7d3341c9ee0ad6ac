import type { Note } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';

export interface NoteRow {
  readonly id: number;
  readonly conversationId: number;
  readonly userId: number | null;
  readonly userName: string | null;
  readonly body: string;
  readonly at: number;
  readonly editedAt: number | null;
}

/** Internal notes about a conversation: they never leave the station (AT-4). */
export interface NoteStore {
  /** Oldest first. */
  list(conversationId: number): NoteRow[];
  byId(id: number): NoteRow | undefined;
  /** Answers its id. Inside a transaction. */
  add(note: { conversationId: number; userId: number | undefined; body: string; at: number }): number;
  edit(id: number, body: string, at: number): void;
  remove(id: number): void;
}

export function createNoteStore(db: Database): NoteStore {
  const NOTE = `SELECT n.id, n.conversation_id AS conversationId, n.user_id AS userId, u.name AS userName, n.body, n.at,
      n.edited_at AS editedAt
    FROM note n LEFT JOIN user u ON u.id = n.user_id`;
  const list = db.statement<[number], NoteRow>(
    'notes.list',
    `${NOTE} WHERE n.conversation_id = ? ORDER BY n.at, n.id`,
  );
  const byId = db.statement<[number], NoteRow>('notes.byId', `${NOTE} WHERE n.id = ?`);
  const add = db.statement<[number, number | null, string, number], { id: number }>(
    'notes.add',
    'INSERT INTO note (conversation_id, user_id, body, at) VALUES (?, ?, ?, ?) RETURNING id',
  );
  const edit = db.statement<[string, number, number]>(
    'notes.edit',
    'UPDATE note SET body = ?, edited_at = ? WHERE id = ?',
  );
  const remove = db.statement<[number]>('notes.remove', 'DELETE FROM note WHERE id = ?');

  return {
    list: (conversationId) => list.all(conversationId),
    byId: (id) => byId.get(id),
    add: ({ conversationId, userId, body, at }) => add.get(conversationId, userId ?? null, body, at)!.id,
    edit: (id, body, at) => void edit.run(body, at, id),
    remove: (id) => void remove.run(id),
  };
}

/** As whoever asks is shown it: its author may edit it, and a manager any. */
export function toNote(row: NoteRow, reader: { id: number; role: string } | undefined): Note {
  const note: Note = {
    id: row.id,
    conversationId: row.conversationId,
    body: row.body,
    at: row.at,
    editable: reader !== undefined && (reader.role === 'manager' || reader.id === row.userId),
  };
  if (row.userName !== null) note.userName = row.userName;
  if (row.editedAt !== null) note.editedAt = row.editedAt;
  return note;
}

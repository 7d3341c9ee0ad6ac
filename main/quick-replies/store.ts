import { randomUUID } from 'node:crypto';
import type { QuickReply } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';

interface Row {
  readonly id: number;
  readonly shortcut: string;
  readonly text: string;
  readonly queueId: number | null;
  readonly fileName: string | null;
  readonly kind: string | null;
  readonly mime: string | null;
  readonly size: number | null;
}

export interface QuickReplies {
  /** By shortcut. */
  list(): QuickReply[];
  byId(id: number): QuickReply | undefined;
  byShortcut(shortcut: string): QuickReply | undefined;
  /** Adds it, or changes the one with this id; answers its id. */
  save(reply: {
    id: number | undefined;
    shortcut: string;
    text: string;
    queueId: number | undefined;
    at: number;
  }): number;
  /** The file that waits under this id goes with it from now on. False when nothing waits there. */
  takeFile(id: number, attachmentId: string): boolean;
  dropFile(id: number): void;
  /** Puts a copy of its file among those that wait, at this instant; answers under which id. Undefined: it has none. */
  stageFile(id: number, at: number): string | undefined;
  queueExists(id: number): boolean;
  /** False when there was none. */
  remove(id: number): boolean;
}

const COLUMNS = `q.id, q.shortcut, q.body AS text, q.queue_id AS queueId,
  f.file_name AS fileName, f.kind, f.mime, f.size`;
const FROM = 'FROM quick_reply q LEFT JOIN quick_reply_file f ON f.quick_reply_id = q.id';
/** What a file that waits and one that is kept have in common. */
const FILE = `kind, mime, size, file_name, seconds, width, height, file, served_type,
  picture, picture_size, picture_width, picture_height, thumbnail`;

function replyOf({ id, shortcut, text, queueId, fileName, kind, mime, size }: Row): QuickReply {
  const file =
    fileName !== null && kind !== null && mime !== null && size !== null
      ? { fileName, kind, mime, size }
      : undefined;
  return { id, shortcut, text, ...(queueId !== null && { queueId }), ...(file && { file }) };
}

export function createQuickReplies(db: Database): QuickReplies {
  const list = db.statement<[], Row>('quickReplies.list', `SELECT ${COLUMNS} ${FROM} ORDER BY q.shortcut`);
  const byId = db.statement<[number], Row>('quickReplies.byId', `SELECT ${COLUMNS} ${FROM} WHERE q.id = ?`);
  const byShortcut = db.statement<[string], Row>(
    'quickReplies.byShortcut',
    `SELECT ${COLUMNS} ${FROM} WHERE q.shortcut = ?`,
  );
  const save = db.statement<[number | null, string, string, number | null, number], { id: number }>(
    'quickReplies.save',
    `INSERT INTO quick_reply (id, shortcut, body, queue_id, updated_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET shortcut = excluded.shortcut, body = excluded.body,
       queue_id = excluded.queue_id, updated_at = excluded.updated_at
     RETURNING id`,
  );
  const takeFile = db.statement<[number, string]>(
    'quickReplies.takeFile',
    `INSERT OR REPLACE INTO quick_reply_file (quick_reply_id, ${FILE}) SELECT ?, ${FILE} FROM staged WHERE id = ?`,
  );
  const dropFile = db.statement<[number]>(
    'quickReplies.dropFile',
    'DELETE FROM quick_reply_file WHERE quick_reply_id = ?',
  );
  const stageFile = db.statement<[string, number, number]>(
    'quickReplies.stageFile',
    `INSERT INTO staged (id, at, ${FILE}) SELECT ?, ?, ${FILE} FROM quick_reply_file WHERE quick_reply_id = ?`,
  );
  const queue = db.statement<[number], { found: 1 }>(
    'quickReplies.queue',
    'SELECT 1 AS found FROM queue WHERE id = ?',
  );
  const remove = db.statement<[number]>('quickReplies.remove', 'DELETE FROM quick_reply WHERE id = ?');
  const found = (row: Row | undefined) => row && replyOf(row);

  return {
    list: () => list.all().map(replyOf),
    byId: (id) => found(byId.get(id)),
    byShortcut: (shortcut) => found(byShortcut.get(shortcut)),
    save: ({ id, shortcut, text, queueId, at }) =>
      save.get(id ?? null, shortcut, text, queueId ?? null, at)!.id,
    takeFile: (id, attachmentId) => takeFile.run(id, attachmentId) > 0,
    dropFile: (id) => void dropFile.run(id),
    stageFile(id, at) {
      const attachmentId = randomUUID();
      return stageFile.run(attachmentId, at, id) > 0 ? attachmentId : undefined;
    },
    queueExists: (id) => queue.get(id) !== undefined,
    remove: (id) => remove.run(id) > 0,
  };
}

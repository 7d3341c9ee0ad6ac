import type { Attachment } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';

/** A file that waits in a composer, as it lies in the store. */
export interface Staged {
  readonly id: string;
  readonly at: number;
  readonly kind: Attachment['kind'];
  readonly mime: string;
  readonly size: number;
  readonly fileName: string;
  readonly seconds: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly file: string;
  readonly servedType: string | null;
  /** As it is sent when it goes as a picture. */
  readonly picture: string | null;
  readonly pictureSize: number | null;
  readonly pictureWidth: number | null;
  readonly pictureHeight: number | null;
  readonly thumbnail: Uint8Array | null;
}

export interface StagedStore {
  add(staged: Staged): void;
  get(id: string): Staged | undefined;
  ofDraft(conversationId: number): Attachment[];
  /** These, in this order, and no others wait with the draft. Inside a transaction. */
  setDraft(conversationId: number, ids: readonly string[]): void;
  /** Answers whether it was there. */
  remove(id: string): boolean;
  /** Those of no draft that came before this instant. */
  stale(before: number): Staged[];
}

const COLUMNS = `id, at, kind, mime, size, file_name AS fileName, seconds, width, height, file, served_type AS servedType,
  picture, picture_size AS pictureSize, picture_width AS pictureWidth, picture_height AS pictureHeight, thumbnail`;

export function createStagedStore(db: Database): StagedStore {
  const add = db.statement<
    [
      string,
      number,
      string,
      string,
      number,
      string,
      number | null,
      number | null,
      number | null,
      string,
      string | null,
      string | null,
      number | null,
      number | null,
      number | null,
      Uint8Array | null,
    ]
  >(
    'staged.add',
    `INSERT INTO staged (id, at, kind, mime, size, file_name, seconds, width, height, file, served_type, picture,
       picture_size, picture_width, picture_height, thumbnail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const get = db.statement<[string], Staged>('staged.get', `SELECT ${COLUMNS} FROM staged WHERE id = ?`);
  const ofDraft = db.statement<[number], Staged>(
    'staged.ofDraft',
    `SELECT ${COLUMNS} FROM staged WHERE conversation_id = ? ORDER BY place`,
  );
  const letGo = db.statement<[number]>(
    'staged.letGo',
    'UPDATE staged SET conversation_id = NULL WHERE conversation_id = ?',
  );
  const hold = db.statement<[number, number, string]>(
    'staged.hold',
    'UPDATE staged SET conversation_id = ?, place = ? WHERE id = ?',
  );
  const remove = db.statement<[string]>('staged.remove', 'DELETE FROM staged WHERE id = ?');
  const stale = db.statement<[number], Staged>(
    'staged.stale',
    `SELECT ${COLUMNS} FROM staged WHERE conversation_id IS NULL AND at < ?`,
  );

  return {
    add: (each) =>
      void add.run(
        each.id,
        each.at,
        each.kind,
        each.mime,
        each.size,
        each.fileName,
        each.seconds,
        each.width,
        each.height,
        each.file,
        each.servedType,
        each.picture,
        each.pictureSize,
        each.pictureWidth,
        each.pictureHeight,
        each.thumbnail,
      ),
    get: (id) => get.get(id),
    ofDraft: (conversationId) => ofDraft.all(conversationId).map(attachmentOf),
    setDraft(conversationId, ids) {
      letGo.run(conversationId);
      for (const [place, id] of ids.entries()) hold.run(conversationId, place, id);
    },
    remove: (id) => remove.run(id) > 0,
    stale: (before) => stale.all(before),
  };
}

/** A staged file as a window knows it. */
export function attachmentOf({
  id,
  kind,
  mime,
  size,
  fileName,
  seconds,
  width,
  height,
  servedType,
}: Staged): Attachment {
  return {
    attachmentId: id,
    kind,
    mime,
    size,
    fileName,
    ...(seconds !== null && { seconds }),
    ...(width !== null && { width }),
    ...(height !== null && { height }),
    preview: servedType?.startsWith('image/') ?? false,
  };
}

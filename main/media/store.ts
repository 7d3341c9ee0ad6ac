import type { MediaKind, MediaState } from '../../preload/entities.ts';
import type { MediaFacts, WireMedia } from '../channels/wire.ts';
import type { Database } from '../db/database.ts';
import { safeFileName, typeOf } from './file-name.ts';
import type { Examined } from './pictures.ts';
import type { Try } from './rules.ts';

/** A file that is to be fetched, and the message that it came with. */
export interface Wanted {
  readonly messageId: number;
  readonly conversationId: number;
  readonly channelId: number;
  readonly contactId: number;
  readonly authorId: number | null;
  readonly waId: string;
  readonly fromMe: number;
  readonly kind: MediaKind;
  readonly state: MediaState;
  readonly asked: number;
  readonly attempts: number;
  readonly notBefore: number;
  readonly file: string;
  readonly directPath: string | null;
  readonly url: string | null;
  readonly mediaKey: Uint8Array | null;
  readonly encSha256: Uint8Array | null;
  /** Nothing comes through an archived channel any more. */
  readonly archivedAt: number | null;
}

/** A file of a message as it is served. */
export interface Served {
  readonly conversationId: number;
  readonly channelId: number;
  readonly kind: MediaKind;
  readonly state: MediaState;
  readonly mime: string;
  readonly fileName: string | null;
  readonly file: string;
  readonly servedType: string | null;
  readonly deletedAt: number | null;
}

/** A file of a message as it is sent. */
export interface Sent extends Omit<MediaFacts, 'kind'> {
  readonly sha256: string;
  readonly servedType: string | undefined;
  readonly preview: boolean;
}

/** The files of messages: what is known of them and how far they have come. */
export interface MediaStore {
  /** Inside a transaction. */
  received(messageId: number, media: WireMedia, state: MediaState): void;
  /** The same, of one that goes out and is on disk. */
  sent(messageId: number, media: Sent): void;
  wanted(messageId: number): Wanted | undefined;
  /** What may be fetched on these channels, newest first. */
  due(channelIds: readonly number[]): Wanted[];
  setTry(messageId: number, next: Try): void;
  ask(messageId: number): void;
  /** It is on disk; `directPath` when the phone has put it elsewhere. */
  ready(
    messageId: number,
    examined: Examined,
    found: { size: number; directPath?: string | undefined },
  ): void;
  served(messageId: number): Served | undefined;
  outgoing(messageId: number): (Omit<MediaFacts, 'kind'> & { readonly file: string }) | undefined;
  /** Whether a message, a composer or a quick reply holds this file. */
  isHeld(sha256: string): boolean;
}

interface OutgoingRow {
  readonly mime: string;
  readonly size: number;
  readonly fileName: string | null;
  readonly seconds: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly gif: number;
  readonly file: string;
  readonly waveform: Uint8Array | null;
  readonly thumbnail: Uint8Array | null;
}

/** Nothing that is shown is larger; what a sender says of a picture need not be true. */
const MAX_EDGE = 20_000;
const MAX_SECONDS = 7 * 24 * 3600;
const MAX_THUMBNAIL = 32 * 1024;

const WANTED = `SELECT d.message_id AS messageId, m.conversation_id AS conversationId, m.channel_id AS channelId,
  v.contact_id AS contactId, m.author_id AS authorId, m.wa_id AS waId, m.from_me AS fromMe, m.kind, d.state, d.asked,
  d.attempts, d.not_before AS notBefore, d.file, d.direct_path AS directPath, d.url, d.media_key AS mediaKey,
  d.enc_sha256 AS encSha256, k.archived_at AS archivedAt
  FROM media d JOIN message m ON m.id = d.message_id JOIN conversation v ON v.id = m.conversation_id
    JOIN channel k ON k.id = m.channel_id`;

export function createMediaStore(db: Database): MediaStore {
  const insert = db.statement<
    [
      messageId: number,
      state: string,
      mime: string,
      size: number,
      fileName: string | null,
      seconds: number | null,
      width: number | null,
      height: number | null,
      gif: number,
      file: string,
      servedType: string | null,
      preview: number,
      directPath: string | null,
      url: string | null,
      mediaKey: Uint8Array | null,
      encSha256: Uint8Array | null,
      waveform: Uint8Array | null,
      thumbnail: Uint8Array | null,
    ]
  >(
    'media.insert',
    `INSERT INTO media (message_id, state, mime, size, file_name, seconds, width, height, gif, file, served_type, preview,
       direct_path, url, media_key, enc_sha256, waveform, thumbnail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const wanted = db.statement<[number], Wanted>('media.wanted', `${WANTED} WHERE d.message_id = ?`);
  const due = db.statement<[string], Wanted>(
    'media.due',
    `${WANTED} WHERE d.state IN ('loading', 'no-room') AND m.channel_id IN (SELECT value FROM json_each(?))
     ORDER BY d.message_id DESC LIMIT 200`,
  );
  const setTry = db.statement<[string, number, number, number]>(
    'media.setTry',
    'UPDATE media SET state = ?, attempts = ?, not_before = ? WHERE message_id = ?',
  );
  const ask = db.statement<[number]>(
    'media.ask',
    `UPDATE media SET state = 'loading', asked = 1, attempts = 0, not_before = 0 WHERE message_id = ?`,
  );
  const ready = db.statement<
    [number, string | null, number | null, number | null, number, number, string | null, number]
  >(
    'media.ready',
    `UPDATE media SET state = 'ready', size = ?, served_type = ?, width = coalesce(?, width),
       height = coalesce(?, height), preview = ?, too_many_pixels = ?, direct_path = coalesce(?, direct_path)
     WHERE message_id = ?`,
  );
  const served = db.statement<[number], Served>(
    'media.served',
    `SELECT m.conversation_id AS conversationId, m.channel_id AS channelId, m.kind, d.state, d.mime,
       d.file_name AS fileName, d.file, d.served_type AS servedType, x.deleted_at AS deletedAt
     FROM media d JOIN message m ON m.id = d.message_id LEFT JOIN message_extra x ON x.message_id = d.message_id
     WHERE d.message_id = ?`,
  );
  const outgoing = db.statement<[number], OutgoingRow>(
    'media.outgoing',
    `SELECT mime, size, file_name AS fileName, seconds, width, height, gif, file, waveform, thumbnail FROM media
     WHERE message_id = ?`,
  );
  const held = db.statement<[string, string, string, string, string], { held: number }>(
    'media.held',
    `SELECT EXISTS (SELECT 1 FROM media WHERE file = ?) OR EXISTS (SELECT 1 FROM staged WHERE file = ?)
       OR EXISTS (SELECT 1 FROM staged WHERE picture = ?)
       OR EXISTS (SELECT 1 FROM quick_reply_file WHERE file = ?)
       OR EXISTS (SELECT 1 FROM quick_reply_file WHERE picture = ?) AS held`,
  );

  return {
    received(messageId, media, state) {
      const { source } = media;
      insert.run(
        messageId,
        state,
        typeOf(media.mime),
        bounded(media.size, Number.MAX_SAFE_INTEGER) ?? 0,
        media.kind === 'document' ? safeFileName(media.fileName, media.mime) || null : null,
        bounded(media.seconds, MAX_SECONDS) ?? null,
        bounded(media.width, MAX_EDGE) || null,
        bounded(media.height, MAX_EDGE) || null,
        media.gif ? 1 : 0,
        Buffer.from(source.fileSha256).toString('hex'),
        null,
        0,
        source.directPath,
        source.url ?? null,
        source.mediaKey,
        source.fileEncSha256,
        media.waveform?.length === 64 ? Uint8Array.from(media.waveform, percent) : null,
        isJpeg(media.thumbnail) ? media.thumbnail : null,
      );
    },
    sent(messageId, media) {
      insert.run(
        messageId,
        'ready',
        media.mime,
        media.size,
        media.fileName ?? null,
        media.seconds ?? null,
        media.width ?? null,
        media.height ?? null,
        media.gif ? 1 : 0,
        media.sha256,
        media.servedType ?? null,
        media.preview ? 1 : 0,
        null,
        null,
        null,
        null,
        media.waveform ? Uint8Array.from(media.waveform, percent) : null,
        media.thumbnail ?? null,
      );
    },
    wanted: (messageId) => wanted.get(messageId),
    due: (channelIds) => due.all(JSON.stringify(channelIds)),
    setTry: (messageId, { state, attempts, notBefore }) =>
      void setTry.run(state, Math.max(0, attempts), notBefore, messageId),
    ask: (messageId) => void ask.run(messageId),
    ready(messageId, examined, { size, directPath }) {
      ready.run(
        size,
        examined.servedType ?? null,
        examined.width ?? null,
        examined.height ?? null,
        examined.preview ? 1 : 0,
        examined.tooManyPixels ? 1 : 0,
        directPath ?? null,
        messageId,
      );
    },
    served: (messageId) => served.get(messageId),
    outgoing(messageId) {
      const row = outgoing.get(messageId);
      return row && factsOf(row);
    },
    isHeld: (sha256) => held.get(sha256, sha256, sha256, sha256, sha256)?.held === 1,
  };
}

function factsOf(row: OutgoingRow): Omit<MediaFacts, 'kind'> & { readonly file: string } {
  const { mime, size, file, fileName, seconds, width, height, gif, waveform, thumbnail } = row;
  return {
    mime,
    size,
    file,
    ...(fileName !== null && { fileName }),
    ...(seconds !== null && { seconds }),
    ...(width !== null && { width }),
    ...(height !== null && { height }),
    ...(gif === 1 && { gif: true as const }),
    ...(waveform !== null && { waveform: [...waveform] }),
    ...(thumbnail !== null && { thumbnail }),
  };
}

function bounded(value: number | undefined, most: number): number | undefined {
  return value !== undefined && Number.isFinite(value) && value >= 0
    ? Math.min(Math.floor(value), most)
    : undefined;
}

function percent(value: number): number {
  return Math.max(0, Math.min(100, Math.round(value) || 0));
}

function isJpeg(bytes: Uint8Array | undefined): bytes is Uint8Array {
  return bytes !== undefined && bytes.length <= MAX_THUMBNAIL && bytes[0] === 0xff && bytes[1] === 0xd8;
}

import type {
  ContactCard,
  Location,
  Media,
  MediaState,
  Message,
  MessageKind,
  MessageStatus,
  PendingChange,
  Quote,
  Reaction,
} from '../../preload/entities.ts';
import { inSight, type Seen } from '../channel-preferences/sight.ts';
import { SHOWN_TEXT } from './rules.ts';

/** A message as the store reads it for windows. */
export interface ThreadRow {
  readonly id: number;
  readonly conversationId: number;
  readonly channelId: number;
  readonly fromMe: number;
  readonly origin: Message['origin'];
  readonly userName: string | null;
  readonly authorName: string | null;
  readonly kind: MessageKind;
  readonly otherKind: string | null;
  /** Absent where it is too long to be read with a page. */
  readonly text: string | null;
  readonly at: number;
  readonly status: MessageStatus;
  readonly failure: NonNullable<Message['failure']> | null;
  /** It has more than its text, in `ExtraRow`. */
  readonly extra: number | null;
}

/** What some messages have besides. */
export interface ExtraRow {
  readonly messageId: number;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  readonly reacted: number;
  readonly detail: string | null;
  readonly quotedWaId: string | null;
  readonly quotedFromMe: number | null;
  readonly quotedKind: MessageKind | null;
  readonly quotedText: string | null;
  readonly quotedName: string | null;
  readonly quotedId: number | null;
  readonly quotedUserId: number | null;
  readonly quotedOrigin: Message['origin'] | null;
  readonly quotedDeletedAt: number | null;
}

/** The beginning of a long text. */
export interface LongRow {
  readonly messageId: number;
  readonly text: string;
  readonly length: number;
}

export interface MediaRow {
  readonly messageId: number;
  readonly state: MediaState;
  readonly mime: string;
  readonly size: number;
  readonly fileName: string | null;
  readonly seconds: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly gif: number;
  readonly preview: number;
  readonly tooManyPixels: number;
  readonly waveform: Uint8Array | null;
  readonly thumbnail: Uint8Array | null;
}

// octet_length does not read the text itself. What few messages have is asked for those alone: a page of texts stays as
// cheap as its texts.
export const THREAD = `
  SELECT m.id, m.conversation_id AS conversationId, m.channel_id AS channelId, m.from_me AS fromMe, m.origin,
    u.name AS userName, a.display_name AS authorName, m.kind, m.other_kind AS otherKind, m.at, m.status, m.failure,
    x.message_id AS extra, iif(octet_length(m.body) > ${SHOWN_TEXT}, NULL, m.body) AS text
  FROM message m LEFT JOIN user u ON u.id = m.user_id LEFT JOIN contact a ON a.id = m.author_id
    LEFT JOIN message_extra x ON x.message_id = m.id`;

/** Of messages by their ids, as JSON; the others below too. */
export const LONG = `
  SELECT id AS messageId, substr(body, 1, ${SHOWN_TEXT}) AS text, length(body) AS length
  FROM message WHERE id IN (SELECT value FROM json_each(?))`;

export const EXTRAS = `
  SELECT x.message_id AS messageId, x.edited_at AS editedAt, x.deleted_at AS deletedAt, x.reacted, x.detail, x.quoted_wa_id AS quotedWaId,
    x.quoted_from_me AS quotedFromMe, x.quoted_kind AS quotedKind, x.quoted_text AS quotedText,
    qa.display_name AS quotedName, q.id AS quotedId, q.user_id AS quotedUserId, q.origin AS quotedOrigin,
    qx.deleted_at AS quotedDeletedAt
  FROM message_extra x JOIN message m ON m.id = x.message_id LEFT JOIN contact qa ON qa.id = x.quoted_author_id
    LEFT JOIN message q ON x.quoted_wa_id IS NOT NULL AND q.id = (
      SELECT min(id) FROM message o WHERE o.channel_id = m.channel_id AND o.wa_id = x.quoted_wa_id
        AND o.from_me = x.quoted_from_me AND +o.conversation_id = m.conversation_id
        AND (x.quoted_author_id IS NULL OR +o.author_id = x.quoted_author_id))
    LEFT JOIN message_extra qx ON qx.message_id = q.id
  WHERE x.message_id IN (SELECT value FROM json_each(?))`;

export const MEDIA = `
  SELECT message_id AS messageId, state, mime, size, file_name AS fileName, seconds, width, height, gif, preview,
    too_many_pixels AS tooManyPixels, waveform, thumbnail
  FROM media WHERE message_id IN (SELECT value FROM json_each(?))`;

/** So many cards are shown; a file of a thousand would be a wall. */
const SHOWN_CARDS = 10;
const SHOWN_NUMBERS = 10;

/** Who reads. */
export interface Viewer {
  /** Gets what was deleted. */
  readonly isManager: boolean;
  /** On this channel they read no other user's messages than this one's, their own (PR-5). */
  readonly onlyOf: number | undefined;
}

export interface Around {
  readonly extra: ExtraRow | undefined;
  readonly long: LongRow | undefined;
  readonly media: MediaRow | undefined;
  readonly reactions: readonly Reaction[];
  readonly pending: PendingChange | undefined;
  /** Shown already, and on its way to WhatsApp. */
  readonly pendingText: string | undefined;
  /** The last text before it was deleted. */
  readonly lastText: string | undefined;
}

/** A message as one window may see it. */
export function toMessage(from: ThreadRow, viewer: Viewer, around: Around): Message {
  const { extra, long, media } = around;
  const deletedAt = extra?.deletedAt ?? null;
  const editedAt = extra?.editedAt ?? null;
  const deleted = deletedAt !== null;
  const hidden = deleted && !viewer.isManager;
  const message: Message = {
    id: from.id,
    conversationId: from.conversationId,
    fromMe: from.fromMe === 1,
    origin: from.origin,
    kind: from.kind,
    text: deleted
      ? hidden
        ? ''
        : (around.lastText ?? '')
      : (around.pendingText ?? from.text ?? long?.text ?? ''),
    at: from.at,
    status: from.status,
  };
  if (from.userName !== null) message.userName = from.userName;
  if (from.authorName !== null) message.authorName = from.authorName;
  if (from.otherKind !== null) message.otherKind = from.otherKind;
  if (long && long.length > SHOWN_TEXT) message.fullLength = long.length;
  if (from.failure !== null) message.failure = from.failure;
  if (editedAt !== null) message.editedAt = editedAt;
  if (deletedAt !== null) message.deletedAt = deletedAt;
  if (around.pending) message.pending = around.pending;
  if (hidden) return message;
  const quote = extra && quoteOf(extra, viewer);
  if (quote) message.quote = quote;
  if (media) message.media = mediaOf(media);
  if (extra?.detail) addDetail(message, extra.detail);
  if (around.reactions.length > 0) message.reactions = [...around.reactions];
  return message;
}

function addDetail(message: Message, detail: string): void {
  if (message.kind === 'location') message.location = JSON.parse(detail) as Location;
  if (message.kind !== 'contacts') return;
  const cards = JSON.parse(detail) as ContactCard[];
  message.cardsTotal = cards.length;
  message.cards = cards
    .slice(0, SHOWN_CARDS)
    .map(({ name, numbers }) => ({ name, numbers: numbers.slice(0, SHOWN_NUMBERS) }));
}

function quoteOf(from: ExtraRow, viewer: Viewer): Quote | undefined {
  if (from.quotedWaId === null || from.quotedKind === null) return undefined;
  const deleted = from.quotedDeletedAt !== null;
  const unseen = from.quotedFromMe === 1 && !inSight(quotedBy(from), viewer.onlyOf);
  return {
    fromMe: from.quotedFromMe === 1,
    kind: from.quotedKind,
    text: unseen || (deleted && !viewer.isManager) ? '' : (from.quotedText ?? ''),
    ...(from.quotedId !== null && !unseen && { messageId: from.quotedId }),
    ...(from.quotedName !== null && { authorName: from.quotedName }),
    ...(deleted && { deleted }),
  };
}

/** What is quoted and is not here anybody may have sent. */
function quotedBy({ quotedUserId, quotedOrigin }: ExtraRow): Omit<Seen, 'channelId'> {
  return { fromMe: 1, origin: quotedOrigin ?? 'station', userId: quotedUserId };
}

function mediaOf(from: MediaRow): Media {
  const { state, mime, size, fileName, seconds, width, height, waveform, thumbnail } = from;
  return {
    state,
    mime,
    size,
    preview: state === 'ready' && from.preview === 1,
    ...(fileName !== null && { fileName }),
    ...(seconds !== null && { seconds }),
    ...(width !== null && { width }),
    ...(height !== null && { height }),
    ...(from.gif === 1 && { gif: true }),
    ...(from.tooManyPixels === 1 && { tooManyPixels: true }),
    ...(waveform !== null && { waveform: [...waveform] }),
    ...(thumbnail !== null && {
      thumbnail: `data:image/jpeg;base64,${Buffer.from(thumbnail).toString('base64')}`,
    }),
  };
}

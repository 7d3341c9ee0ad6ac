import type { Amendment, Change, Content, MediaKind, WireMessage, WireReceipt } from '../channels/wire.ts';
import type { MessageKind, MessageStatus } from '../../preload/entities.ts';
import { safeFileName } from '../media/file-name.ts';

/** So many messages fit into one second before they flow over into the next. */
export const IDS_PER_SECOND = 1_000_000;
/** What of one text is sent to a window unasked. */
export const SHOWN_TEXT = 4_000;

const MAX_PREVIEW = 120;
/** What cutting by length may leave of the last one. */
const HALF_CHARACTER = /\p{Cs}$/u;
const YEAR_2100 = 4_102_444_800_000;

/** WhatsApp's clock is believed, even when the PC's is years behind it; nonsense is not. */
export function instant(at: number, now: number): number {
  return at >= 0 && at < YEAR_2100 ? Math.floor(at) : now;
}

/** No message of this instant or later has a smaller id. */
export function firstIdOf(at: number): number {
  return Math.floor(at / 1_000) * IDS_PER_SECOND;
}

function secondOf(messageId: number): number {
  return Math.floor(messageId / IDS_PER_SECOND);
}

/**
 * The second that a message stands in. One that arrives live stands below all that its conversation has, even when the
 * clock that stamped an earlier one was ahead: a person must find it where new messages are.
 */
export function placeOf(at: number, arrival: WireMessage['arrival'], lastMessageId: number): number {
  const second = Math.floor(at / 1_000);
  return arrival === 'live' ? Math.max(second, secondOf(lastMessageId)) : second;
}

/** One line for the inbox. */
export function previewOf(text: string): string {
  const line = text
    .slice(0, 8 * MAX_PREVIEW)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.slice(0, MAX_PREVIEW).replace(HALF_CHARACTER, '').trimEnd();
}

/** What stands in a conversation by itself; an amendment changes another message. */
export type Standing = Exclude<Content, Amendment>;

/** A file that is sent from here; what is known of it lies in the store of media. */
export interface FileContent {
  readonly kind: 'file';
  readonly as: MediaKind;
  readonly text: string;
  readonly fileName: string | undefined;
}

export type Kept = Standing | FileContent;

/** How a content lies in the store. */
export function columnsOf(content: Kept): {
  kind: MessageKind;
  otherKind: string | null;
  body: string;
} {
  return {
    kind: kindOf(content),
    otherKind: content.kind === 'other' ? content.label : null,
    body: 'text' in content ? storable(content.text) : '',
  };
}

function kindOf(content: Kept): MessageKind {
  if (content.kind === 'media') return content.media.kind;
  return content.kind === 'file' ? content.as : content.kind;
}

/** SQLite's functions take a NUL for the end of the text. */
export function storable(text: string): string {
  return text.replaceAll('\0', '');
}

/** What the inbox says of a content that has no text of its own; nothing for most. */
export function labelOf(content: Kept): string {
  switch (content.kind) {
    case 'file':
      return content.fileName ?? '';
    case 'media':
      return content.media.kind === 'document'
        ? safeFileName(content.media.fileName, content.media.mime)
        : '';
    case 'location':
      return shortName(content.name ?? '');
    case 'contacts':
      return content.cards
        .slice(0, 3)
        .map(({ name }) => shortName(name))
        .join(', ');
    case 'text':
    case 'unreadable':
    case 'other':
      return '';
  }
}

/** A place or cards, as JSON that stays small whatever was sent; undefined for all else. */
export function detailOf(content: Kept): string | undefined {
  if (content.kind === 'location') {
    const { latitude, longitude, name, address, live } = content;
    return JSON.stringify({
      latitude: clamp(latitude, 90),
      longitude: clamp(longitude, 180),
      ...(name && { name: shortName(name) }),
      ...(address && { address: shortName(address) }),
      ...(live && { live }),
    });
  }
  if (content.kind === 'contacts') {
    return JSON.stringify(
      content.cards.slice(0, MAX_CARDS).map(({ name, numbers }) => ({
        name: shortName(name),
        numbers: numbers.slice(0, MAX_NUMBERS).map((number) => shortName(number)),
      })),
    );
  }
  return undefined;
}

const MAX_CARDS = 50;
const MAX_NUMBERS = 50;
const MAX_NAME = 200;

function shortName(name: string): string {
  return storable(name.slice(0, MAX_NAME)).replace(HALF_CHARACTER, '');
}

/** Nowhere on Earth is further; what is no number at all is nowhere. */
function clamp(degrees: number, most: number): number {
  return Number.isFinite(degrees) ? Math.max(-most, Math.min(most, degrees)) : 0;
}

const segmenter = new Intl.Segmenter();
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[\d#*]\ufe0f?\u20e3/u;
const MAX_EMOJI = 64;

/** One emoji, or nothing: others choose theirs, and a reaction is no place for texts. */
export function isReaction(emoji: string): boolean {
  if (emoji === '') return true;
  if (emoji.length > MAX_EMOJI || !EMOJI.test(emoji)) return false;
  return [...segmenter.segment(emoji)].length === 1;
}

/** A person who changes a message: one of a chat, or (`undefined`) this account. */
export interface Author {
  readonly fromMe: boolean;
  /** In groups. */
  readonly authorId: number | undefined;
}

/** Whoever wrote a message may edit and delete it; everybody may react. */
export function mayChange(change: Change['kind'], who: Author, message: Author): boolean {
  if (change === 'react') return true;
  return who.fromMe === message.fromMe && (who.fromMe || who.authorId === message.authorId);
}

/** How long after sending a message may be changed, in milliseconds; 0: not at all. */
export interface Windows {
  readonly editMs: number;
  readonly deleteMs: number;
}

/** Until when a message may be edited and deleted for everyone; nothing where it may not. */
export function changeWindows(
  { fromMe, kind, at, status, deletedAt }: ChangedMessage,
  { editMs, deleteMs }: Windows,
  now: number,
): { editableUntil?: number; deletableUntil?: number } {
  const out =
    fromMe && deletedAt === undefined && (status === 'sent' || status === 'delivered' || status === 'read');
  if (!out) return {};
  return {
    ...(kind === 'text' && at + editMs > now && { editableUntil: at + editMs }),
    ...(at + deleteMs > now && { deletableUntil: at + deleteMs }),
  };
}

interface ChangedMessage {
  readonly fromMe: boolean;
  readonly kind: MessageKind;
  readonly at: number;
  readonly status: MessageStatus;
  readonly deletedAt?: number | undefined;
}

/** The part of a conversation's row that its messages make. */
export interface Summary {
  readonly lastMessageId: number;
  readonly lastAt: number;
  readonly unread: number;
  readonly waitingSince: number | null;
  readonly preview: string;
  readonly previewKind: string;
  readonly previewFromMe: number;
  readonly previewStatus: string;
}

export interface Entry {
  readonly id: number;
  readonly at: number;
  readonly fromMe: boolean;
  readonly unread: boolean;
  readonly kind: string;
  readonly body: string;
  readonly status: MessageStatus;
  /** A copy of what was long ago changes nobody's waiting. */
  readonly old: boolean;
}

/**
 * An answer ends the waiting, from wherever it was sent, but leaves what is unread unread: another screen's work is
 * still new to the person here until they open the conversation (PH-4). Answers the row itself when nothing changes.
 */
export function withMessage(row: Summary, entry: Entry): Summary {
  const newest = entry.id > row.lastMessageId;
  const waitingSince = entry.old ? row.waitingSince : waitingAfter(row, entry, newest);
  if (!newest && !entry.unread && waitingSince === row.waitingSince) return row;
  return {
    ...row,
    unread: row.unread + (entry.unread ? 1 : 0),
    waitingSince,
    ...(newest && {
      lastMessageId: entry.id,
      lastAt: entry.at,
      preview: previewOf(entry.body),
      previewKind: entry.kind,
      previewFromMe: entry.fromMe ? 1 : 0,
      previewStatus: entry.status,
    }),
  };
}

function waitingAfter(row: Summary, { fromMe, at }: Entry, newest: boolean): number | null {
  if (fromMe) return row.waitingSince !== null && at >= row.waitingSince ? null : row.waitingSince;
  // What waited at the server may come after the answer that the phone gave to it.
  const answered = !newest && row.previewFromMe === 1;
  return row.waitingSince ?? (answered ? null : at);
}

/** Each status proves all before it. A late proof overrules a failure; a failure overrules no proof. */
const order: readonly MessageStatus[] = [
  'queued',
  'sending',
  'uncertain',
  'failed',
  'sent',
  'delivered',
  'read',
];

/** Receipts come late, twice and out of order: a status only moves forward. */
export function statusAfter(
  current: MessageStatus,
  what: Exclude<WireReceipt['what'], 'seen-on-phone'>,
): MessageStatus {
  if (current === 'received') return current;
  return order.indexOf(what) > order.indexOf(current) ? what : current;
}

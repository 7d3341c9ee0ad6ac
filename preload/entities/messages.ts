/** A message as a window shows it (AT-3): its kinds, its file, what it answers and what was done to it later. */
import { z } from 'zod';
import { Because } from './automation.ts';
import { Instant, RowId } from './basics.ts';

export const MessageStatus = z.enum([
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'uncertain',
]);
export type MessageStatus = z.infer<typeof MessageStatus>;

/** What a bubble holds. Kinds that this version cannot show in full (`other`) say what they were. */
export const MessageKind = z.enum([
  'text',
  'image',
  'video',
  'audio',
  'voice',
  'document',
  'sticker',
  'location',
  'contacts',
  'unreadable',
  'other',
]);
export type MessageKind = z.infer<typeof MessageKind>;

/** Kinds that come with a file. */
export const MediaKind = MessageKind.extract(['image', 'video', 'audio', 'voice', 'document', 'sticker']);
export type MediaKind = z.infer<typeof MediaKind>;

/** What the inbox says of the newest message: `deleted` in place of what was taken back. */
export const PreviewKind = z.enum([...MessageKind.options, 'deleted']);
export type PreviewKind = z.infer<typeof PreviewKind>;

export const MessageOrigin = z.enum(['contact', 'station', 'phone', 'robot']);
export type MessageOrigin = z.infer<typeof MessageOrigin>;

export const FailureCode = z.enum([
  'refused',
  'not-on-whatsapp',
  'restricted',
  'encryption',
  'timed-out',
  'not-supported',
  'file-missing',
  'media-upload-failed',
  'channel-removed',
  'contact-blocked',
  'too-late',
]);
export type FailureCode = z.infer<typeof FailureCode>;

/**
 * Where a file stands. `waiting`: larger than what is fetched unasked; `media.retry` fetches it. `loading`: it is on
 * its way, or will be tried again by itself. `ready`: `media/<messageId>` serves it. `failed`: tried so often that a
 * person must ask again. `gone`: WhatsApp and the phone have it no more. `damaged`: it came, and was not what the
 * sender had sent. `no-room`: this PC's disk is full; it goes on by itself once there is room.
 */
export const MediaState = z.enum([
  'waiting',
  'loading',
  'ready',
  'failed',
  'gone',
  'damaged',
  'too-large',
  'no-room',
]);
export type MediaState = z.infer<typeof MediaState>;

/** How loud each of 64 parts of a voice note is, 0–100. */
export const Waveform = z.array(z.int().min(0).max(100)).length(64);
export type Waveform = z.infer<typeof Waveform>;

export const Media = z.object({
  state: MediaState,
  /** What the sender calls it; what is served has a type of its own that was made sure of. */
  mime: z.string(),
  /** In bytes. */
  size: z.int().nonnegative(),
  /** Safe to show and to save under; documents only. */
  fileName: z.string().optional(),
  seconds: z.int().nonnegative().optional(),
  /** In pixels, as shown: the bubble keeps this room before the picture is there. */
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  waveform: Waveform.optional(),
  /** A film without sound that repeats itself. */
  gif: z.boolean().optional(),
  /** A small, blurred picture that came with the message: a `data:` URL. */
  thumbnail: z.string().optional(),
  /** `media/<messageId>/preview` serves a picture that fits a bubble. */
  preview: z.boolean(),
  /** The picture has more pixels than this PC shows: it can only be saved. */
  tooManyPixels: z.boolean().optional(),
});
export type Media = z.infer<typeof Media>;

export const Location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().optional(),
  address: z.string().optional(),
  /** It moved while it was shared; this is where it began. */
  live: z.boolean().optional(),
});
export type Location = z.infer<typeof Location>;

export const ContactCard = z.object({ name: z.string(), numbers: z.array(z.string()) });
export type ContactCard = z.infer<typeof ContactCard>;

/** What a message answers, as it was when it was answered. */
export const Quote = z.object({
  /** Absent while this station does not have it. */
  messageId: RowId.optional(),
  fromMe: z.boolean(),
  authorName: z.string().optional(),
  kind: MessageKind,
  text: z.string(),
  /** It was taken back since. */
  deleted: z.boolean().optional(),
});
export type Quote = z.infer<typeof Quote>;

export const Reaction = z.object({
  emoji: z.string(),
  fromMe: z.boolean(),
  /** Whose it is, when it is not ours. */
  name: z.string().optional(),
});
export type Reaction = z.infer<typeof Reaction>;

/** What a person here does to a message: shown at once, and done once WhatsApp has taken it. */
export const PendingChange = z.object({
  change: z.enum(['edit', 'delete', 'react']),
  state: z.enum(['queued', 'sending', 'failed']),
  failure: FailureCode.optional(),
});
export type PendingChange = z.infer<typeof PendingChange>;

export const Message = z.object({
  /** Follows time: a later message has the greater id. */
  id: RowId,
  conversationId: RowId,
  fromMe: z.boolean(),
  origin: MessageOrigin,
  /** The station's user who sent it. */
  userName: z.string().optional(),
  /** In groups: who wrote it. */
  authorName: z.string().optional(),
  kind: MessageKind,
  /** For `other`: the wire's name of the kind (`poll`, `event`, …). */
  otherKind: z.string().optional(),
  /** The text, or the caption of a file. */
  text: z.string(),
  /** The text was longer than what is shown; its whole length in characters. */
  fullLength: z.int().optional(),
  at: Instant,
  status: MessageStatus,
  failure: FailureCode.optional(),
  media: Media.optional(),
  location: Location.optional(),
  /** The first ones; `cardsTotal` says how many there are. */
  cards: z.array(ContactCard).optional(),
  cardsTotal: z.int().optional(),
  quote: Quote.optional(),
  reactions: z.array(Reaction).optional(),
  editedAt: Instant.optional(),
  /** Taken back by its writer. Its text and file are there for a manager only. */
  deletedAt: Instant.optional(),
  /** Until when it may be edited, or deleted for everyone; absent: it may not. */
  editableUntil: Instant.optional(),
  deletableUntil: Instant.optional(),
  pending: PendingChange.optional(),
  /** Of what the robot said: why (MS, *por que o robô respondeu isto*). */
  because: Because.optional(),
});
export type Message = z.infer<typeof Message>;

/** A text that a message had before it was edited or deleted: managers only. */
export const MessageVersion = z.object({ text: z.string(), until: Instant });
export type MessageVersion = z.infer<typeof MessageVersion>;

/** A file chosen in the composer that waits to be sent: the answer of `POST media/staged`. */
export const Attachment = z.object({
  attachmentId: z.uuid(),
  /** As what it would be sent. */
  kind: MediaKind.exclude(['sticker']),
  mime: z.string(),
  size: z.int().nonnegative(),
  fileName: z.string(),
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  seconds: z.int().nonnegative().optional(),
  /** `media/staged/<attachmentId>/preview` serves a picture of it. */
  preview: z.boolean(),
});
export type Attachment = z.infer<typeof Attachment>;

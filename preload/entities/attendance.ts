/** Tickets and what belongs to them (AT-1, AT-2, AT-4, AT-6, AT-7, AT-11, AT-12, PR-5). */
import { z } from 'zod';
import { Instant, RowId } from './basics.ts';

export const TicketState = z.enum(['waiting', 'open', 'closed']);
export type TicketState = z.infer<typeof TicketState>;

/** Where a conversation is listed: by its latest ticket; in none of them without one. `snoozed` goes before the state. */
export const InboxTab = z.enum(['waiting', 'open', 'snoozed', 'closed']);
export type InboxTab = z.infer<typeof InboxTab>;

/** `longest-waiting` holds where somebody may wait; closed tickets and *all* are listed newest first always. */
export const InboxOrder = z.enum(['longest-waiting', 'newest']);
export type InboxOrder = z.infer<typeof InboxOrder>;

export const Ticket = z.object({
  id: RowId,
  /** What people call it: the shop's day and a count, e.g. `20261125-0007`. */
  protocol: z.string(),
  conversationId: RowId,
  state: TicketState,
  queueId: RowId.optional(),
  /** Who attends it; while it waits, for whom it is meant. An open one without anybody is attended on the phone. */
  userId: RowId.optional(),
  openedAt: Instant,
  /** Since when the contact waits for an answer, or a waiting ticket for somebody. */
  waitingSince: Instant.optional(),
  acceptedAt: Instant.optional(),
  firstAnswerAt: Instant.optional(),
  closedAt: Instant.optional(),
  closingReasonId: RowId.optional(),
  snoozedUntil: Instant.optional(),
  pinned: z.boolean(),
  tagIds: z.array(RowId),
  /** What the contact answered when asked after the closing. */
  rating: z.int().min(1).max(5).optional(),
  /** It began while the shop was closed (BH-2). */
  offHours: z.boolean(),
  /** Nothing automatic answers in it any more. */
  robotOff: z.boolean(),
});
export type Ticket = z.infer<typeof Ticket>;

export const TicketEventKind = z.enum([
  'opened',
  'accepted',
  'answered-on-phone',
  'transferred',
  'returned',
  'closed',
  'reopened',
  'snoozed',
  'woke',
  'tagged',
  'untagged',
  'rated',
  'merged',
]);
export type TicketEventKind = z.infer<typeof TicketEventKind>;

/** One line of a ticket's history. Names are those of then. */
export const TicketEvent = z.object({
  id: RowId,
  ticketId: RowId,
  at: Instant,
  what: TicketEventKind,
  /** The user who did it; absent when it was nobody at the station. */
  userName: z.string().optional(),
  /** What made it happen. */
  by: z.enum(['user', 'contact', 'phone', 'clock', 'robot']),
  detail: z.object({
    protocol: z.string().optional(),
    queueName: z.string().optional(),
    /** Whom it was given to. */
    toUserName: z.string().optional(),
    /** Whom it was taken from. */
    fromUserName: z.string().optional(),
    /** The text that went along with a transfer. */
    note: z.string().optional(),
    reasonName: z.string().optional(),
    tagName: z.string().optional(),
    until: Instant.optional(),
    rating: z.int().min(1).max(5).optional(),
  }),
});
export type TicketEvent = z.infer<typeof TicketEvent>;

/** An internal note: it never leaves the station (AT-4). */
export const Note = z.object({
  id: RowId,
  conversationId: RowId,
  userName: z.string().optional(),
  body: z.string(),
  at: Instant,
  editedAt: Instant.optional(),
  /** Whether who asks may edit or remove it: the author, or a manager. */
  editable: z.boolean(),
});
export type Note = z.infer<typeof Note>;

/** One of the design system's colours, by its number (`renderer/ui/hue.ts`). */
export const Hue = z.int().min(0).max(7);

export const Queue = z.object({
  id: RowId,
  name: z.string(),
  hue: Hue,
  memberIds: z.array(RowId),
  /** Tickets in it that are not closed. */
  live: z.int().nonnegative(),
});
export type Queue = z.infer<typeof Queue>;

export const Tag = z.object({ id: RowId, name: z.string(), hue: Hue });
export type Tag = z.infer<typeof Tag>;

export const ClosingReason = z.object({
  id: RowId,
  name: z.string(),
  /** No longer offered; tickets that were closed for it keep its name. */
  retired: z.boolean(),
});
export type ClosingReason = z.infer<typeof ClosingReason>;

/** How the shop attends. */
export const AttendanceSettings = z.object({
  /** So long after the closing a new message reopens the same ticket; 0: never (AT-1). */
  reopenHours: z.int().min(0).max(72),
  closingReasonRequired: z.boolean(),
  /** The window locks after so many minutes without a key or a click; 0: never (AT-6). */
  lockAfterMinutes: z.int().min(0).max(480),
  /** Whether *Encerrar* proposes to ask for a rating (AT-11). */
  ratingAsked: z.boolean(),
  /** Empty: the station's own words. */
  ratingQuestion: z.string().max(500),
  /** How long an answer of one digit counts as the rating. */
  ratingMinutes: z.int().min(5).max(1_440),
});
export type AttendanceSettings = z.infer<typeof AttendanceSettings>;

/** What a manager sets for one channel (PR). */
export const ChannelPreferences = z.object({
  /** *Sincronizar mensagens*: history, and what is sent or read on the phone, is mirrored here (PR-3). */
  syncMessages: z.boolean(),
  /** *Listar todos os contatos*: also those whom only the phone's address book knows (PR-4). */
  listAllContacts: z.boolean(),
  /** *Exibir mensagens apenas do usuário*: a receptionist sees the contact's, the robot's and their own (PR-5). */
  ownMessagesOnly: z.boolean(),
});
export type ChannelPreferences = z.infer<typeof ChannelPreferences>;

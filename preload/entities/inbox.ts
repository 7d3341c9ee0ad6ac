/** Conversations, in the list and opened, and the hand-over sheet (AT-12). */
import { z } from 'zod';
import { InboxTab, Ticket } from './attendance.ts';
import { Instant, RowId } from './basics.ts';
import { Contact } from './contacts.ts';
import { Attachment, FailureCode, MessageKind, MessageStatus, PreviewKind } from './messages.ts';

export const InboxRow = z.object({
  conversationId: RowId,
  channelId: RowId,
  contact: Contact,
  unread: z.int().nonnegative(),
  /** All that is unread here was read on the phone (PH-4). */
  seenOnPhone: z.boolean().optional(),
  /** Since when the contact waits for an answer. */
  waitingSince: Instant.optional(),
  lastMessageId: RowId,
  lastAt: Instant,
  preview: z.string(),
  previewKind: PreviewKind,
  previewFromMe: z.boolean(),
  previewStatus: MessageStatus,
  draft: z.string().optional(),
  /** Absent without a ticket: groups, history, contacts whom only the phone wrote to. */
  tab: InboxTab.optional(),
  /** The newest one. */
  ticket: Ticket.optional(),
});
export type InboxRow = z.infer<typeof InboxRow>;

export const Conversation = z.object({
  id: RowId,
  channelId: RowId,
  contact: Contact,
  unread: z.int().nonnegative(),
  /** The first message not yet seen here when it was opened. */
  firstUnreadId: RowId.optional(),
  /** All that is unread here was read on the phone (PH-4). */
  seenOnPhone: z.boolean().optional(),
  draft: z.string(),
  /** Files that wait in the composer with the draft. */
  draftAttachments: z.array(Attachment),
  /** The message that the draft answers. */
  draftReplyTo: RowId.optional(),
  /** The newest one. */
  ticket: Ticket.optional(),
});
export type Conversation = z.infer<typeof Conversation>;

/** One message that the hand-over sheet names. */
const HandoverMessage = z.object({
  messageId: RowId,
  conversationId: RowId,
  channelId: RowId,
  displayName: z.string(),
  preview: z.string(),
  kind: MessageKind,
  at: Instant,
  /** Why it did not leave, as far as known. */
  failure: FailureCode.optional(),
  status: MessageStatus,
});

/** *Passagem de turno* (AT-12). Lists are cut; the totals beside them are not. */
export const Handover = z.object({
  since: Instant,
  until: Instant,
  /** Contacts who wrote meanwhile, the newest first. */
  came: z.object({ messages: z.int(), conversations: z.int(), rows: z.array(InboxRow) }),
  /** What the robot answered. */
  automatic: z.object({ total: z.int(), messages: z.array(HandoverMessage) }),
  /** What was to leave and did not, or of which nobody knows; it still asks for somebody, whenever it was. */
  failed: z.object({ total: z.int(), messages: z.array(HandoverMessage) }),
  /** Who waits longest. */
  waiting: z.object({ total: z.int(), rows: z.array(InboxRow) }),
  /** Snoozed ones that wake until the end of the day. */
  snoozed: z.object({ total: z.int(), rows: z.array(InboxRow) }),
  unreadConversations: z.int(),
});
export type Handover = z.infer<typeof Handover>;

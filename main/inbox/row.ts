import type { InboxRow, InboxTab, MessageStatus, PreviewKind } from '../../preload/entities.ts';
import { type ShownTicketRow, TICKET_COLUMNS, TICKET_TAGS, toTicket } from '../tickets/row.ts';

type NoTicket = { readonly [K in keyof Omit<ShownTicketRow, 'id'>]: null };

/** A conversation with its newest ticket, as it lies in the store. `id` is the ticket's. */
export type OpenSqlRow = (Omit<ShownTicketRow, 'id'> | NoTicket) & {
  readonly id: number | null;
  readonly rowId: number;
  readonly channelId: number;
  readonly contactId: number;
  readonly contactKind: 'person' | 'group';
  readonly displayName: string;
  readonly number: string | null;
  readonly blocked: number;
  readonly unread: number;
  readonly seenOnPhone: number;
  readonly draft: string;
};

/** The same as the inbox lists it. */
export type InboxSqlRow = OpenSqlRow & {
  readonly waitingSince: number | null;
  readonly lastMessageId: number;
  readonly lastAt: number;
  readonly preview: string;
  readonly previewKind: PreviewKind;
  readonly previewFromMe: number;
  readonly previewStatus: MessageStatus;
  readonly tab: InboxTab | null;
  readonly pinnedRow: number;
  readonly waitOrder: number | null;
};

// The robot may have spoken since, so the newest message does not tell. Few rows come to the last condition, and an index
// of what is unread answers it.
const SEEN_ON_PHONE = `v.unread > 0 AND v.seen_on_phone_id > 0 AND NOT EXISTS (SELECT 1 FROM message news
  WHERE news.conversation_id = v.id AND news.unread = 1 AND news.id > v.seen_on_phone_id)`;

/** What an open conversation is shown of its row. */
export const OPEN_COLUMNS = `v.id AS rowId, v.channel_id AS channelId, c.id AS contactId, c.kind AS contactKind,
  c.display_name AS displayName, c.number, c.blocked_at IS NOT NULL AS blocked, v.unread, v.draft,
  ${SEEN_ON_PHONE} AS seenOnPhone,
  ${TICKET_COLUMNS}, ${TICKET_TAGS}, v.waiting_since AS contactWaitingSince`;

export const INBOX_COLUMNS = `${OPEN_COLUMNS}, v.waiting_since AS waitingSince,
  v.last_message_id AS lastMessageId, v.last_at AS lastAt, v.preview, v.preview_kind AS previewKind,
  v.preview_from_me AS previewFromMe, v.preview_status AS previewStatus, v.tab, v.pinned AS pinnedRow,
  v.wait_order AS waitOrder`;

export const INBOX_JOINS = `JOIN contact c ON c.id = v.contact_id LEFT JOIN ticket t ON t.id = v.ticket_id`;

export function contactOf({
  contactId,
  contactKind,
  displayName,
  number,
  blocked,
}: OpenSqlRow): InboxRow['contact'] {
  const contact: InboxRow['contact'] = { id: contactId, kind: contactKind, displayName };
  if (number !== null) contact.number = number;
  if (blocked === 1) contact.blocked = true;
  return contact;
}

export function ticketOf(from: OpenSqlRow): InboxRow['ticket'] {
  return from.id === null ? undefined : toTicket(from as ShownTicketRow);
}

export function toInboxRow(from: InboxSqlRow): InboxRow {
  const row: InboxRow = {
    conversationId: from.rowId,
    channelId: from.channelId,
    contact: contactOf(from),
    unread: from.unread,
    lastMessageId: from.lastMessageId,
    lastAt: from.lastAt,
    preview: from.preview,
    previewKind: from.previewKind,
    previewFromMe: from.previewFromMe === 1,
    previewStatus: from.previewStatus,
  };
  if (from.seenOnPhone === 1) row.seenOnPhone = true;
  if (from.waitingSince !== null) row.waitingSince = from.waitingSince;
  if (from.draft !== '') row.draft = from.draft;
  if (from.tab !== null) row.tab = from.tab;
  const ticket = ticketOf(from);
  if (ticket) row.ticket = ticket;
  return row;
}

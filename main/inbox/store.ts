import type {
  Conversation,
  InboxOrder,
  InboxRow,
  MessageStatus,
  PreviewKind,
  User,
} from '../../preload/entities.ts';
import { IN_SIGHT, type Sight } from '../channel-preferences/sight.ts';
import type { Database } from '../db/database.ts';
import type { Conversations } from './conversations.ts';
import { createListing, type InboxQuery } from './listing.ts';
import { previewOf } from './rules.ts';
import {
  contactOf,
  INBOX_COLUMNS,
  INBOX_JOINS,
  type InboxSqlRow,
  OPEN_COLUMNS,
  type OpenSqlRow,
  ticketOf,
  toInboxRow,
} from './row.ts';

interface LastSeen {
  readonly body: string;
  readonly kind: PreviewKind;
  readonly fromMe: number;
  readonly status: MessageStatus;
  readonly deletedAt: number | null;
}

/** What windows read. */
export interface InboxStore {
  list(query: InboxQuery & { reader: User | undefined }): {
    rows: InboxRow[];
    next?: string;
    order: InboxOrder;
    counts: { waiting: number; open: number; snoozed: number; closed: number };
    unreadConversations: number;
    total: number;
  };
  rows(ids: readonly number[], reader: User | undefined): InboxRow[];
  open(conversationId: number): Conversation | undefined;
  unreadOf(channelId: number): number;
  unreadConversations(): number;
}

export function createInboxStore(
  db: Database,
  conversations: Conversations,
  sight: Pick<Sight, 'onlyOf' | 'sees'>,
): InboxStore {
  const listing = createListing(db);
  const rowsById = db.statement<[string], InboxSqlRow>(
    'inbox.rows',
    `SELECT ${INBOX_COLUMNS} FROM conversation v ${INBOX_JOINS} WHERE v.id IN (SELECT value FROM json_each(?))`,
  );
  const row = db.statement<[number], OpenSqlRow & { readonly draftReplyTo: number | null }>(
    'inbox.row',
    `SELECT ${OPEN_COLUMNS}, v.draft_reply_to AS draftReplyTo FROM conversation v ${INBOX_JOINS} WHERE v.id = ?`,
  );
  const unread = db.statement<[], { n: number }>(
    'inbox.unread',
    'SELECT count(*) AS n FROM conversation WHERE unread > 0',
  );
  const unreadOfChannel = db.statement<[number], { n: number }>(
    'inbox.unreadOfChannel',
    'SELECT count(*) AS n FROM conversation WHERE channel_id = ? AND unread > 0',
  );
  const firstUnread = db.statement<[number], { id: number | null }>(
    'message.firstUnread',
    'SELECT min(id) AS id FROM message WHERE conversation_id = ? AND unread = 1',
  );

  const draftReplyTo = db.statement<[number], { id: number }>(
    'conversation.draftReplyTo',
    `SELECT m.id FROM conversation v JOIN message m ON m.id = v.draft_reply_to AND m.conversation_id = v.id
     WHERE v.id = ?`,
  );

  const lastSeen = db.statement<[number, number], LastSeen>(
    'inbox.lastSeen',
    `SELECT m.body, m.kind, m.from_me AS fromMe, m.status, x.deleted_at AS deletedAt
     FROM message m LEFT JOIN message_extra x ON x.message_id = m.id
     WHERE m.conversation_id = ? AND ${IN_SIGHT} ORDER BY m.id DESC LIMIT 1`,
  );

  /** One line of what a reader may not read would tell it as well (PR-5). */
  function shownTo(reader: User | undefined, row: InboxSqlRow): InboxRow {
    const shown = toInboxRow(row);
    const onlyOf = row.previewFromMe === 1 ? sight.onlyOf(reader, row.channelId) : undefined;
    if (onlyOf === undefined || sight.sees(reader, row.lastMessageId)) return shown;
    const seen = lastSeen.get(row.rowId, onlyOf);
    const deleted = typeof seen?.deletedAt === 'number';
    return {
      ...shown,
      preview: deleted ? '' : previewOf(seen?.body ?? ''),
      previewKind: deleted ? 'deleted' : (seen?.kind ?? 'text'),
      previewFromMe: seen?.fromMe === 1,
      previewStatus: seen?.status ?? 'received',
    };
  }

  return {
    list(query) {
      const [{ rows, next, order }, { none, unread, ...counts }] = db.read(
        'inbox.list',
        () => [listing.page(query), listing.counts(query)] as const,
      );
      const everywhere = counts.waiting + counts.open + counts.snoozed + counts.closed + none;
      return {
        rows: rows.map((row) => shownTo(query.reader, row)),
        ...(next !== undefined && { next }),
        order,
        counts,
        unreadConversations: unread,
        total: query.tab === 'all' ? everywhere : counts[query.tab],
      };
    },
    rows: (ids, reader) => rowsById.all(JSON.stringify(ids)).map((row) => shownTo(reader, row)),
    open(conversationId) {
      const found = row.get(conversationId) ?? row.get(conversations.byId(conversationId)?.id ?? 0);
      if (!found) return undefined;
      const firstUnreadId = found.unread > 0 ? firstUnread.get(found.rowId)?.id : null;
      const ticket = ticketOf(found);
      const replyTo = found.draftReplyTo === null ? undefined : draftReplyTo.get(found.rowId);
      return {
        id: found.rowId,
        channelId: found.channelId,
        contact: contactOf(found),
        unread: found.unread,
        ...(typeof firstUnreadId === 'number' && { firstUnreadId }),
        ...(found.seenOnPhone === 1 && { seenOnPhone: true }),
        draft: found.draft,
        ...(replyTo && { draftReplyTo: replyTo.id }),
        draftAttachments: [],
        ...(ticket && { ticket }),
      };
    },
    unreadOf: (channelId) => unreadOfChannel.get(channelId)?.n ?? 0,
    unreadConversations: () => unread.get()?.n ?? 0,
  };
}

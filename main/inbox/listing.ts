import type { InboxOrder, InboxTab } from '../../preload/entities.ts';
import type { Database, Statement } from '../db/database.ts';
import { INBOX_COLUMNS, INBOX_JOINS, type InboxSqlRow } from './row.ts';

export interface InboxFilter {
  readonly channelId?: number | undefined;
  readonly queueId?: number | undefined;
  readonly tagId?: number | undefined;
  /** Whose tickets. */
  readonly userId?: number | undefined;
  readonly unreadOnly?: boolean | undefined;
  readonly kind?: 'person' | 'group' | undefined;
}

export interface InboxQuery extends InboxFilter {
  readonly tab: InboxTab | 'all';
  readonly order: InboxOrder;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface InboxPage {
  readonly rows: InboxSqlRow[];
  readonly next: string | undefined;
  /** The order that it has, which not every tab has both of. */
  readonly order: InboxOrder;
}

export interface InboxCounts {
  readonly waiting: number;
  readonly open: number;
  readonly snoozed: number;
  readonly closed: number;
  /** Without a ticket. */
  readonly none: number;
  readonly unread: number;
}

/** The inbox by tab, filters and order, a page after another; fast for 20,000 conversations. */
export interface Listing {
  page(query: InboxQuery): InboxPage;
  counts(filter: InboxFilter): InboxCounts;
}

type Values = readonly (string | number)[];

interface Condition {
  readonly sql: string;
  readonly values: Values;
}

/** Nobody waits in a closed ticket, and not all conversations have one. */
function orderOf({ tab, order }: InboxQuery): InboxOrder {
  return tab === 'closed' || tab === 'all' ? 'newest' : order;
}

// The plus keeps SQLite from choosing an index that would have to be sorted.
function conditionsOf(filter: InboxFilter): Condition[] {
  const conditions: Condition[] = [];
  const add = (sql: string, ...values: Values) => conditions.push({ sql, values });
  if (filter.channelId !== undefined) add('+v.channel_id = ?', filter.channelId);
  if (filter.queueId !== undefined) add('+v.queue_id = ?', filter.queueId);
  if (filter.userId !== undefined) add('+v.user_id = ?', filter.userId);
  if (filter.unreadOnly) add('v.unread > 0');
  if (filter.tagId !== undefined) {
    add('v.ticket_id IN (SELECT ticket_id FROM ticket_tag WHERE tag_id = ?)', filter.tagId);
  }
  if (filter.kind !== undefined) {
    add('(SELECT kind FROM contact WHERE contact.id = v.contact_id) = ?', filter.kind);
  }
  return conditions;
}

/** `undefined` for what no page has ended with. */
function readCursor(
  cursor: string | undefined,
): readonly [pinned: number, key: number, id: number] | undefined {
  const parts = cursor?.split('.').map(Number) ?? [];
  const [pinned, key, id] = parts;
  if (pinned === undefined || key === undefined || id === undefined) return undefined;
  return parts.every(Number.isSafeInteger) ? [pinned, key, id] : undefined;
}

function after(order: InboxOrder, cursor: string | undefined): Condition[] {
  const from = readCursor(cursor);
  if (!from) return [];
  const [pinned, key, id] = from;
  if (order === 'newest') return [{ sql: '(v.pinned, v.last_message_id) < (?, ?)', values: [pinned, key] }];
  return [
    {
      sql: 'v.pinned <= ? AND (v.pinned < ? OR v.wait_order > ? OR (v.wait_order = ? AND v.id > ?))',
      values: [pinned, pinned, key, key, id],
    },
  ];
}

export function createListing(db: Database): Listing {
  // As many as there are combinations of filters that somebody has used.
  const prepared = new Map<string, Statement<Values, never>>();

  function all<R>(name: string, sql: string, values: Values): R[] {
    let statement = prepared.get(sql) as Statement<Values, R> | undefined;
    if (!statement) {
      statement = db.statement<Values, R>(name, sql);
      prepared.set(sql, statement as Statement<Values, never>);
    }
    return statement.all(...values);
  }

  const tabs = db.statement<[], { tab: string; n: number }>(
    'inbox.tabs',
    'SELECT tab, sum(n) AS n FROM inbox_count GROUP BY tab',
  );
  const tabsOfChannel = db.statement<[number], { tab: string; n: number }>(
    'inbox.tabsOfChannel',
    'SELECT tab, n FROM inbox_count WHERE channel_id = ?',
  );

  function countTabs(filter: InboxFilter): { tab: string; n: number }[] {
    const { channelId, queueId, tagId, userId, unreadOnly, kind } = filter;
    const plain = [queueId, tagId, userId, unreadOnly || undefined, kind].every((each) => each === undefined);
    if (plain) return channelId === undefined ? tabs.all() : tabsOfChannel.all(channelId);
    const { where, values } = whereOf(conditionsOf(filter));
    return all(
      'inbox.countTabs',
      `SELECT coalesce(v.tab, '') AS tab, count(*) AS n FROM conversation v ${where} GROUP BY 1`,
      values,
    );
  }

  function countUnread(filter: InboxFilter): number {
    const { where, values } = whereOf(conditionsOf({ ...filter, unreadOnly: true }));
    const sql = `SELECT count(*) AS n FROM conversation v INDEXED BY conversation_unread ${where}`;
    return all<{ n: number }>('inbox.countUnread', sql, values)[0]?.n ?? 0;
  }

  return {
    page(query) {
      const order = orderOf(query);
      const conditions = [...conditionsOf(query), ...after(order, query.cursor)];
      if (query.tab !== 'all') conditions.unshift({ sql: 'v.tab = ?', values: [query.tab] });
      if (order === 'longest-waiting') conditions.push({ sql: 'v.wait_order IS NOT NULL', values: [] });
      const { where, values } = whereOf(conditions);
      const sorted =
        order === 'newest' ? 'v.pinned DESC, v.last_message_id DESC' : 'v.pinned DESC, v.wait_order, v.id';
      const found = all<InboxSqlRow>(
        'inbox.list',
        `SELECT ${INBOX_COLUMNS} FROM conversation v INDEXED BY ${indexFor(query, order)} ${INBOX_JOINS} ${where}
         ORDER BY ${sorted} LIMIT ?`,
        [...values, query.limit + 1],
      );
      const rows = found.slice(0, query.limit);
      const last = found.length > rows.length ? rows.at(-1) : undefined;
      const key = order === 'newest' ? last?.lastMessageId : last?.waitOrder;
      return { rows, order, next: last && `${last.pinnedRow}.${key}.${last.rowId}` };
    },
    counts(filter) {
      const found = new Map(countTabs(filter).map(({ tab, n }) => [tab, n]));
      return {
        waiting: found.get('waiting') ?? 0,
        open: found.get('open') ?? 0,
        snoozed: found.get('snoozed') ?? 0,
        closed: found.get('closed') ?? 0,
        none: found.get('') ?? 0,
        unread: countUnread(filter),
      };
    },
  };
}

function whereOf(conditions: readonly Condition[]): { where: string; values: Values } {
  const sql = conditions.map((each) => each.sql).join(' AND ');
  return { where: sql === '' ? '' : `WHERE ${sql}`, values: conditions.flatMap(({ values }) => [...values]) };
}

/** What is unread is little: it is sorted. */
function indexFor({ tab, unreadOnly }: InboxQuery, order: InboxOrder): string {
  if (unreadOnly) return 'conversation_unread';
  if (order === 'longest-waiting') return 'conversation_wait';
  return tab === 'all' ? 'conversation_newest' : 'conversation_tab';
}

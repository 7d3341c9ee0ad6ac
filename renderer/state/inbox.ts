import { create } from 'zustand';
import type { CallError, CallOutput } from '../../preload/contract.ts';
import type { InboxOrder, InboxRow } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { takeListed, useConversation } from './conversation.ts';
import { follow } from './follow.ts';
import { gather } from './gather.ts';
import { fits, type InboxFilter, mergeRows } from './merge.ts';
import { useSession } from './session.ts';

const PAGE = 100;
/** Above this many changed rows the list itself is asked for again. */
const MANY = 200;

interface InboxState {
  filter: InboxFilter;
  order: InboxOrder;
  /** In `order`; undefined until main has told. */
  rows: readonly InboxRow[] | undefined;
  /** Where the next page begins; undefined at the end. */
  next: string | undefined;
  error: CallError | undefined;
  /** How many each tab has under the filter. */
  counts: CallOutput<'inbox.list'>['counts'];
  /** In this tab, under the filter. */
  total: number;
  /** In the whole station, whatever the filter. */
  unreadConversations: number;
  /** Somebody has written at some time: the shop is past its first steps. */
  everHeard: boolean;
}

export const EVERYTHING: Omit<InboxFilter, 'tab'> = {
  channelId: undefined,
  queueId: undefined,
  tagId: undefined,
  mine: false,
  unreadOnly: false,
};

const NOTHING: InboxState = {
  filter: { tab: 'waiting', ...EVERYTHING },
  order: 'longest-waiting',
  rows: undefined,
  next: undefined,
  error: undefined,
  counts: { waiting: 0, open: 0, snoozed: 0, closed: 0 },
  total: 0,
  unreadConversations: 0,
  everHeard: false,
};

export const useInbox = create<InboxState>()(() => NOTHING);

export function forgetInbox(): void {
  useInbox.setState(NOTHING);
}

function question({ tab, channelId, queueId, tagId, mine, unreadOnly }: InboxFilter) {
  return {
    tab,
    ...(channelId !== undefined && { channelId }),
    ...(queueId !== undefined && { queueId }),
    ...(tagId !== undefined && { tagId }),
    ...(mine && { mine }),
    ...(unreadOnly && { unreadOnly }),
  };
}

/** Answers to a filter that has changed since are dropped. */
function isCurrent(filter: InboxFilter): boolean {
  return useInbox.getState().filter === filter;
}

function userId(): number | undefined {
  const { session } = useSession.getState();
  return session?.phase === 'open' ? session.user.id : undefined;
}

function told({ counts, total, order }: CallOutput<'inbox.list'>) {
  return { counts, total, order, error: undefined };
}

export async function loadInbox(): Promise<void> {
  const { filter, rows } = useInbox.getState();
  const limit = Math.min(MANY, Math.max(PAGE, rows?.length ?? 0));
  // With the counts: a list that stood there without them would be taken for an empty shop's.
  const [reply] = await Promise.all([
    call('inbox.list', { ...question(filter), limit }),
    loadStationCounts(),
  ]);
  if (!isCurrent(filter)) return;
  if (!reply.ok) {
    useInbox.setState({ error: reply.error });
    return;
  }
  useInbox.setState({ ...told(reply.value), rows: reply.value.rows, next: reply.value.next });
}

/** Somebody takes the counter: to those who wait; with nobody waiting, to where there is something. */
export async function beginInbox(): Promise<void> {
  await loadInbox();
  const { filter, counts, everHeard } = useInbox.getState();
  const untouched = filter === NOTHING.filter;
  if (!untouched || counts.waiting > 0) return;
  if (counts.open > 0) await setFilter({ tab: 'open' });
  else if (everHeard && counts.snoozed + counts.closed === 0) await setFilter({ tab: 'all' });
}

let loadingMore = false;

export async function loadMoreInbox(): Promise<void> {
  const { filter, next } = useInbox.getState();
  if (next === undefined || loadingMore) return;
  loadingMore = true;
  const reply = await call('inbox.list', { ...question(filter), cursor: next, limit: PAGE });
  loadingMore = false;
  if (!reply.ok || !isCurrent(filter)) return;
  useInbox.setState(({ rows = [], order }) => ({
    rows: mergeRows({ rows, more: false }, reply.value.rows, { filter, order, userId: userId() }, undefined),
    next: reply.value.next,
  }));
}

export function setFilter(change: Partial<InboxFilter>): Promise<void> {
  useInbox.setState(({ filter }) => ({ filter: { ...filter, ...change }, rows: undefined, next: undefined }));
  return loadInbox();
}

/** All that is chosen but the tab. */
export function clearFilter(): Promise<void> {
  return setFilter(EVERYTHING);
}

/** Main remembers it for whoever is at the counter (AT-2). */
export async function setOrder(order: InboxOrder): Promise<void> {
  useInbox.setState({ order, rows: undefined, next: undefined });
  await call('inbox.setOrder', { order });
  await loadInbox();
}

async function loadStationCounts(): Promise<void> {
  const reply = await call('inbox.list', { tab: 'all', limit: 1 });
  if (!reply.ok) return;
  const { unreadConversations, total } = reply.value;
  useInbox.setState({ unreadConversations, everHeard: total > 0 });
}

async function loadCounts(filter: InboxFilter): Promise<void> {
  const [reply] = await Promise.all([
    call('inbox.list', { ...question(filter), limit: 1 }),
    loadStationCounts(),
  ]);
  if (reply.ok && isCurrent(filter)) useInbox.setState(told(reply.value));
}

/** Rows that have changed are asked for again. */
export const refreshRows = gather(async (ids) => {
  if (ids.length > MANY) {
    await Promise.all([loadInbox(), follow()]);
    return;
  }
  const { filter } = useInbox.getState();
  const reply = await call('inbox.rows', { ids });
  if (!reply.ok) return;
  const open = useConversation.getState().openId;
  const openRow = reply.value.find(({ conversationId }) => conversationId === open);
  if (openRow) takeListed(openRow);
  else if (open !== undefined && ids.includes(open)) await follow();
  if (!isCurrent(filter)) return;
  const { openId } = useConversation.getState();
  // Conversations that became one: the other has no row any more.
  const found = new Set(reply.value.map((row) => row.conversationId));
  const gone = new Set(ids.filter((id) => !found.has(id)));
  useInbox.setState(({ rows, next, order }) =>
    rows
      ? {
          rows: mergeRows(
            {
              rows: rows.filter(({ conversationId }) => !gone.has(conversationId)),
              more: next !== undefined,
            },
            reply.value,
            { filter, order, userId: userId() },
            openId,
          ),
        }
      : {},
  );
  await loadCounts(filter);
});

/** What was kept for being open goes once it is not, if it does not belong to the list. */
export function letGo(conversationId: number): void {
  useInbox.setState(({ rows, filter }) =>
    rows
      ? { rows: rows.filter((row) => row.conversationId !== conversationId || fits(row, filter, userId())) }
      : {},
  );
}

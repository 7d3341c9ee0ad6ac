/** Pure merging of what main tells into what a list holds. */
import type { InboxOrder, InboxRow, InboxTab, Message } from '../../preload/entities.ts';

/** `all`: also conversations that have no ticket. */
export type ListTab = InboxTab | 'all';

export interface InboxFilter {
  tab: ListTab;
  channelId: number | undefined;
  queueId: number | undefined;
  tagId: number | undefined;
  mine: boolean;
  unreadOnly: boolean;
}

/** Whether something is chosen beside the tab. */
export function isFiltered({ channelId, queueId, tagId, mine, unreadOnly }: InboxFilter): boolean {
  return mine || unreadOnly || [channelId, queueId, tagId].some((each) => each !== undefined);
}

interface Page {
  rows: readonly InboxRow[];
  /** There are further rows that are not loaded. */
  more: boolean;
}

/** Whether main would list a row under this filter, for this user. */
export function fits(row: InboxRow, filter: InboxFilter, userId: number | undefined): boolean {
  const { ticket } = row;
  return (
    (filter.tab === 'all' || row.tab === filter.tab) &&
    (filter.channelId === undefined || filter.channelId === row.channelId) &&
    (filter.queueId === undefined || filter.queueId === ticket?.queueId) &&
    (filter.tagId === undefined || ticket?.tagIds.includes(filter.tagId) === true) &&
    (!filter.mine || (userId !== undefined && ticket?.userId === userId)) &&
    (!filter.unreadOnly || row.unread > 0)
  );
}

/** Later than any instant, and above any message's id. */
const NEVER = 9_000_000_000_000_000;

/** Who waits, by since when; then who does not, the newest first: small comes first. */
function waitOrder({ ticket, waitingSince, lastMessageId }: InboxRow): number {
  return ticket?.waitingSince ?? waitingSince ?? NEVER - lastMessageId;
}

/** Main's own order of rows. */
export function compareRows(a: InboxRow, b: InboxRow, order: InboxOrder): number {
  const pinned = Number(b.ticket?.pinned === true) - Number(a.ticket?.pinned === true);
  if (pinned !== 0) return pinned;
  if (order === 'newest') return b.lastMessageId - a.lastMessageId;
  return waitOrder(a) - waitOrder(b) || a.conversationId - b.conversationId;
}

/**
 * Rows anew, in main's order. What no longer fits the filter goes, except the row that is kept: it is open, and a row
 * that vanishes while one answers it is lost to the eye. What comes after all that is loaded stays unloaded.
 */
export function mergeRows(
  { rows, more }: Page,
  fresh: readonly InboxRow[],
  listing: { filter: InboxFilter; order: InboxOrder; userId: number | undefined },
  keep: number | undefined,
): readonly InboxRow[] {
  const { filter, order, userId } = listing;
  const compare = (a: InboxRow, b: InboxRow) => compareRows(a, b, order);
  const last = more ? rows.at(-1) : undefined;
  const byId = new Map(rows.map((row) => [row.conversationId, row]));
  for (const row of fresh) {
    const kept = row.conversationId === keep && byId.has(keep);
    const loaded = !last || last.conversationId === row.conversationId || compare(row, last) <= 0;
    if (kept || (loaded && fits(row, filter, userId))) byId.set(row.conversationId, row);
    else byId.delete(row.conversationId);
  }
  return [...byId.values()].sort(compare);
}

/** Which ends of a conversation are not loaded. */
export interface OpenEnds {
  before: boolean;
  after: boolean;
}

/** Messages anew, oldest first. What lies beyond an end that is not loaded stays unloaded. */
export function mergeMessages(
  held: readonly Message[],
  fresh: readonly Message[],
  more: OpenEnds,
): readonly Message[] {
  const oldest = more.before ? (held[0]?.id ?? 0) : 0;
  const newest = more.after ? (held.at(-1)?.id ?? Infinity) : Infinity;
  const byId = new Map(held.map((message) => [message.id, message]));
  for (const message of fresh) {
    if (message.id >= oldest && message.id <= newest) byId.set(message.id, message);
  }
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

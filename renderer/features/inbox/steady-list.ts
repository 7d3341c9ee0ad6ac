/** Keeps a live list still under the hand that points at it. Pure. */
import type { InboxRow } from '../../../preload/entities.ts';

export interface Held {
  rows: readonly InboxRow[];
  /** Conversations that came in meanwhile and are not shown yet. */
  waiting: number;
}

/**
 * The rows as they stood, with their news; what came in meanwhile waits. What is gone from the list is gone here too:
 * a row that is there must be there when it is pressed.
 */
export function holdRows(stood: readonly number[], rows: readonly InboxRow[]): Held {
  const byId = new Map(rows.map((row) => [row.conversationId, row]));
  const held = stood.flatMap((id) => byId.get(id) ?? []);
  return { rows: held, waiting: rows.length - held.length };
}

/**
 * By how many places what one sees has moved, as most of it has: a row that went elsewhere by itself must not drag the
 * rest along. `seen` are the rows in sight with the places that they had.
 */
export function shiftOf(
  seen: readonly { id: number; index: number }[],
  rows: readonly { conversationId: number }[],
): number {
  const places = new Map(rows.map((row, index) => [row.conversationId, index]));
  const votes = new Map<number, number>();
  for (const { id, index } of seen) {
    const now = places.get(id);
    if (now !== undefined) votes.set(now - index, (votes.get(now - index) ?? 0) + 1);
  }
  let shift = 0;
  for (const [each, count] of votes) if (count > (votes.get(shift) ?? 0)) shift = each;
  return shift;
}

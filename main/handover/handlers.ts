import type { Handover, InboxRow } from '../../preload/entities.ts';
import type { Handlers } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import type { HandoverStore } from './store.ts';
import { sinceOf } from './rules.ts';
import { endOfDay } from '../tickets/snooze-times.ts';

/** How many of each list the sheet shows. */
const SHOWN = 20;

export function handoverHandlers({
  clock,
  zone,
  store,
  rows,
  unreadConversations,
  closedSince,
}: {
  clock: Clock;
  zone: () => string;
  store: HandoverStore;
  /** As whoever asks may see them. */
  rows: (ids: readonly number[], reader: Parameters<Handlers['handover.get']>[1]['user']) => InboxRow[];
  unreadConversations: () => number;
  /** When the shop closed last, if it has hours. */
  closedSince: () => number | undefined;
}): Pick<Handlers, 'handover.get'> {
  return {
    'handover.get': ({ since: asked }, { user }): Handover => {
      const until = clock.now();
      const since = sinceOf(asked, closedSince(), until);
      const inOrder = (ids: readonly number[]) => {
        const found = new Map(rows(ids, user).map((row) => [row.conversationId, row]));
        return ids.flatMap((id) => found.get(id) ?? []);
      };
      const came = store.came(since, SHOWN);
      const waiting = store.waiting(SHOWN);
      const snoozed = store.snoozed(endOfDay(until, zone()), SHOWN);
      return {
        since,
        until,
        came: { messages: came.messages, conversations: came.total, rows: inOrder(came.ids) },
        automatic: store.automatic(since, SHOWN),
        failed: store.failed(user, SHOWN),
        waiting: { total: waiting.total, rows: inOrder(waiting.ids) },
        snoozed: { total: snoozed.total, rows: inOrder(snoozed.ids) },
        unreadConversations: unreadConversations(),
      };
    },
  };
}

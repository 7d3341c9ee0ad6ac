import type { TicketEvent, TicketEventKind } from '../../preload/entities.ts';
import type { TicketRow } from './row.ts';
import type { TicketStore } from './store.ts';
import type { Deed } from './deeds.ts';

/** What a line of the history says beside what and who, with the names of now. */
export function detailOf(
  store: Pick<TicketStore, 'queueName' | 'userName' | 'reason'>,
  told: TicketEventKind,
  before: TicketRow,
  after: TicketRow,
  deed: Deed,
): TicketEvent['detail'] {
  const nameOf = (userId: number | null | undefined) => (userId ? store.userName(userId) : undefined);
  switch (told) {
    case 'opened':
      return { protocol: after.protocol };
    case 'transferred': {
      const queueId = deed.target?.queueId;
      const queueName = queueId === undefined ? undefined : store.queueName(queueId);
      const toUserName = nameOf(deed.target?.userId);
      return {
        ...(queueName !== undefined && { queueName }),
        ...(toUserName !== undefined && { toUserName }),
        ...(deed.note && { note: deed.note }),
      };
    }
    case 'accepted': {
      const taken = before.state === 'open' && before.userId !== after.userId;
      const fromUserName = taken ? nameOf(before.userId) : undefined;
      return fromUserName === undefined ? {} : { fromUserName };
    }
    case 'closed': {
      const reason = after.closingReasonId === null ? undefined : store.reason(after.closingReasonId);
      return reason ? { reasonName: reason.name } : {};
    }
    case 'snoozed':
      return after.snoozedUntil === null ? {} : { until: after.snoozedUntil };
    case 'rated':
      return after.rating === null ? {} : { rating: after.rating };
    case 'answered-on-phone':
    case 'returned':
    case 'reopened':
    case 'woke':
    case 'tagged':
    case 'untagged':
    case 'merged':
      return {};
  }
}

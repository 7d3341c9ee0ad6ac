import type { Ticket } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import type { Conversations } from '../inbox/conversations.ts';
import type { QueueStore } from '../queues/store.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { LiveTicket, TicketsPort } from './tickets.ts';

/** Asked every minute: without `<> 'closed'` no index of the live ones serves, and all that ever were are read. */
export const WAITING = `SELECT t.conversation_id AS conversationId, v.channel_id AS channelId
  FROM ticket t JOIN conversation v ON v.id = t.conversation_id
  WHERE t.state <> 'closed' AND t.state = 'waiting' AND t.queue_id IS NULL AND t.user_id IS NULL
  ORDER BY t.queued_at, t.id`;

/** Tickets and queues as automation asks them. */
export function portTo({
  db,
  tickets,
  queues,
  conversations,
}: {
  db: Database;
  tickets: Tickets;
  queues: Pick<QueueStore, 'exists'>;
  conversations: Pick<Conversations, 'byId'>;
}): TicketsPort & { of(ticket: Ticket): LiveTicket } {
  const waiting = db.statement<[], { conversationId: number; channelId: number }>(
    'automation.waitingTickets',
    WAITING,
  );
  const userName = db.statement<[number], { name: string }>(
    'automation.userName',
    'SELECT name FROM user WHERE id = ?',
  );

  function of({
    id,
    protocol,
    openedAt,
    state,
    waitingSince,
    queueId,
    userId,
    robotOff,
  }: Ticket): LiveTicket {
    return { id, protocol, openedAt, waiting: state === 'waiting', waitingSince, queueId, userId, robotOff };
  }

  return {
    of,
    liveOf(conversationId) {
      const ticket = tickets.ticketOf(conversationId);
      return ticket && ticket.state !== 'closed' ? of(ticket) : undefined;
    },
    isClosedSince(conversationId, at) {
      const ticket = tickets.ticketOf(conversationId);
      return ticket?.state === 'closed' && (ticket.closedAt ?? 0) >= at;
    },
    waitingWithoutQueue: () => waiting.all(),
    assignQueue(conversationId, queueId, changes) {
      const place = conversations.byId(conversationId);
      if (!place || !tickets.ticketOf(conversationId)) return;
      tickets.act(
        place,
        'transfer',
        { by: 'robot', userId: undefined, target: { queueId, userId: undefined } },
        changes,
      );
    },
    markOffHours(conversationId, changes) {
      if (tickets.ticketOf(conversationId)) tickets.set({ id: conversationId }, { offHours: true }, changes);
    },
    queueExists: (queueId) => queues.exists(queueId),
    queueName: (queueId) => tickets.store.queueName(queueId) ?? '',
    userName: (userId) => userName.get(userId)?.name ?? '',
  };
}

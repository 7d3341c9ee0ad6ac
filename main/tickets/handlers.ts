import type { Ticket } from '../../preload/entities.ts';
import type { CallContext, Handlers } from '../api/handler.ts';
import type { AttendanceSettingsStore } from '../attendance/settings.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import type { Changes, Write } from '../inbox/changes.ts';
import type { Conversations } from '../inbox/conversations.ts';
import { NEWEST } from '../inbox/thread.ts';
import type { NoteStore } from '../notes/store.ts';
import type { Happening } from './rules.ts';
import { snoozeUntil } from './snooze-times.ts';
import type { Deed, Place, Tickets } from './tickets.ts';

export type TicketHandlers = Pick<Handlers, Extract<keyof Handlers, `tickets.${string}`>>;

const PAGE = 200;
const MOST_TICKETS = 100;

export function ticketHandlers({
  clock,
  zone,
  write,
  conversations,
  tickets,
  notes,
  settings,
}: {
  clock: Clock;
  zone: () => string;
  write: Write;
  conversations: Pick<Conversations, 'byId'>;
  tickets: Tickets;
  notes: NoteStore;
  settings: Pick<AttendanceSettingsStore, 'get'>;
}): TicketHandlers {
  const { store } = tickets;

  function placeOf(conversationId: number): Place {
    const found = conversations.byId(conversationId);
    if (!found) throw new Refusal('conversation-not-found');
    return found;
  }

  function act(
    conversationId: number,
    what: Happening,
    { user }: CallContext,
    about: Partial<Deed> = {},
    besides: (place: Place, changes: Changes) => void = () => {},
  ): Ticket {
    const place = placeOf(conversationId);
    const deed: Deed = { by: 'user', userId: user?.id, ...about };
    const ticket = write(`tickets.${what}`, (changes) => {
      const afterwards = tickets.act(place, what, deed, changes);
      besides(place, changes);
      return afterwards;
    });
    if (!ticket) throw new Refusal('ticket-missing');
    return ticket;
  }

  function refuseUnknownTarget(queueId: number | undefined, userId: number | undefined): void {
    if (queueId !== undefined && store.queueName(queueId) === undefined) {
      throw new Refusal('queue-not-found', { field: 'queueId' });
    }
    if (userId !== undefined && store.userName(userId) === undefined) {
      throw new Refusal('user-unknown', { field: 'userId' });
    }
  }

  function refuseReason(reasonId: number | undefined): void {
    if (reasonId === undefined) {
      if (settings.get().closingReasonRequired) {
        throw new Refusal('closing-reason-required', { field: 'reasonId' });
      }
      return;
    }
    if (store.reason(reasonId)?.retired !== 0) {
      throw new Refusal('closing-reason-not-found', { field: 'reasonId' });
    }
  }

  return {
    'tickets.accept': ({ conversationId, takeOver }, context) =>
      act(conversationId, takeOver ? 'take-over' : 'accept', context),

    'tickets.transfer': ({ conversationId, queueId, userId, note }, context) => {
      refuseUnknownTarget(queueId, userId);
      return act(
        conversationId,
        'transfer',
        context,
        { target: { queueId, userId }, note },
        ({ id }, changes) => {
          if (!note) return;
          notes.add({ conversationId: id, userId: context.user?.id, body: note, at: clock.now() });
          changes.ticket(id);
        },
      );
    },

    'tickets.return': ({ conversationId }, context) => act(conversationId, 'return', context),

    'tickets.close': ({ conversationId, farewell, reasonId, rating }, context) => {
      refuseReason(reasonId);
      return act(conversationId, 'close', context, {
        closing: { farewell, reasonId, rating: rating ?? false },
      });
    },

    'tickets.reopen': ({ conversationId }, context) => act(conversationId, 'reopen', context),

    'tickets.snooze': ({ conversationId, until }, context) => {
      const wakes = snoozeUntil(until, clock.now(), zone());
      if (wakes === undefined) throw new Refusal('snooze-time-invalid', { field: 'until' });
      return act(conversationId, 'snooze', context, { snoozeUntil: wakes });
    },

    'tickets.wake': ({ conversationId }, context) => act(conversationId, 'wake', context),

    'tickets.pin': ({ conversationId, pinned }) =>
      write('tickets.pin', (changes) => tickets.set(placeOf(conversationId), { pinned }, changes)),

    'tickets.tag': ({ conversationId, tagIds }, { user }) =>
      write('tickets.tag', (changes) => tickets.tag(placeOf(conversationId), tagIds, user?.id, changes)),

    'tickets.history': ({ conversationId, before = NEWEST, limit = PAGE }) => {
      const { id } = placeOf(conversationId);
      const events = store.events(id, before, limit + 1);
      return {
        tickets: store.allOf(id, MOST_TICKETS),
        events: events.slice(0, limit).reverse(),
        more: events.length > limit,
      };
    },
  };
}

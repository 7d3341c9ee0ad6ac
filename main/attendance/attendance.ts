import type { Logger } from 'pino';
import type { InboxRow, User } from '../../preload/entities.ts';
import type { Bus, Handlers } from '../api/handler.ts';
import { channelPreferenceHandlers } from '../channel-preferences/handlers.ts';
import { createSight } from '../channel-preferences/sight.ts';
import type { ChannelPreferenceStore } from '../channel-preferences/store.ts';
import type { Clock } from '../clock.ts';
import { closingReasonHandlers } from '../closing-reasons/handlers.ts';
import { createClosingReasonStore } from '../closing-reasons/store.ts';
import type { Database } from '../db/database.ts';
import { handoverHandlers } from '../handover/handlers.ts';
import { createHandoverStore } from '../handover/store.ts';
import type { Changes, Write } from '../inbox/changes.ts';
import type { Conversations } from '../inbox/conversations.ts';
import { noteHandlers } from '../notes/handlers.ts';
import { createNoteStore } from '../notes/store.ts';
import { queueHandlers, type QueueUse } from '../queues/handlers.ts';
import { createQueueStore, type QueueStore } from '../queues/store.ts';
import { tagHandlers } from '../tags/handlers.ts';
import { createTagStore } from '../tags/store.ts';
import { ticketHandlers } from '../tickets/handlers.ts';
import { createSnoozes } from '../tickets/snoozes.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Audit } from '../users/audit.ts';
import { attendanceHandlers } from './handlers.ts';
import type { AttendanceSettingsStore } from './settings.ts';

type Groups =
  | 'tickets'
  | 'notes'
  | 'queues'
  | 'tags'
  | 'closingReasons'
  | 'attendance'
  | 'channelPreferences';

/** Tickets and what belongs to them, beside the inbox. */
export interface Attendance {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `${Groups}.${string}` | 'handover.get'>>;
  readonly queues: QueueStore;
  /** What a user attended waits for somebody else. Inside a transaction. */
  release(userId: number, by: number | undefined, changes: Changes): void;
  /** From now on snoozed tickets wake, first of all those that are due. Also after a wake of the machine. */
  wake(): void;
  stop(): void;
}

export function createAttendance({
  db,
  clock,
  zone,
  bus,
  log,
  audit,
  tickets,
  settings,
  preferences,
  inbox,
  refuseUnknownChannel,
  closedSince,
  queueUses,
}: {
  db: Database;
  clock: Clock;
  /** IANA name of the shop's. */
  zone: () => string;
  bus: Bus;
  log: Logger;
  audit: Audit;
  tickets: Tickets;
  settings: AttendanceSettingsStore;
  preferences: ChannelPreferenceStore;
  inbox: {
    readonly write: Write;
    readonly conversations: Pick<Conversations, 'byId'>;
    rows(ids: readonly number[], reader: User | undefined): InboxRow[];
    unreadConversations(): number;
  };
  /** Throws `channel-not-found`. */
  refuseUnknownChannel: (channelId: number) => void;
  /** When the shop closed last, if it has hours. */
  closedSince: () => number | undefined;
  queueUses: readonly QueueUse[];
}): Attendance {
  const { write, conversations } = inbox;
  const notes = createNoteStore(db);
  const queues = createQueueStore(db);
  const snoozes = createSnoozes({ clock, log, write, tickets, conversations });

  return {
    queues,
    handlers: {
      ...ticketHandlers({ clock, zone, write, conversations, tickets, notes, settings }),
      ...noteHandlers({ clock, write, conversations, store: notes }),
      ...queueHandlers({ bus, write, store: queues, audit, uses: queueUses }),
      ...tagHandlers({ bus, write, store: createTagStore(db), audit }),
      ...closingReasonHandlers({ db, bus, store: createClosingReasonStore(db), audit }),
      ...attendanceHandlers({ bus, settings, audit }),
      ...channelPreferenceHandlers({ bus, store: preferences, audit, refuseUnknown: refuseUnknownChannel }),
      ...handoverHandlers({
        clock,
        zone,
        store: createHandoverStore(db, createSight(db, preferences)),
        rows: (ids, reader) => inbox.rows(ids, reader),
        unreadConversations: () => inbox.unreadConversations(),
        closedSince,
      }),
    },
    release(userId, by, changes) {
      for (const { conversationId } of tickets.store.liveOfUser(userId)) {
        const place = conversations.byId(conversationId);
        if (place) tickets.act(place, 'return', { by: 'user', userId: by }, changes);
      }
    },
    wake: () => snoozes.look(),
    stop: () => snoozes.stop(),
  };
}

import type { Logger } from 'pino';
import type { InboxRow, User } from '../../preload/entities.ts';
import type { Bus, Handlers } from '../api/handler.ts';
import type { Sight } from '../channel-preferences/sight.ts';
import type { ChannelDriver } from '../channels/driver.ts';
import type { Address, WireContact, WireMessage, WireReceipt, WireBlocks } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import type { ContactHandlers } from '../contacts/handlers.ts';
import { createPeople, type PeopleOptions } from '../contacts/people.ts';
import { createContacts } from '../contacts/store.ts';
import type { Database } from '../db/database.ts';
import { createOutbox, type Outbox } from '../outbox/outbox.ts';
import { createOwnChanges, type OwnChanges } from '../outbox/own-changes.ts';
import { createOutboxStore } from '../outbox/store.ts';
import { createMedia } from '../media/media.ts';
import type { ServeMedia } from '../media/server.ts';
import { createAmendments } from './amendments.ts';
import { type Arrived, type Changes, createWrite, type Write } from './changes.ts';
import { createExtras } from './extras.ts';
import { createUserSettings } from '../users/user-settings.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { type InboxHandlers, inboxHandlers } from './handlers.ts';
import { createIngest } from './ingest.ts';
import { createMessages } from './messages.ts';
import { createReadReceipts } from './read-receipts.ts';
import { createReceipts } from './receipts.ts';
import { createInboxStore } from './store.ts';
import { createThread } from './thread.ts';
import type { Tickets } from '../tickets/tickets.ts';

/** The message ring in main: what channels tell goes in, what people write goes out. */
export interface Inbox {
  readonly handlers: Pick<Handlers, keyof InboxHandlers | keyof ContactHandlers>;
  readonly conversations: Pick<Conversations, 'byId'>;
  /** The conversation with whoever has these addresses, if there is one. */
  find(channelId: number, chat: readonly Address[]): number | undefined;
  /** The same; makes it when there is none. Inside a transaction. */
  conversationWith(channelId: number, chat: readonly Address[], changes: Changes): number;
  /** In no particular order. */
  rows(ids: readonly number[], reader: User | undefined): InboxRow[];
  /** What drivers tell, in the order in which they tell it. None of these throws or rejects. */
  readonly heard: {
    /** Resolves with those that are on disk: these, and only these, may be confirmed to the driver. */
    messages(channelId: number, batch: readonly WireMessage[]): Promise<readonly WireMessage[]>;
    /** The same for these. */
    receipts(channelId: number, batch: readonly WireReceipt[]): Promise<readonly WireReceipt[]>;
    contacts(channelId: number, batch: readonly WireContact[]): Promise<void>;
    typing(channelId: number, chat: readonly Address[], typing: boolean): void;
    blocks(channelId: number, blocks: WireBlocks): void;
    /** The driver's `caughtUp`. */
    caughtUp(channelId: number): Promise<void>;
    /** Once for each connection, before its `caughtUp`; repeating it does no harm. */
    connected(channelId: number): void;
    /** Whenever the channel's phase is any other than `connected`. */
    disconnected(channelId: number): void;
  };
  /** One transaction whose changes windows hear of, for the features that write beside the inbox. */
  readonly write: Write;
  /** Answers `media/…` of either shell. */
  readonly serveMedia: ServeMedia;
  /** Clears away files that nobody holds. */
  cleanMedia(): void;
  /** For what the station says by itself. */
  readonly outgoing: Pick<Outbox, 'enqueueWithin' | 'flush' | 'hasLine'>;
  /** Conversations with something unread, on one channel. */
  unreadOf(channelId: number): number;
  /** Messages that wait to leave, on one channel. */
  queuedOf(channelId: number): number;
  unreadConversations(): number;
  stop(): void;
}

export function createInbox({
  db,
  clock,
  bus,
  log,
  driverOf,
  countersChanged,
  arrived,
  rebind,
  mediaFolder,
  people: peopleOptions = {},
  mirrors = () => true,
  tickets,
  sight,
}: {
  db: Database;
  clock: Clock;
  bus: Bus;
  log: Logger;
  driverOf: (channelId: number) => ChannelDriver | undefined;
  /** `unreadOf` or `queuedOf` this channel may have changed. */
  countersChanged: (channelId: number) => void;
  /** A contact wrote, and it is stored. */
  arrived: (message: Arrived) => void;
  /** Gives what other features keep about one conversation to another; inside a transaction. */
  rebind: (from: number, into: number) => void;
  /** Where files of messages lie. */
  mediaFolder: string;
  people?: PeopleOptions;
  /** Whether what is sent or read on the phone, and its history, is shown here too (PR-3). */
  mirrors?: (channelId: number) => boolean;
  tickets: Tickets;
  /** Who reads what (PR-5). */
  sight: Sight;
}): Inbox {
  const write = createWrite(db, { bus, countersChanged, arrived });
  const conversations = createConversations(db, rebind);
  const contacts = createContacts({
    db,
    clock,
    moveConversations(from, to, changes) {
      conversations.move(from, to, changes);
      amendments.settleContact(to, changes);
    },
  });
  const people = createPeople({
    ...peopleOptions,
    db,
    clock,
    log,
    write,
    contacts,
    conversations,
    driverOf,
  });
  const extras = createExtras(db);
  const messages = createMessages(db, extras);
  const amendments = createAmendments({ db, clock, contacts, conversations, messages, extras });
  const media = createMedia({
    db,
    clock,
    log,
    write,
    contacts,
    driverOf,
    folder: mediaFolder,
    sees: (user, messageId) => sight.sees(user, messageId),
  });
  const waiting = createOutboxStore(db);
  const store = createInboxStore(db, conversations, sight);
  const thread = createThread(db, { clock, windowsOf: (channelId) => driverOf(channelId)?.capabilities });
  const ownChanges = createOwnChanges({
    db,
    clock,
    log,
    write,
    contacts,
    conversations,
    messages,
    extras,
    amendments,
    outbox: waiting,
    driverOf,
  });
  const receipts = createReceipts({
    mirrors,
    contacts,
    conversations,
    messages,
    outbox: waiting,
    ownChanges,
  });
  const readReceipts = createReadReceipts({ db, log, contacts, driverOf });
  const ingest = createIngest({
    clock,
    bus,
    log,
    write,
    contacts,
    conversations,
    messages,
    amendments,
    receipts,
    media,
    contactTold: (channelId, contactId) => people.synced(channelId, contactId),
    mirrors,
    tickets,
  });
  const outbox = createOutbox({
    clock,
    log,
    write,
    contacts,
    conversations,
    messages,
    store: waiting,
    media,
    driverOf,
    tickets,
  });
  const leaving = [outbox, ownChanges];

  return {
    conversations,
    find(channelId, chat) {
      const contactId = contacts.find(chat);
      return contactId === undefined ? undefined : conversations.find(channelId, contactId)?.id;
    },
    conversationWith: (channelId, chat, changes) =>
      conversations.of(channelId, contacts.resolve(chat, changes).id).id,
    handlers: {
      ...people.handlers,
      ...inboxHandlers({
        db,
        log,
        write,
        store,
        thread,
        conversations,
        contacts,
        readReceipts,
        outbox,
        ownChanges,
        media,
        driverOf,
        userSettings: createUserSettings(db),
        sight,
      }),
    },
    heard: {
      messages: (channelId, batch) => ingest.messages(channelId, batch),
      receipts: (channelId, batch) => ingest.receipts(channelId, batch),
      contacts: (channelId, batch) => ingest.contacts(channelId, batch),
      typing: (channelId, chat, typing) => ingest.typing(channelId, chat, typing),
      async caughtUp(channelId) {
        // Each by itself: what fails for the one is not left undone for the other.
        const settle = (each: Outbox | OwnChanges) =>
          ingest.afterAll(channelId, () => each.channelCaughtUp(channelId));
        await Promise.all(leaving.map(settle));
      },
      connected(channelId) {
        for (const each of leaving) each.channelConnected(channelId);
        media.channelConnected(channelId);
        people.channelConnected(channelId);
        void readReceipts.send(channelId);
      },
      disconnected(channelId) {
        for (const each of [...leaving, media]) each.channelDisconnected(channelId);
      },
      blocks: (channelId, blocks) => people.blocksHeard(channelId, blocks),
    },
    write,
    serveMedia: media.serve,
    cleanMedia: () => media.clean(),
    outgoing: outbox,
    rows: (ids, reader) => store.rows(ids, reader),
    unreadOf: (channelId) => store.unreadOf(channelId),
    queuedOf: (channelId) => waiting.count(channelId),
    unreadConversations: () => store.unreadConversations(),
    stop() {
      ingest.stop();
      for (const each of [...leaving, media]) each.stop();
    },
  };
}

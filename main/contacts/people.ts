import type { Logger } from 'pino';
import type { ChannelDriver } from '../channels/driver.ts';
import type { WireBlocks } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import type { Write } from '../inbox/changes.ts';
import type { Conversations } from '../inbox/conversations.ts';
import { createAudit } from '../users/audit.ts';
import { createAddressBook } from './address-book.ts';
import { createBlocking } from './blocking.ts';
import { type ContactHandlers, contactHandlers } from './handlers.ts';
import { createMerging } from './merging.ts';
import type { Contacts } from './store.ts';

/** What the shop keeps about people, on top of who is who (AT-10). */
export interface People {
  readonly handlers: ContactHandlers;
  /** Nothing is written to whoever is blocked. */
  isBlocked(contactId: number): boolean;
  /** The phone's address book of this channel tells of them (PR-4). Inside a transaction. */
  synced(channelId: number, contactId: number): void;
  channelConnected(channelId: number): void;
  /** WhatsApp tells whom the phone of this channel has blocked. */
  blocksHeard(channelId: number, blocks: WireBlocks): void;
}

/** What other features say to it, and what main's own words are. */
export interface PeopleOptions {
  /** Channels that list all contacts (PR-4). */
  readonly listAllOf?: () => readonly number[];
  /** Tickets of this conversation were put back as they were; inside a transaction. */
  readonly ticketsChanged?: (conversationId: number) => void;
  /** What the columns of a table are called: name, number, e-mail, note. */
  readonly header?: () => readonly [string, string, string, string];
}

export function createPeople({
  db,
  clock,
  log,
  write,
  contacts,
  conversations,
  driverOf,
  listAllOf = () => [],
  ticketsChanged = () => {},
  header = () => ['name', 'number', 'e-mail', 'note'],
}: {
  db: Database;
  clock: Clock;
  log: Logger;
  write: Write;
  contacts: Contacts;
  conversations: Conversations;
  driverOf: (channelId: number) => ChannelDriver | undefined;
} & PeopleOptions): People {
  const addressBook = createAddressBook(db);
  const blocking = createBlocking({ db, log, clock, write, contacts, addressBook, driverOf });
  const channel = db.statement<[number], { archivedAt: number | null }>(
    'people.channel',
    'SELECT archived_at AS archivedAt FROM channel WHERE id = ?',
  );
  return {
    handlers: contactHandlers({
      clock,
      write,
      contacts,
      conversations,
      addressBook,
      merging: createMerging({ db, clock, contacts, conversations, ticketsChanged }),
      blocking,
      audit: createAudit(db, clock),
      listAllOf,
      refuseChannel(channelId) {
        const row = channel.get(channelId);
        if (!row) throw new Refusal('channel-not-found');
        if (row.archivedAt !== null) throw new Refusal('channel-archived');
      },
      header,
    }),
    isBlocked: (contactId) => addressBook.isBlocked(contactId),
    synced: (channelId, contactId) => addressBook.synced(channelId, contactId),
    channelConnected: (channelId) => void blocking.tell(channelId),
    blocksHeard: (channelId, blocks) => blocking.heard(channelId, blocks),
  };
}

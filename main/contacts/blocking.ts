import type { Logger } from 'pino';
import type { ChannelDriver } from '../channels/driver.ts';
import type { Address, WireBlocks } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Changes, Write } from '../inbox/changes.ts';
import type { AddressBook } from './address-book.ts';
import type { Contacts } from './store.ts';

/** Tells WhatsApp whom the shop blocks, through every channel that knows them; what could not be told yet is kept. */
export interface Blocking {
  /** Inside a transaction. Answers the channels that have to be told. */
  order(contactId: number, blocked: boolean): number[];
  /** Tells what is still to be told on this channel, if it is connected. Never rejects. */
  tell(channelId: number): Promise<void>;
  /** WhatsApp tells whom the phone has blocked. A wish of the shop that is still to be told comes before. */
  heard(channelId: number, blocks: WireBlocks): void;
}

export function createBlocking({
  db,
  log,
  clock,
  write,
  contacts,
  addressBook,
  driverOf,
}: {
  db: Database;
  log: Logger;
  clock: Clock;
  write: Write;
  contacts: Contacts;
  addressBook: Pick<AddressBook, 'block' | 'isBlocked'>;
  driverOf: (channelId: number) => ChannelDriver | undefined;
}): Blocking {
  const channels = db.statement<[number, number], { id: number }>(
    'blocking.channels',
    `SELECT id FROM channel WHERE archived_at IS NULL AND (
       id IN (SELECT channel_id FROM conversation WHERE contact_id = ?)
       OR id IN (SELECT channel_id FROM contact_synced WHERE contact_id = ?))`,
  );
  const order = db.statement<[number, number, number]>(
    'blocking.order',
    `INSERT INTO block_order (channel_id, contact_id, blocked) VALUES (?, ?, ?)
     ON CONFLICT (channel_id, contact_id) DO UPDATE SET blocked = excluded.blocked`,
  );
  const open = db.statement<[number], { contactId: number; blocked: number }>(
    'blocking.open',
    'SELECT contact_id AS contactId, blocked FROM block_order WHERE channel_id = ?',
  );
  // Only the wish that was told: another one may have taken its place meanwhile.
  const done = db.statement<[number, number, number]>(
    'blocking.done',
    'DELETE FROM block_order WHERE channel_id = ? AND contact_id = ? AND blocked = ?',
  );
  const wished = db.statement<[number, number], { blocked: number }>(
    'blocking.wished',
    'SELECT blocked FROM block_order WHERE channel_id = ? AND contact_id = ?',
  );
  const telling = new Set<number>();

  function learn(channelId: number, addresses: readonly Address[], blocked: boolean, changes: Changes): void {
    // Nobody is made known only to say that nothing is the matter with them.
    const known = blocked ? contacts.resolve(addresses, changes).id : contacts.find(addresses);
    if (known === undefined || wished.get(channelId, known)) return;
    if (addressBook.isBlocked(known) === blocked) return;
    addressBook.block(known, blocked ? clock.now() : undefined);
    contacts.refresh(known, changes);
  }

  async function tell(channelId: number): Promise<void> {
    const driver = driverOf(channelId);
    if (!driver?.capabilities.block || telling.has(channelId)) return;
    telling.add(channelId);
    try {
      for (let orders = open.all(channelId); orders.length > 0; orders = open.all(channelId)) {
        for (const { contactId, blocked } of orders) {
          await driver.setBlocked(contacts.addressesOf(contactId), blocked === 1);
          done.run(channelId, contactId, blocked);
        }
      }
    } catch (error) {
      // The next connection tells it again.
      log.info({ channelId, err: error }, 'who is blocked was not told');
    } finally {
      telling.delete(channelId);
    }
  }

  return {
    order(contactId, blocked) {
      const known = channels.all(contactId, contactId).map(({ id }) => id);
      for (const channelId of known) order.run(channelId, contactId, blocked ? 1 : 0);
      return known;
    },
    tell,
    heard(channelId, { change, people }) {
      // A list says who is blocked, not who no longer is: another channel may have blocked them.
      write('blocking.heard', (changes) => {
        for (const addresses of people) learn(channelId, addresses, change !== 'removed', changes);
      });
    },
  };
}

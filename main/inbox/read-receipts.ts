import type { Logger } from 'pino';
import { type ChannelDriver, SendFailure } from '../channels/driver.ts';
import type { Contacts } from '../contacts/store.ts';
import type { Database } from '../db/database.ts';
import type { Changes } from './changes.ts';

/** Tells contacts that a person here has read their messages: now, or once the channel is connected again. */
export interface ReadReceipts {
  /** Marks what is unread up to this message as seen; answers whether anything was. Inside a transaction. */
  seen(conversationId: number, upTo: number, changes: Changes): boolean;
  /** Sends what is due on this channel, if it can. */
  send(channelId: number): Promise<void>;
}

interface Pending {
  conversationId: number;
  contactId: number;
  authorId: number | null;
}

const AT_ONCE = 100;

export function createReadReceipts({
  db,
  log,
  contacts,
  driverOf,
}: {
  db: Database;
  log: Logger;
  contacts: Contacts;
  driverOf: (channelId: number) => ChannelDriver | undefined;
}): ReadReceipts {
  const note = db.statement<[number, number]>(
    'readReceipt.note',
    `INSERT INTO read_receipt (message_id, channel_id)
     SELECT id, channel_id FROM message WHERE conversation_id = ? AND unread = 1 AND id <= ?`,
  );
  const markSeen = db.statement<[number, number]>(
    'message.markSeen',
    'UPDATE message SET unread = 0 WHERE conversation_id = ? AND unread = 1 AND id <= ?',
  );
  const recount = db.statement<[number], { channelId: number }>(
    'conversation.recountUnread',
    `UPDATE conversation SET unread = (SELECT count(*) FROM message m WHERE m.conversation_id = conversation.id AND m.unread = 1)
     WHERE id = ? RETURNING channel_id AS channelId`,
  );
  const first = db.statement<[number], Pending>(
    'readReceipt.first',
    `SELECT m.conversation_id AS conversationId, v.contact_id AS contactId, m.author_id AS authorId
     FROM read_receipt r JOIN message m ON m.id = r.message_id JOIN conversation v ON v.id = m.conversation_id
     WHERE r.channel_id = ? ORDER BY r.message_id LIMIT 1`,
  );
  const alike = db.statement<[number, number, number | null, number], { id: number; waId: string }>(
    'readReceipt.alike',
    `SELECT m.id, m.wa_id AS waId FROM read_receipt r JOIN message m ON m.id = r.message_id
     WHERE r.channel_id = ? AND m.conversation_id = ? AND m.author_id IS ? ORDER BY m.id LIMIT ?`,
  );
  const done = db.statement<[string]>(
    'readReceipt.done',
    'DELETE FROM read_receipt WHERE message_id IN (SELECT value FROM json_each(?))',
  );
  const busy = new Set<number>();

  async function sendAll(channelId: number): Promise<void> {
    for (;;) {
      const driver = driverOf(channelId);
      const pending = first.get(channelId);
      if (!driver || !pending) return;
      const { conversationId, contactId, authorId } = pending;
      const read = alike.all(channelId, conversationId, authorId, AT_ONCE);
      const author = authorId === null ? undefined : contacts.addressesOf(authorId);
      const waIds = read.map(({ waId }) => waId);
      await driver.markRead(contacts.addressesOf(contactId), waIds, author);
      done.run(JSON.stringify(read.map(({ id }) => id)));
    }
  }

  return {
    seen(conversationId, upTo, changes) {
      if (note.run(conversationId, upTo) === 0) return false;
      markSeen.run(conversationId, upTo);
      const channelId = recount.get(conversationId)?.channelId;
      changes.conversation(conversationId);
      if (channelId !== undefined) changes.counters(channelId);
      return true;
    },
    async send(channelId) {
      if (busy.has(channelId)) return;
      busy.add(channelId);
      try {
        await sendAll(channelId);
      } catch (error) {
        // They wait for the next connection; another reason than its lack should be known.
        if (!(error instanceof SendFailure))
          log.error({ channelId, err: error }, 'could not send read receipts');
      } finally {
        busy.delete(channelId);
      }
    },
  };
}

import type { Database } from '../db/database.ts';
import type { Changes } from '../inbox/changes.ts';
import type { Conversations } from '../inbox/conversations.ts';
import { createCopies } from './copies.ts';

/** What is bound to a channel, by kind (CH-9). */
export interface Bound {
  readonly conversations: number;
  readonly openTickets: number;
  readonly messages: number;
  readonly queued: number;
  readonly notes: number;
  readonly followUps: number;
  readonly schedules: number;
  readonly prompts: number;
  readonly integrations: number;
}

/** A channel that is gone or archived while its device and keys may still be there. */
export interface Unfinished {
  readonly channelId: number;
  readonly slug: string;
}

export interface RemovalStore {
  bound(channelId: number): Bound;
  /** Contacts with a conversation on both channels; the names of those who wrote last come first. */
  onBoth(from: number, to: number, limit: number): { names: string[]; total: number };
  /** Gives all that is bound to `from` to `to`. Inside a transaction. */
  move(from: number, to: number, changes: Changes): void;
  /** Takes an empty channel away; its device and keys are still to go. Inside a transaction. */
  forget(channelId: number, into: number | undefined, at: number): void;
  /** Leaves a channel to be read only; its device and keys are still to go. Inside a transaction. */
  archive(channelId: number, at: number, changes: Changes): void;
  unfinished(): Unfinished[];
  /** Where what the channel had not told belongs by now. */
  heirOf(channelId: number): number | undefined;
  /** Whether this channel wrote itself what another one received, or the other way round. */
  hasFacing(channelId: number, waId: string, fromMe: boolean): boolean;
  finished(channelId: number): void;
}

export function createRemovalStore(db: Database, conversations: Conversations): RemovalStore {
  const copies = createCopies(db);
  const bound = db.statement<[number], Bound>(
    'removal.bound',
    `WITH gone (id) AS (SELECT ?),
       theirs (id) AS (SELECT id FROM conversation WHERE channel_id = (SELECT id FROM gone))
     SELECT
       (SELECT count(*) FROM theirs) AS conversations,
       (SELECT count(*) FROM ticket WHERE state <> 'closed' AND conversation_id IN theirs) AS openTickets,
       (SELECT count(*) FROM message WHERE channel_id = (SELECT id FROM gone)) AS messages,
       (SELECT count(*) FROM outbox WHERE channel_id = (SELECT id FROM gone)) AS queued,
       (SELECT count(*) FROM note WHERE conversation_id IN theirs) AS notes,
       (SELECT count(*) FROM follow_up WHERE state = 'active' AND conversation_id IN theirs) AS followUps,
       (SELECT count(*) FROM schedule WHERE state = 'waiting' AND conversation_id IN theirs) AS schedules,
       (SELECT count(*) FROM prompt WHERE channel_id = (SELECT id FROM gone)) AS prompts,
       (SELECT count(*) FROM integration WHERE channel_id = (SELECT id FROM gone)) AS integrations`,
  );
  const onBoth = db.statement<[number, number], { name: string }>(
    'removal.onBoth',
    `SELECT contact.display_name AS name FROM conversation mine
       JOIN conversation other ON other.contact_id = mine.contact_id AND other.channel_id = ?
       JOIN contact ON contact.id = mine.contact_id
     WHERE mine.channel_id = ? ORDER BY max(mine.last_message_id, other.last_message_id) DESC`,
  );

  // The number that goes may have sent it, and only from that number would a second try show once.
  const tried = `channel_id = ? AND (state = 'sending' OR attempts > 0)`;
  const doubtTried = db.statement<[number]>(
    'removal.doubtTried',
    `UPDATE message SET status = 'uncertain' WHERE id IN (SELECT message_id FROM outbox WHERE ${tried})`,
  );
  const dropTried = db.statement<[number]>('removal.dropTried', `DELETE FROM outbox WHERE ${tried}`);
  const failQueued = db.statement<[number]>(
    'removal.failQueued',
    `UPDATE message SET status = 'failed', failure = 'channel-removed'
     WHERE id IN (SELECT message_id FROM outbox WHERE channel_id = ?)`,
  );
  const dropQueued = db.statement<[number]>('removal.dropQueued', 'DELETE FROM outbox WHERE channel_id = ?');
  // No other number can say that it has read what was written to this one.
  const dropReadReceipts = db.statement<[number]>(
    'removal.dropReadReceipts',
    'DELETE FROM read_receipt WHERE channel_id = ?',
  );
  // Only the number that wrote a message can change it.
  const failChanges = db.statement<[number]>(
    'removal.failChanges',
    `UPDATE own_change SET state = 'failed', failure = 'channel-removed' WHERE channel_id = ? AND state <> 'done'`,
  );
  const stopFetching = db.statement<[number]>(
    'removal.stopFetching',
    `UPDATE media SET state = 'failed' WHERE state IN ('loading', 'no-room')
       AND message_id IN (SELECT id FROM message WHERE channel_id = ?)`,
  );
  // Two of ours with one id, which are not copies: neither is lost for it. Nobody can foresee the new one. Of those
  // received, conversations take care when they become one.
  const renameClashes = db.statement<[number, number]>(
    'removal.renameClashes',
    `UPDATE message SET wa_id = wa_id || '-' || lower(hex(randomblob(8))) WHERE channel_id = ? AND from_me = 1 AND EXISTS (
       SELECT 1 FROM message there WHERE there.channel_id = ? AND there.wa_id = message.wa_id AND there.from_me = 1)`,
  );
  // Nothing leaves through it any more.
  const endFollowUps = db.statement<[number]>(
    'removal.endFollowUps',
    `UPDATE follow_up SET state = 'cancelled', ended = 'by-user'
     WHERE state = 'active' AND conversation_id IN (SELECT id FROM conversation WHERE channel_id = ?)`,
  );
  const bindings = ['message', 'outbox', 'own_change', 'parked_change', 'prompt', 'integration', 'decision'];
  const rebinds = bindings.map((table) =>
    db.statement<[number, number]>(
      `removal.rebind.${table}`,
      `UPDATE ${table} SET channel_id = ? WHERE channel_id = ?`,
    ),
  );
  const conversationsOf = db.statement<[number], { id: number; contactId: number }>(
    'removal.conversationsOf',
    'SELECT id, contact_id AS contactId FROM conversation WHERE channel_id = ? ORDER BY id',
  );
  const rehome = db.statement<[number, number]>(
    'removal.rehome',
    'UPDATE conversation SET channel_id = ? WHERE id = ?',
  );

  const inherit = db.statement<[number | null, number]>(
    'removal.inherit',
    'UPDATE removal SET into_id = ? WHERE into_id = ?',
  );
  const remember = db.statement<[number | null, number, number]>(
    'removal.remember',
    `INSERT INTO removal (channel_id, slug, into_id, removed_at) SELECT id, slug, ?, ? FROM channel WHERE id = ?
     ON CONFLICT DO NOTHING`,
  );
  const remove = db.statement<[number]>('removal.channel', 'DELETE FROM channel WHERE id = ?');
  // Its number is free again for another channel (CH-10).
  const archive = db.statement<[number, number]>(
    'removal.archive',
    'UPDATE channel SET archived_at = ?, number = NULL, lid = NULL, linked_at = NULL WHERE id = ?',
  );
  const unfinished = db.statement<[], Unfinished>(
    'removal.unfinished',
    'SELECT channel_id AS channelId, slug FROM removal ORDER BY channel_id',
  );
  const heir = db.statement<[number], { id: number | null }>(
    'removal.heir',
    'SELECT into_id AS id FROM removal WHERE channel_id = ?',
  );
  const facing = db.statement<[number, string, number], { id: number }>(
    'removal.facing',
    'SELECT id FROM message WHERE channel_id = ? AND wa_id = ? AND from_me = ?',
  );
  const finish = db.statement<[number]>('removal.finish', 'DELETE FROM removal WHERE channel_id = ?');

  /** Answers where the conversation is afterwards. */
  function give(conversation: { id: number; contactId: number }, to: number, changes: Changes): number {
    const there = conversations.find(to, conversation.contactId);
    if (there) {
      conversations.merge(there, conversations.byId(conversation.id)!, changes);
      return there.id;
    }
    rehome.run(to, conversation.id);
    changes.conversation(conversation.id);
    return conversation.id;
  }

  return {
    bound: (channelId) => bound.get(channelId)!,
    onBoth(from, to, limit) {
      const names = onBoth.all(to, from).map(({ name }) => name);
      return { names: names.slice(0, limit), total: names.length };
    },
    move(from, to, changes) {
      doubtTried.run(from);
      dropTried.run(from);
      dropReadReceipts.run(from);
      failChanges.run(from);
      copies.unite(from, to);
      renameClashes.run(from, to);
      for (const rebind of rebinds) rebind.run(to, from);
      for (const conversation of conversationsOf.all(from)) {
        conversations.recount(give(conversation, to, changes));
      }
      changes.counters(to);
    },
    forget(channelId, into, at) {
      inherit.run(into ?? null, channelId);
      remember.run(into ?? null, at, channelId);
      remove.run(channelId);
    },
    archive(channelId, at, changes) {
      doubtTried.run(channelId);
      dropTried.run(channelId);
      failQueued.run(channelId);
      dropQueued.run(channelId);
      dropReadReceipts.run(channelId);
      failChanges.run(channelId);
      stopFetching.run(channelId);
      endFollowUps.run(channelId);
      for (const { id } of conversationsOf.all(channelId)) {
        conversations.recount(id);
        changes.conversation(id);
      }
      archive.run(at, channelId);
      remember.run(channelId, at, channelId);
    },
    unfinished: () => unfinished.all(),
    heirOf: (channelId) => heir.get(channelId)?.id ?? undefined,
    hasFacing: (channelId, waId, fromMe) => facing.get(channelId, waId, fromMe ? 0 : 1) !== undefined,
    finished: (channelId) => void finish.run(channelId),
  };
}

import type { Database } from '../db/database.ts';
import { createInherit } from '../inbox/inherit.ts';
import { SAME_CONTENT } from '../inbox/twins.ts';
import { type Known, together } from './rules.ts';

/**
 * The same message, held by two channels: one of a group that both numbers are in, a broadcast to both, or all of a
 * number that was linked to the one channel first and then to the other, with its history.
 */
export interface Copies {
  /** Leaves one of each, with all that either channel knew of it. Inside a transaction. */
  unite(from: number, to: number): void;
}

interface Pair {
  readonly kept: number;
  readonly dropped: number;
}

const SAME_CHAT = `JOIN conversation ON conversation.id = there.conversation_id
  AND conversation.contact_id = (SELECT contact_id FROM conversation WHERE id = mine.conversation_id)`;

export function createCopies(db: Database): Copies {
  const equal = db.statement<[number, number], Pair>(
    'copies.equal',
    `SELECT there.id AS kept, mine.id AS dropped FROM message mine
     JOIN message there ON there.wa_id = mine.wa_id AND there.from_me = mine.from_me
       AND (mine.from_me = 1 OR +there.author_id IS mine.author_id)
     ${SAME_CHAT} WHERE mine.channel_id = ? AND there.channel_id = ? AND ${SAME_CONTENT}`,
  );
  // What one of our numbers wrote to a group, the other received there.
  const facing = db.statement<[number, number], Pair>(
    'copies.facing',
    `SELECT iif(mine.from_me = 1, mine.id, there.id) AS kept, iif(mine.from_me = 1, there.id, mine.id) AS dropped
     FROM message mine JOIN message there ON there.wa_id = mine.wa_id AND there.from_me = 1 - mine.from_me
     ${SAME_CHAT} JOIN contact ON contact.id = conversation.contact_id AND contact.kind = 'group'
     WHERE mine.channel_id = ? AND there.channel_id = ? AND ${SAME_CONTENT}`,
  );
  const known = db.statement<[number], Known>(
    'copies.known',
    'SELECT unread, origin, user_id AS userId, status, failure FROM message WHERE id = ?',
  );
  const see = db.statement<[number]>('copies.see', 'UPDATE message SET unread = 0 WHERE id = ?');
  const credit = db.statement<[string, number | null, number]>(
    'copies.credit',
    'UPDATE message SET origin = ?, user_id = ? WHERE id = ?',
  );
  const prove = db.statement<[string, string | null, number]>(
    'copies.prove',
    'UPDATE message SET status = ?, failure = ? WHERE id = ?',
  );
  const inherit = createInherit(db);
  // All in one statement: between two of them the search index writes down what it has, piece by piece.
  const drop = db.statement<[string]>(
    'copies.drop',
    'DELETE FROM message WHERE id IN (SELECT value FROM json_each(?))',
  );
  const dequeue = db.statement<[number]>('copies.dequeue', 'DELETE FROM outbox WHERE message_id = ?');

  function teach(kept: number, dropped: number): void {
    const before = known.get(kept)!;
    const after = together(before, known.get(dropped)!);
    // Most copies know the same, and there may be very many of them.
    if (after.unread !== before.unread) see.run(kept);
    if (after.origin !== before.origin) credit.run(after.origin, after.userId, kept);
    if (after.status === before.status) return;
    prove.run(after.status, after.failure, kept);
    // What became of it is known, so it does not leave once more.
    dequeue.run(kept);
  }

  function leaveOne(pairs: readonly Pair[]): void {
    for (const { kept, dropped } of pairs) inherit(kept, dropped);
    drop.run(JSON.stringify(pairs.map(({ dropped }) => dropped)));
  }

  return {
    unite(from, to) {
      const pairs = equal.all(from, to);
      for (const { kept, dropped } of pairs) teach(kept, dropped);
      leaveOne(pairs);
      leaveOne(facing.all(from, to));
    },
  };
}

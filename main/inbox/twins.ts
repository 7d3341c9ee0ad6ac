import type { Database } from '../db/database.ts';
import { createInherit } from './inherit.ts';

/**
 * Received messages that are told apart by conversation or author only, before the two become one. Mostly it is one
 * message that came by two addresses of a person who was not known to be one yet.
 */
export interface Twins {
  /** Before the messages of one conversation go to another. */
  ofConversations(from: number, into: number): void;
  /** Before what one contact wrote in groups counts as another's; answers the conversations that changed. */
  ofAuthors(from: number, into: number): number[];
}

interface Pair {
  readonly kept: number;
  readonly other: number;
  readonly conversationId: number;
  readonly same: 0 | 1;
}

// Ids are chosen by whoever writes, so that an id alone does not make two messages the same. One that was edited or taken
// back on the way to one of them is still the same message.
export const SAME_CONTENT = `(mine.kind = 'unreadable' OR there.kind = 'unreadable'
  OR (mine.kind = there.kind AND mine.other_kind IS there.other_kind AND (
    EXISTS (SELECT 1 FROM message_extra x WHERE x.message_id IN (mine.id, there.id)
      AND (x.edited_at IS NOT NULL OR x.deleted_at IS NOT NULL))
    OR (mine.body = there.body AND (SELECT file FROM media WHERE message_id = mine.id) IS
      (SELECT file FROM media WHERE message_id = there.id)))))`;

// CROSS JOIN keeps the order: each one's twin is found by its id, and not among all that the other one wrote.
const PAIRS = `SELECT there.id AS kept, mine.id AS other, there.conversation_id AS conversationId, ${SAME_CONTENT} AS same
  FROM message mine CROSS JOIN message there ON there.channel_id = mine.channel_id AND there.wa_id = mine.wa_id AND there.from_me = 0`;

export function createTwins(db: Database): Twins {
  const ofConversations = db.statement<[number, number], Pair>(
    'twins.ofConversations',
    `${PAIRS} AND +there.author_id IS mine.author_id
     WHERE mine.conversation_id = ? AND mine.from_me = 0 AND +there.conversation_id = ?`,
  );
  const ofAuthors = db.statement<[number, number], Pair>(
    'twins.ofAuthors',
    `${PAIRS} AND +there.conversation_id = mine.conversation_id
     WHERE mine.author_id = ? AND mine.from_me = 0 AND +there.author_id = ?`,
  );
  const inherit = createInherit(db);
  // Seen here as one of them, it was seen.
  const see = db.statement<[number, number]>(
    'twins.see',
    'UPDATE message SET unread = 0 WHERE id = ? AND (SELECT unread FROM message WHERE id = ?) = 0',
  );
  const owe = db.statement<[number, number]>(
    'twins.owe',
    'UPDATE OR IGNORE read_receipt SET message_id = ? WHERE message_id = ?',
  );
  // Nobody can foresee the new id.
  const rename = db.statement<[number]>(
    'twins.rename',
    `UPDATE message SET wa_id = wa_id || '-' || lower(hex(randomblob(8))) WHERE id = ?`,
  );
  // All in one statement: between two of them the search index writes down what it has, piece by piece.
  const drop = db.statement<[string]>(
    'twins.drop',
    'DELETE FROM message WHERE id IN (SELECT value FROM json_each(?))',
  );

  function part(pairs: readonly Pair[]): void {
    const dropped: number[] = [];
    for (const { kept, other, same } of pairs) {
      if (same === 0) {
        rename.run(other);
        continue;
      }
      inherit(kept, other);
      see.run(kept, other);
      owe.run(kept, other);
      dropped.push(other);
    }
    if (dropped.length > 0) drop.run(JSON.stringify(dropped));
  }

  return {
    ofConversations: (from, into) => part(ofConversations.all(from, into)),
    ofAuthors(from, into) {
      const pairs = ofAuthors.all(from, into);
      part(pairs);
      return [...new Set(pairs.map(({ conversationId }) => conversationId))];
    },
  };
}

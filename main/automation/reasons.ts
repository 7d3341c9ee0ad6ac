import type { Because } from '../../preload/entities/automation.ts';
import type { Database } from '../db/database.ts';

/** Why messages went out, for those of these that did so by themselves. */
export type Reasons = (messageIds: readonly number[]) => ReadonlyMap<number, Because>;

export function createReasons(db: Database): Reasons {
  const reasons = db.statement<
    [string],
    { messageId: number; rule: Because['rule']; because: string; at: number }
  >(
    'journal.reasons',
    `SELECT message_id AS messageId, rule, because, at FROM decision
     WHERE message_id IN (SELECT value FROM json_each(?))`,
  );
  return (messageIds) => {
    const rows = messageIds.length > 0 ? reasons.all(JSON.stringify(messageIds)) : [];
    return new Map(
      rows.map(({ messageId, rule, because, at }) => [
        messageId,
        { rule, values: JSON.parse(because) as Because['values'], at },
      ]),
    );
  };
}

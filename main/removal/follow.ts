import type { Database } from '../db/database.ts';
import type { Tickets } from '../tickets/tickets.ts';

/**
 * Gives what other features keep about one conversation to another, when the two become one; inside a transaction. Of
 * two tickets that are open the older one stays (AT-1), attended if either was.
 */
export function createFollow(
  db: Database,
  tickets: Pick<Tickets, 'follow'>,
): (from: number, into: number) => void {
  const moves = ['note', 'follow_up', 'schedule', 'decision', 'robot_word'].map((table) =>
    db.statement<[number, number]>(
      `follow.${table}`,
      `UPDATE ${table} SET conversation_id = ? WHERE conversation_id = ?`,
    ),
  );

  // One for each conversation: the menu of the one that stays is the one that is being answered.
  const moveMenu = db.statement<[number, number]>(
    'follow.menu_session',
    'UPDATE OR IGNORE menu_session SET conversation_id = ? WHERE conversation_id = ?',
  );
  // Whatever was said last of either holds for the person.
  const moveSwitch = db.statement<[number, number]>(
    'follow.robot_switch',
    `INSERT INTO robot_switch (conversation_id, off, at, user_id)
       SELECT ?, off, at, user_id FROM robot_switch WHERE conversation_id = ?
     ON CONFLICT DO UPDATE SET off = excluded.off, at = excluded.at, user_id = excluded.user_id
       WHERE excluded.at > robot_switch.at OR (excluded.at = robot_switch.at AND excluded.off = 1)`,
  );
  // A person is asked again once by each rule: by the one that began first.
  const endRepeated = db.statement<[number]>(
    'follow.endRepeated',
    `UPDATE follow_up AS f SET state = 'cancelled', ended = 'merged' WHERE conversation_id = ? AND state = 'active'
       AND EXISTS (SELECT 1 FROM follow_up o WHERE o.conversation_id = f.conversation_id AND o.rule_id = f.rule_id
         AND o.state = 'active' AND (o.started_at, o.id) < (f.started_at, f.id))`,
  );

  return (from, into) => {
    tickets.follow(from, into);
    for (const move of [...moves, moveMenu, moveSwitch]) move.run(into, from);
    endRepeated.run(into);
  };
}

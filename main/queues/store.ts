import type { Queue } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import { nameKey } from '../name-key.ts';

export interface QueueDetails {
  readonly name: string;
  readonly hue: number;
  readonly memberIds: readonly number[];
}

/** Queues (AT-7): where tickets wait, and who serves them. */
export interface QueueStore {
  list(): Queue[];
  exists(id: number): boolean;
  /** `undefined` when the name is taken. Inside a transaction. */
  add(details: QueueDetails): number | undefined;
  /** Inside a transaction. */
  update(id: number, details: QueueDetails): 'done' | 'taken' | 'missing';
  /** Those not named keep their places behind. Inside a transaction. */
  reorder(ids: readonly number[]): void;
  live(id: number): number;
  /** Live tickets go to `into`, the history's forget it; answers the conversations of the live. Inside a transaction. */
  remove(id: number, into: number | undefined): number[];
  /** Hours of its own, as the hours' editor wrote them; `undefined`: the channel's. */
  hours(id: number): unknown;
  setHours(id: number, hours: unknown): void;
}

export function createQueueStore(db: Database): QueueStore {
  const list = db.statement<
    [],
    { id: number; name: string; hue: number; members: string | null; live: number }
  >(
    'queues.list',
    `SELECT q.id, q.name, q.hue,
       (SELECT group_concat(m.user_id) FROM queue_member m JOIN user u ON u.id = m.user_id
        WHERE m.queue_id = q.id AND u.left_at IS NULL) AS members,
       (SELECT count(*) FROM ticket WHERE queue_id = q.id AND state <> 'closed') AS live
     FROM queue q ORDER BY q.position, q.id`,
  );
  const exists = db.statement<[number], { id: number }>('queues.exists', 'SELECT id FROM queue WHERE id = ?');
  const add = db.statement<[string, string, number], { id: number }>(
    'queues.add',
    `INSERT INTO queue (name, name_key, hue, position)
     VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM queue)) ON CONFLICT DO NOTHING RETURNING id`,
  );
  const update = db.statement<[string, string, number, number]>(
    'queues.update',
    'UPDATE OR IGNORE queue SET name = ?, name_key = ?, hue = ? WHERE id = ?',
  );
  const dismiss = db.statement<[number]>('queues.dismiss', 'DELETE FROM queue_member WHERE queue_id = ?');
  const enlist = db.statement<[number, number]>(
    'queues.enlist',
    'INSERT OR IGNORE INTO queue_member (queue_id, user_id) SELECT ?, id FROM user WHERE id = ?',
  );
  const place = db.statement<[number, number]>('queues.place', 'UPDATE queue SET position = ? WHERE id = ?');
  const live = db.statement<[number], { conversationId: number }>(
    'queues.live',
    `SELECT conversation_id AS conversationId FROM ticket WHERE queue_id = ? AND state <> 'closed'`,
  );
  const repoint = db.statement<[number | null, number]>(
    'queues.repoint',
    `UPDATE ticket SET queue_id = ? WHERE queue_id = ? AND state <> 'closed'`,
  );
  const forget = db.statement<[number]>(
    'queues.forget',
    'UPDATE ticket SET queue_id = NULL WHERE queue_id = ?',
  );
  const replace = db.statement<[number | null, number]>(
    'queues.replace',
    `UPDATE conversation SET queue_id = iif(tab = 'closed', NULL, ?) WHERE queue_id = ?`,
  );
  const remove = db.statement<[number]>('queues.remove', 'DELETE FROM queue WHERE id = ?');
  const hours = db.statement<[number], { hours: string | null }>(
    'queues.hours',
    'SELECT hours FROM queue WHERE id = ?',
  );
  const setHours = db.statement<[string | null, number]>(
    'queues.setHours',
    'UPDATE queue SET hours = ? WHERE id = ?',
  );

  function enlistAll(id: number, memberIds: readonly number[]): void {
    dismiss.run(id);
    for (const userId of memberIds) enlist.run(id, userId);
  }

  return {
    list: () =>
      list.all().map(({ members, ...queue }) => ({
        ...queue,
        memberIds: members === null ? [] : members.split(',').map(Number),
      })),
    exists: (id) => exists.get(id) !== undefined,
    add({ name, hue, memberIds }) {
      const id = add.get(name, nameKey(name), hue)?.id;
      if (id !== undefined) enlistAll(id, memberIds);
      return id;
    },
    update(id, { name, hue, memberIds }) {
      if (!exists.get(id)) return 'missing';
      if (update.run(name, nameKey(name), hue, id) === 0) return 'taken';
      enlistAll(id, memberIds);
      return 'done';
    },
    reorder(ids) {
      for (const [index, id] of ids.entries()) place.run(index - ids.length, id);
    },
    live: (id) => live.all(id).length,
    remove(id, into) {
      const moved = live.all(id).map(({ conversationId }) => conversationId);
      repoint.run(into ?? null, id);
      forget.run(id);
      replace.run(into ?? null, id);
      remove.run(id);
      return moved;
    },
    hours(id) {
      const stored = hours.get(id)?.hours;
      return typeof stored === 'string' ? (JSON.parse(stored) as unknown) : undefined;
    },
    setHours: (id, value) => void setHours.run(value === undefined ? null : JSON.stringify(value), id),
  };
}

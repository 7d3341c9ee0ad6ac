import type { ClosingReason } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import { nameKey } from '../name-key.ts';

/** Why attendances are closed (AT-11). One that was used is retired, not deleted: the history names it. */
export interface ClosingReasonStore {
  /** Those on offer first, in their order. */
  list(): ClosingReason[];
  /** `undefined` when the name is taken. */
  add(name: string): number | undefined;
  rename(id: number, name: string): 'done' | 'taken' | 'missing';
  /** Those not named keep their places behind. Inside a transaction. */
  reorder(ids: readonly number[]): void;
  remove(id: number): void;
}

export function createClosingReasonStore(db: Database): ClosingReasonStore {
  const list = db.statement<[], { id: number; name: string; retired: number }>(
    'closingReasons.list',
    'SELECT id, name, name_key IS NULL AS retired FROM closing_reason ORDER BY retired, position, id',
  );
  const add = db.statement<[string, string], { id: number }>(
    'closingReasons.add',
    `INSERT INTO closing_reason (name, name_key, position)
     VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM closing_reason))
     ON CONFLICT DO NOTHING RETURNING id`,
  );
  const onOffer = db.statement<[number], { id: number }>(
    'closingReasons.onOffer',
    'SELECT id FROM closing_reason WHERE id = ? AND name_key IS NOT NULL',
  );
  const rename = db.statement<[string, string, number]>(
    'closingReasons.rename',
    'UPDATE OR IGNORE closing_reason SET name = ?, name_key = ? WHERE id = ?',
  );
  const place = db.statement<[number, number]>(
    'closingReasons.place',
    'UPDATE closing_reason SET position = ? WHERE id = ?',
  );
  const used = db.statement<[number], { id: number }>(
    'closingReasons.used',
    'SELECT id FROM ticket WHERE closing_reason_id = ? LIMIT 1',
  );
  const retire = db.statement<[number]>(
    'closingReasons.retire',
    'UPDATE closing_reason SET name_key = NULL WHERE id = ?',
  );
  const remove = db.statement<[number]>('closingReasons.remove', 'DELETE FROM closing_reason WHERE id = ?');

  return {
    list: () => list.all().map(({ id, name, retired }) => ({ id, name, retired: retired === 1 })),
    add: (name) => add.get(name, nameKey(name))?.id,
    rename(id, name) {
      if (!onOffer.get(id)) return 'missing';
      return rename.run(name, nameKey(name), id) > 0 ? 'done' : 'taken';
    },
    reorder(ids) {
      // Below all that have a place of their own.
      for (const [index, id] of ids.entries()) place.run(index - ids.length, id);
    },
    remove: (id) => void (used.get(id) ? retire : remove).run(id),
  };
}

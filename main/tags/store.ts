import type { Tag } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import { nameKey } from '../name-key.ts';

export interface TagStore {
  list(): Tag[];
  /** `undefined` when the name is taken. */
  add(name: string, hue: number): number | undefined;
  /** `taken` when another one has the name. */
  update(id: number, name: string, hue: number): 'done' | 'taken' | 'missing';
  /** Takes it off all tickets; answers the conversations that show one of them. */
  remove(id: number): number[];
}

export function createTagStore(db: Database): TagStore {
  const list = db.statement<[], Tag>('tags.list', 'SELECT id, name, hue FROM tag ORDER BY name_key');
  const add = db.statement<[string, string, number], { id: number }>(
    'tags.add',
    'INSERT INTO tag (name, name_key, hue) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id',
  );
  const update = db.statement<[string, string, number, number]>(
    'tags.update',
    'UPDATE OR IGNORE tag SET name = ?, name_key = ?, hue = ? WHERE id = ?',
  );
  const exists = db.statement<[number], { id: number }>('tags.exists', 'SELECT id FROM tag WHERE id = ?');
  const shownBy = db.statement<[number], { id: number }>(
    'tags.shownBy',
    `SELECT v.id FROM ticket_tag g JOIN conversation v ON v.ticket_id = g.ticket_id WHERE g.tag_id = ?`,
  );
  const remove = db.statement<[number]>('tags.remove', 'DELETE FROM tag WHERE id = ?');

  return {
    list: () => list.all(),
    add: (name, hue) => add.get(name, nameKey(name), hue)?.id,
    update(id, name, hue) {
      if (!exists.get(id)) return 'missing';
      return update.run(name, nameKey(name), hue, id) > 0 ? 'done' : 'taken';
    },
    remove(id) {
      const shown = shownBy.all(id).map((row) => row.id);
      remove.run(id);
      return shown;
    },
  };
}

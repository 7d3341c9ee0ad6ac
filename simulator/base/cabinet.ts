import { deserialize, serialize } from 'node:v8';
import Database from 'better-sqlite3';

/** A named map that outlives the process when the network has a state file. */
export interface Shelf<Value> {
  get(key: string): Value | undefined;
  /** Stores the value; one that is changed in place afterwards must be put again. */
  put(key: string, value: Value): void;
  drop(key: string): void;
  entries(): IterableIterator<[string, Value]>;
}

export interface Cabinet {
  shelf<Value>(name: string): Shelf<Value>;
  /** Writes all changes since the last commit, in one transaction. */
  commit(): void;
  close(): void;
}

/**
 * Opens the state of a network. Changes are gathered and written together, at the latest at the end of the
 * running turn; whoever lets anything leave the network commits first, so that a killed simulator never
 * forgets what it has told others.
 */
export function openCabinet(file?: string): Cabinet {
  const disk = file === undefined ? undefined : openDisk(file);
  const maps = new Map<string, Map<string, unknown>>();

  return {
    shelf<Value>(name: string): Shelf<Value> {
      const map = (maps.get(name) ?? new Map(disk?.load(name))) as Map<string, Value>;
      maps.set(name, map);
      const note = (key: string) => disk?.note(name, key, () => map.get(key));
      return {
        get: (key) => map.get(key),
        put(key, value) {
          map.set(key, value);
          note(key);
        },
        drop(key) {
          if (map.delete(key)) note(key);
        },
        entries: () => map.entries(),
      };
    },
    commit: () => disk?.commit(),
    close: () => disk?.close(),
  };
}

interface Disk {
  load(shelf: string): [string, unknown][];
  /** Remembers that a value is to be written; what it is then tells `read`. */
  note(shelf: string, key: string, read: () => unknown): void;
  commit(): void;
  close(): void;
}

function openDisk(file: string): Disk {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(`CREATE TABLE IF NOT EXISTS entry (
    shelf TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (shelf, key)
  ) STRICT, WITHOUT ROWID`);
  const select = db.prepare<[string], { key: string; value: Buffer }>(
    'SELECT key, value FROM entry WHERE shelf = ? ORDER BY key',
  );
  const upsert = db.prepare<[string, string, Buffer]>(
    'INSERT INTO entry VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare<[string, string]>('DELETE FROM entry WHERE shelf = ? AND key = ?');

  const changes = new Map<string, { shelf: string; key: string; read: () => unknown }>();
  const write = db.transaction(() => {
    for (const { shelf, key, read } of changes.values()) {
      const value = read();
      if (value === undefined) remove.run(shelf, key);
      else upsert.run(shelf, key, serialize(value));
    }
  });
  let scheduled: NodeJS.Immediate | undefined;
  let closed = false;

  function commit(): void {
    if (scheduled) clearImmediate(scheduled);
    scheduled = undefined;
    if (changes.size === 0) return;
    write();
    changes.clear();
  }

  return {
    load: (shelf) => select.all(shelf).map(({ key, value }) => [key, deserialize(value)]),
    note(shelf, key, read) {
      // What a phone was still doing when the network ended is as if it had been switched off.
      if (closed) return;
      changes.set(`${shelf}\n${key}`, { shelf, key, read });
      scheduled ??= setImmediate(commit);
    },
    commit,
    close() {
      commit();
      closed = true;
      db.close();
    },
  };
}

/** Keys that sort in the order of their numbers. */
export const sequenceKey = (sequence: number): string => String(sequence).padStart(12, '0');

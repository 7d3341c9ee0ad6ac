import path from 'node:path';
import SQLite from 'better-sqlite3';
import type { Paths } from '../ports.ts';
import { StartError } from './start-error.ts';

/**
 * One station for a data folder. The lock is SQLite's own on an empty file: the operating system frees it with the
 * process, however that ends, so that a kill leaves nothing stale behind.
 */
export function lockDataFolder(paths: Paths): { release(): void } {
  const handle = new SQLite(path.join(paths.data, 'station.lock'), { timeout: 0 });
  try {
    handle.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    handle.close();
    if (error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StartError('already-running', { folder: paths.data }, error);
    }
    throw error;
  }
  return { release: () => handle.close() };
}

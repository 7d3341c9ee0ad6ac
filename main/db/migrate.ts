import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type SQLite from 'better-sqlite3';

/** One step of the schema. The file's `user_version` is the number of the last one it has had. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** The numbered files, which lie in the same place beside this source and beside the bundle. */
export function shippedMigrations(): Migration[] {
  const folder = path.join(import.meta.dirname, 'migrations');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({
      number: Number.parseInt(file, 10),
      name: path.basename(file, '.sql'),
      sql: readFileSync(path.join(folder, file), 'utf8'),
    }));
}

export function newest(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.number ?? 0;
}

export function versionOf(handle: SQLite.Database): number {
  return handle.pragma('user_version', { simple: true }) as number;
}

/** Each step is one transaction with its number inside: a crash leaves the file before it or after it. */
export function migrate(handle: SQLite.Database, migrations: readonly Migration[]): void {
  const from = versionOf(handle);
  for (const { number, sql } of migrations.filter((each) => each.number > from)) {
    handle
      .transaction(() => {
        handle.exec(sql);
        handle.pragma(`user_version = ${number}`);
      })
      .immediate();
  }
}

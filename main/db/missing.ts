import { readdirSync, statSync } from 'node:fs';
import { Refusal } from '../failure.ts';
import type { Paths } from '../ports.ts';

const KEYS = /^channel-\d+\.keys/;

/**
 * A data folder that has phones' keys, or what was written last, but no database has lost it: a new one would number
 * its channels from one again and give them the keys of others. Refusal: `database-missing`.
 */
export function refuseMissing({ database, keys }: Pick<Paths, 'database' | 'keys'>): void {
  if (sizeOf(database) > 0) return;
  const left = sizeOf(`${database}-wal`) > 0 || namesIn(keys).some((name) => KEYS.test(name));
  if (left) throw new Refusal('database-missing');
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder) : [];
}

import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Language } from '../../preload/entities.ts';
import { storageFailure } from '../db/failures.ts';
import type { Paths } from '../ports.ts';
import { startErrorOf } from './start-error.ts';

/** Room for the first commits: a folder on a full disk is told before anything else is tried. */
const PROBE_BYTES = 256 * 1024;

export function defaultDataFolder(machine: {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly demo: boolean;
}): string {
  const { platform, env, home } = machine;
  const name = machine.demo ? 'balcao-demo' : 'balcao';
  if (platform === 'win32') {
    return path.win32.join(env['LOCALAPPDATA'] ?? path.win32.join(home, 'AppData', 'Local'), name);
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', name);
  const data = env['XDG_DATA_HOME'];
  // The XDG rules say that a relative path is to be ignored.
  const base = data && path.posix.isAbsolute(data) ? data : path.posix.join(home, '.local', 'share');
  return path.posix.join(base, name);
}

export function pathsIn(data: string): Paths {
  return {
    data,
    database: path.join(data, 'station.sqlite'),
    keys: path.join(data, 'keys'),
    backups: path.join(data, 'backups'),
    logs: path.join(data, 'logs'),
  };
}

/** Makes the folders, for this system user only, and finds out whether they can be written to. */
export function prepareDataFolder(paths: Paths): void {
  const probe = path.join(paths.data, `.probe-${process.pid}`);
  try {
    for (const folder of [paths.data, paths.keys, paths.backups, paths.logs]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    const file = openSync(probe, 'w', 0o600);
    try {
      writeSync(file, Buffer.alloc(PROBE_BYTES));
      fsyncSync(file);
    } finally {
      closeSync(file);
      rmSync(probe, { force: true });
    }
  } catch (error) {
    throw startErrorOf(storageFailure(error), paths, 'data-unusable');
  }
}

/** The language last chosen at this station, for words said before the preferences are open. */
export function savedLanguage(preferencesFile: string): Language | undefined {
  try {
    const saved: unknown = JSON.parse(readFileSync(preferencesFile, 'utf8'));
    return Language.safeParse((saved as { language?: unknown } | undefined)?.language).data;
  } catch {
    return undefined;
  }
}

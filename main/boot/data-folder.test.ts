import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../failure.ts';
import { defaultDataFolder, pathsIn, prepareDataFolder, savedLanguage } from './data-folder.ts';
import { lockDataFolder } from './instance-lock.ts';
import { StartError, startErrorOf } from './start-error.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function startError(work: () => void): StartError {
  try {
    work();
  } catch (error) {
    if (error instanceof StartError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the default folder', () => {
  const home = '/home/marta';
  test.each([
    ['linux', {}, false, '/home/marta/.local/share/balcao'],
    ['linux', {}, true, '/home/marta/.local/share/balcao-demo'],
    ['linux', { XDG_DATA_HOME: '/data' }, false, '/data/balcao'],
    ['linux', { XDG_DATA_HOME: 'relative' }, false, '/home/marta/.local/share/balcao'],
    ['darwin', {}, false, '/home/marta/Library/Application Support/balcao'],
    ['win32', { LOCALAPPDATA: 'C:\\Local' }, true, 'C:\\Local\\balcao-demo'],
  ] as const)('on %s with %j, demo %j', (platform, env, demo, expected) => {
    expect(defaultDataFolder({ platform, env, home, demo })).toBe(expected);
  });
});

describe('preparing', () => {
  test('makes the folders for this user only and leaves no probe', () => {
    const paths = pathsIn(path.join(folder, 'a', 'b'));
    prepareDataFolder(paths);
    prepareDataFolder(paths);
    expect(readdirSync(paths.data).sort((a, b) => a.localeCompare(b))).toEqual(['backups', 'keys', 'logs']);
    expect(statSync(paths.data).mode & 0o777).toBe(0o700);
  });

  test.skipIf(process.platform !== 'linux')('a folder that cannot be written to is told as such', () => {
    // Not even root makes folders in /sys.
    const error = startError(() => prepareDataFolder(pathsIn('/sys/balcao')));
    expect(error).toMatchObject({ code: 'data-read-only', exitCode: 4, params: { folder: '/sys/balcao' } });
  });

  test('a file in its place is told as such', () => {
    writeFileSync(path.join(folder, 'file'), '');
    const error = startError(() => prepareDataFolder(pathsIn(path.join(folder, 'file'))));
    expect(error).toMatchObject({ code: 'data-unusable', exitCode: 4 });
  });
});

test.each([
  ['disk-full', 'data-full'],
  ['data-folder-read-only', 'data-read-only'],
  ['database-too-new', 'data-newer'],
  ['database-damaged', 'data-damaged'],
  ['database-missing', 'data-missing'],
])('the storage says %s, the person hears %s', (refusal, code) => {
  expect(startErrorOf(new Refusal(refusal), pathsIn(folder))).toMatchObject({ code, exitCode: 4 });
});

test('anything else is internal and names the log', () => {
  const paths = pathsIn(folder);
  expect(startErrorOf(new TypeError('x'), paths)).toMatchObject({
    code: 'internal',
    params: { folder: paths.logs },
  });
});

test('one station for a folder, until it lets go', () => {
  const paths = pathsIn(folder);
  const first = lockDataFolder(paths);
  expect(startError(() => lockDataFolder(paths))).toMatchObject({ code: 'already-running', exitCode: 3 });
  first.release();
  lockDataFolder(paths).release();
});

test('the saved language, and none from a file that is broken or absent', () => {
  const file = path.join(folder, 'preferences.json');
  expect(savedLanguage(file)).toBeUndefined();
  writeFileSync(file, '{"language":"es"}');
  expect(savedLanguage(file)).toBe('es');
  for (const broken of ['{', 'null', '{"language":"xx"}', '[]']) {
    writeFileSync(file, broken);
    expect(savedLanguage(file)).toBeUndefined();
  }
});

import { mkdirSync } from 'node:fs';
import type { SafeStorage } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import { pathsIn } from '../../boot/data-folder.ts';
import { openDataKey } from '../../channels/data-key.ts';
import type { Paths } from '../../ports.ts';
import { useTempFolder } from '../../testing/temp-folder.ts';
import { openSecrets } from './secrets.ts';

const folder = useTempFolder();
let paths: Paths;
beforeEach(() => {
  paths = pathsIn(folder());
  mkdirSync(paths.keys);
});

function fakeStorage(
  available: boolean,
  backend: ReturnType<SafeStorage['getSelectedStorageBackend']> = 'kwallet6',
) {
  const storage = {
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text: string) => Buffer.from(`sealed:${text}`),
    decryptString: (sealed: Buffer) => sealed.toString().slice('sealed:'.length),
  };
  return storage as unknown as SafeStorage;
}

test('the system’s key store, where there is one', () => {
  const secrets = openSecrets(fakeStorage(true), paths, 'linux');
  expect(secrets.protection).toBe('system');
  const key = Buffer.from([0, 255, 128, 10]);
  expect(Buffer.from(secrets.open(secrets.seal(key)))).toEqual(key);
});

test('a password that everybody knows is no key store', () => {
  expect(openSecrets(fakeStorage(true, 'basic_text'), paths, 'linux').protection).toBe('file');
  expect(openSecrets(fakeStorage(false), paths, 'linux').protection).toBe('file');
  expect(openSecrets(fakeStorage(true, 'unknown'), paths, 'win32').protection).toBe('system');
});

test('what a key file sealed is opened with it, also once there is a key store', () => {
  const key = openDataKey(paths.keys, openSecrets(fakeStorage(false), paths, 'linux'));
  const later = openSecrets(fakeStorage(true), paths, 'linux');
  expect(later.protection).toBe('file');
  expect(openDataKey(paths.keys, later)).toEqual(key);
});

test('what the key store sealed waits for it, and is not taken for damaged', () => {
  openDataKey(paths.keys, openSecrets(fakeStorage(true), paths, 'linux'));
  expect(() => openSecrets(fakeStorage(false), paths, 'linux')).toThrow(
    expect.objectContaining({ code: 'secrets-unavailable', exitCode: 4 }),
  );
});

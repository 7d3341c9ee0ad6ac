import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Secrets } from '../ports.ts';
import { openKeyFile } from '../shell/key-file.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { dataKeyProtection, openDataKey } from './data-key.ts';

const folder = useTempFolder();
let keys = '';
let secrets: Secrets;
const file = () => path.join(keys, 'data-key');

beforeEach(() => {
  keys = path.join(folder(), 'keys');
  mkdirSync(keys);
  secrets = openKeyFile(path.join(folder(), 'secret.key'), { keys, sealedDataExists: false });
});

test('it is made once, and rests sealed', () => {
  const key = openDataKey(keys, secrets);
  expect(key).toHaveLength(32);
  expect(openDataKey(keys, secrets)).toEqual(key);
  expect(readFileSync(file(), 'latin1')).not.toContain(Buffer.from(key).toString('base64url'));
  expect(dataKeyProtection(keys)).toBe('file');
  expect(readdirSync(keys).some((name) => name.endsWith('.part'))).toBe(false);
});

test('absent beside keys files is not a first run', () => {
  writeFileSync(path.join(keys, 'channel-1.keys'), '');
  expect(() => openDataKey(keys, secrets)).toThrow(expect.objectContaining({ code: 'key-file-missing' }));
  expect(readdirSync(keys)).not.toContain('data-key');
});

test.each(['truncated', 'altered', 'emptied'])('%s, it is damaged and stays as it is', (how) => {
  openDataKey(keys, secrets);
  const whole = readFileSync(file(), 'utf8');
  if (how === 'truncated') truncateSync(file(), 60);
  if (how === 'altered')
    writeFileSync(
      file(),
      whole.replace(/.{4}\n$/, (end) => `${end[0] === 'A' ? 'B' : 'A'}AAA\n`),
    );
  if (how === 'emptied') truncateSync(file(), 0);
  const damaged = readFileSync(file(), 'utf8');
  expect(() => openDataKey(keys, secrets)).toThrow(
    expect.objectContaining({ code: 'key-file-damaged', exitCode: 4 }),
  );
  expect(readFileSync(file(), 'utf8')).toBe(damaged);
});

test("another shell's protection is told apart from damage", () => {
  openDataKey(keys, secrets);
  expect(() => openDataKey(keys, { ...secrets, protection: 'system' })).toThrow(
    expect.objectContaining({ code: 'secrets-unavailable', params: { protection: 'file', keys } }),
  );
});

import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeyFile } from './key-file.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-secret-'));
  file = path.join(folder, 'secret.key');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (sealedDataExists = false) => openKeyFile(file, { keys: '/data/keys', sealedDataExists });
const plain = Buffer.from('thirty-two bytes of a data key..');

test('what is sealed opens again after a restart, and reads as noise', () => {
  const sealed = open().seal(plain);
  expect(Buffer.from(sealed).includes(plain)).toBe(false);
  expect(Buffer.from(open(true).open(sealed))).toEqual(plain);
});

test('the same plain text seals differently each time', () => {
  const secrets = open();
  expect(secrets.seal(plain)).not.toEqual(secrets.seal(plain));
});

test('an altered or foreign seal does not open', () => {
  const secrets = open();
  const sealed = Buffer.from(secrets.seal(plain));
  for (let at = 0; at < sealed.length; at += 1) {
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    expect(() => secrets.open(altered)).toThrow(/not sealed here|unable to authenticate/);
  }
  expect(() => secrets.open(new Uint8Array())).toThrow('not sealed here');
});

test('only this system user can read the key, also when that was lost', () => {
  const sealed = open().seal(plain);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o644);
  expect(Buffer.from(open(true).open(sealed))).toEqual(plain);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each(['', 'balcao-key-1', 'balcao-key-1 AAAA 00\n', '\0'.repeat(64)])(
  'the content %j is damage, and stays',
  (content) => {
    writeFileSync(file, content);
    expect(() => open()).toThrow(expect.objectContaining({ code: 'key-file-damaged', exitCode: 4 }));
    expect(readFileSync(file, 'utf8')).toBe(content);
  },
);

test('one flipped character is damage', () => {
  open();
  const content = readFileSync(file, 'utf8');
  const flipped = content.replace(/ ([\w-])/, (_, first: string) => ` ${first === 'A' ? 'B' : 'A'}`);
  writeFileSync(file, flipped);
  expect(() => open()).toThrow(expect.objectContaining({ code: 'key-file-damaged' }));
});

test('absent while sealed data exists is told apart, and not made anew', () => {
  expect(() => open(true)).toThrow(
    expect.objectContaining({ code: 'key-file-missing', params: { file, keys: '/data/keys' } }),
  );
  expect(() => statSync(file)).toThrow('ENOENT');
});

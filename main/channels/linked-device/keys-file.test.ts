import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCredentials } from './credentials.ts';
import { writeJson } from './json-bytes.ts';
import {
  type KeysFile,
  KeysDamaged,
  createKeysFile,
  openKeysFile,
  removeKeysFile,
  setKeysFileAside,
} from './keys-file.ts';

const SECRET = 'the private half of everything';
let folder: string;
let file: string;
let dataKey: Buffer;
let open: KeysFile[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-keys-'));
  file = path.join(folder, 'channel-1.keys');
  dataKey = randomBytes(32);
  open = [];
});
afterEach(() => {
  for (const keys of open) keys.end();
  rmSync(folder, { recursive: true, force: true });
});

function create(creds: object = { account: { details: 'x' } }): KeysFile {
  const keys = createKeysFile(file, dataKey, [{ type: 'creds', id: '', value: writeJson(creds) }]);
  open.push(keys);
  return keys;
}
function reopen(key: Uint8Array = dataKey): KeysFile {
  close();
  const keys = openKeysFile(file, key);
  open.push(keys);
  return keys;
}
function close() {
  for (const keys of open) keys.end();
  open = [];
}
/** Changes the file behind the back of whoever wrote it. */
function tamper(sql: string) {
  close();
  const db = new Database(file);
  db.exec(sql);
  db.close();
}
const session = (id: string, value: string | undefined) => ({
  type: 'session',
  id,
  value: value === undefined ? undefined : Buffer.from(value),
});

describe('keys', () => {
  test('are kept, replaced and removed, and are there again after opening', () => {
    const keys = create();
    keys.write({ keys: [session('a', '1'), session('b', '2')] });
    keys.write({ keys: [session('a', '3'), session('b', undefined)] });
    expect(reopen().read('session', 'a')?.toString()).toBe('3');
    expect(open[0]?.read('session', 'b')).toBeUndefined();
  });

  test('are written all or not at all', () => {
    const keys = create();
    const bad = { type: 'session', id: undefined as unknown as string, value: Buffer.from('2') };
    expect(() => keys.write({ keys: [session('a', '1'), bad] })).toThrow();
    expect(keys.read('session', 'a')).toBeUndefined();
  });

  test('never stand on the disk in clear, nor may anybody else read the file', () => {
    const keys = create({ noiseKey: SECRET });
    keys.write({ keys: [session('a', SECRET)], journal: { waId: 'X', body: Buffer.from(SECRET) } });
    keys.sent.put('Y', Buffer.from(SECRET), 1);
    const everything = readdirSync(folder).map((name) =>
      readFileSync(path.join(folder, name)).toString('latin1'),
    );
    expect(everything.join('')).not.toContain(SECRET);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('sealed twice look different', () => {
    const keys = create();
    keys.write({ keys: [session('a', SECRET), session('b', SECRET)] });
    close();
    const db = new Database(file);
    const rows = db.prepare("SELECT sealed FROM keys WHERE type = 'session'").pluck().all() as Buffer[];
    db.close();
    expect(rows[0]?.equals(rows[1] ?? Buffer.alloc(0))).toBe(false);
  });
});

describe('damage is noticed', () => {
  test.each([
    ['a bit that fell over', "CAST(substr(sealed, 1, 20) || x'00' || substr(sealed, 22) AS BLOB)"],
    ['a value cut short', "x'0102'"],
    ['the value of another row', "(SELECT sealed FROM keys WHERE id = 'b')"],
    ['the value of another type', "(SELECT sealed FROM keys WHERE type = 'creds')"],
  ])('%s', (_, sealed) => {
    create().write({ keys: [session('a', 'one'), session('b', 'two')] });
    tamper(`UPDATE keys SET sealed = ${sealed} WHERE id = 'a'`);
    expect(() => reopen().read('session', 'a')).toThrow(KeysDamaged);
  });

  test('in the journal and among what was sent', () => {
    const keys = create();
    keys.write({ keys: [], journal: { waId: 'X', body: Buffer.from('one') } });
    keys.sent.put('Y', Buffer.from('two'), 1);
    tamper("UPDATE journal SET wa_id = 'Z'; UPDATE sent SET wa_id = 'Z'");
    expect(() => reopen().journal.open()).toThrow(KeysDamaged);
    expect(() => open[0]?.sent.get('Z')).toThrow(KeysDamaged);
  });

  test('another data key opens nothing', () => {
    create().write({ keys: [session('a', 'one')] });
    expect(() => reopen(randomBytes(32)).read('session', 'a')).toThrow(KeysDamaged);
  });

  test.each([
    ['an empty file', Buffer.alloc(0)],
    ['something else', Buffer.from('not a database, but as long as one would be'.repeat(40))],
  ])('%s', (_, bytes) => {
    writeFileSync(file, bytes);
    expect(() => openKeysFile(file, dataKey)).toThrow(KeysDamaged);
    expect(readCredentials(file, dataKey)).toBe('damaged');
  });

  test('pages overwritten with rubbish', () => {
    const keys = create();
    keys.write({ keys: Array.from({ length: 200 }, (_, i) => session(`s${i}`, SECRET.repeat(20))) });
    close();
    const bytes = readFileSync(file);
    writeFileSync(file, Buffer.concat([bytes.subarray(0, 4096), randomBytes(bytes.length - 4096)]));
    expect(readCredentials(file, dataKey)).toBe('damaged');
  });

  test('is told to whoever watches, even when the error is swallowed', () => {
    create().write({ keys: [session('a', 'one')] });
    tamper("UPDATE keys SET sealed = x'00' WHERE id = 'a'");
    const faults: unknown[] = [];
    const keys = openKeysFile(file, dataKey, (error) => faults.push(error));
    open.push(keys);
    expect(() => keys.read('session', 'a')).toThrow(KeysDamaged);
    expect(faults).toEqual([expect.any(KeysDamaged)]);
  });
});

describe('credentials', () => {
  test('no file: absent', () => {
    expect(readCredentials(file, dataKey)).toBe('absent');
  });

  test.each([
    ['a finished link', { account: { details: 'x' }, me: { id: '1@s.whatsapp.net' } }, 'linked'],
    ['one that was begun by code', { me: { id: '1@s.whatsapp.net' }, registered: true }, 'absent'],
    ['none yet', {}, 'absent'],
  ])('%s', (_, creds, expected) => {
    create(creds);
    close();
    expect(readCredentials(file, dataKey)).toBe(expected);
  });

  test('sealed with another key, or without their row: damaged', () => {
    create();
    close();
    expect(readCredentials(file, randomBytes(32))).toBe('damaged');
    tamper("DELETE FROM keys WHERE type = 'creds'");
    expect(readCredentials(file, dataKey)).toBe('damaged');
  });

  test('a file of a later version is left alone', () => {
    create();
    tamper('PRAGMA user_version = 99');
    expect(readCredentials(file, dataKey)).toBe('damaged');
  });
});

describe('the file', () => {
  test('gets its name only when it is whole: what a crash left of a draft is no keys file', () => {
    writeFileSync(`${file}.new`, 'half');
    expect(readCredentials(file, dataKey)).toBe('absent');
    create();
    close();
    expect(readCredentials(file, dataKey)).toBe('linked');
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  test('is not replaced by a new one, and takes no log of an old one', () => {
    writeFileSync(`${file}-wal`, randomBytes(5000));
    create();
    expect(() => create()).toThrow('there is a keys file already');
  });

  test('is put aside whole, in place of the one before, and can be removed', () => {
    create({ first: true });
    setKeysFileAside(file);
    close();
    create({ second: true });
    close();
    setKeysFileAside(file);
    expect(readdirSync(folder).filter((name) => !/-(?:wal|shm)$/.test(name))).toEqual(['channel-1.keys.old']);
    const old = openKeysFile(`${file}.old`, dataKey);
    expect(old.read('creds', '')?.toString()).toContain('second');
    old.end();
    removeKeysFile(`${file}.old`);
    expect(readdirSync(folder)).toEqual([]);
    setKeysFileAside(file);
  });
});

describe('the journal', () => {
  const row = (waId: string, digest?: string) => ({
    waId,
    body: Buffer.from(`body of ${waId}`),
    ...(digest !== undefined && { digest: Buffer.from(digest) }),
  });

  test('keeps rows until they are closed, oldest first', () => {
    const keys = create();
    const first = keys.write({ keys: [session('a', '1')], journal: row('A') });
    keys.write({ keys: [], journal: row('B') });
    keys.journal.close([first ?? 0]);
    expect(reopen().journal.open()).toMatchObject([{ waId: 'B', body: Buffer.from('body of B') }]);
  });

  test('remembers a ciphertext after its row was closed, without what it said', () => {
    const keys = create();
    const seq = keys.write({ keys: [], journal: row('A', 'digest A') }) ?? 0;
    expect(keys.journal.find(Buffer.from('digest A'))).toMatchObject({ seq, waId: 'A' });
    keys.journal.close([seq]);
    expect(keys.journal.find(Buffer.from('digest A'))).toBe('closed');
    expect(keys.journal.find(Buffer.from('digest B'))).toBeUndefined();
    expect(keys.journal.open()).toEqual([]);
  });

  test('forgets old ciphertexts, but no row that is open', () => {
    const keys = create();
    const open = keys.write({ keys: [], journal: row('open', 'open') });
    const old = keys.write({ keys: [], journal: row('old', 'old') }) ?? 0;
    close();
    const db = new Database(file);
    db.exec("INSERT INTO journal VALUES (6000, 'long ago', NULL, NULL)");
    db.close();
    const later = reopen();
    const recent = later.write({ keys: [], journal: row('recent', 'recent') }) ?? 0;
    later.journal.close([old, recent]);
    expect(later.journal.find(Buffer.from('old'))).toBeUndefined();
    expect(later.journal.find(Buffer.from('recent'))).toBe('closed');
    expect(later.journal.open()).toMatchObject([{ seq: open }]);
  });
});

describe('what was sent', () => {
  const DAY = 24 * 60 * 60 * 1000;
  test('is kept for a week', () => {
    const keys = create();
    keys.sent.put('A', Buffer.from('one'), 0);
    keys.sent.put('B', Buffer.from('two'), 6 * DAY);
    expect(keys.sent.get('A')?.toString()).toBe('one');
    keys.sent.put('C', Buffer.from('three'), 8 * DAY);
    expect(keys.sent.get('A')).toBeUndefined();
    expect(reopen().sent.get('B')?.toString()).toBe('two');
  });
});

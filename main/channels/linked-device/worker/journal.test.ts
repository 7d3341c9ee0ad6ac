import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KeysFile, createKeysFile } from '../keys-file.ts';
import { type Journal, createJournal } from './journal.ts';

let folder: string;
let file: KeysFile;
let journal: Journal;
let flushes: (() => void)[];

const begin = () =>
  createJournal(
    file,
    () => ({ id: '9:2@s.whatsapp.net', lid: '9:2@lid' }),
    (task) => flushes.push(task),
  );

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-journal-'));
  file = createKeysFile(path.join(folder, 'k'), randomBytes(32), []);
  flushes = [];
  journal = begin();
});
afterEach(() => {
  file.end();
  rmSync(folder, { recursive: true });
});

/** As a crash leaves it: another journal on what was written. */
const crash = () => {
  journal = begin();
};
const flush = () => {
  while (flushes.length > 0) flushes.shift()?.();
};
const stanza = (id: string, ciphertext: Uint8Array, more: Record<string, string> = {}): BinaryNode => ({
  tag: 'message',
  attrs: { id, from: '1@lid', ...more },
  content: [{ tag: 'enc', attrs: { type: 'msg' }, content: ciphertext }],
});
const write = (entry: Parameters<KeysFile['write']>[0]['journal']) =>
  file.write(entry ? { keys: [], journal: entry } : { keys: [] });
/** What the wire, libsignal and Baileys do with one message. */
function receive(
  id: string,
  plaintext: string,
  ciphertext = randomBytes(40),
  more: Record<string, string> = {},
) {
  journal.expect(stanza(id, ciphertext, more));
  journal.record(ciphertext, Buffer.from(plaintext), write);
  return ciphertext;
}
/** The same, of one that cannot be read. */
function receiveUnreadable(id: string) {
  const ciphertext = randomBytes(40);
  journal.expect(stanza(id, ciphertext));
  expect(() => journal.recall(ciphertext, new Error('broken'))).toThrow('broken');
}
/** What Baileys calls a message that came from this person. */
const key = (id: string, remoteJid = '1@lid') => ({ id, remoteJid, participant: '', fromMe: false });
const tell = (id: string, from?: string) => journal.tell(key(id, from), 'readable');
const open = () => file.journal.open().map(({ waId }) => waId);
const untold = () =>
  journal.untold().map(({ stanza: { attrs }, plaintexts }) => [attrs['id'], ...plaintexts.map(String)]);

describe('a message', () => {
  test('stays until it is confirmed', () => {
    receive('A', 'um');
    receive('B', 'dois');
    journal.confirm([tell('A'), 4711]);
    expect(open()).toEqual(['A', 'B']);
    flush();
    expect(open()).toEqual(['B']);
  });

  test('is replayed after a crash, once, unless it was told', () => {
    receive('A', 'um');
    tell('A');
    expect(untold()).toEqual([]);
    crash();
    expect(untold()).toEqual([['A', 'um']]);
    const again = tell('A');
    expect(untold()).toEqual([]);
    journal.confirm([again]);
    flush();
    expect(open()).toEqual([]);
  });

  test('that was told twice is closed by either, and takes no later one with it', () => {
    receiveUnreadable('A');
    const [once, twice] = [journal.tell(key('A'), 'unreadable'), journal.tell(key('A'), 'unreadable')];
    journal.confirm([once]);
    flush();
    expect(open()).toEqual([]);
    receive('B', 'no lugar dela');
    journal.confirm([twice]);
    flush();
    expect(open()).toEqual(['B']);
  });

  test('with the id of another person’s is another one', () => {
    receive('A', 'de uma');
    receive('A', 'da outra', undefined, { from: '2:7@lid' });
    expect(untold()).toEqual([
      ['A', 'de uma'],
      ['A', 'da outra'],
    ]);
    const [one] = [tell('A', '1@lid'), tell('A', '2@lid')];
    journal.confirm([one]);
    flush();
    crash();
    expect(untold()).toEqual([['A', 'da outra']]);
  });

  test('in several ciphertexts comes back as one', () => {
    const [key, body] = [randomBytes(40), randomBytes(40)];
    const both = stanza('A', key, { participant: '2@lid' });
    (both.content as BinaryNode[]).push({ tag: 'enc', attrs: { type: 'skmsg' }, content: body });
    journal.expect(both);
    journal.record(key, Buffer.from('chave'), write);
    journal.record(body, Buffer.from('texto'), write);
    expect(untold()).toEqual([['A', 'chave', 'texto']]);
  });

  test('of nobody is only committed', () => {
    let entry: unknown = 'not called';
    journal.record(randomBytes(40), Buffer.from('x'), (given) => {
      entry = given;
      return undefined;
    });
    expect(entry).toBeUndefined();
    expect(open()).toEqual([]);
  });
});

describe('a ciphertext that comes again', () => {
  test('says what it said, as long as that is kept; then nothing', () => {
    const ciphertext = receive('A', 'um');
    expect(String(journal.recall(ciphertext, new Error('used')))).toBe('um');
    journal.confirm([tell('A')]);
    flush();
    expect([...journal.recall(ciphertext, new Error('used'))]).toEqual([1]);
  });
});

describe('what cannot be read', () => {
  test('is recorded as such, and the failure goes on', () => {
    receiveUnreadable('A');
    expect(journal.untold()).toMatchObject([
      { stanza: { attrs: { id: 'A' } }, plaintexts: [], unreadable: true },
    ]);
  });

  test('and was told is replayed when the readable one came', () => {
    receiveUnreadable('A');
    journal.tell(key('A'), 'unreadable');
    receive('A', 'agora sim');
    expect(untold()).toEqual([['A', 'agora sim']]);
    journal.confirm([tell('A')]);
    flush();
    expect(open()).toEqual([]);
  });

  test('is closed by itself: what main says of the placeholder is nothing about the message', () => {
    receiveUnreadable('A');
    const placeholder = journal.tell(key('A'), 'unreadable');
    const ciphertext = receive('A', 'agora sim');
    const message = tell('A');
    journal.confirm([placeholder]);
    flush();
    expect(String(journal.recall(ciphertext, new Error('used')))).toBe('agora sim');
    crash();
    expect(untold()).toEqual([['A', 'agora sim']]);
    journal.confirm([message]);
    expect(open()).toEqual(['A']);
  });

  test('a placeholder that is told late does not stand for the message that came meanwhile', () => {
    receiveUnreadable('A');
    receive('A', 'agora sim');
    journal.confirm([journal.tell(key('A'), 'unreadable')]);
    flush();
    expect(untold()).toEqual([['A', 'agora sim']]);
  });

  test('only in part is replayed as such', () => {
    receive('A', 'chave');
    receiveUnreadable('A');
    expect(journal.untold()).toMatchObject([{ plaintexts: [Buffer.from('chave')], unreadable: true }]);
  });

  test('because WhatsApp holds it back is recorded at once, unless nobody will ever send it', () => {
    const unavailable = (id: string, type?: string): BinaryNode => ({
      tag: 'message',
      attrs: { id, from: '1@lid' },
      content: [{ tag: 'unavailable', attrs: type === undefined ? {} : { type } }],
    });
    journal.expect(unavailable('A'));
    journal.expect(unavailable('B', 'bot_unavailable_fanout'));
    expect(open()).toEqual(['A']);
  });
});

describe('a stanza that carries others', () => {
  test('waits until all of them are confirmed', () => {
    receive('history', 'blob');
    const [first, ...rest] = journal.carry(key('history'), 3);
    expect(untold()).toEqual([]);
    journal.confirm([first!]);
    flush();
    expect(open()).toEqual(['history']);
    journal.confirm(rest);
    flush();
    expect(open()).toEqual([]);
  });

  test('waits for the message, whatever is said of its placeholder', () => {
    receiveUnreadable('A');
    const placeholder = journal.tell(key('A'), 'unreadable');
    receive('resend', 'blob');
    const [carried] = journal.carry(key('resend'), 1);
    const message = journal.tell(key('A'), 'readable', carried);
    journal.confirm([placeholder]);
    flush();
    expect(open()).toEqual(['resend']);
    journal.confirm([message]);
    flush();
    expect(open()).toEqual([]);
  });

  test('with nothing in it is dropped', () => {
    receive('history', 'blob');
    expect(journal.carry(key('history'), 0)).toEqual([]);
    flush();
    expect(open()).toEqual([]);
  });
});

describe('a receipt', () => {
  const receipt = (id: string, type?: string): BinaryNode => ({
    tag: 'receipt',
    attrs: { id, from: '1@lid', t: '1', ...(type !== undefined && { type }) },
    content: [{ tag: 'list', attrs: {}, content: [{ tag: 'item', attrs: { id: 'B' } }] }],
  });

  test('stays until it is confirmed, and is replayed as it was', () => {
    journal.note(receipt('A'));
    expect(journal.untold()).toEqual([]);
    crash();
    expect(journal.untold().map(({ stanza: each }) => each)).toEqual([receipt('A')]);
    journal.confirm([journal.note(receipt('A'))]);
    flush();
    expect(open()).toEqual([]);
  });

  test('that comes once more is written once; one of another kind is another one', () => {
    const first = journal.note(receipt('A'));
    const again = journal.note(receipt('A'));
    journal.note(receipt('A', 'read'));
    expect(open()).toEqual(['A', 'A']);
    journal.confirm([first, again]);
    flush();
    crash();
    expect(journal.untold().map(({ stanza: each }) => each)).toEqual([receipt('A', 'read')]);
  });

  test('of a message is not the message', () => {
    receive('A', 'um');
    journal.note(receipt('A'));
    journal.confirm([tell('A')]);
    flush();
    crash();
    expect(journal.untold().map(({ stanza: each }) => each)).toEqual([receipt('A')]);
  });
});

test('what is not for main goes one flush later, when Baileys is done with it', () => {
  receive('keys', 'for the settings');
  journal.drop(key('keys'));
  flushes.shift()?.();
  expect(open()).toEqual(['keys']);
  flush();
  expect(open()).toEqual([]);
});

import { type KeyObject, createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fdatasync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';

/**
 * The keys file of one channel: credentials, Signal keys, the journal of what was decrypted but not yet stored by
 * main, and what was sent lately. One SQLite file apart from the station's, so that restoring a backup never rolls
 * keys back. Every value is sealed with the data key; a value moved to another row does not open.
 */
export interface KeysFile {
  read(type: string, id: string): Buffer | undefined;
  /** All of it or nothing; safe from a crash of this process. Returns the journal's row, when there is one. */
  write(changes: KeyChanges): number | undefined;
  /** Resolves once all that was written is on the disk, safe from a power cut; nothing when it is already. */
  durable(): Promise<void> | undefined;
  journal: {
    /** What was decrypted and not closed yet, oldest first. */
    open(): JournalRow[];
    /** What is remembered of this ciphertext: its row, `closed` when main has it already, nothing when it is new. */
    find(digest: Uint8Array): JournalRow | 'closed' | undefined;
    /** Forgets the plaintext, but not that the ciphertext was here: the server may send it once more. */
    close(rows: readonly number[]): void;
  };
  sent: {
    put(waId: string, message: Uint8Array, at: number): void;
    get(waId: string): Buffer | undefined;
  };
  end(): void;
}

export interface KeyChanges {
  readonly keys: readonly KeyChange[];
  readonly journal?: { readonly waId: string; readonly digest?: Uint8Array; readonly body: Uint8Array };
}

export interface KeyChange {
  readonly type: string;
  readonly id: string;
  /** `undefined` removes the key. */
  readonly value: Uint8Array | undefined;
}

export interface JournalRow {
  readonly seq: number;
  readonly waId: string;
  readonly body: Buffer;
}

/** The file is there, but it is not what was written: never to be mistaken for a channel that was not linked yet. */
export class KeysDamaged extends Error {
  constructor(what: string, cause?: unknown) {
    super(`keys file damaged: ${what}`, { cause });
    this.name = 'KeysDamaged';
  }
}

const VERSION = 1;
/** Ciphertexts remembered after their message was stored: what the server may still repeat after a broken line. */
const REMEMBERED = 5000;
/** Sent messages kept for contacts whose phone asks for one again. */
const KEPT_SENT = 5000;
const KEPT_SENT_MS = 7 * 24 * 60 * 60 * 1000;

const SCHEMA = `
  CREATE TABLE keys (type TEXT NOT NULL, id TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (type, id)) STRICT;
  CREATE TABLE journal (seq INTEGER PRIMARY KEY, wa_id TEXT NOT NULL, digest BLOB, sealed BLOB) STRICT;
  CREATE TABLE sent (seq INTEGER PRIMARY KEY, wa_id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
  PRAGMA user_version = ${VERSION};
`;

/** Hears of every failure to read or write, whoever swallows the error afterwards. */
export type OnFault = (error: unknown) => void;

/** Makes a new file with its first keys; it gets its name only once it is whole. */
export function createKeysFile(
  file: string,
  dataKey: Uint8Array,
  first: readonly KeyChange[],
  onFault?: OnFault,
): KeysFile {
  if (existsSync(file)) throw new Error('there is a keys file already');
  const draft = `${file}.new`;
  removeKeysFile(draft);
  // A log without its database would be played into the new one.
  removeKeysFile(file);
  const db = new Database(draft);
  db.pragma('journal_mode = WAL');
  db.exec(SCHEMA);
  const keys = wrap(db, dataKey);
  keys.write({ keys: first });
  keys.end();
  chmodSync(draft, 0o600);
  renameSync(draft, file);
  syncFolder(path.dirname(file));
  return openKeysFile(file, dataKey, onFault);
}

/** Throws `KeysDamaged` when the file is not one of ours. */
export function openKeysFile(file: string, dataKey: Uint8Array, onFault?: OnFault): KeysFile {
  const db = new Database(file, { fileMustExist: true });
  try {
    const version = named(() => db.pragma('user_version', { simple: true }));
    if (version !== VERSION) throw new KeysDamaged(`version ${String(version)}`);
    return wrap(db, dataKey, onFault);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Removes the file and all that SQLite keeps beside it. */
export function removeKeysFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}

/** Puts the file out of the way but keeps it, in the place of the one that was put there before. */
export function setKeysFileAside(file: string): void {
  if (!existsSync(file)) return;
  removeKeysFile(`${file}.old`);
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, `${file}.old${suffix}`);
  }
}

function wrap(db: Database.Database, dataKey: Uint8Array, onFault?: OnFault): KeysFile {
  const guarded = <T>(work: () => T): T => {
    try {
      return named(work);
    } catch (error) {
      onFault?.(error);
      throw error;
    }
  };
  // Written here, flushed by `durable` for many writes at once, and by SQLite itself before it empties its log.
  db.pragma('synchronous = NORMAL');
  db.pragma('busy_timeout = 1000');
  const statements = guarded(() => ({
    read: db.prepare<[string, string], { sealed: Buffer }>(
      'SELECT sealed FROM keys WHERE type = ? AND id = ?',
    ),
    put: db.prepare<[string, string, Buffer]>(
      'INSERT INTO keys VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed',
    ),
    drop: db.prepare<[string, string]>('DELETE FROM keys WHERE type = ? AND id = ?'),
    note: db.prepare<[string, Uint8Array | null, Buffer]>(
      'INSERT INTO journal (wa_id, digest, sealed) VALUES (?, ?, ?)',
    ),
    open: db.prepare<[], SealedRow>(
      'SELECT seq, wa_id, sealed FROM journal WHERE sealed IS NOT NULL ORDER BY seq',
    ),
    find: db.prepare<[Uint8Array], SealedRow>('SELECT seq, wa_id, sealed FROM journal WHERE digest = ?'),
    empty: db.prepare<[number]>('UPDATE journal SET sealed = NULL WHERE seq = ?'),
    prune: db.prepare<[number]>(
      'DELETE FROM journal WHERE sealed IS NULL AND (digest IS NULL OR seq <= (SELECT max(seq) FROM journal) - ?)',
    ),
    putSent: db.prepare<[string, number, Buffer]>(
      'INSERT INTO sent (wa_id, at, sealed) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at, sealed = excluded.sealed',
    ),
    getSent: db.prepare<[string], { sealed: Buffer }>('SELECT sealed FROM sent WHERE wa_id = ?'),
    pruneSent: db.prepare<[number, number]>(
      'DELETE FROM sent WHERE at < ? OR seq <= (SELECT max(seq) FROM sent) - ?',
    ),
  }));
  let written = 0;
  let flushed = 0;
  let flushing: Promise<void> | undefined;
  let ended = false;
  const log = openSync(`${db.name}-wal`, 'r+');
  const flush = async () => {
    const until = written;
    try {
      await promisify(fdatasync)(log);
      flushed = until;
    } catch (error) {
      if (!ended) onFault?.(error);
      throw error;
    } finally {
      flushing = undefined;
    }
  };
  const flushUntil = async (wanted: number): Promise<void> => {
    await (flushing ??= flush());
    // What was under way may have begun before.
    if (flushed < wanted) await flushUntil(wanted);
  };
  const writing = <T>(work: () => T): T => {
    const result = guarded(work);
    written += 1;
    return result;
  };

  const secret = createSecretKey(dataKey);
  const seal = (row: string, plain: Uint8Array) => sealWith(secret, row, plain);
  const unseal = (row: string, sealed: Buffer) => unsealWith(secret, row, sealed);
  const toRow = ({ seq, wa_id: waId, sealed }: SealedRow) =>
    sealed ? { seq, waId, body: unseal(`journal|${waId}`, sealed) } : undefined;

  const writeAll = db.transaction(({ keys, journal }: KeyChanges) => {
    for (const { type, id, value } of keys) {
      if (value) statements.put.run(type, id, seal(`keys|${type}|${id}`, value));
      else statements.drop.run(type, id);
    }
    if (!journal) return undefined;
    const { waId, digest = null, body } = journal;
    return Number(statements.note.run(waId, digest, seal(`journal|${waId}`, body)).lastInsertRowid);
  });
  const closeAll = db.transaction((rows: readonly number[]) => {
    for (const seq of rows) statements.empty.run(seq);
    statements.prune.run(REMEMBERED);
  });
  const putSent = db.transaction((waId: string, message: Uint8Array, at: number) => {
    statements.putSent.run(waId, at, seal(`sent|${waId}`, message));
    statements.pruneSent.run(at - KEPT_SENT_MS, KEPT_SENT);
  });

  return {
    read: (type, id) =>
      guarded(() => {
        const row = statements.read.get(type, id);
        return row && unseal(`keys|${type}|${id}`, row.sealed);
      }),
    write: (changes) => writing(() => writeAll.immediate(changes)),
    durable: () => (flushed === written ? undefined : flushUntil(written)),
    journal: {
      open: () => guarded(() => statements.open.all().flatMap((row) => toRow(row) ?? [])),
      find: (digest) =>
        guarded(() => {
          const row = statements.find.get(digest);
          return row && (toRow(row) ?? 'closed');
        }),
      // Losing this only means that main is told twice.
      close: (rows) => guarded(() => closeAll.immediate(rows)),
    },
    sent: {
      put: (waId, message, at) => writing(() => putSent.immediate(waId, message, at)),
      get: (waId) =>
        guarded(() => {
          const row = statements.getSent.get(waId);
          return row && unseal(`sent|${waId}`, row.sealed);
        }),
    },
    end() {
      ended = true;
      closeSync(log);
      db.close();
    },
  };
}

interface SealedRow {
  readonly seq: number;
  readonly wa_id: string;
  readonly sealed: Buffer | null;
}

const NONCE = 12;
const TAG = 16;

function sealWith(key: KeyObject, row: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(row));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unsealWith(key: KeyObject, row: string, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
      .setAAD(Buffer.from(row))
      .setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
  } catch (error) {
    throw new KeysDamaged('a value does not open', error);
  }
}

/** Gives damage its name. */
function named<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB|ERROR)/.test(error.code)) {
      throw new KeysDamaged(error.code, error);
    }
    throw error;
  }
}

/** A new name in a folder survives a power cut only once the folder itself was written. Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open, stat, statfs } from 'node:fs/promises';
import path from 'node:path';

/**
 * The files of messages, each named by what it holds (SHA-256, in hexadecimal) and nothing else: no name, path or type
 * that a sender chose reaches the disk, equal files are there once, and nothing here can be run by its name.
 */
export interface Files {
  /** Absolute; its folder is there. */
  pathOf(sha256: string): string;
  previewOf(sha256: string): string;
  has(sha256: string): boolean;
  /** In bytes. Rejects when it is not there. */
  sizeOf(sha256: string): Promise<number>;
  /** Absolute, for a file that is not known yet; its folder is there. */
  temporary(): string;
  /** Gives a temporary file its name, once all of it is on disk. */
  adopt(temporary: string, sha256: string): Promise<void>;
  /** Makes sure that a power cut does not take it any more. */
  settle(sha256: string): Promise<void>;
  remove(sha256: string): void;
  /** Bytes that may be written before the room gets tight for everything else. */
  room(): Promise<number>;
  /** Removes what nobody holds, and what was left half-written; leaves alone what is newer than `before`. */
  sweep(isHeld: (sha256: string) => boolean, before: number): void;
}

/** Kept free for the database: a full disk must not stop messages from being stored. */
const RESERVE_BYTES = 256 * 1024 * 1024;
const HASH = /^[\da-f]{64}$/;

export function createFiles(folder: string): Files {
  const incoming = path.join(folder, 'incoming');
  const previews = path.join(folder, 'previews');

  function place(parent: string, sha256: string): string {
    if (!HASH.test(sha256)) throw new Error('not the name of a file');
    const shelf = path.join(parent, sha256.slice(0, 2));
    mkdirSync(shelf, { recursive: true, mode: 0o700 });
    return path.join(shelf, sha256);
  }
  const pathOf = (sha256: string): string => place(folder, sha256);
  const previewOf = (sha256: string): string => place(previews, sha256);

  async function settle(sha256: string): Promise<void> {
    await sync(pathOf(sha256));
    if (process.platform !== 'win32') await sync(path.dirname(pathOf(sha256)));
  }

  return {
    pathOf,
    previewOf,
    has: (sha256) => existsSync(pathOf(sha256)),
    sizeOf: async (sha256) => (await stat(pathOf(sha256))).size,
    temporary() {
      mkdirSync(incoming, { recursive: true, mode: 0o700 });
      return path.join(incoming, randomUUID());
    },
    async adopt(temporary, sha256) {
      await sync(temporary);
      renameSync(temporary, pathOf(sha256));
      await settle(sha256);
    },
    settle,
    remove(sha256) {
      rmSync(pathOf(sha256), { force: true });
      rmSync(previewOf(sha256), { force: true });
    },
    async room() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(folder);
      return Math.max(0, bavail * bsize - RESERVE_BYTES);
    },
    sweep(isHeld, before) {
      for (const file of filesIn(incoming))
        if (statSync(file).mtimeMs < before) rmSync(file, { force: true });
      for (const file of [...shelved(folder), ...shelved(previews)]) {
        if (!isHeld(path.basename(file)) && statSync(file).mtimeMs < before) rmSync(file, { force: true });
      }
    },
  };
}

function filesIn(parent: string): string[] {
  return existsSync(parent) ? readdirSync(parent).map((name) => path.join(parent, name)) : [];
}

/** Files on the shelves of a folder, whatever their names; the shelves have names of two digits. */
function shelved(parent: string): string[] {
  return filesIn(parent)
    .filter((shelf) => /^[\da-f]{2}$/.test(path.basename(shelf)) && statSync(shelf).isDirectory())
    .flatMap(filesIn);
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import { randomBytes } from 'node:crypto';
import type { Cabinet } from '../base/cabinet.ts';
import { sha256 } from '../wire/crypto.ts';

/** The encrypted files of the network. */
export interface MediaStore {
  /** `127.0.0.1:PORT` of the host that serves them. */
  readonly host: string;
  /** What uploads must bring along. */
  readonly auth: string;
  /** Keeps the bytes and tells the path under which the host serves them. */
  put(bytes: Buffer): string;
  /** By direct path, with or without its query. */
  get(directPath: string): Buffer | undefined;
  /** From now on the host has none of the files any more. */
  clear(): void;
}

export function createMediaStore(cabinet: Cabinet, host: () => string): MediaStore {
  const shelf = cabinet.shelf<Buffer>('media');
  const nameIn = (directPath: string) => /^\/v\/([\w-]+)\.enc(\?|$)/.exec(directPath)?.[1] ?? '';
  return {
    get host() {
      return host();
    },
    auth: randomBytes(24).toString('base64url'),
    put(bytes) {
      const name = sha256(bytes).toString('base64url');
      shelf.put(name, bytes);
      return `/v/${name}.enc?ccb=11-4`;
    },
    get: (directPath) => shelf.get(nameIn(directPath)),
    clear() {
      for (const [name] of shelf.entries()) shelf.drop(name);
    },
  };
}

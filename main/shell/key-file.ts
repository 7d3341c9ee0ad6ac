import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { StartError } from '../boot/start-error.ts';
import { writeDurably } from '../durable-file.ts';
import type { Secrets } from '../ports.ts';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/**
 * Secrets for machines without a system key store: sealed with a key in a file that only this system user can read.
 * A key that is absent is made only while nothing has been sealed; one that is damaged is never replaced.
 */
export function openKeyFile(
  file: string,
  about: { readonly keys: string; readonly sealedDataExists: boolean },
): Secrets {
  const key = readKey(file, about.keys) ?? createKey(file, about);
  return {
    protection: 'file',
    seal(plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv);
      return Buffer.concat([
        Buffer.of(VERSION),
        iv,
        cipher.update(plain),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== VERSION || bytes.length < 1 + IV_BYTES + TAG_BYTES) throw new Error('not sealed here');
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(1, 1 + IV_BYTES));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(1 + IV_BYTES, -TAG_BYTES)), decipher.final()]);
    },
  };
}

/** `undefined` when there is none. */
function readKey(file: string, keys: string): Buffer | undefined {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartError('key-file-damaged', { file, keys }, error);
  }
  const [, encoded = '', check] = /^balcao-key-1 ([\w-]{43}) ([0-9a-f]{16})\n$/.exec(content) ?? [];
  const key = Buffer.from(encoded, 'base64url');
  if (check === undefined || checkOf(key) !== check) throw new StartError('key-file-damaged', { file, keys });
  closeToOthers(file);
  return key;
}

function createKey(
  file: string,
  { keys, sealedDataExists }: { keys: string; sealedDataExists: boolean },
): Buffer {
  if (sealedDataExists) throw new StartError('key-file-missing', { file, keys });
  const key = randomBytes(32);
  writeDurably(file, Buffer.from(`balcao-key-1 ${key.toString('base64url')} ${checkOf(key)}\n`));
  return key;
}

function checkOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}

/** Windows keeps files of a user's profile from others by itself. */
function closeToOthers(file: string): void {
  const isOpen = () => process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
  if (!isOpen()) return;
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    throw new StartError('key-file-open-to-others', { file }, error);
  }
  if (isOpen()) throw new StartError('key-file-open-to-others', { file });
}

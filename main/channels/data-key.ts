import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../boot/start-error.ts';
import { writeDurably } from '../durable-file.ts';
import type { Secrets } from '../ports.ts';

const NAME = 'data-key';
const KEY_BYTES = 32;
const FORMAT = /^balcao-data-key-1 (system|file) ([\w-]+)\n$/;

/**
 * The key that encrypts every channel's keys file, itself sealed by the shell's secrets. It is made once: where keys
 * files are and it is not, or where it cannot be opened, the station says so instead of starting over (seam 4).
 */
export function openDataKey(keys: string, secrets: Secrets): Uint8Array {
  const file = fileIn(keys);
  const stored = read(file, keys);
  if (!stored) {
    if (readdirSync(keys).some((name) => !name.startsWith(NAME)))
      throw new StartError('key-file-missing', { file, keys });
    const key = randomBytes(KEY_BYTES);
    const sealed = Buffer.from(secrets.seal(key)).toString('base64url');
    writeDurably(file, Buffer.from(`balcao-data-key-1 ${secrets.protection} ${sealed}\n`));
    return key;
  }
  const { protection, sealed } = stored;
  if (protection !== secrets.protection) throw new StartError('secrets-unavailable', { protection, keys });
  try {
    const key = secrets.open(sealed);
    if (key.length === KEY_BYTES) return key;
  } catch (error) {
    throw new StartError('key-file-damaged', { file, keys }, error);
  }
  throw new StartError('key-file-damaged', { file, keys });
}

/** What protects the data key of this folder, if there is one: a shell must bring the same. */
export function dataKeyProtection(keys: string): Secrets['protection'] | undefined {
  return read(fileIn(keys), keys)?.protection;
}

function fileIn(keys: string): string {
  return path.join(keys, NAME);
}

function read(
  file: string,
  keys: string,
): { protection: Secrets['protection']; sealed: Uint8Array } | undefined {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartError('key-file-damaged', { file, keys }, error);
  }
  const [, protection, sealed] = FORMAT.exec(content) ?? [];
  if (protection === undefined || sealed === undefined)
    throw new StartError('key-file-damaged', { file, keys });
  return { protection: protection as Secrets['protection'], sealed: Buffer.from(sealed, 'base64url') };
}

/** WhatsApp's encryption of files: AES-256-CBC, and ten bytes of a HMAC over vector and ciphertext at the end. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { MediaKind, MediaSource } from '../../wire.ts';

const MAC_BYTES = 10;
/** What padding and authentication add at most. */
export const OVERHEAD_BYTES = 16 + MAC_BYTES;

const PURPOSES: Readonly<Record<MediaKind, string>> = {
  image: 'Image',
  sticker: 'Image',
  video: 'Video',
  audio: 'Audio',
  voice: 'Audio',
  document: 'Document',
};

/** What came is not what was sent. */
export class Damaged extends Error {
  override name = 'Damaged';
}

/** More bytes than are wanted. */
export class TooLarge extends Error {
  override name = 'TooLarge';
}

export type SealedFile = Pick<MediaSource, 'mediaKey' | 'fileSha256' | 'fileEncSha256'> & {
  /** Bytes of the file as it is. */
  readonly size: number;
};

function keysOf(mediaKey: Uint8Array, kind: MediaKind) {
  const keys = Buffer.from(
    hkdfSync('sha256', mediaKey, new Uint8Array(), `WhatsApp ${PURPOSES[kind]} Keys`, 112),
  );
  return { iv: keys.subarray(0, 16), cipherKey: keys.subarray(16, 48), macKey: keys.subarray(48, 80) };
}

/** Encrypts a file into another, piece by piece. Rejects with the system's error. */
export async function sealFile(from: string, to: string, kind: MediaKind): Promise<SealedFile> {
  const mediaKey = randomBytes(32);
  const { iv, cipherKey, macKey } = keysOf(mediaKey, kind);
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
  const mac = createHmac('sha256', macKey).update(iv);
  const plain = createHash('sha256');
  const sealed = createHash('sha256');
  let size = 0;
  const file = await open(to, 'w', 0o600);
  try {
    const put = async (bytes: Buffer) => {
      mac.update(bytes);
      sealed.update(bytes);
      await writeAll(file, bytes);
    };
    for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
      size += chunk.length;
      plain.update(chunk);
      await put(cipher.update(chunk));
    }
    await put(cipher.final());
    const tail = mac.digest().subarray(0, MAC_BYTES);
    sealed.update(tail);
    await writeAll(file, tail);
  } finally {
    await file.close();
  }
  return { mediaKey, fileSha256: plain.digest(), fileEncSha256: sealed.digest(), size };
}

/**
 * Decrypts what streams in, piece by piece, and answers the file's size once it is proven to be what was sent. Rejects
 * with `Damaged`, `TooLarge`, or the error of the source or of the disk; then what it wrote is worth nothing.
 */
export async function openSealed(
  from: AsyncIterable<Uint8Array>,
  to: string,
  { kind, source, maxBytes }: { kind: MediaKind; source: MediaSource; maxBytes: number },
): Promise<number> {
  const { iv, cipherKey, macKey } = keysOf(source.mediaKey, kind);
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const mac = createHmac('sha256', macKey).update(iv);
  const plain = createHash('sha256');
  const sealed = createHash('sha256');
  let size = 0;
  const file = await open(to, 'w', 0o600);
  try {
    const put = async (bytes: Buffer) => {
      size += bytes.length;
      if (size > maxBytes) throw new TooLarge();
      plain.update(bytes);
      await writeAll(file, bytes);
    };
    // The last bytes are the authentication, and nobody knows which are the last before the end.
    let held = Buffer.alloc(0);
    for await (const chunk of from) {
      sealed.update(chunk);
      const bytes = Buffer.concat([held, chunk]);
      const ready = bytes.subarray(0, Math.max(0, bytes.length - MAC_BYTES));
      held = bytes.subarray(ready.length);
      mac.update(ready);
      await put(decipher.update(ready));
    }
    if (!isSame(sealed.digest(), source.fileEncSha256)) throw new Damaged('another file');
    if (!isSame(mac.digest().subarray(0, MAC_BYTES), held)) throw new Damaged('not authentic');
    await put(finish(() => decipher.final()));
    if (!isSame(plain.digest(), source.fileSha256)) throw new Damaged('another content');
    await file.sync();
  } finally {
    await file.close();
  }
  return size;
}

function finish(last: () => Buffer): Buffer {
  try {
    return last();
  } catch (error) {
    throw new Damaged('does not open', { cause: error });
  }
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** The system may take less than it is given. */
async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done);
    done += bytesWritten;
  }
}

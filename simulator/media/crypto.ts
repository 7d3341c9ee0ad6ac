import { randomBytes } from 'node:crypto';
import { hkdf, hmacSha256, openCbc, sealCbc, sha256 } from '../wire/crypto.ts';

/** What a media key is for; part of the key's derivation. */
export type MediaPurpose = 'Image' | 'Video' | 'Audio' | 'Document' | 'History';

/** What a message tells about its media, besides where it lies. */
export interface MediaSecret {
  readonly mediaKey: Buffer;
  /** Of the plain bytes. */
  readonly fileSha256: Buffer;
  /** Of the stored bytes. */
  readonly fileEncSha256: Buffer;
  readonly fileLength: number;
}

const MAC_LENGTH = 10;

/** With a key of its own, or again with the one it had. */
export function encryptMedia(
  plain: Uint8Array,
  purpose: MediaPurpose,
  mediaKey: Buffer = randomBytes(32),
): MediaSecret & { stored: Buffer } {
  const { iv, cipherKey, macKey } = derive(mediaKey, purpose);
  const sealed = sealCbc(cipherKey, iv, plain);
  const stored = Buffer.concat([sealed, macOf(macKey, iv, sealed)]);
  return {
    stored,
    mediaKey,
    fileSha256: sha256(plain),
    fileEncSha256: sha256(stored),
    fileLength: plain.length,
  };
}

/** Throws when the bytes are not those that were sealed with the key. */
export function decryptMedia(stored: Uint8Array, mediaKey: Uint8Array, purpose: MediaPurpose): Buffer {
  const { iv, cipherKey, macKey } = derive(mediaKey, purpose);
  const sealed = stored.subarray(0, stored.length - MAC_LENGTH);
  if (!macOf(macKey, iv, sealed).equals(stored.subarray(sealed.length))) throw new Error('wrong media MAC');
  return openCbc(cipherKey, iv, sealed);
}

function derive(mediaKey: Uint8Array, purpose: MediaPurpose) {
  const bytes = hkdf(mediaKey, 112, { info: `WhatsApp ${purpose} Keys` });
  return { iv: bytes.subarray(0, 16), cipherKey: bytes.subarray(16, 48), macKey: bytes.subarray(48, 80) };
}

const macOf = (key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Buffer =>
  hmacSha256(key, iv, sealed).subarray(0, MAC_LENGTH);

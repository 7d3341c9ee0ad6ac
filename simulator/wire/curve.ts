import * as curve from 'libsignal/src/curve.js';

export interface KeyPair {
  /** 32 bytes, without libsignal's type byte. */
  readonly public: Buffer;
  readonly private: Buffer;
}

const KEY_TYPE = Buffer.from([5]);

/** The 33-byte form in which libsignal wants public keys. */
export const typed = (publicKey: Uint8Array): Buffer => Buffer.concat([KEY_TYPE, publicKey]);

/** The 32 bytes behind libsignal's type byte. */
const untyped = (publicKey: Uint8Array): Buffer => Buffer.from(publicKey.subarray(1));

export function generateKeyPair(): KeyPair {
  const { pubKey, privKey } = curve.generateKeyPair();
  return { public: untyped(pubKey), private: Buffer.from(privKey) };
}

/** X25519. */
export const agree = (privateKey: Uint8Array, publicKey: Uint8Array): Buffer =>
  Buffer.from(curve.calculateAgreement(typed(publicKey), Buffer.from(privateKey)));

/** XEdDSA: 64 bytes, about 7 ms. */
export const sign = (privateKey: Uint8Array, ...message: Uint8Array[]): Buffer =>
  Buffer.from(curve.calculateSignature(Buffer.from(privateKey), Buffer.concat(message)));

/** Whether the signature is true. A client under test may have made libsignal throw on a false one. */
export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return curve.verifySignature(typed(publicKey), message, signature);
  } catch {
    return false;
  }
}

/** What must be true in this thread before Baileys is imported. */
import crypto from 'node:crypto';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import tls from 'node:tls';

interface Curve {
  verifySignature: (key: Uint8Array, message: Uint8Array, signature: Uint8Array, skip?: boolean) => boolean;
}

/**
 * Baileys takes a signature for good unless libsignal throws, and libsignal returns false instead: any server and any
 * account would be believed. Baileys copies the function when it is imported, so it is replaced before.
 */
export function makeSignaturesCount(): void {
  const fromHere = createRequire(import.meta.url);
  const fromBaileys = createRequire(fromHere.resolve('@whiskeysockets/baileys'));
  const curve = fromBaileys('libsignal/src/curve.js') as Curve;
  const { verifySignature } = curve;
  curve.verifySignature = (key, message, signature, skip) => {
    if (!verifySignature(key, message, signature, skip)) throw new Error('signature does not verify');
    return true;
  };
}

/**
 * libsignal lets the works of one contact wait for each other, whoever's they are: the sessions that share this thread
 * would hold each other up. Each has a lock of its own around all of them (`signal-repository.ts`), so nothing waits
 * here any more.
 */
export function dissolveJobQueue(): void {
  const fromHere = createRequire(import.meta.url);
  const fromBaileys = createRequire(fromHere.resolve('@whiskeysockets/baileys'));
  const path = fromBaileys.resolve('libsignal/src/queue_job.js');
  fromBaileys(path);
  const loaded = fromBaileys.cache[path];
  if (!loaded) throw new Error('libsignal has no queue where it had one');
  loaded.exports = <T>(_bucket: string, work: () => Promise<T>) => work();
}

interface Session {
  serialize(): unknown;
  readonly constructor: { deserialize(data: unknown): object };
}
interface Cipher {
  decryptWithSessions: (message: Uint8Array, sessions: Session[]) => Promise<unknown>;
}

/**
 * libsignal tries a message on every session that there is with its sender, newest first. A trial steps the session's
 * ratchet before it finds out that they do not belong together; once one fits, all are stored as they are then. The newest
 * is the one that the next answer goes out by, and nobody could read it. Baileys begins a session anew whenever it asks for
 * somebody's devices, so all that was written until the first answer comes by an older one.
 */
export function undoFailedTrials(): void {
  const fromHere = createRequire(import.meta.url);
  const fromBaileys = createRequire(fromHere.resolve('@whiskeysockets/baileys'));
  const { prototype } = (fromBaileys('libsignal') as { SessionCipher: { prototype: Cipher } }).SessionCipher;
  const { decryptWithSessions } = prototype;
  prototype.decryptWithSessions = async function tryOneByOne(message, sessions) {
    // What fails then is not stored.
    if (sessions.length < 2) return decryptWithSessions.call(this, message, sessions);
    let failure: unknown;
    for (const session of sessions) {
      const before = session.serialize();
      try {
        return await decryptWithSessions.call(this, message, [session]);
      } catch (error) {
        Object.assign(session, session.constructor.deserialize(before));
        failure = error;
      }
    }
    throw failure;
  };
}

/**
 * Node 24 looks for ten microseconds at a key that is mere bytes before it believes it, and a message takes ten keys: a
 * fifth of all the work of receiving. Wrapped as key objects, they are taken at once.
 */
export function wrapRawKeys(): void {
  const { createHmac, createCipheriv, createDecipheriv, createSecretKey } = crypto;
  const wrap = <K>(key: K) => (key instanceof Uint8Array ? createSecretKey(key) : key);
  Object.assign(crypto, {
    createHmac: (...[algorithm, key, options]: Parameters<typeof createHmac>) =>
      createHmac(algorithm, wrap(key), options),
    createCipheriv: (...[algorithm, key, iv, options]: Parameters<typeof createCipheriv>) =>
      createCipheriv(algorithm, wrap(key), iv, options),
    createDecipheriv: (...[algorithm, key, iv, options]: Parameters<typeof createDecipheriv>) =>
      createDecipheriv(algorithm, wrap(key), iv, options),
  });
  syncBuiltinESMExports();
}

/** libsignal prints sessions with their private keys, and errors with what they were about. */
export function silenceConsole(): void {
  const silent = () => {};
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const)
    console[method] = silent;
}

/** Believes the media hosts of another network than the real one. */
export function trustAuthority(pem: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), pem]);
}

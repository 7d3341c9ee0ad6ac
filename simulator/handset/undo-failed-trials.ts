import { SessionCipher } from 'libsignal';

interface Session {
  serialize(): unknown;
  readonly constructor: { deserialize(data: unknown): object };
}

interface Trials {
  decryptWithSessions: (message: Uint8Array, sessions: Session[]) => Promise<unknown>;
}

/**
 * A phone that tries a message on the wrong session leaves that session alone; this library steps its ratchet, and stores
 * it so once another session fits.
 */
export function undoFailedTrials(): void {
  const trials = SessionCipher.prototype as unknown as Trials;
  const { decryptWithSessions } = trials;
  trials.decryptWithSessions = async function tryOneByOne(message, sessions) {
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

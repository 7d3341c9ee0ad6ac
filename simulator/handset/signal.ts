import { randomInt } from 'node:crypto';
import { ProtocolAddress, SessionBuilder, SessionCipher, SessionRecord, type SignalStorage } from 'libsignal';
import type { Cabinet } from '../base/cabinet.ts';
import type { PreKeyBundle } from '../wire/bundle.ts';
import { generateKeyPair, type KeyPair, sign, typed } from '../wire/curve.ts';
import { quietLibsignal } from './quiet-libsignal.ts';
import { undoFailedTrials } from './undo-failed-trials.ts';

quietLibsignal();
undoFailedTrials();

export interface Sealed {
  readonly type: 'pkmsg' | 'msg';
  readonly bytes: Buffer;
}

/** The Signal keys and sessions of one simulated phone. `peer` names another's device, as in `5511…/7`. */
export interface Signal {
  readonly identity: KeyPair;
  readonly registrationId: number;
  /** A bundle with a one-time key of its own at each call. */
  bundle(): PreKeyBundle;
  hasSession(peer: string): boolean;
  /** Begins a session anew; the next messages go out as `pkmsg`. */
  begin(peer: string, bundle: PreKeyBundle): Promise<void>;
  /** Throws without a session. */
  seal(peer: string, plain: Uint8Array): Promise<Sealed>;
  /** Throws what libsignal throws when the message belongs to no session or was read before. */
  open(peer: string, type: string, sealed: Uint8Array): Promise<Buffer>;
  /** Forgets everything, as a phone on which the app is installed again. */
  renew(): void;
}

interface OwnKeys {
  readonly identity: KeyPair;
  readonly registrationId: number;
  readonly signedPreKey: { readonly id: number; readonly pair: KeyPair; readonly signature: Buffer };
  nextPreKey: number;
}

type StoredSession = ReturnType<SessionRecord['serialize']>;

const SIGNED_PRE_KEY_ID = 1;

export function createSignal(owner: string, cabinet: Cabinet): Signal {
  const ownKeys = cabinet.shelf<OwnKeys>(`signal/${owner}`);
  const preKeys = cabinet.shelf<KeyPair>(`pre-keys/${owner}`);
  const sessions = cabinet.shelf<StoredSession>(`sessions/${owner}`);

  const keys = () => {
    let own = ownKeys.get('own');
    if (!own) {
      own = generateOwnKeys();
      ownKeys.put('own', own);
    }
    return own;
  };

  const storage: SignalStorage = {
    loadSession: async (id) => {
      const stored = sessions.get(id);
      return stored && SessionRecord.deserialize(stored);
    },
    storeSession: async (id, record) => sessions.put(id, record.serialize()),
    isTrustedIdentity: () => true,
    async loadPreKey(id) {
      const pair = preKeys.get(String(id));
      return pair && forLibsignal(pair);
    },
    removePreKey: (id) => preKeys.drop(String(id)),
    loadSignedPreKey: () => forLibsignal(keys().signedPreKey.pair),
    getOurRegistrationId: () => keys().registrationId,
    getOurIdentity: () => forLibsignal(keys().identity),
  };

  // libsignal queues its jobs by address in one table per process: the owner's number keeps those of several
  // phones, and those of a client in the same process, apart.
  const address = (peer: string) => new ProtocolAddress(`${owner}>${peer}`, 1);

  return {
    get identity() {
      return keys().identity;
    },
    get registrationId() {
      return keys().registrationId;
    },
    bundle() {
      const own = keys();
      const id = own.nextPreKey;
      const pair = generateKeyPair();
      preKeys.put(String(id), pair);
      ownKeys.put('own', { ...own, nextPreKey: id + 1 });
      const { id: signedId, pair: signedPair, signature } = own.signedPreKey;
      return {
        registrationId: own.registrationId,
        identity: own.identity.public,
        signedPreKey: { id: signedId, key: signedPair.public, signature },
        preKey: { id, key: pair.public },
      };
    },
    hasSession(peer) {
      const stored = sessions.get(address(peer).toString());
      return stored !== undefined && SessionRecord.deserialize(stored).haveOpenSession();
    },
    async begin(peer, bundle) {
      const { registrationId, identity, signedPreKey, preKey } = bundle;
      const device = {
        registrationId,
        identityKey: typed(identity),
        signedPreKey: {
          keyId: signedPreKey.id,
          publicKey: typed(signedPreKey.key),
          signature: signedPreKey.signature,
        },
        ...(preKey && { preKey: { keyId: preKey.id, publicKey: typed(preKey.key) } }),
      };
      await new SessionBuilder(storage, address(peer)).initOutgoing(
        // libsignal takes a bundle without a one-time key, its types do not.
        device as Parameters<SessionBuilder['initOutgoing']>[0],
      );
    },
    async seal(peer, plain) {
      const { type, body } = await new SessionCipher(storage, address(peer)).encrypt(pad(plain));
      return { type: type === 3 ? 'pkmsg' : 'msg', bytes: Buffer.from(body, 'binary') };
    },
    async open(peer, type, sealed) {
      const cipher = new SessionCipher(storage, address(peer));
      const bytes = Buffer.from(sealed);
      if (type === 'pkmsg') return unpad(await cipher.decryptPreKeyWhisperMessage(bytes));
      if (type === 'msg') return unpad(await cipher.decryptWhisperMessage(bytes));
      throw new Error(`unknown encryption ${type}`);
    },
    renew() {
      for (const shelf of [preKeys, sessions]) for (const [key] of shelf.entries()) shelf.drop(key);
      ownKeys.put('own', generateOwnKeys());
    },
  };
}

function generateOwnKeys(): OwnKeys {
  const identity = generateKeyPair();
  const pair = generateKeyPair();
  return {
    identity,
    registrationId: randomInt(1, 16_380),
    signedPreKey: { id: SIGNED_PRE_KEY_ID, pair, signature: sign(identity.private, typed(pair.public)) },
    nextPreKey: 1,
  };
}

const forLibsignal = (pair: KeyPair): { privKey: Buffer; pubKey: Buffer } => ({
  privKey: Buffer.from(pair.private),
  pubKey: typed(pair.public),
});

/** WhatsApp hides a message's length behind 1 to 16 bytes that each say how many they are. */
export function pad(plain: Uint8Array): Buffer {
  const length = randomInt(1, 17);
  return Buffer.concat([plain, Buffer.alloc(length, length)]);
}

export function unpad(padded: Uint8Array): Buffer {
  const length = padded.at(-1) ?? 0;
  if (length === 0 || length > padded.length) throw new Error('a message without padding');
  return Buffer.from(padded.subarray(0, padded.length - length));
}

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type AuthenticationCreds,
  type KeyPair,
  type SignalDataTypeMap,
  type SignalRepositoryWithLIDStore,
  Curve,
  addTransactionCapability,
  generateSignalPubKey,
  initAuthCreds,
} from '@whiskeysockets/baileys';
import { makeLibSignalRepository } from '@whiskeysockets/baileys/lib/Signal/libsignal.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Auth, openAuth } from './auth-state.ts';
import { type Journal, createJournal } from './journal.ts';
import { createBaileysLog } from './log.ts';
import { undoFailedTrials } from './guards.ts';
import { durableSignalRepository } from './signal-repository.ts';

undoFailedTrials();

const STATION = '222@lid';
const ANA = '111@lid';
const logger = createBaileysLog(() => {}, Date.now);
const options = { maxCommitRetries: 1, delayBetweenTriesMs: 0 };

let folder: string;
let auth: Auth;
let journal: Journal;
let keys: ReturnType<typeof addTransactionCapability>;
let station: SignalRepositoryWithLIDStore;
let alive: boolean;

beforeEach(() => {
  for (const method of ['info', 'warn', 'error'] as const) vi.spyOn(console, method).mockReturnValue();
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-signal-'));
  auth = openAuth(path.join(folder, 'k'), randomBytes(32));
  journal = createJournal(
    auth.file,
    () => auth.state.creds.me,
    () => {},
  );
  keys = addTransactionCapability(auth.state.keys, logger, options);
  alive = true;
  station = durableSignalRepository(auth, journal)(() => alive)({ creds: auth.state.creds, keys }, logger);
});
afterEach(() => {
  auth.file.end();
  rmSync(folder, { recursive: true });
});

/** Ana's phone: plain libsignal on keys in memory. */
function phone() {
  const stored = new Map<string, unknown>();
  const memory = {
    get: <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) =>
      Object.fromEntries(
        ids
          .filter((id) => stored.has(type + id))
          .map((id) => [id, stored.get(type + id) as SignalDataTypeMap[T]]),
      ),
    set: (data: object) => {
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values as object)) stored.set(type + id, value);
      }
    },
  };
  const creds = initAuthCreds();
  const hers = addTransactionCapability(memory, logger, options);
  return {
    ...makeLibSignalRepository({ creds, keys: hers }, logger),
    bundle: async (preKeyId: number) => bundleOf(creds, hers, preKeyId),
  };
}

const bundle = async (preKeyId: number) => bundleOf(auth.state.creds, keys, preKeyId);

/** What the server hands out for somebody who wants to write to the one with these keys. */
async function bundleOf(creds: AuthenticationCreds, { set }: Pick<typeof keys, 'set'>, preKeyId: number) {
  const preKey: KeyPair = Curve.generateKeyPair();
  await set({ 'pre-key': { [preKeyId]: preKey } });
  const { registrationId, signedIdentityKey, signedPreKey } = creds;
  const pub = (key: Uint8Array) => Buffer.from(generateSignalPubKey(key));
  return {
    registrationId,
    identityKey: pub(signedIdentityKey.public),
    signedPreKey: {
      keyId: signedPreKey.keyId,
      publicKey: pub(signedPreKey.keyPair.public),
      signature: signedPreKey.signature,
    },
    preKey: { keyId: preKeyId, publicKey: pub(preKey.public) },
  };
}

let ids = 0;
/** A message of Ana's as it comes in. */
async function write(from: SignalRepositoryWithLIDStore, text: string) {
  const { type, ciphertext } = await from.encryptMessage({ jid: STATION, data: Buffer.from(text) });
  const id = `ID${++ids}`;
  journal.expect({
    tag: 'message',
    attrs: { id, from: ANA },
    content: [{ tag: 'enc', attrs: { type }, content: ciphertext }],
  });
  return { id, read: async () => String(await station.decryptMessage({ jid: ANA, type, ciphertext })) };
}
async function meet(preKeyId = 1) {
  const ana = phone();
  await ana.injectE2ESession({ jid: STATION, session: await bundle(preKeyId) });
  return ana;
}
const onDisk = (type: string, id: string) => auth.file.read(type, id)?.toString();

describe('receiving', () => {
  test('writes the plaintext and the step that gave it together, and drops the key that was spent', async () => {
    const message = await write(await meet(), 'oi');
    const writes = vi.spyOn(auth.file, 'write');
    expect(await message.read()).toBe('oi');
    const withJournal = writes.mock.calls.filter(([{ journal: entry }]) => entry);
    expect(withJournal).toHaveLength(1);
    expect(withJournal[0]?.[0].keys.map(({ type, id, value }) => [type, id, value !== undefined])).toEqual([
      ['session', '111_1.0', true],
      ['pre-key', '1', false],
    ]);
    expect(journal.untold()).toMatchObject([
      { stanza: { attrs: { id: message.id } }, plaintexts: [Buffer.from('oi')] },
    ]);
  });

  test('that cannot be written has not happened: the message can be read later', async () => {
    const message = await write(await meet(), 'oi');
    const full = vi.spyOn(auth, 'commit').mockImplementation(() => {
      throw new Error('disk full');
    });
    await expect(message.read()).rejects.toThrow('disk full');
    full.mockRestore();
    expect(onDisk('session', '111_1.0')).toBeUndefined();
    expect(onDisk('pre-key', '1')).toBeDefined();
    expect(await message.read()).toBe('oi');
  });

  test('the same ciphertext again gives the same, without a step', async () => {
    const message = await write(await meet(), 'oi');
    await message.read();
    const before = onDisk('session', '111_1.0');
    expect(await message.read()).toBe('oi');
    expect(onDisk('session', '111_1.0')).toBe(before);
  });

  test('many at once keeps each step', async () => {
    const ana = await meet();
    const messages = [];
    for (let i = 0; i < 20; i++) messages.push(await write(ana, `mensagem ${i}`));
    expect(await Promise.all(messages.map((message) => message.read()))).toEqual(
      messages.map((_, i) => `mensagem ${i}`),
    );
    expect(await (await write(ana, 'mais uma')).read()).toBe('mais uma');
  });

  test('on a line that was cut does nothing at all', async () => {
    const message = await write(await meet(), 'oi');
    alive = false;
    await expect(message.read()).rejects.toThrow('the line is cut');
    expect(journal.untold()).toEqual([]);
    alive = true;
    expect(await message.read()).toBe('oi');
  });
});

describe('a session that was begun anew', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  test('still speaks to her when what she had written before comes by the old one', async () => {
    const ana = await meet();
    const answer = async (text: string) => {
      const { type, ciphertext } = await station.encryptMessage({ jid: ANA, data: Buffer.from(text) });
      return String(await ana.decryptMessage({ jid: STATION, type, ciphertext }));
    };
    await (await write(ana, 'oi')).read();
    expect(await answer('olá')).toBe('olá');
    const late = [await write(ana, 'tem bolo?'), await write(ana, 'de fubá')];
    // libsignal tries the newest first.
    vi.advanceTimersByTime(1000);
    await station.injectE2ESession({ jid: ANA, session: await ana.bundle(1) });
    for (const message of late) await message.read();
    expect(await answer('tem sim')).toBe('tem sim');
    expect(await (await write(ana, 'obrigada')).read()).toBe('obrigada');
  });
});

describe('sending', () => {
  test('has its step written before the ciphertext can leave, although the transaction goes on', async () => {
    await (await write(await meet(), 'oi')).read();
    const before = onDisk('session', '111_1.0');
    await keys.transaction(async () => {
      await station.encryptMessage({ jid: ANA, data: Buffer.from('resposta') });
      expect(onDisk('session', '111_1.0')).not.toBe(before);
    }, 'me');
  });

  test('that waited for the network does not put an old session back over a new one', async () => {
    await (await write(await meet(1), 'oi')).read();
    // She has a new phone: her next message opens another session, while ours to her is on its way.
    const reinstalled = await meet(2);
    const next = await write(reinstalled, 'troquei de aparelho');
    let arrive = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const received = arrival.then(() => next.read());
    await keys.transaction(async () => {
      await station.validateSession(ANA);
      arrive();
      await received;
      await station.encryptMessage({ jid: ANA, data: Buffer.from('resposta') });
    }, 'me');
    expect(await (await write(reinstalled, 'chegou?')).read()).toBe('chegou?');
  });
});

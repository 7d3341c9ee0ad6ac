import {
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStoreWithTransaction,
  type SignalRepositoryWithLIDStore,
  type SocketConfig,
  isLidUser,
  jidDecode,
} from '@whiskeysockets/baileys';
import { makeLibSignalRepository } from '@whiskeysockets/baileys/lib/Signal/libsignal.js';
import type { Auth } from './auth-state.ts';
import type { Journal } from './journal.ts';
import { createKeyedLock } from './keyed-lock.ts';

type MakeRepository = SocketConfig['makeSignalRepository'];

/** What one encryption or decryption changes, kept together until it can be written together. */
interface Step {
  readonly ratchets: Map<string, { type: 'session' | 'sender-key'; id: string; value: Uint8Array | null }>;
  readonly spentPreKeys: Set<string>;
}

/**
 * Baileys' Signal repository with three promises added.
 *
 * Receiving: the plaintext is in the journal, in one write with the step of the ratchet that gave it, before Baileys
 * hears of it and can tell the server that it arrived. So a crash neither loses a message that was acknowledged nor
 * leaves one that can no longer be decrypted.
 *
 * Sending: the step of the ratchet is written before its ciphertext can leave. Baileys writes it after sending, so a
 * crash in between would encrypt the next message with a key that was used.
 *
 * Both: a contact's sessions are loaded, stepped and stored by one work at a time, and never come from the cache of a
 * transaction, in which a send that waits for the network would put back an older session over a newer one.
 */
export function durableSignalRepository(
  auth: Auth,
  journal: Journal,
): (alive: () => boolean) => MakeRepository {
  // Shared by all sockets: a dead one may still be in the middle of a step when the next one begins.
  const steps = new Map<string, Step>();
  const lock = createKeyedLock();
  let latest: Step | undefined;

  return (alive) => (given, logger, pnToLid) => {
    const shared = given.keys as SignalKeyStoreWithTransaction;
    const keys: SignalKeyStoreWithTransaction = {
      isInTransaction: () => shared.isInTransaction(),
      transaction: (work, key) => shared.transaction(work, key),
      async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
        if (!isRatchet(type)) return shared.get(type, ids);
        const found: Record<string, SignalDataTypeMap[T]> = {};
        for (const id of ids) {
          const staged = steps.get(ownerOf(type, id))?.ratchets.get(id);
          const value = staged ? staged.value : auth.read(type, id);
          if (value) found[id] = value as SignalDataTypeMap[T];
        }
        return found;
      },
      async set(data) {
        const { session, 'sender-key': senderKey, 'pre-key': preKey, ...rest } = data;
        const direct: SignalDataSet = {};
        for (const [type, values] of [
          ['session', session],
          ['sender-key', senderKey],
        ] as const) {
          for (const [id, value] of Object.entries(values ?? {})) {
            const step = steps.get(ownerOf(type, id));
            if (step) {
              step.ratchets.set(id, { type, id, value });
              latest = step;
            } else (direct[type] ??= {})[id] = value;
          }
        }
        // libsignal drops a pre-key right after it stored the session that used it.
        for (const [id, value] of Object.entries(preKey ?? {})) {
          if (value === null && latest) latest.spentPreKeys.add(id);
          else (direct['pre-key'] ??= {})[id] = value;
        }
        if (Object.keys(direct).length > 0) auth.commit(direct);
        if (Object.keys(rest).length > 0) await shared.set(rest);
      },
    };

    const inner = makeLibSignalRepository({ creds: given.creds, keys }, logger, pnToLid);

    /** The form of an address that its session is kept under. */
    const canonical = async (jid: string) =>
      isLidUser(jid) ? jid : ((await inner.lidMapping.getLIDForPN(jid)) ?? jid);

    const step = <T>(owner: string, work: () => Promise<T>, finish: (step: Step, result: T) => void) =>
      lock(owner, async () => {
        const mine: Step = { ratchets: new Map(), spentPreKeys: new Set() };
        steps.set(owner, mine);
        try {
          const result = await work();
          finish(mine, result);
          return result;
        } finally {
          steps.delete(owner);
          if (latest === mine) latest = undefined;
        }
      });

    const receive = async (owner: string, ciphertext: Uint8Array, work: () => Promise<Uint8Array>) => {
      // What a dead socket still has in its queue, the server sends again to the next one.
      if (!alive()) throw new Error('the line is cut');
      try {
        return await step(owner, work, (mine, plaintext) =>
          journal.record(ciphertext, plaintext, (entry) => auth.commit(asKeys(mine), entry)),
        );
      } catch (error) {
        return journal.recall(ciphertext, error);
      }
    };
    const send = <T>(owner: string, work: () => Promise<T>) =>
      step(owner, work, (mine) => auth.commit(asKeys(mine)));

    const alone = async <T>(jid: string, work: () => Promise<T>) => lock(userOf(await canonical(jid)), work);

    return {
      ...inner,
      decryptMessage: (options) =>
        receive(userOf(options.jid), options.ciphertext, () => inner.decryptMessage(options)),
      decryptGroupMessage: (options) =>
        receive(options.group, options.msg, () => inner.decryptGroupMessage(options)),
      async encryptMessage({ jid, data }) {
        const address = await canonical(jid);
        return send(userOf(address), () => inner.encryptMessage({ jid: address, data }));
      },
      encryptGroupMessage: (options) => send(options.group, () => inner.encryptGroupMessage(options)),
      getSenderKeyDistributionMessage: (options) =>
        lock(options.group, () => inner.getSenderKeyDistributionMessage(options)),
      processSenderKeyDistributionMessage: (options) =>
        lock(options.item.groupId ?? '', () => inner.processSenderKeyDistributionMessage(options)),
      injectE2ESession: (options) => alone(options.jid, () => inner.injectE2ESession(options)),
      migrateSession: (from, to) => lock(userOf(to), () => inner.migrateSession(from, to)),
    } satisfies SignalRepositoryWithLIDStore;
  };
}

const isRatchet = (type: string): type is 'session' | 'sender-key' =>
  type === 'session' || type === 'sender-key';

const userOf = (jid: string) => jidDecode(jid)?.user ?? jid;

/** Whose lock guards a key: `user_domain.device` for sessions, `group::user_domain::device` for sender keys. */
function ownerOf(type: 'session' | 'sender-key', id: string): string {
  if (type === 'sender-key') return id.slice(0, id.indexOf('::'));
  return id.split('.', 1)[0]?.split('_', 1)[0] ?? id;
}

function asKeys({ ratchets, spentPreKeys }: Step): SignalDataSet {
  const keys: SignalDataSet = {};
  for (const { type, id, value } of ratchets.values()) (keys[type] ??= {})[id] = value;
  for (const id of spentPreKeys) (keys['pre-key'] ??= {})[id] = null;
  return keys;
}

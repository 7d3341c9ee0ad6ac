import { deserialize, serialize } from 'node:v8';
import {
  GroupCipher,
  GroupSessionBuilder,
  SenderKeyDistributionMessage,
  SenderKeyName,
  SenderKeyRecord,
} from '@whiskeysockets/baileys/lib/Signal/Group/index.js';
import type { Cabinet } from '../base/cabinet.ts';
import { pad, unpad } from './signal.ts';

/** The keys with which one phone and the groups' other devices write to groups. */
export interface SenderKeys {
  /** What another device needs to read what this phone writes to the group. */
  distribution(group: string): Promise<Buffer>;
  /** Keeps what another device has handed out. */
  learn(group: string, peer: string, distribution: Uint8Array): Promise<void>;
  seal(group: string, plain: Uint8Array): Promise<Buffer>;
  /** Throws when the key was never handed out, or the message was read before. */
  open(group: string, peer: string, sealed: Uint8Array): Promise<Buffer>;
  /** The devices that have this phone's key for the group, by peer name. */
  holders(group: string): Set<string>;
  keepHolders(group: string, holders: Set<string>): void;
  renew(): void;
}

type StoredKeys = ReturnType<SenderKeyRecord['serialize']>;

export function createSenderKeys(owner: string, cabinet: Cabinet): SenderKeys {
  // Kept as bytes: the cipher changes a record in place even when it then fails.
  const records = cabinet.shelf<Buffer>(`sender-keys/${owner}`);
  const holders = cabinet.shelf<Set<string>>(`sender-key-holders/${owner}`);

  const store = {
    async loadSenderKey(name: SenderKeyName) {
      const stored = records.get(name.toString());
      return new SenderKeyRecord(stored && (deserialize(stored) as StoredKeys));
    },
    async storeSenderKey(name: SenderKeyName, record: SenderKeyRecord) {
      records.put(name.toString(), serialize(record.serialize()));
    },
  };
  const nameOf = (group: string, peer: string) => new SenderKeyName(group, { id: peer, deviceId: 1 });

  return {
    async distribution(group) {
      const message = await new GroupSessionBuilder(store).create(nameOf(group, owner));
      return Buffer.from(message.serialize());
    },
    async learn(group, peer, distribution) {
      const message = new SenderKeyDistributionMessage(null, null, null, null, distribution);
      await new GroupSessionBuilder(store).process(nameOf(group, peer), message);
    },
    async seal(group, plain) {
      return Buffer.from(await new GroupCipher(store, nameOf(group, owner)).encrypt(pad(plain)));
    },
    async open(group, peer, sealed) {
      return unpad(await new GroupCipher(store, nameOf(group, peer)).decrypt(sealed));
    },
    holders: (group) => holders.get(group) ?? new Set(),
    keepHolders: (group, names) => holders.put(group, names),
    renew() {
      for (const shelf of [records, holders]) for (const [key] of shelf.entries()) shelf.drop(key);
    },
  };
}

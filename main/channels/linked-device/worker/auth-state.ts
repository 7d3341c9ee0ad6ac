import {
  type AuthenticationCreds,
  type AuthenticationState,
  type SignalDataSet,
  type SignalDataTypeMap,
  initAuthCreds,
  proto,
} from '@whiskeysockets/baileys';
import {
  type KeyChange,
  type KeyChanges,
  type KeysFile,
  KeysDamaged,
  type OnFault,
  createKeysFile,
  openKeysFile,
} from '../keys-file.ts';
import { readJson, writeJson } from '../json-bytes.ts';
import { existsSync } from 'node:fs';

type KeyType = keyof SignalDataTypeMap;

/** Baileys' authentication state on a keys file. */
export interface Auth {
  readonly state: AuthenticationState;
  readonly file: KeysFile;
  /** Only a finished link has an account: asking for a pairing code already names `me`. */
  linked(): boolean;
  saveCreds(): void;
  /** Undoes what an unfinished link left in the credentials, which the next connection would log in with. */
  dropHalfLink(): void;
  /** These keys and this journal row, or nothing; on the disk when it returns. */
  commit(keys: SignalDataSet, journal?: KeyChanges['journal']): number | undefined;
  read<T extends KeyType>(type: T, id: string): SignalDataTypeMap[T] | undefined;
}

/** What every message needs, and what never changes behind our back. */
const HOT = new Set<string>(['session', 'sender-key', 'identity-key', 'lid-mapping'] satisfies KeyType[]);
const HOT_LIMIT = 4000;

/** Opens the channel's keys, or makes new ones when it has none. */
export function openAuth(keysFile: string, dataKey: Uint8Array, onFault?: OnFault): Auth {
  if (existsSync(keysFile)) return wrap(openKeysFile(keysFile, dataKey, onFault));
  const first = [{ type: 'creds', id: '', value: writeJson(initAuthCreds()) }];
  return wrap(createKeysFile(keysFile, dataKey, first, onFault));
}

function wrap(file: KeysFile): Auth {
  const saved = file.read('creds', '');
  if (!saved) throw new KeysDamaged('no credentials');
  const creds = reviveCreds(saved);
  const hot = new Map<string, unknown>();

  const remember = (key: string, value: unknown) => {
    hot.delete(key);
    const oldest = hot.size >= HOT_LIMIT ? hot.keys().next().value : undefined;
    if (oldest !== undefined) hot.delete(oldest);
    hot.set(key, value);
  };

  const read = <T extends KeyType>(type: T, id: string): SignalDataTypeMap[T] | undefined => {
    const key = `${type}|${id}`;
    if (hot.has(key)) return hot.get(key) as SignalDataTypeMap[T] | undefined;
    const bytes = file.read(type, id);
    const value = bytes && (revive(type, readJson(bytes)) as SignalDataTypeMap[T]);
    if (HOT.has(type)) remember(key, value);
    return value;
  };

  const commit: Auth['commit'] = (data, journal) => {
    const changes: KeyChange[] = [];
    for (const [type, values] of Object.entries(data)) {
      for (const [id, value] of Object.entries(values ?? {})) {
        changes.push({ type, id, value: value === null ? undefined : encode(type, value) });
      }
    }
    const row = file.write(journal ? { keys: changes, journal } : { keys: changes });
    for (const [type, values] of Object.entries(data)) {
      if (!HOT.has(type)) continue;
      for (const [id, value] of Object.entries(values ?? {})) remember(`${type}|${id}`, value ?? undefined);
    }
    return row;
  };

  const saveCreds = () => {
    file.write({ keys: [{ type: 'creds', id: '', value: writeJson(creds) }] });
  };

  return {
    file,
    read,
    commit,
    saveCreds,
    linked: () => creds.account !== undefined && creds.me !== undefined,
    dropHalfLink() {
      if (creds.account) return;
      delete creds.me;
      creds.registered = false;
      creds.pairingCode = undefined;
    },
    state: {
      creds,
      keys: {
        get(type, ids) {
          const found: Record<string, SignalDataTypeMap[typeof type]> = {};
          for (const id of ids) {
            const value = read(type, id);
            if (value !== undefined) found[id] = value;
          }
          return found;
        },
        set(data) {
          commit(data);
        },
      },
    },
  };
}

function reviveCreds(bytes: Buffer): AuthenticationCreds {
  const creds = readJson(bytes) as AuthenticationCreds;
  if (creds.account) creds.account = proto.ADVSignedDeviceIdentity.fromObject(creds.account);
  return creds;
}

/** Sessions are nothing but text, and change with every message. */
function encode(type: string, value: unknown): Buffer {
  return type === 'session' ? Buffer.from(JSON.stringify(value)) : writeJson(value);
}

/** Protobuf values write their bytes as base64 text; as mere objects Baileys would skip them without a word. */
function revive(type: KeyType, value: unknown): unknown {
  if (type !== 'app-state-sync-key') return value;
  return proto.Message.AppStateSyncKeyData.fromObject(value as object);
}

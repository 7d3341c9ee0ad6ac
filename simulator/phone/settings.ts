import { randomBytes } from 'node:crypto';
import { decodePatches, encodeSyncdPatch, newLTHashState, proto } from '@whiskeysockets/baileys';
import type { Handset } from '../handset/handset.ts';
import { COLLECTIONS, type Collection } from '../server/app-state.ts';
import type { Server } from '../server/server.ts';

/** A setting shared by all devices of an account, such as `['mute', jid]`. */
export interface Setting {
  readonly index: readonly string[];
  readonly value: proto.ISyncActionValue;
}

/** The phone's side of the shared settings ("app state"): it makes the keys and knows every value. */
export interface Settings {
  all(): Setting[];
  /** Changes a setting; the other devices are told. `version` is the one of that kind of setting. */
  set(collection: Collection, index: string[], value: proto.ISyncActionValue, version: number): Promise<void>;
  /** Takes in what other devices have changed. */
  catchUp(): Promise<void>;
  /** The message that gives a new companion the keys. */
  keyShare(): proto.IMessage;
}

interface SharedKey {
  readonly id: Buffer;
  readonly data: Buffer;
  readonly rawId: number;
  /** Milliseconds since 1970. */
  readonly made: number;
}

type HashState = ReturnType<typeof newLTHashState>;
type Patch = Parameters<typeof decodePatches>[1][number];

const { SET } = proto.SyncdMutation.SyncdOperation;

export function createSettings(server: Server, handset: Handset): Settings {
  const { account, endpoint } = handset;
  const { cabinet, appState, clock } = server;
  const keys = cabinet.shelf<SharedKey>(`settings-key/${account.pn}`);
  const states = cabinet.shelf<HashState>(`settings-state/${account.pn}`);
  const values = cabinet.shelf<Setting>(`settings/${account.pn}`);

  const key = (): SharedKey => {
    const known = keys.get('key');
    if (known) return known;
    const fresh = {
      id: Buffer.concat([Buffer.from([0, 0]), randomBytes(4)]),
      data: randomBytes(32),
      rawId: randomBytes(4).readUInt32BE() >>> 1,
      made: clock.now(),
    };
    keys.put('key', fresh);
    return fresh;
  };
  const keyData = (): proto.Message.IAppStateSyncKeyData => {
    const { data, rawId, made } = key();
    return {
      keyData: data,
      fingerprint: { rawId, currentIndex: 0, deviceIndexes: [0] },
      timestamp: Math.floor(made / 1000),
    };
  };
  const lookUp = async () => proto.Message.AppStateSyncKeyData.create(keyData());

  async function catchUpWith(collection: Collection): Promise<HashState> {
    const known = states.get(collection) ?? newLTHashState();
    const missing = appState.since(account, collection, known.version);
    if (missing.length === 0) return known;
    const patches = missing.map((bytes) => proto.SyncdPatch.decode(bytes)) as Patch[];
    const { state, mutationMap } = await decodePatches(collection, patches, known, lookUp, {});
    for (const { index, syncAction } of Object.values(mutationMap)) {
      values.put(JSON.stringify(index), { index, value: syncAction.value ?? {} });
    }
    states.put(collection, state);
    server.events.emit('screen', { number: account.pn });
    return state;
  }

  return {
    all: () => [...values.entries()].map(([, setting]) => setting),
    async set(collection, index, value, apiVersion) {
      const state = await catchUpWith(collection);
      const change = {
        type: collection,
        index,
        syncAction: { ...value, timestamp: clock.now() },
        apiVersion,
        operation: SET,
      };
      const { patch } = await encodeSyncdPatch(change, key().id.toString('base64'), state, lookUp);
      appState.push(endpoint, collection, state.version, proto.SyncdPatch.encode(patch).finish());
      await catchUpWith(collection);
    },
    async catchUp() {
      for (const collection of COLLECTIONS) await catchUpWith(collection);
    },
    keyShare: () => ({
      protocolMessage: {
        type: proto.Message.ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE,
        appStateSyncKeyShare: { keys: [{ keyId: { keyId: key().id }, keyData: keyData() }] },
      },
    }),
  };
}

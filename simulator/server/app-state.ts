import { proto } from '@whiskeysockets/baileys';
import type { Cabinet } from '../base/cabinet.ts';
import { node } from '../wire/node.ts';
import type { Account, Endpoint } from './registry.ts';
import type { Server } from './server.ts';

export const COLLECTIONS = [
  'critical_block',
  'critical_unblock_low',
  'regular_high',
  'regular_low',
  'regular',
] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** The encrypted settings that an account's devices share; the server only numbers the patches. */
export interface AppState {
  version(account: Account, collection: string): number;
  /** Encoded patches newer than `version`. */
  since(account: Account, collection: string, version: number): Buffer[];
  /** Takes a patch made on top of `base` and tells the other devices; false when somebody was faster. */
  push(from: Endpoint, collection: string, base: number, patch: Uint8Array): boolean;
}

export function createAppState(cabinet: Cabinet, notification: Server['notification']): AppState {
  const shelf = cabinet.shelf<Buffer[]>('app-state');
  const patches = ({ pn }: Account, collection: string) => shelf.get(`${pn}/${collection}`) ?? [];
  const version: AppState['version'] = (account, collection) => patches(account, collection).length;

  return {
    version,
    since: (account, collection, known) => patches(account, collection).slice(known),
    push(from, collection, base, bytes) {
      const { account } = from;
      if (base !== version(account, collection)) return false;
      const patch = proto.SyncdPatch.decode(bytes);
      patch.version = { version: base + 1 };
      const encoded = Buffer.from(proto.SyncdPatch.encode(patch).finish());
      shelf.put(`${account.pn}/${collection}`, [...patches(account, collection), encoded]);
      const news = node('collection', { name: collection, version: base + 1 });
      for (const device of account.devices.values()) {
        if (device === from) continue;
        device.deliver(notification('server_sync', [news]));
      }
      return true;
    },
  };
}

import { type Addressing, jidOf } from '../wire/jid.ts';
import { node } from '../wire/node.ts';
import type { Account, Endpoint } from './registry.ts';

/** Who is seen online, and who wants to know. Forgotten when the network ends, as on the real one. */
export interface Presence {
  /** From now on the device hears of the account, beginning with how things stand. */
  subscribe(device: Endpoint, account: Account, mode: Addressing): void;
  change(account: Account, available: boolean): void;
}

export function createPresence(seconds: () => number): Presence {
  const available = new Set<Account>();
  const lastSeen = new Map<Account, number>();
  const watchers = new Map<Account, Map<Endpoint, Addressing>>();

  function tell(device: Endpoint, account: Account, mode: Addressing): void {
    const state = available.has(account)
      ? { type: 'available' }
      : { type: 'unavailable', last: lastSeen.get(account) ?? 'deny' };
    device.mention(node('presence', { from: jidOf(account, mode), ...state }));
  }

  return {
    subscribe(device, account, mode) {
      const devices = watchers.get(account) ?? new Map<Endpoint, Addressing>();
      watchers.set(account, devices.set(device, mode));
      tell(device, account, mode);
    },
    change(account, isAvailable) {
      if (isAvailable) available.add(account);
      else if (available.delete(account)) lastSeen.set(account, seconds());
      for (const [device, mode] of watchers.get(account) ?? []) tell(device, account, mode);
    },
  };
}

import { createHash, randomBytes } from 'node:crypto';
import type { WindowSession } from '../../api/handler.ts';

const OUTSTANDING = 16;
const REMEMBERED = 256;
const WINDOWS = 16;

export type Entry =
  | { readonly ok: true; readonly ticket: string }
  | { readonly ok: false; readonly code: 'token-used' | 'token-wrong' };

/** Who may come in: an address' token works once, and is swapped for a ticket that the browser keeps as a cookie. */
export interface Door {
  /** A new token, to be shown to whoever sits at this machine. */
  mint(): string;
  enter(token: string): Entry;
  /** The window that a ticket stands for. It outlives reloads, and ends with the station. */
  window(ticket: string | undefined): WindowSession | undefined;
}

export function createDoor(): Door {
  // Hashes, so that neither a look-up's timing nor a dump of this process gives a token away.
  const fresh = new Set<string>();
  const used = new Set<string>();
  const windows = new Map<string, WindowSession>();

  return {
    mint() {
      const token = secret();
      fresh.add(hash(token));
      dropOldest(fresh, OUTSTANDING);
      return token;
    },
    enter(token) {
      const key = hash(token);
      if (!fresh.delete(key)) return { ok: false, code: used.has(key) ? 'token-used' : 'token-wrong' };
      used.add(key);
      dropOldest(used, REMEMBERED);
      const ticket = secret();
      windows.set(hash(ticket), { user: undefined });
      dropOldest(windows, WINDOWS);
      return { ok: true, ticket };
    },
    window: (ticket) => (ticket === undefined ? undefined : windows.get(hash(ticket))),
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function hash(value: string): string {
  return createHash('sha256').update(value).digest('base64');
}

function dropOldest(kept: Set<string> | Map<string, unknown>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}

import type { Cabinet } from '../base/cabinet.ts';
import type { Ids } from '../base/ids.ts';
import type { PreKeyBundle } from '../wire/bundle.ts';
import { type Address, type Addressing, parseJid } from '../wire/jid.ts';
import type { BinaryNode } from '../wire/node.ts';

/** A device of an account, as the server sees it: the phone itself (device 0) or a linked one. */
export interface Endpoint {
  readonly account: Account;
  readonly device: number;
  /** Counts the account's links; the phone has 0. */
  readonly keyIndex: number;
  /** The device's long-lived public key. */
  readonly identity: Buffer;
  /** Uses up one of the device's one-time keys. */
  takeBundle(): PreKeyBundle;
  /** Delivers now or, to a device that is away, when it is back. */
  deliver(stanza: BinaryNode): void;
  /** Delivers now or never: typing, presence. */
  mention(stanza: BinaryNode): void;
}

/** A WhatsApp user. */
export interface Account {
  /** Digits of the phone number. */
  readonly pn: string;
  /** Digits of the number-less identity. */
  readonly lid: string;
  /** The name the user gave oneself. */
  name: string;
  /** How chats with this user are addressed. */
  addressing: Addressing;
  readonly devices: Map<number, Endpoint>;
}

/** How two users address each other. */
export const addressingBetween = (one: Account, other: Account): Addressing =>
  one.addressing === 'lid' || other.addressing === 'lid' ? 'lid' : 'pn';

export interface Registry {
  readonly accounts: Iterable<Account>;
  /** The account with that number; made, under that name, when there is none. */
  open(pn: string, name: string): Account;
  /** Keeps what was changed in the account. */
  keep(account: Account): void;
  find(address: Address): Account | undefined;
  /** By number as people dial it: Brazilian mobiles are found with and without their ninth digit. */
  dial(digits: string): Account | undefined;
  endpoint(jid: string): Endpoint | undefined;
}

export function createRegistry(cabinet: Cabinet, ids: Ids): Registry {
  const shelf = cabinet.shelf<Pick<Account, 'lid' | 'name' | 'addressing'>>('accounts');
  const byPn = new Map<string, Account>();
  const byLid = new Map<string, Account>();

  function add(pn: string, lid: string, name: string, addressing: Addressing = 'pn'): Account {
    const account: Account = { pn, lid, name, addressing, devices: new Map() };
    byPn.set(pn, account);
    byLid.set(lid, account);
    return account;
  }

  for (const [pn, { lid, name, addressing }] of shelf.entries()) add(pn, lid, name, addressing);

  const keep = ({ pn, lid, name, addressing }: Account) => shelf.put(pn, { lid, name, addressing });

  const find = ({ user, server }: Address) => (server === 'lid' ? byLid : byPn).get(user);

  return {
    get accounts() {
      return byPn.values();
    },
    open(pn, name) {
      const known = byPn.get(pn);
      if (known) return known;
      const account = add(pn, ids.lid(pn), name);
      keep(account);
      return account;
    },
    keep,
    find,
    dial(digits) {
      const other = otherBrazilianForm(digits);
      return byPn.get(digits) ?? (other === undefined ? undefined : byPn.get(other));
    },
    endpoint(jid) {
      const address = parseJid(jid);
      return find(address)?.devices.get(address.device);
    },
  };
}

/** +55 11 98765-4321 and +55 11 8765-4321 may be the same line; only one of them is its account. */
function otherBrazilianForm(digits: string): string | undefined {
  const match = /^55(\d\d)(9?)(\d{8})$/.exec(digits);
  if (!match) return undefined;
  const [, area = '', ninth, line = ''] = match;
  return ninth ? `55${area}${line}` : `55${area}9${line}`;
}

import { isLidUser, jidDecode } from '@whiskeysockets/baileys';
import type { Address } from '../../wire.ts';

const KINDS: Record<string, Address['kind']> = {
  's.whatsapp.net': 'pn',
  'c.us': 'pn',
  hosted: 'pn',
  lid: 'lid',
  'hosted.lid': 'lid',
  'g.us': 'group',
};
const SERVERS: Record<Address['kind'], string> = { pn: 's.whatsapp.net', lid: 'lid', group: 'g.us' };

/** Nothing for whatever is neither a person nor a group: status, newsletters, broadcast lists, the server itself. */
export function toAddress(jid: string | null | undefined): Address | undefined {
  if (!jid) return undefined;
  const decoded = jidDecode(jid);
  const kind = decoded && KINDS[decoded.server];
  if (!kind || !decoded.user) return undefined;
  return { kind, value: decoded.user };
}

export function toJid({ kind, value }: Address): string {
  return `${value}@${SERVERS[kind]}`;
}

/** What is known of who is who: the other address of a person, where it was learned. */
export type Alternate = (address: Address) => Address | undefined;

/** All addresses behind some JIDs of one person or group, in their order, each once. */
export function toAddresses(jids: readonly (string | null | undefined)[], alternate: Alternate): Address[] {
  const found: Address[] = [];
  const add = (address: Address | undefined) => {
    if (!address || found.some(({ kind, value }) => kind === address.kind && value === address.value)) return;
    found.push(address);
  };
  for (const jid of jids) add(toAddress(jid));
  for (const address of found.slice()) {
    if (!found.some(({ kind }) => kind !== address.kind)) add(alternate(address));
  }
  return found;
}

/** Who this account is, in both forms. */
export interface Self {
  readonly pn?: string;
  readonly lid?: string;
}

export function isSelf(jid: string | undefined, self: Self): boolean {
  const user = jid === undefined ? undefined : jidDecode(jid)?.user;
  if (jid === undefined || !user) return false;
  return user === (isLidUser(jid) ? self.lid : self.pn);
}

/** The phone itself is device 0, which is not written. */
export function isPhone(jid: string | undefined): boolean {
  return jid !== undefined && !jidDecode(jid)?.device;
}

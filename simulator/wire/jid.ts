/** The address from which the server speaks for itself. */
export const SERVER_JID = '@s.whatsapp.net';
export const GROUP_SERVER = 'g.us';

export interface Address {
  readonly user: string;
  /** 0 is the phone itself. */
  readonly device: number;
  readonly server: string;
}

export function parseJid(jid: string | undefined): Address {
  const match = /^([^:@]*)(?::(\d+))?@(.+)$/.exec(jid ?? '');
  if (!match) throw new Error(`not an address: ${jid}`);
  const [, user = '', device = '0', server = ''] = match;
  return { user, device: Number(device), server };
}

/** How a chat addresses its people: by phone number or by the number-less LID. */
export type Addressing = 'pn' | 'lid';

export const addressingOf = (jid: string): Addressing => (jid.endsWith('@lid') ? 'lid' : 'pn');

export const otherAddressing = (mode: Addressing): Addressing => (mode === 'pn' ? 'lid' : 'pn');

/** The address of a person's device; the phone (device 0) is written without a number. */
export function jidOf(person: { pn: string; lid: string }, mode: Addressing, device = 0): string {
  const suffix = device === 0 ? '' : `:${device}`;
  return mode === 'lid' ? `${person.lid}${suffix}@lid` : `${person.pn}${suffix}@s.whatsapp.net`;
}

export const isGroup = (jid: string): boolean => jid.endsWith(`@${GROUP_SERVER}`);

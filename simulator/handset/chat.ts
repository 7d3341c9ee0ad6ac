import type { Group } from '../server/groups.ts';
import type { Account, Endpoint } from '../server/registry.ts';
import { type Addressing, jidOf } from '../wire/jid.ts';

/** Whom a phone writes to. */
export type Chat =
  | { readonly is: 'person'; readonly account: Account; readonly mode: Addressing }
  | { readonly is: 'group'; readonly group: Group };

/** How messages of the chat are filed: by number, or by the group's id. */
export const chatKey = (chat: Chat): string => (chat.is === 'person' ? chat.account.pn : chat.group.id);

export const chatJid = (chat: Chat): string =>
  chat.is === 'person' ? jidOf(chat.account, chat.mode) : chat.group.id;

export const chatMode = (chat: Chat): Addressing => (chat.is === 'person' ? chat.mode : chat.group.mode);

/** Names a device for Signal sessions, the same under whichever address it is met. */
export const peerName = ({ account, device }: Endpoint): string => `${account.pn}/${device}`;

import type { Chat } from '../handset/chat.ts';
import type { ChatMessage } from '../handset/chats.ts';
import { type Conversation, createConversation } from '../handset/conversation.ts';
import { createHandset, type Handset } from '../handset/handset.ts';
import type { Phone } from '../phone/phone.ts';
import { type Account, addressingBetween } from '../server/registry.ts';
import type { Server } from '../server/server.ts';
import { type Addressing, jidOf, parseJid } from '../wire/jid.ts';
import type { Room } from '../group/group.ts';

export interface CustomerOptions {
  /** Digits with country code; made up when absent. */
  readonly number?: string;
  /** How she and the shop address each other: by number (the default) or by LID. */
  readonly addressing?: Addressing;
}

/** A customer of the shop, with a phone of her own. What she does without `to` or `in` goes to the only shop. */
export interface Customer extends Omit<Conversation, 'messages'> {
  readonly name: string;
  readonly number: string;
  readonly lid: string;
  /** Under which the shop sees her. */
  readonly jid: string;
  /** How she and the shop address each other from now on. */
  addressing: Addressing;
  /** A phone that is off reads nothing and confirms nothing until it is on again. */
  online: boolean;
  /** Milliseconds between a message's arrival and its delivery receipt. */
  receiptDelayMs: number;
  /** What others wrote to her, oldest first. */
  readonly inbox: readonly ChatMessage[];
  /** All her messages, her own included. */
  readonly messages: readonly ChatMessage[];
  to(phone: Phone): Conversation;
  in(group: Room): Conversation;
  /** Whether her phone shows that the shop is typing. */
  readonly seesTyping: boolean;
  /** Opens or closes the app: others who watch see her online. */
  appears(online: boolean): void;
  /** Gets the app anew: other identity keys, no sessions. */
  reinstalls(): void;
  chatFor(own: Account): Chat;
}

export interface CustomerParts {
  readonly server: Server;
  readonly account: Account;
  /** The only shop's phone; throws when there are several or none. */
  readonly onlyPhone: () => Phone;
  readonly receiptDelayMs: number;
}

export function createCustomer(parts: CustomerParts): { customer: Customer; handset: Handset } {
  const { server, account, onlyPhone, receiptDelayMs } = parts;
  const handset = createHandset(server, account, receiptDelayMs);
  let typing = false;
  handset.events.on('chatState', (stanza) => {
    const [state] = Array.isArray(stanza.content) ? stanza.content : [];
    typing = state?.tag === 'composing';
    server.events.emit('screen', { number: account.pn });
  });
  handset.events.on('message', () => {
    typing = false;
  });

  const personChat = (number: string) => (): Chat => {
    const other = server.registry.find(parseJid(`${number}@s.whatsapp.net`));
    if (!other) throw new Error(`nobody has the number ${number}`);
    return { is: 'person', account: other, mode: addressingBetween(account, other) };
  };
  const to = (phone: Phone) => createConversation(server, handset, personChat(phone.number));
  const shop = () => to(onlyPhone());

  const customer: Customer = {
    get name() {
      return account.name;
    },
    number: account.pn,
    lid: account.lid,
    get jid() {
      return jidOf(account, account.addressing);
    },
    get addressing() {
      return account.addressing;
    },
    set addressing(value) {
      account.addressing = value;
      server.registry.keep(account);
    },
    get online() {
      return handset.online;
    },
    set online(value) {
      handset.online = value;
    },
    get receiptDelayMs() {
      return handset.receiptDelayMs;
    },
    set receiptDelayMs(value) {
      handset.receiptDelayMs = value;
    },
    get inbox() {
      return handset.chats.all().filter(({ fromMe }) => !fromMe);
    },
    get messages() {
      return handset.chats.all();
    },
    to,
    in: (group) => createConversation(server, handset, () => group.chatFor(account)),
    get seesTyping() {
      return typing;
    },
    appears: (online) => server.presence.change(account, online),
    reinstalls: () => handset.reinstall(),
    chatFor: (own) => ({ is: 'person', account, mode: addressingBetween(own, account) }),
    says: (text) => shop().says(text),
    sends: (attachment) => shop().sends(attachment),
    replies: (id, text) => shop().replies(id, text),
    edits: (id, text) => shop().edits(id, text),
    deletes: (id) => shop().deletes(id),
    reacts: (id, emoji) => shop().reacts(id, emoji),
    reads: (ids) => shop().reads(ids),
    plays: (id) => shop().plays(id),
    types: (how) => shop().types(how),
    stopsTyping: () => shop().stopsTyping(),
    calls: (options) => shop().calls(options),
    receives: (matches, wait) => shop().receives(matches, wait),
    ticks: (id, tick, wait) => shop().ticks(id, tick, wait),
  };
  return { customer, handset };
}

import { chatKey, type Chat } from '../handset/chat.ts';
import type { ChatMessage } from '../handset/chats.ts';
import { textMessage } from '../handset/content.ts';
import { type Conversation, createConversation } from '../handset/conversation.ts';
import { createHandset, type Handset } from '../handset/handset.ts';
import { block } from '../server/blocking.ts';
import { companionName, reviveCompanions } from '../server/companion.ts';
import type { Account } from '../server/registry.ts';
import type { Server } from '../server/server.ts';
import { jidOf } from '../wire/jid.ts';
import { tendCompanions } from './companions.ts';
import type { HistoryOptions } from './history.ts';
import { createPhoneLinking, type PhoneLinking, type PhoneModel } from './linking.ts';
import { bringFilesAgain } from './media-retry.ts';
import { createSettings, type Setting } from './settings.ts';

export interface PhoneOptions {
  /** Digits with country code. */
  readonly number: string;
  readonly name: string;
  /** `android` unless said otherwise; business accounts have `smba`. */
  readonly platform?: 'android' | 'iphone' | 'smba';
  readonly business?: boolean;
}

export interface LinkedDevice {
  readonly device: number;
  /** What the client says it is. */
  readonly platform: string;
  /** Milliseconds since 1970. */
  readonly linkedAt: number;
  readonly online: boolean;
}

/** A message from before; `at` in milliseconds since 1970. */
export interface Memory {
  readonly text: string;
  readonly fromMe?: boolean;
  readonly at: number;
  readonly id?: string;
  /** Still unread, when it came in. */
  readonly unread?: boolean;
}

/** A shop's phone. */
export interface Phone extends PhoneLinking {
  readonly number: string;
  readonly lid: string;
  readonly name: string;
  /** A phone that is off answers nothing: no greeting of new companions, no history. */
  online: boolean;
  linkedDevices(): LinkedDevice[];
  /** Throws when there is no such device. */
  unlink(device: number): void;
  to(withWhom: Chatter): Conversation;
  /** Short for `to(withWhom).says(text)`. */
  says(withWhom: Chatter, text: string): Promise<string>;
  /** Short for `to(withWhom).reads()`. */
  reads(withWhom: Chatter): void;
  /** All messages the phone shows, whoever wrote them on whichever device. */
  readonly messages: readonly ChatMessage[];
  /** Puts older messages into a chat, as if they had always been there. */
  remembers(withWhom: Chatter, memories: readonly Memory[]): void;
  /** How the history reaches new companions. */
  history: HistoryOptions;
  /** Saves a contact in the phone's address book. */
  saves(person: Chatter, name: string): Promise<void>;
  /** Mutes a chat until a moment (milliseconds since 1970), or for good; undefined ends it. */
  mutes(withWhom: Chatter, until: number | 'forever' | undefined): Promise<void>;
  marksRead(withWhom: Chatter, read: boolean): Promise<void>;
  archives(withWhom: Chatter, archived: boolean): Promise<void>;
  renames(name: string): Promise<void>;
  /** Does not want to hear from somebody any more, or again. */
  blocks(person: Chatter, blocked: boolean): void;
  /** Numbers of those whom the account, on whichever device, has blocked. */
  readonly blocked: readonly string[];
  /** The settings shared with the companions, as far as anyone has set them. */
  settings(): readonly Setting[];
}

/** Anyone or any group a phone can have a chat with: it only has to say which chat that is. */
export interface Chatter {
  chatFor(own: Account): Chat;
}

export function createPhone(server: Server, options: PhoneOptions): { phone: Phone; handset: Handset } {
  const { number, name, platform, business = false } = options;
  const account = server.registry.open(number, name);
  const handset = createHandset(server, account, 0);
  reviveCompanions(server, account);
  const model: PhoneModel = {
    platform: platform ?? (business ? 'smba' : 'android'),
    business: business ? name : undefined,
  };
  const settings = createSettings(server, handset);
  let history: HistoryOptions = { chunk: 5_000, newest: Infinity, by: 'inline' };
  tendCompanions(server, handset, settings, () => history);
  bringFilesAgain(server, handset);

  const change = (...setting: Parameters<typeof settings.set>) =>
    handset.next(() => settings.set(...setting));
  const rename = (to: string) =>
    change('critical_block', ['setting_pushName'], { pushNameSetting: { name: to } }, 1);
  // Set before any companion is there: one that hears of it without having the keys would stumble.
  if (settings.all().length === 0) void rename(name);

  const jidIn = (chat: Chat) => (chat.is === 'group' ? chat.group.id : jidOf(chat.account, chat.mode));

  const to = (withWhom: Chatter) => createConversation(server, handset, () => withWhom.chatFor(account));

  const phone: Phone = {
    ...createPhoneLinking(server, handset, model),
    number,
    lid: account.lid,
    get name() {
      return account.name;
    },
    get online() {
      return handset.online;
    },
    set online(value) {
      handset.online = value;
    },
    linkedDevices: () =>
      [...server.companions.values()]
        .filter((companion) => companion.account === account)
        .map(({ device, record: { platform: shown, linkedAt }, session }) => ({
          device,
          platform: shown,
          linkedAt,
          online: session !== undefined,
        })),
    unlink(device) {
      const companion = server.companions.get(companionName(number, device));
      if (!companion) throw new Error(`device ${device} is not linked`);
      companion.remove('phone');
    },
    to,
    says: (withWhom, text) => to(withWhom).says(text),
    reads: (withWhom) => to(withWhom).reads(),
    get messages() {
      return handset.chats.all();
    },
    remembers(withWhom, memories) {
      const chat = withWhom.chatFor(account);
      for (const { text, fromMe = false, at, id = server.ids.message(), unread = false } of memories) {
        const author = fromMe || chat.is === 'group' ? number : chat.account.pn;
        const origin = { id, chat: chatKey(chat), author, fromMe, at };
        const content = { is: 'message', kind: 'text', text, replyTo: undefined, media: undefined } as const;
        handset.chats.show(origin, content, textMessage(text));
        if (!unread) handset.chats.see(chatKey(chat), [id]);
      }
    },
    get history() {
      return history;
    },
    set history(value) {
      history = value;
    },
    async saves(person, fullName) {
      const chat = person.chatFor(account);
      if (chat.is === 'group') throw new Error('a group is no contact');
      const lidJid = jidOf(chat.account, 'lid');
      const contactAction = { fullName, firstName: fullName.split(' ')[0] ?? fullName, lidJid };
      await change('critical_unblock_low', ['contact', jidOf(chat.account, 'pn')], { contactAction }, 2);
    },
    async mutes(withWhom, until) {
      const muteEndTimestamp = until === 'forever' ? -1 : (until ?? 0);
      const muteAction = { muted: until !== undefined, muteEndTimestamp };
      await change('regular_high', ['mute', jidIn(withWhom.chatFor(account))], { muteAction }, 2);
    },
    async marksRead(withWhom, read) {
      const index = ['markChatAsRead', jidIn(withWhom.chatFor(account))];
      await change('regular_low', index, { markChatAsReadAction: { read } }, 3);
    },
    blocks(person, blocked) {
      const chat = person.chatFor(account);
      if (chat.is === 'person') block(server, handset.endpoint, chat.account, blocked);
    },
    get blocked() {
      return server.blocks.of(account);
    },
    async archives(withWhom, archived) {
      const index = ['archive', jidIn(withWhom.chatFor(account))];
      await change('regular_low', index, { archiveChatAction: { archived } }, 3);
    },
    async renames(newName) {
      account.name = newName;
      server.registry.keep(account);
      await rename(newName);
    },
    settings: () => settings.all(),
  };
  return { phone, handset };
}

import { proto } from '@whiskeysockets/baileys';
import { createEmitter, type Emitter } from '../base/emitter.ts';
import { createMailbox, type Letter } from '../server/mailbox.ts';
import type { Account, Endpoint } from '../server/registry.ts';
import type { Server } from '../server/server.ts';
import type { BinaryNode } from '../wire/node.ts';
import { fetchFile } from './attachments.ts';
import { type Chat, chatKey } from './chat.ts';
import { type Chats, createChats } from './chats.ts';
import { readContent, stanzaType } from './content.ts';
import { createIncoming } from './incoming.ts';
import { createOpening } from './opening.ts';
import { createSealing, type Sealing } from './sealing.ts';
import { createSenderKeys } from './sender-keys.ts';
import { createSignal, type Signal } from './signal.ts';
import { messageStanza } from './stanzas.ts';

/** What reaches a phone besides receipts. */
export interface HandsetEvents {
  message: { readonly from: Endpoint };
  notification: BinaryNode;
  call: BinaryNode;
  chatState: BinaryNode;
  presence: BinaryNode;
  /** A companion could not fetch a file any more and asks for it. */
  fileAsked: BinaryNode;
  /** A protocol message for the phone's own machinery. */
  protocol: {
    readonly id: string;
    readonly from: Endpoint;
    readonly protocol: proto.Message.IProtocolMessage;
  };
}

export interface SendOptions {
  readonly id?: string;
  /** The stanza's `edit` attribute: what kind of change the message is to another. */
  readonly edit?: string;
}

/** A simulated phone: the primary device of an account, the same for the shop and for its customers. */
export interface Handset {
  readonly endpoint: Endpoint;
  readonly account: Account;
  readonly signal: Signal;
  readonly sealing: Sealing;
  readonly chats: Chats;
  readonly events: Emitter<HandsetEvents>;
  online: boolean;
  /** Milliseconds between reading a message and its delivery receipt. */
  receiptDelayMs: number;
  /** Encrypts the message for everybody in the chat and hands it in; resolves with its id. */
  send(chat: Chat, message: proto.IMessage, options?: SendOptions): Promise<string>;
  /** Hands a ready stanza in; throws a Refusal. */
  post(stanza: BinaryNode): void;
  /** Runs a job after all earlier ones, as a phone does one thing at a time. */
  next<Result>(job: () => Promise<Result>): Promise<Result>;
  /** The message that was sent under that id, to send it again. */
  sent(id: string): { readonly chat: Chat; readonly message: proto.IMessage } | undefined;
  /** Owes somebody a receipt, to be sent after the receipt delay. */
  owe(receipt: BinaryNode): void;
  /** Installs the app anew: new identity, all sessions gone; others are told. */
  reinstall(): void;
}

interface SentMessage {
  readonly chat: { readonly pn: string; readonly mode: 'pn' | 'lid' } | { readonly group: string };
  readonly bytes: Uint8Array;
}

export function createHandset(server: Server, account: Account, receiptDelayMs: number): Handset {
  const { cabinet, timers, registry, groups } = server;
  const signal = createSignal(account.pn, cabinet);
  const senderKeys = createSenderKeys(account.pn, cabinet);
  const mailbox = createMailbox(`${account.pn}/0`, cabinet);
  const owed = createMailbox(`${account.pn}/owed`, cabinet);
  const outbox = cabinet.shelf<SentMessage>(`sent/${account.pn}`);
  const events = createEmitter<HandsetEvents>();
  const changed = () => server.events.emit('screen', { number: account.pn });
  let online = true;
  let work: Promise<unknown> = Promise.resolve();

  function next<Result>(job: () => Promise<Result>): Promise<Result> {
    const result = work.then(job);
    work = result.catch(() => undefined);
    return result;
  }

  const endpoint: Endpoint = {
    account,
    device: 0,
    keyIndex: 0,
    get identity() {
      return signal.identity.public;
    },
    takeBundle: () => signal.bundle(),
    deliver(stanza) {
      const letter = mailbox.add(stanza);
      if (online) read(letter);
    },
    mention(stanza) {
      if (online) events.emit(stanza.tag === 'presence' ? 'presence' : 'chatState', stanza);
    },
  };
  account.devices.set(0, endpoint);

  const sealing = createSealing(endpoint, signal, senderKeys);

  function read(letter: Letter): void {
    next(async () => {
      // Switched off in the meantime, or read already by being switched on.
      if (!online || !mailbox.has(letter)) return;
      try {
        await incoming(letter.stanza);
      } finally {
        mailbox.drop(letter);
      }
    }).catch((error: unknown) => server.events.emit('problem', { where: `phone ${account.pn}`, error }));
  }

  function pay(letter: Letter): void {
    timers.after(handset.receiptDelayMs, () => {
      if (!online || !owed.has(letter)) return;
      owed.drop(letter);
      handset.post(letter.stanza);
    });
  }

  const handset: Handset = {
    endpoint,
    account,
    signal,
    sealing,
    chats: createChats(account.pn, cabinet, changed),
    events,
    receiptDelayMs,
    get online() {
      return online;
    },
    set online(value) {
      if (value === online) return;
      online = value;
      if (!online) return;
      for (const letter of mailbox.letters()) read(letter);
      for (const letter of owed.letters()) pay(letter);
    },
    send(chat, message, { id = server.ids.message(), edit } = {}) {
      return next(async () => {
        const content =
          chat.is === 'group'
            ? await sealing.forGroup(chat, groups.devices(chat.group), message)
            : await sealing.forPerson(chat, message);
        outbox.put(id, toStored(chat, message));
        const origin = { id, chat: chatKey(chat), author: account.pn, fromMe: true, at: server.clock.now() };
        const read = readContent(message);
        if (read.is === 'message')
          handset.chats.show(origin, read, message, fetchFile(server, account, read));
        else handset.chats.amend(origin, read);
        handset.post(messageStanza(chat, { id, type: stanzaType(message), edit }, content));
        return id;
      });
    },
    post(stanza) {
      if (stanza.tag === 'message') server.router.message(endpoint, stanza);
      else if (stanza.tag === 'receipt') server.router.receipt(endpoint, stanza);
      else if (stanza.tag === 'call') server.router.call(endpoint, stanza);
      else server.router.chatState(endpoint, stanza);
    },
    next,
    sent(id) {
      const stored = outbox.get(id);
      const chat = stored && fromStored(stored);
      return chat && { chat, message: proto.Message.decode(stored.bytes) };
    },
    owe: (receipt) => pay(owed.add(receipt)),
    reinstall() {
      signal.renew();
      senderKeys.renew();
      for (const { devices } of registry.accounts) {
        for (const device of devices.values()) {
          if (device.device === 0 || device.account === account) continue;
          const from = `${account.pn}@s.whatsapp.net`;
          device.deliver(server.notification('encrypt', [{ tag: 'identity', attrs: {} }], { from }));
        }
      }
    },
  };
  const incoming = createIncoming(server, handset, createOpening(account, signal, senderKeys));

  function toStored(chat: Chat, message: proto.IMessage): SentMessage {
    const to = chat.is === 'person' ? { pn: chat.account.pn, mode: chat.mode } : { group: chat.group.id };
    return { chat: to, bytes: proto.Message.encode(message).finish() };
  }

  function fromStored({ chat }: SentMessage): Chat | undefined {
    if ('group' in chat) {
      const group = groups.find(chat.group);
      return group && { is: 'group', group };
    }
    const account = registry.find({ user: chat.pn, device: 0, server: 's.whatsapp.net' });
    return account && { is: 'person', account, mode: chat.mode };
  }

  for (const letter of mailbox.letters()) read(letter);
  for (const letter of owed.letters()) pay(letter);
  return handset;
}

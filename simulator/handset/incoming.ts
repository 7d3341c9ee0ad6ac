import type { proto } from '@whiskeysockets/baileys';
import type { Account, Endpoint } from '../server/registry.ts';
import type { Server } from '../server/server.ts';
import { readRetryBundle } from '../wire/bundle.ts';
import { addressingOf, isGroup, parseJid } from '../wire/jid.ts';
import { type BinaryNode, child } from '../wire/node.ts';
import { answeredIds } from '../wire/receipts.ts';
import { fetchFile } from './attachments.ts';
import type { Chat } from './chat.ts';
import { readContent, stanzaType } from './content.ts';
import type { Handset } from './handset.ts';
import type { Opening } from './opening.ts';
import { receiptStanza, resendStanza, retryStanza } from './stanzas.ts';

/** A phone asks this often for a message it cannot read, then gives up. */
const MAX_RETRIES = 5;

/** Reads what the server delivers to a phone, one stanza after the other. */
export function createIncoming(
  server: Server,
  handset: Handset,
  opening: Opening,
): (stanza: BinaryNode) => Promise<void> {
  const { registry, groups, clock } = server;
  const { account: self, chats, events } = handset;
  const retries = new Map<string, number>();

  function personAt(jid: string | undefined): Account {
    const account = registry.find(parseJid(jid));
    if (!account) throw new Error(`nobody has the address ${jid}`);
    return account;
  }

  function senderOf({ attrs: { participant, from = '' } }: BinaryNode): Endpoint {
    const sender = registry.endpoint(participant ?? from);
    if (!sender) throw new Error(`there is no device ${participant ?? from}`);
    return sender;
  }

  /** The chat in which a stanza belongs on this phone. */
  function chatOf({ attrs: { from = '', recipient } }: BinaryNode): Chat {
    if (isGroup(from)) {
      const group = groups.find(from);
      if (!group) throw new Error(`there is no group ${from}`);
      return { is: 'group', group };
    }
    const other = recipient ?? from;
    if (isGroup(other)) return chatOf({ tag: '', attrs: { from: other } });
    return { is: 'person', account: personAt(other), mode: addressingOf(other) };
  }

  async function onMessage(stanza: BinaryNode): Promise<void> {
    const { id = '', t, category } = stanza.attrs;
    const sender = senderOf(stanza);
    const chat = chatOf(stanza);
    const key = chat.is === 'person' ? chat.account.pn : chat.group.id;
    chats.arrived(key, id);
    let message: proto.IMessage;
    try {
      message = await opening.open(stanza, sender);
    } catch (error) {
      if (chats.find(key, id)) confirm(stanza, sender);
      else askAgain(stanza, error);
      return;
    }
    retries.delete(id);
    const content = readContent(message);
    const fromMe = sender.account === self;
    const origin = { id, chat: key, author: sender.account.pn, fromMe, at: Number(t) * 1000 };
    if (content.is === 'protocol') {
      events.emit('protocol', { id, from: sender, protocol: content.protocol });
    } else if (content.is === 'message') {
      chats.show(origin, content, message, fetchFile(server, self, content));
      if (!fromMe) events.emit('message', { from: sender });
    } else chats.amend(origin, content);
    if (category !== 'peer') confirm(stanza, sender);
  }

  /** Tells the writer that the message has arrived. */
  function confirm(stanza: BinaryNode, sender: Endpoint): void {
    if (sender.account === self) return;
    const { id = '', from = '', participant } = stanza.attrs;
    handset.owe(receiptStanza(from, [id], undefined, participant));
  }

  function askAgain(stanza: BinaryNode, error: unknown): void {
    const { id = '' } = stanza.attrs;
    const count = (retries.get(id) ?? 0) + 1;
    retries.set(id, count);
    if (count > MAX_RETRIES) {
      server.events.emit('problem', { where: `unreadable message at ${self.pn}`, error });
      return;
    }
    handset.post(retryStanza(stanza, count, () => handset.signal.bundle()));
  }

  async function onReceipt(stanza: BinaryNode): Promise<void> {
    const { type, t } = stanza.attrs;
    const ids = answeredIds(stanza);
    if (type === 'retry') {
      await resend(stanza, ids[0] ?? '');
      return;
    }
    if (type === 'server-error') {
      events.emit('fileAsked', stanza);
      return;
    }
    const chat = chatOf(stanza);
    const key = chat.is === 'person' ? chat.account.pn : chat.group.id;
    if (type === 'read-self') chats.see(key, ids);
    else if (type === undefined || type === 'read' || type === 'played') {
      chats.tick(key, ids, type ?? 'delivered', t === undefined ? clock.now() : Number(t) * 1000);
    }
  }

  async function resend(receipt: BinaryNode, id: string): Promise<void> {
    const asking = senderOf(receipt);
    const sent = handset.sent(id);
    if (!sent) return;
    const { chat, message } = sent;
    const count = child(receipt, 'retry')?.attrs['count'] ?? '1';
    const bundle = readRetryBundle(receipt) ?? asking.takeBundle();
    const enc = await handset.sealing.again(chat, asking, message, count, bundle);
    const own = asking.account === self;
    handset.post(resendStanza(chat, asking, own, { id, type: stanzaType(message) }, enc));
  }

  return async (stanza) => {
    switch (stanza.tag) {
      case 'message':
        await onMessage(stanza);
        break;
      case 'receipt':
        await onReceipt(stanza);
        break;
      case 'call':
        events.emit('call', stanza);
        break;
      case 'notification':
        events.emit('notification', stanza);
        break;
      default:
        throw new Error(`a phone does not understand <${stanza.tag}>`);
    }
  };
}

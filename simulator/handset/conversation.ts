import { proto } from '@whiskeysockets/baileys';
import { until, type Wait } from '../base/until.ts';
import type { Server } from '../server/server.ts';
import { jidOf } from '../wire/jid.ts';
import { node } from '../wire/node.ts';
import { attach, type Attachment } from './attachments.ts';
import { type Call, placeCall } from './calls.ts';
import { type Chat, chatJid, chatKey, chatMode } from './chat.ts';
import type { ChatMessage, Tick } from './chats.ts';
import {
  editMessage,
  type MessageKey,
  reactionMessage,
  replyMessage,
  revokeMessage,
  textMessage,
} from './content.ts';
import type { Handset } from './handset.ts';
import { receiptStanza } from './stanzas.ts';

/**
 * What somebody can do in one chat of a simulated phone. Everything that writes resolves with the message's id
 * once the server has taken it; an id that is not in the chat makes it reject.
 */
export interface Conversation {
  readonly messages: readonly ChatMessage[];
  says(text: string): Promise<string>;
  sends(attachment: Attachment): Promise<string>;
  replies(id: string, text: string): Promise<string>;
  edits(id: string, text: string): Promise<string>;
  /** Deletes for everybody. */
  deletes(id: string): Promise<string>;
  /** An empty emoji takes the reaction back. */
  reacts(id: string, emoji: string): Promise<string>;
  /** Reads everything that is unread, or what is named. */
  reads(ids?: readonly string[]): void;
  /** Listens to a voice message. */
  plays(id: string): void;
  types(how?: 'composing' | 'recording'): void;
  stopsTyping(): void;
  calls(options?: { video?: boolean }): Call;
  /** Waits until a message from the other side matches; one that is there already counts. */
  receives(matches: (message: ChatMessage) => boolean, wait?: Wait): Promise<ChatMessage>;
  /** Waits until a message written here has that tick. */
  ticks(id: string, tick: Tick, wait?: Wait): Promise<ChatMessage>;
}

export function createConversation(server: Server, handset: Handset, chatNow: () => Chat): Conversation {
  const { account, chats } = handset;
  const key = () => chatKey(chatNow());

  function find(id: string): ChatMessage {
    const message = chats.find(key(), id);
    if (!message) throw new Error(`there is no message ${id} in this chat`);
    return message;
  }

  function keyOf({ id, fromMe, author }: ChatMessage): MessageKey {
    const chat = chatNow();
    const about = { remoteJid: chatJid(chat), fromMe, id };
    if (chat.is === 'person' || fromMe) return about;
    return { ...about, participant: authorJid(author) };
  }

  function authorJid(pn: string): string {
    const author = server.registry.find({ user: pn, device: 0, server: 's.whatsapp.net' });
    return author ? jidOf(author, chatMode(chatNow())) : '';
  }

  function acknowledge(type: 'read' | 'played', messages: readonly ChatMessage[]): void {
    const chat = chatNow();
    const byAuthor = Map.groupBy(messages, ({ author }) => author);
    for (const [author, written] of byAuthor) {
      const ids = written.map(({ id }) => id);
      const participant = chat.is === 'group' ? authorJid(author) : undefined;
      handset.owe(receiptStanza(chatJid(chat), ids, type, participant));
      chats.see(key(), ids);
    }
  }

  const chatState = (state: string, attrs = {}) =>
    handset.post(node('chatstate', { to: chatJid(chatNow()) }, [node(state, attrs)]));

  const look = (matches: (message: ChatMessage) => boolean, wait: Wait | undefined) =>
    until(
      () => chats.of(key()).find(matches),
      (poke) => server.events.on('screen', ({ number }) => number === account.pn && poke()),
      () => JSON.stringify(chats.of(key()).map(({ id, author, kind, text }) => ({ id, author, kind, text }))),
      wait,
    );

  return {
    get messages() {
      return chats.of(key());
    },
    says: (text) => handset.send(chatNow(), textMessage(text)),
    async sends(attachment) {
      const { id } = attachment.kind === 'raw' ? attachment : {};
      return handset.send(chatNow(), attach(server.media, attachment), id === undefined ? {} : { id });
    },
    async replies(id, text) {
      const { author, raw } = find(id);
      const message = proto.Message.decode(raw);
      // The secret of the quoted message stays with it.
      message.messageContextInfo = null;
      const quoted = { id, participant: authorJid(author), message };
      return handset.send(chatNow(), replyMessage(text, quoted));
    },
    async edits(id, text) {
      const change = editMessage(keyOf(find(id)), text, server.clock.now());
      return handset.send(chatNow(), change, { edit: '1' });
    },
    deletes: async (id) => handset.send(chatNow(), revokeMessage(keyOf(find(id))), { edit: '7' }),
    reacts: async (id, emoji) =>
      handset.send(chatNow(), reactionMessage(keyOf(find(id)), emoji, server.clock.now())),
    reads(ids) {
      const unread = chats.of(key()).filter(({ fromMe, seen }) => !fromMe && !seen);
      acknowledge('read', ids ? ids.map(find) : unread);
    },
    plays: (id) => acknowledge('played', [find(id)]),
    types: (how = 'composing') => chatState('composing', how === 'recording' ? { media: 'audio' } : {}),
    stopsTyping: () => chatState('paused'),
    calls: ({ video = false } = {}) => placeCall(server, handset, chatNow(), video),
    receives: (matches, wait) => look((message) => !message.fromMe && matches(message), wait),
    ticks: (id, tick, wait) => look((message) => message.id === id && message[tick] !== undefined, wait),
  };
}

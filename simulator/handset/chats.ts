import { proto } from '@whiskeysockets/baileys';
import { type Cabinet, sequenceKey } from '../base/cabinet.ts';
import type { Content, Kind } from './content.ts';

export interface AttachedFile {
  /** Decrypted; undefined when the phone could not fetch the file. */
  readonly bytes: Buffer | undefined;
  readonly mimetype: string;
  readonly name: string | undefined;
  readonly seconds: number | undefined;
}

/** A message as a phone shows it. Times are milliseconds since 1970. */
export interface ChatMessage {
  readonly id: string;
  /** Number of the other person, or the id of the group. */
  readonly chat: string;
  /** Number of who wrote it. */
  readonly author: string;
  readonly fromMe: boolean;
  readonly kind: Kind;
  readonly text: string;
  readonly at: number;
  /** How often a message with this id came over the wire; shown once all the same. */
  readonly copies: number;
  readonly replyTo: string | undefined;
  readonly file: AttachedFile | undefined;
  readonly edited: boolean;
  readonly deleted: boolean;
  /** Emoji by the number of who reacted. */
  readonly reactions: Readonly<Record<string, string>>;
  /** Ticks of what was written here. */
  readonly delivered: number | undefined;
  readonly read: number | undefined;
  readonly played: number | undefined;
  /** Whether the owner of this phone has read what came in. */
  readonly seen: boolean;
  /** The message as it was encrypted. */
  readonly raw: Buffer;
}

export type Tick = 'delivered' | 'read' | 'played';

export interface Origin {
  readonly id: string;
  readonly chat: string;
  readonly author: string;
  readonly fromMe: boolean;
  readonly at: number;
}

/** Everything a phone shows, oldest first. */
export interface Chats {
  all(): readonly ChatMessage[];
  of(chat: string): readonly ChatMessage[];
  find(chat: string, id: string): ChatMessage | undefined;
  /** Counts a message that came over the wire, readable or not. */
  arrived(chat: string, id: string): void;
  /** Shows a message, unless it is there already. */
  show(
    origin: Origin,
    content: Content & { is: 'message' },
    message: proto.IMessage,
    attached?: AttachedFile,
  ): void;
  /** Applies an edit, a deletion or a reaction to the message it speaks of. */
  amend(origin: Origin, content: Content): void;
  tick(chat: string, ids: readonly string[], tick: Tick, at: number): void;
  see(chat: string, ids: readonly string[]): void;
}

export function createChats(owner: string, cabinet: Cabinet, changed: () => void): Chats {
  const shelf = cabinet.shelf<ChatMessage>(`chats/${owner}`);
  /** The shelf's keys, by chat and id. */
  const rooms = new Map<string, Map<string, string>>();
  const arrivals = new Map<string, number>();
  let sequence = 0;

  function file(chat: string, id: string, key: string): void {
    const room = rooms.get(chat) ?? new Map<string, string>();
    rooms.set(chat, room.set(id, key));
    sequence = Number(key);
  }

  for (const [key, { chat, id }] of shelf.entries()) file(chat, id, key);

  const keyOf = (chat: string, id: string) => rooms.get(chat)?.get(id);
  const find = (chat: string, id: string) => shelf.get(keyOf(chat, id) ?? '');

  function change(chat: string, id: string, alter: (message: ChatMessage) => Partial<ChatMessage>): void {
    const key = keyOf(chat, id);
    const message = key === undefined ? undefined : shelf.get(key);
    if (key === undefined || !message) return;
    shelf.put(key, { ...message, ...alter(message) });
    changed();
  }

  return {
    all: () => [...shelf.entries()].map(([, message]) => message),
    of: (chat) => [...(rooms.get(chat)?.values() ?? [])].flatMap((key) => shelf.get(key) ?? []),
    find,
    arrived(chat, id) {
      const name = `${chat}/${id}`;
      if (keyOf(chat, id)) change(chat, id, ({ copies }) => ({ copies: copies + 1 }));
      else arrivals.set(name, (arrivals.get(name) ?? 0) + 1);
    },
    show(origin, { kind, text, replyTo }, message, attached) {
      if (keyOf(origin.chat, origin.id)) return;
      const name = `${origin.chat}/${origin.id}`;
      const key = sequenceKey(sequence + 1);
      file(origin.chat, origin.id, key);
      shelf.put(key, {
        ...origin,
        kind,
        text,
        replyTo,
        file: attached,
        copies: arrivals.get(name) ?? 0,
        edited: false,
        deleted: false,
        reactions: {},
        delivered: undefined,
        read: undefined,
        played: undefined,
        seen: origin.fromMe,
        raw: Buffer.from(proto.Message.encode(message).finish()),
      });
      arrivals.delete(name);
      changed();
    },
    amend({ chat, author }, content) {
      switch (content.is) {
        case 'edit':
          change(chat, content.id, (old) =>
            old.author === author ? { text: content.text, edited: true } : {},
          );
          break;
        case 'revoke':
          change(chat, content.id, () => ({ deleted: true, text: '' }));
          break;
        case 'reaction':
          change(chat, content.id, ({ reactions }) => {
            const others = Object.entries(reactions).filter(([number]) => number !== author);
            const own = content.emoji === '' ? [] : [[author, content.emoji]];
            return { reactions: Object.fromEntries([...others, ...own]) };
          });
          break;
        case 'message':
        case 'protocol':
        case 'nothing':
          break;
      }
    },
    tick(chat, ids, tick, at) {
      for (const id of ids) {
        change(chat, id, (message) => ({
          delivered: message.delivered ?? at,
          ...(tick === 'delivered' ? {} : { read: message.read ?? at }),
          ...(tick === 'played' ? { played: message.played ?? at } : {}),
        }));
      }
    },
    see(chat, ids) {
      for (const id of ids) change(chat, id, () => ({ seen: true }));
    },
  };
}

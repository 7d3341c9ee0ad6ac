import type { Bus } from '../api/handler.ts';
import type { Database } from '../db/database.ts';

/** A message of a contact that was stored for the first time and did not come as history. */
export interface Arrived {
  readonly channelId: number;
  readonly conversationId: number;
  readonly messageId: number;
  readonly arrival: 'live' | 'offline';
}

/** What one transaction has changed; told to the rest of the station once it is on disk. */
export interface Changes {
  /** The inbox row of this conversation, or whether it is there at all. */
  conversation(conversationId: number): void;
  message(conversationId: number, messageId: number): void;
  /** Names, numbers or marks of this contact, or whether it is there at all. */
  contact(contactId: number): void;
  /** What the channel's card counts: conversations unread, messages waiting to leave. */
  counters(channelId: number): void;
  arrived(message: Arrived): void;
  /** Ticket, history or notes of this conversation. */
  ticket(conversationId: number): void;
  /** Runs `task` once the transaction is on disk, and never when it is undone. */
  afterwards(task: () => void): void;
}

/** Runs `work` as one transaction and then tells what it changed; tells nothing when it is undone. */
export type Write = <T>(name: string, work: (changes: Changes) => T) => T;

export interface Listeners {
  readonly bus: Bus;
  readonly countersChanged: (channelId: number) => void;
  readonly arrived: (message: Arrived) => void;
}

export function createWrite(db: Database, { bus, countersChanged, arrived }: Listeners): Write {
  return (name, work) => {
    const conversations = new Map<number, number[]>();
    const people = new Set<number>();
    const channels = new Set<number>();
    const arrivals: Arrived[] = [];
    const tickets = new Set<number>();
    const tasks: (() => void)[] = [];
    const messagesOf = (conversationId: number): number[] => {
      const known = conversations.get(conversationId);
      if (known) return known;
      const messages: number[] = [];
      conversations.set(conversationId, messages);
      return messages;
    };

    const result = db.transaction(name, () =>
      work({
        conversation: (conversationId) => void messagesOf(conversationId),
        message: (conversationId, messageId) => void messagesOf(conversationId).push(messageId),
        contact: (contactId) => void people.add(contactId),
        counters: (channelId) => void channels.add(channelId),
        arrived: (message) => void arrivals.push(message),
        ticket: (conversationId) => void tickets.add(conversationId),
        afterwards: (task) => void tasks.push(task),
      }),
    );

    if (people.size > 0) bus.emit('contacts.changed', { contactIds: [...people] });
    if (conversations.size > 0) bus.emit('inbox.changed', { conversationIds: [...conversations.keys()] });
    for (const [conversationId, messageIds] of conversations) {
      if (messageIds.length > 0) bus.emit('conversation.changed', { conversationId, messageIds });
    }
    if (tickets.size > 0) bus.emit('tickets.changed', { conversationIds: [...tickets] });
    for (const channelId of channels) countersChanged(channelId);
    // Before the arrivals: who hears of a message finds what became of its ticket told.
    for (const task of tasks) task();
    for (const message of arrivals) arrived(message);
    return result;
  };
}

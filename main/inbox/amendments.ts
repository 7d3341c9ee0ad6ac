import type { Address, Amendment, Change, WireMessage } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import type { Contacts } from '../contacts/store.ts';
import type { Database } from '../db/database.ts';
import type { Changes } from './changes.ts';
import type { Conversations } from './conversations.ts';
import type { Extras } from './extras.ts';
import type { KnownMessage, Messages } from './messages.ts';
import { type Author, instant, isReaction, mayChange, storable } from './rules.ts';

/**
 * Edits, deletions and reactions: they change a message and are none themselves. They count as nothing new, move no
 * conversation and open no ticket (AT-1, AT-3). All inside a transaction.
 */
export interface Amendments {
  /** Changes the message that it is about, or waits for it. */
  hear(channelId: number, wire: WireMessage, amendment: Amendment, changes: Changes): void;
  /** A message is there, or can be read at last: what came before it is made good. */
  settle(message: { channelId: number; waId: string }, changes: Changes): void;
  /** The same for all of one contact, whose conversations have become one. */
  settleContact(contactId: number, changes: Changes): void;
  /** WhatsApp has taken a change that a person here has made. */
  own(messageId: number, change: Change, at: number, changes: Changes): void;
}

interface Parked {
  readonly id: number;
  readonly channelId: number;
  readonly contactId: number;
  readonly targetWaId: string;
  readonly targetFromMe: number;
  readonly targetAuthorId: number | null;
  readonly authorId: number | null;
  readonly at: number;
  readonly change: Change['kind'];
  readonly body: string;
}

const COLUMNS = `id, channel_id AS channelId, contact_id AS contactId, target_wa_id AS targetWaId,
  target_from_me AS targetFromMe, target_author_id AS targetAuthorId, author_id AS authorId, at, change, body`;

/** So many of one chat wait for messages that may never come; the newest are worth most. */
const MOST_PARKED = 500;

export function createAmendments({
  db,
  clock,
  contacts,
  conversations,
  messages,
  extras,
}: {
  db: Database;
  clock: Clock;
  contacts: Contacts;
  conversations: Conversations;
  messages: Messages;
  extras: Extras;
}): Amendments {
  const park = db.statement<
    [number, number, string, number, number | null, number | null, number, string, string]
  >(
    'parkedChange.park',
    `INSERT INTO parked_change (channel_id, contact_id, target_wa_id, target_from_me, target_author_id, author_id, at,
       change, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const forgetOldest = db.statement<[number, number]>(
    'parkedChange.forgetOldest',
    `DELETE FROM parked_change WHERE id IN (
       SELECT id FROM parked_change WHERE contact_id = ? ORDER BY id DESC LIMIT -1 OFFSET ?)`,
  );
  // Asked with every message, nearly always for nothing: what is found is sorted here.
  const parkedFor = db.statement<[number, string], Parked>(
    'parkedChange.for',
    `SELECT ${COLUMNS} FROM parked_change WHERE channel_id = ? AND target_wa_id = ?`,
  );
  const parkedOf = db.statement<[number], Parked>(
    'parkedChange.ofContact',
    `SELECT ${COLUMNS} FROM parked_change WHERE contact_id = ? ORDER BY at, id`,
  );
  const unpark = db.statement<[number]>('parkedChange.unpark', 'DELETE FROM parked_change WHERE id = ?');

  function resolved(addresses: readonly Address[] | undefined, changes: Changes): number | null {
    return addresses && addresses.length > 0 ? contacts.resolve(addresses, changes).id : null;
  }

  /** The message that it is about, in the chat that it came in: elsewhere the same id is another message. */
  function targetOf(change: Omit<Parked, 'id'>): KnownMessage | undefined {
    const conversation = conversations.find(change.channelId, change.contactId);
    if (!conversation) return undefined;
    const { channelId, targetWaId } = change;
    if (change.targetFromMe === 1) {
      const sent = messages.sent(channelId, targetWaId);
      return sent?.conversationId === conversation.id ? sent : undefined;
    }
    const authorId = change.targetAuthorId ?? undefined;
    return messages.received({ channelId, conversationId: conversation.id, authorId }, targetWaId);
  }

  /** Answers whether the change is done with. */
  function apply(change: Omit<Parked, 'id'>, changes: Changes): boolean {
    const target = targetOf(change);
    if (!target) return false;
    // A text that is not there yet would overwrite the later one.
    if (target.kind === 'unreadable' && change.change === 'edit') return false;
    const who: Author = { fromMe: change.authorId === null, authorId: change.authorId ?? undefined };
    if (!mayChange(change.change, inChat(who, target), target)) return true;
    carryOut(target, change, change.authorId ?? 0, changes);
    return true;
  }

  /** Messages of a chat of two name no author. */
  function inChat(who: Author, { authorId }: KnownMessage): Author {
    return authorId === undefined ? { ...who, authorId: undefined } : who;
  }

  function carryOut(
    target: KnownMessage,
    { change, body, at }: Pick<Parked, 'change' | 'body' | 'at'>,
    authorId: number,
    changes: Changes,
  ): void {
    const { id, conversationId } = target;
    if (change === 'react') {
      if (extras.reacted(id, { authorId, at, emoji: body })) changes.message(conversationId, id);
      return;
    }
    const { deletedAt, editedAt } = extras.amended(id);
    if (deletedAt !== null) return;
    const before = messages.body(id);
    if (change === 'delete') {
      extras.deleted(id, at, before);
      messages.setBody(id, '');
    } else {
      if (before === body || (editedAt !== null && at < editedAt)) return;
      extras.edited(id, at, before);
      messages.setBody(id, body);
    }
    if (conversations.byId(conversationId)?.lastMessageId === id) conversations.repreview(conversationId);
    changes.message(conversationId, id);
  }

  return {
    hear(channelId, wire, { target, change }, changes) {
      const chat = contacts.resolve(wire.chat, changes);
      const isGroup = chat.kind === 'group';
      const body = change.kind === 'edit' ? change.text : change.kind === 'react' ? change.emoji : '';
      if (change.kind === 'react' && !isReaction(body)) return;
      const author = isGroup ? resolved(wire.author, changes) : chat.id;
      if (!wire.fromMe && author === null) return;
      const about = {
        channelId,
        contactId: chat.id,
        targetWaId: target.waId,
        targetFromMe: Number(target.fromMe),
        targetAuthorId: isGroup && !target.fromMe ? (resolved(target.author, changes) ?? author) : null,
        authorId: wire.fromMe ? null : author,
        at: instant(wire.at, clock.now()),
        change: change.kind,
        body: storable(body),
      };
      if (apply(about, changes)) return;
      park.run(
        about.channelId,
        about.contactId,
        about.targetWaId,
        about.targetFromMe,
        about.targetAuthorId,
        about.authorId,
        about.at,
        about.change,
        about.body,
      );
      forgetOldest.run(chat.id, MOST_PARKED);
    },
    settle({ channelId, waId }, changes) {
      const parked = parkedFor.all(channelId, waId).sort((a, b) => a.at - b.at || a.id - b.id);
      for (const each of parked) if (apply(each, changes)) unpark.run(each.id);
    },
    settleContact(contactId, changes) {
      for (const each of parkedOf.all(contactId)) if (apply(each, changes)) unpark.run(each.id);
    },
    own(messageId, change, at, changes) {
      const target = messages.byId(messageId);
      if (!target) return;
      const body = change.kind === 'edit' ? change.text : change.kind === 'react' ? change.emoji : '';
      carryOut(target, { change: change.kind, body: storable(body), at }, 0, changes);
    },
  };
}

import type { Database } from '../db/database.ts';
import type { Changes } from './changes.ts';
import { previewOf, type Summary } from './rules.ts';
import { createTwins } from './twins.ts';

interface Newest {
  readonly id: number;
  readonly at: number;
  readonly fromMe: number;
  readonly kind: string;
  readonly status: string;
  readonly body: string;
}

export interface ConversationRow extends Summary {
  readonly id: number;
  readonly channelId: number;
  readonly contactId: number;
  readonly seenOnPhoneId: number;
  readonly draft: string;
}

/** The writing side of the inbox rows; `store.ts` reads them for windows. */
export interface Conversations {
  /** Follows the id of a conversation that was merged into another. */
  byId(id: number): ConversationRow | undefined;
  find(channelId: number, contactId: number): ConversationRow | undefined;
  /** Makes it when there is none. Its first message comes in the same transaction: the inbox lists no empty ones. */
  of(channelId: number, contactId: number): ConversationRow;
  summarise(id: number, summary: Summary): void;
  /** The newest message got another content: reads it anew. */
  repreview(id: number): void;
  previewStatus(id: number, messageId: number, status: string): void;
  draft(id: number, text: string, replyTo?: number): void;
  /** A person answered on the phone, and the answer is not shown here (PR-3). */
  spokenOnPhone(id: number, at: number): void;
  seenOnPhone(id: number, messageId: number): void;
  /** Makes the row anew of its messages, but for who waits: they do not tell what was history when it came. */
  recount(id: number): void;
  /** `from` ends in `into`: its messages in time order, what is unread, the drafts. Its id still leads there. */
  merge(into: ConversationRow, from: ConversationRow, changes: Changes): void;
  /** All conversations of one contact go to another, and what it wrote in groups; two on one channel become one. */
  move(fromContact: number, toContact: number, changes: Changes): void;
}

const COLUMNS = `id, channel_id AS channelId, contact_id AS contactId, last_message_id AS lastMessageId,
  last_at AS lastAt, unread, waiting_since AS waitingSince, preview, preview_kind AS previewKind,
  preview_from_me AS previewFromMe, preview_status AS previewStatus,
  seen_on_phone_id AS seenOnPhoneId, draft`;

/** `rebind` gives what other features keep about one conversation to another, inside the transaction. */
export function createConversations(
  db: Database,
  rebind: (from: number, into: number) => void,
): Conversations {
  const byId = db.statement<[number], ConversationRow>(
    'conversation.byId',
    `SELECT ${COLUMNS} FROM conversation WHERE id = ?`,
  );
  const mergedInto = db.statement<[number], ConversationRow>(
    'conversation.mergedInto',
    `SELECT ${COLUMNS} FROM conversation WHERE id = (SELECT into_id FROM merged_conversation WHERE id = ?)`,
  );
  const find = db.statement<[number, number], ConversationRow>(
    'conversation.find',
    `SELECT ${COLUMNS} FROM conversation WHERE contact_id = ? AND channel_id = ?`,
  );
  const ofContact = db.statement<[number], ConversationRow>(
    'conversation.rowsOfContact',
    `SELECT ${COLUMNS} FROM conversation WHERE contact_id = ?`,
  );
  const insert = db.statement<[number, number], ConversationRow>(
    'conversation.insert',
    `INSERT INTO conversation (channel_id, contact_id) VALUES (?, ?) RETURNING ${COLUMNS}`,
  );
  const summarise = db.statement<
    [number, number, number, number | null, string, string, number, string, number]
  >(
    'conversation.summarise',
    `UPDATE conversation SET last_message_id = ?, last_at = ?, unread = ?, waiting_since = ?, preview = ?,
       preview_kind = ?, preview_from_me = ?, preview_status = ? WHERE id = ?`,
  );
  const preview = db.statement<[string, string, number]>(
    'conversation.preview',
    'UPDATE conversation SET preview_kind = ?, preview = ? WHERE id = ?',
  );
  const previewStatus = db.statement<[string, number, number]>(
    'conversation.previewStatus',
    'UPDATE conversation SET preview_status = ? WHERE id = ? AND last_message_id = ?',
  );
  const draft = db.statement<[string, number | null, number]>(
    'conversation.setDraft',
    'UPDATE conversation SET draft = ?, draft_reply_to = ? WHERE id = ?',
  );
  const seenOnPhone = db.statement<[number, number]>(
    'conversation.seenOnPhone',
    'UPDATE conversation SET seen_on_phone_id = max(seen_on_phone_id, ?) WHERE id = ?',
  );
  const seenOnPhoneOfBoth = db.statement<[number, number]>(
    'conversation.seenOnPhoneOfBoth',
    'UPDATE conversation SET seen_on_phone_id = min(seen_on_phone_id, ?) WHERE id = ?',
  );
  const give = db.statement<[number, number]>(
    'conversation.give',
    'UPDATE conversation SET contact_id = ? WHERE id = ?',
  );
  const moveMessages = db.statement<[number, number]>(
    'message.move',
    'UPDATE message SET conversation_id = ? WHERE conversation_id = ?',
  );
  const moveAuthorship = db.statement<[number, number]>(
    'message.moveAuthorship',
    'UPDATE message SET author_id = ? WHERE author_id = ?',
  );
  // What else names the contact that goes.
  const moveMentions = [
    'UPDATE message_extra SET quoted_author_id = ? WHERE quoted_author_id = ?',
    'UPDATE OR IGNORE reaction SET author_id = ? WHERE author_id = ?',
    'UPDATE parked_change SET contact_id = ? WHERE contact_id = ?',
    'UPDATE parked_change SET author_id = ? WHERE author_id = ?',
    'UPDATE parked_change SET target_author_id = ? WHERE target_author_id = ?',
  ].map((sql, index) => db.statement<[number, number]>(`contact.moveMentions.${index}`, sql));
  const moveDraft = db.statement<[number, number]>(
    'staged.move',
    'UPDATE staged SET conversation_id = ? WHERE conversation_id = ?',
  );
  const twins = createTwins(db);
  const lastSent = db.statement<[number], { at: number | null }>(
    'message.lastSent',
    'SELECT max(at) AS at FROM message WHERE conversation_id = ? AND from_me = 1',
  );
  const newest = db.statement<[number], Newest>(
    'message.newest',
    `SELECT m.id, m.at, m.from_me AS fromMe, iif(x.deleted_at IS NULL, m.kind, 'deleted') AS kind, m.status,
       iif(m.body = '' AND x.deleted_at IS NULL, coalesce(x.label, ''), m.body) AS body
     FROM message m LEFT JOIN message_extra x ON x.message_id = m.id WHERE m.conversation_id = ?
     ORDER BY m.id DESC LIMIT 1`,
  );
  const unread = db.statement<[number], { n: number }>(
    'message.unread',
    'SELECT count(*) AS n FROM message WHERE conversation_id = ? AND unread = 1',
  );
  const spokenOnPhone = db.statement<[number, number]>(
    'conversation.spokenOnPhone',
    'UPDATE conversation SET phone_spoke_at = ?, waiting_since = NULL WHERE id = ?',
  );
  const remove = db.statement<[number]>('conversation.remove', 'DELETE FROM conversation WHERE id = ?');
  const forward = db.statement<[number, number]>(
    'conversation.forward',
    'UPDATE merged_conversation SET into_id = ? WHERE into_id = ?',
  );
  const remember = db.statement<[number, number]>(
    'conversation.remember',
    'INSERT INTO merged_conversation (id, into_id) VALUES (?, ?)',
  );

  function saveSummary(id: number, row: Summary): void {
    summarise.run(
      row.lastMessageId,
      row.lastAt,
      row.unread,
      row.waitingSince,
      row.preview,
      row.previewKind,
      row.previewFromMe,
      row.previewStatus,
      id,
    );
  }

  function recount(id: number): void {
    const row = byId.get(id)!;
    const last = newest.get(id);
    saveSummary(id, {
      lastMessageId: last?.id ?? 0,
      lastAt: last?.at ?? 0,
      unread: unread.get(id)?.n ?? 0,
      waitingSince: row.waitingSince,
      preview: previewOf(last?.body ?? ''),
      previewKind: last?.kind ?? 'text',
      previewFromMe: last?.fromMe ?? 0,
      previewStatus: last?.status ?? 'received',
    });
  }

  function merge(into: ConversationRow, from: ConversationRow, changes: Changes): void {
    twins.ofConversations(from.id, into.id);
    moveMessages.run(into.id, from.id);
    const answeredAt = lastSent.get(into.id)?.at ?? -1;
    const waits = [into.waitingSince, from.waitingSince].flatMap((since) =>
      since !== null && since > answeredAt ? [since] : [],
    );
    saveSummary(into.id, { ...into, waitingSince: waits.length > 0 ? Math.min(...waits) : null });
    recount(into.id);
    // What was read of the one says nothing about the other.
    seenOnPhoneOfBoth.run(from.seenOnPhoneId, into.id);
    draft.run([into.draft, from.draft].filter((text) => text !== '').join('\n'), null, into.id);
    moveDraft.run(into.id, from.id);
    rebind(from.id, into.id);
    forward.run(into.id, from.id);
    remove.run(from.id);
    remember.run(from.id, into.id);
    changes.conversation(from.id);
    changes.conversation(into.id);
    changes.counters(into.channelId);
  }

  return {
    byId: (id) => byId.get(id) ?? mergedInto.get(id),
    find: (channelId, contactId) => find.get(contactId, channelId),
    of: (channelId, contactId) => find.get(contactId, channelId) ?? insert.get(channelId, contactId)!,
    summarise: saveSummary,
    repreview(id) {
      const last = newest.get(id);
      if (last) preview.run(last.kind, previewOf(last.body), id);
    },
    previewStatus: (id, messageId, status) => void previewStatus.run(status, id, messageId),
    draft: (id, text, replyTo) => void draft.run(text, replyTo ?? null, id),
    spokenOnPhone: (id, at) => void spokenOnPhone.run(at, id),
    seenOnPhone: (id, messageId) => void seenOnPhone.run(messageId, id),
    recount,
    merge,
    move(fromContact, toContact, changes) {
      for (const row of ofContact.all(fromContact)) {
        const there = find.get(toContact, row.channelId);
        if (there) {
          merge(there, row, changes);
        } else {
          give.run(toContact, row.id);
          changes.conversation(row.id);
        }
      }
      for (const id of twins.ofAuthors(fromContact, toContact)) {
        recount(id);
        changes.conversation(id);
        changes.counters(byId.get(id)!.channelId);
      }
      moveAuthorship.run(toContact, fromContact);
      for (const move of moveMentions) move.run(toContact, fromContact);
    },
  };
}

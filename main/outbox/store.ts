import { MediaKind, type MessageKind } from '../../preload/entities.ts';
import type { WireQuote } from '../channels/wire.ts';
import type { Database } from '../db/database.ts';
import type { Waiting } from './rules.ts';

/** What is sent, as it lies in the store. */
export interface StoredContent {
  readonly waId: string;
  readonly contactId: number;
  readonly kind: MessageKind;
  readonly text: string;
  /** JSON: a place, or cards. */
  readonly detail: string | null;
  readonly quotedWaId: string | null;
  readonly quotedFromMe: number | null;
  readonly quotedAuthorId: number | null;
  readonly quotedKind: WireQuote['kind'] | null;
  readonly quotedText: string | null;
}

interface Row extends Omit<Waiting, 'heavy'> {
  readonly kind: MessageKind;
}

/** As much as WhatsApp's own programs show of what is answered. */
const QUOTED_TEXT = 1_000;

const HEAVY = new Set<string>(MediaKind.options);

function waitingOf({ kind, ...row }: Row): Waiting {
  return { ...row, heavy: HEAVY.has(kind) };
}

export interface OutboxStore {
  /** Nothing leaves through an archived channel any more. */
  isArchived(channelId: number): boolean;
  /** The channel's own number, under any of its addresses. */
  isOwnNumber(channelId: number, contactId: number): boolean;
  isBlocked(contactId: number): boolean;
  /** After `goodUntil` it no longer leaves. */
  add(messageId: number, channelId: number, goodUntil?: number): void;
  has(messageId: number): boolean;
  content(messageId: number): StoredContent;
  /** Its time has passed before it was handed over once: what may have gone already is not called back. */
  isTooLate(messageId: number, now: number): boolean;
  /** What an answer to this message shows of it. */
  quoteOf(messageId: number): { kind: WireQuote['kind']; text: string; deleted: boolean };
  /** In order of time. No other statement may run until the loop has ended. */
  waiting(channelId: number): Iterable<Waiting>;
  /** On disk before the driver hears of it, so that after a crash it is known that it may have gone. */
  claim(messageId: number): void;
  again(messageId: number, attempts: number, notBefore: number): void;
  /** Those that a driver was given in a life or connection that has ended. */
  unsettled(channelId: number): Waiting[];
  /** Answers whether it was there. */
  remove(messageId: number): boolean;
  /** Without those that are on their way. */
  count(channelId: number): number;
}

const COLUMNS =
  'o.message_id AS id, m.conversation_id AS line, m.kind, o.state, o.attempts, o.not_before AS notBefore';

export function createOutboxStore(db: Database): OutboxStore {
  const archived = db.statement<[number], { at: number | null }>(
    'outbox.archived',
    'SELECT archived_at AS at FROM channel WHERE id = ?',
  );
  const own = db.statement<[number, number], { own: number }>(
    'outbox.ownNumber',
    `SELECT EXISTS (SELECT 1 FROM address a JOIN channel c ON c.id = ?
       WHERE a.contact_id = ? AND ((a.kind = 'pn' AND a.value = c.number) OR (a.kind = 'lid' AND a.value = c.lid))) AS own`,
  );
  const blocked = db.statement<[number], { at: number | null }>(
    'outbox.blocked',
    'SELECT blocked_at AS at FROM contact WHERE id = ?',
  );
  const add = db.statement<[number, number, number | null]>(
    'outbox.add',
    `INSERT INTO outbox (message_id, channel_id, state, good_until) VALUES (?, ?, 'queued', ?)`,
  );
  // Claimed for this attempt by now; tries without a line are not counted.
  const tooLate = db.statement<[number, number], { id: number }>(
    'outbox.tooLate',
    'SELECT message_id AS id FROM outbox WHERE message_id = ? AND attempts <= 1 AND good_until < ?',
  );
  const has = db.statement<[number], { id: number }>(
    'outbox.has',
    'SELECT message_id AS id FROM outbox WHERE message_id = ?',
  );
  const content = db.statement<[number], StoredContent>(
    'outbox.content',
    `SELECT m.wa_id AS waId, c.contact_id AS contactId, m.kind, m.body AS text, x.detail, x.quoted_wa_id AS quotedWaId,
       x.quoted_from_me AS quotedFromMe, x.quoted_author_id AS quotedAuthorId, x.quoted_kind AS quotedKind,
       x.quoted_text AS quotedText
     FROM message m JOIN conversation c ON c.id = m.conversation_id
       LEFT JOIN message_extra x ON x.message_id = m.id WHERE m.id = ?`,
  );
  const quoted = db.statement<[number], { kind: MessageKind; text: string; deleted: number }>(
    'outbox.quoted',
    `SELECT m.kind, substr(iif(m.body = '', coalesce(x.label, ''), m.body), 1, ${QUOTED_TEXT}) AS text,
       x.deleted_at IS NOT NULL AS deleted
     FROM message m LEFT JOIN message_extra x ON x.message_id = m.id WHERE m.id = ?`,
  );
  const waiting = db.statement<[number], Row>(
    'outbox.waiting',
    `SELECT ${COLUMNS} FROM outbox o JOIN message m ON m.id = o.message_id WHERE o.channel_id = ? ORDER BY o.message_id`,
  );
  const unsettled = db.statement<[number], Row>(
    'outbox.unsettled',
    `SELECT ${COLUMNS} FROM outbox o JOIN message m ON m.id = o.message_id
     WHERE o.channel_id = ? AND o.state = 'sending' ORDER BY o.message_id`,
  );
  const claim = db.statement<[number]>(
    'outbox.claim',
    `UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE message_id = ?`,
  );
  const again = db.statement<[number, number, number]>(
    'outbox.again',
    `UPDATE outbox SET state = 'queued', attempts = ?, not_before = ? WHERE message_id = ?`,
  );
  const remove = db.statement<[number]>('outbox.remove', 'DELETE FROM outbox WHERE message_id = ?');
  const count = db.statement<[number], { n: number }>(
    'outbox.count',
    `SELECT count(*) AS n FROM outbox WHERE channel_id = ? AND state = 'queued'`,
  );

  return {
    isArchived: (channelId) => typeof archived.get(channelId)?.at === 'number',
    isOwnNumber: (channelId, contactId) => own.get(channelId, contactId)?.own === 1,
    isBlocked: (contactId) => typeof blocked.get(contactId)?.at === 'number',
    add: (messageId, channelId, goodUntil) => void add.run(messageId, channelId, goodUntil ?? null),
    has: (messageId) => has.get(messageId) !== undefined,
    content: (messageId) => content.get(messageId)!,
    isTooLate: (messageId, now) => tooLate.get(messageId, now) !== undefined,
    quoteOf(messageId) {
      const { kind, text, deleted } = quoted.get(messageId)!;
      return { kind: kind === 'unreadable' ? 'other' : kind, text, deleted: deleted === 1 };
    },
    *waiting(channelId) {
      for (const row of waiting.each(channelId)) yield waitingOf(row);
    },
    claim: (messageId) => void claim.run(messageId),
    again: (messageId, attempts, notBefore) => void again.run(attempts, notBefore, messageId),
    unsettled: (channelId) => unsettled.all(channelId).map(waitingOf),
    remove: (messageId) => remove.run(messageId) > 0,
    count: (channelId) => count.get(channelId)?.n ?? 0,
  };
}

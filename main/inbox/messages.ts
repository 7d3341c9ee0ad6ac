import type { FailureCode, MessageKind, MessageOrigin, MessageStatus } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import type { Extras, StoredQuote } from './extras.ts';
import { columnsOf, IDS_PER_SECOND, type Kept } from './rules.ts';

export interface NewMessage {
  readonly conversationId: number;
  readonly channelId: number;
  readonly waId: string;
  readonly fromMe: boolean;
  readonly at: number;
  readonly unread: boolean;
  readonly origin: MessageOrigin;
  readonly userId: number | undefined;
  readonly authorId: number | undefined;
  readonly status: MessageStatus;
  readonly content: Kept;
  readonly quote?: StoredQuote | undefined;
}

export interface KnownMessage {
  readonly id: number;
  readonly conversationId: number;
  readonly channelId: number;
  readonly waId: string;
  readonly fromMe: boolean;
  /** In groups: who wrote it. */
  readonly authorId: number | undefined;
  readonly at: number;
  readonly kind: MessageKind;
  readonly origin: MessageOrigin;
  readonly status: MessageStatus;
}

interface Row extends Omit<KnownMessage, 'fromMe' | 'authorId'> {
  readonly fromMe: number;
  readonly authorId: number | null;
}

function known({ fromMe, authorId, ...row }: Row): KnownMessage {
  return { ...row, fromMe: fromMe === 1, authorId: authorId ?? undefined };
}

/** Where a received message stands, and who of a group wrote it. */
export interface Place {
  readonly channelId: number;
  readonly conversationId: number;
  readonly authorId: number | undefined;
}

/** The writing side of messages; `store.ts` reads them for windows. */
export interface Messages {
  /** Puts it into the given second, after all that is there, and answers its id. */
  insert(message: NewMessage, second: number): number;
  /** Ours: only this account chooses these ids, so that one of them is one message of the channel. */
  sent(channelId: number, waId: string): KnownMessage | undefined;
  /** Others choose theirs, and may choose one that they have seen elsewhere: an id says nothing outside its place. */
  received(place: Place, waId: string): KnownMessage | undefined;
  /** All received on this channel with this id. */
  receivedAnywhere(channelId: number, waId: string): KnownMessage[];
  byId(id: number): KnownMessage | undefined;
  /** It could not be read, and now it can. */
  replace(id: number, content: Kept, quote: StoredQuote | undefined): void;
  body(id: number): string;
  setBody(id: number, body: string): void;
  setStatus(id: number, status: MessageStatus, failure?: FailureCode): void;
}

const KNOWN = `SELECT id, conversation_id AS conversationId, channel_id AS channelId, wa_id AS waId, from_me AS fromMe,
  author_id AS authorId, at, kind, origin, status FROM message`;

export function createMessages(db: Database, extras: Extras): Messages {
  const lastBefore = db.statement<[number, number], { id: number | null }>(
    'message.lastOfSecond',
    'SELECT max(id) AS id FROM message WHERE id >= ? AND id < ?',
  );
  const insert = db.statement<
    [
      id: number,
      conversationId: number,
      channelId: number,
      waId: string,
      fromMe: number,
      at: number,
      unread: number,
      origin: string,
      userId: number | null,
      authorId: number | null,
      status: string,
      kind: string,
      otherKind: string | null,
      body: string,
    ]
  >(
    'message.insert',
    `INSERT INTO message (id, conversation_id, channel_id, wa_id, from_me, at, unread, origin, user_id, author_id,
       status, kind, other_kind, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const sent = db.statement<[number, string], Row>(
    'message.sent',
    `${KNOWN} WHERE channel_id = ? AND wa_id = ? AND from_me = 1`,
  );
  const received = db.statement<[number, string, number, number | null], Row>(
    'message.received',
    `${KNOWN} WHERE channel_id = ? AND wa_id = ? AND from_me = 0 AND +conversation_id = ? AND +author_id IS ?`,
  );
  const receivedAnywhere = db.statement<[number, string], Row>(
    'message.receivedAnywhere',
    `${KNOWN} WHERE channel_id = ? AND wa_id = ? AND from_me = 0`,
  );
  const byId = db.statement<[number], Row>('message.byId', `${KNOWN} WHERE id = ?`);
  const replace = db.statement<[string, string | null, string, number]>(
    'message.replace',
    'UPDATE message SET kind = ?, other_kind = ?, body = ? WHERE id = ?',
  );
  const body = db.statement<[number], { body: string }>(
    'message.body',
    'SELECT body FROM message WHERE id = ?',
  );
  const setBody = db.statement<[string, number]>(
    'message.setBody',
    'UPDATE message SET body = ? WHERE id = ?',
  );
  const setStatus = db.statement<[string, string | null, number]>(
    'message.setStatus',
    'UPDATE message SET status = ?, failure = ? WHERE id = ?',
  );

  function freeId(second: number): number {
    const first = second * IDS_PER_SECOND;
    const end = first + IDS_PER_SECOND;
    const free = (lastBefore.get(first, end)?.id ?? first - 1) + 1;
    return free < end ? free : freeId(second + 1);
  }

  return {
    insert(message, second) {
      const id = freeId(second);
      const { kind, otherKind, body } = columnsOf(message.content);
      insert.run(
        id,
        message.conversationId,
        message.channelId,
        message.waId,
        message.fromMe ? 1 : 0,
        message.at,
        message.unread ? 1 : 0,
        message.origin,
        message.userId ?? null,
        message.authorId ?? null,
        message.status,
        kind,
        otherKind,
        body,
      );
      extras.keep(id, message.content, message.quote);
      return id;
    },
    sent(channelId, waId) {
      const row = sent.get(channelId, waId);
      return row && known(row);
    },
    received({ channelId, conversationId, authorId }, waId) {
      const row = received.get(channelId, waId, conversationId, authorId ?? null);
      return row && known(row);
    },
    receivedAnywhere: (channelId, waId) => receivedAnywhere.all(channelId, waId).map(known),
    byId(id) {
      const row = byId.get(id);
      return row && known(row);
    },
    replace(id, content, quote) {
      const { kind, otherKind, body } = columnsOf(content);
      const { deletedAt } = extras.amended(id);
      // Taken back before it could be read here: that it was stays true, and so does what it said.
      if (deletedAt !== null) extras.deleted(id, deletedAt, body);
      replace.run(kind, otherKind, deletedAt === null ? body : '', id);
      extras.keep(id, content, quote);
    },
    body: (id) => body.get(id)?.body ?? '',
    setBody: (id, text) => void setBody.run(text, id),
    setStatus: (id, status, failure) => void setStatus.run(status, failure ?? null, id),
  };
}

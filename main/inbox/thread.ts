import {
  type FailureCode,
  MediaKind,
  type Message,
  type MessageVersion,
  type PendingChange,
  type Reaction,
} from '../../preload/entities.ts';
import { createReasons } from '../automation/reasons.ts';
import { IN_SIGHT } from '../channel-preferences/sight.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { changeWindows, firstIdOf, type Windows } from './rules.ts';
import {
  type Around,
  type ExtraRow,
  EXTRAS,
  LONG,
  type LongRow,
  MEDIA,
  type MediaRow,
  THREAD,
  type ThreadRow,
  toMessage,
  type Viewer,
} from './thread-rows.ts';

export type { Viewer } from './thread-rows.ts';

/** A part of a conversation, oldest first, and whether there is more beyond its open end. */
export interface Page {
  readonly messages: Message[];
  readonly more: boolean;
}

/** What windows read of conversations; nobody but a manager gets what was deleted. */
export interface Thread {
  /** The newest before `before`. */
  before(conversationId: number, before: number, limit: number, viewer: Viewer): Page;
  /** The oldest after `after`. */
  after(conversationId: number, after: number, limit: number, viewer: Viewer): Page;
  /** The first message at or after an instant; when there is none, the last one before it. */
  at(conversationId: number, at: number): number | undefined;
  messages(conversationId: number, ids: readonly number[], viewer: Viewer): Message[];
  message(id: number, viewer: Viewer): Message | undefined;
  fullText(messageId: number, viewer: Viewer): string | undefined;
  /** Texts that it had before, oldest first. */
  versions(messageId: number): MessageVersion[];
}

/** Greater than every message id. */
export const NEWEST = Number.MAX_SAFE_INTEGER;

interface ReactionRow {
  readonly messageId: number;
  readonly authorId: number;
  readonly name: string | null;
  readonly emoji: string;
}

interface ChangeRow {
  readonly id: number;
  readonly messageId: number;
  readonly change: PendingChange['change'];
  readonly state: PendingChange['state'];
  readonly failure: FailureCode | null;
  readonly body: string;
}

export function createThread(
  db: Database,
  {
    clock,
    windowsOf,
  }: {
    clock: Clock;
    /** How long this channel lets a message be changed. */
    windowsOf: (channelId: number) => Windows | undefined;
  },
): Thread {
  const before = db.statement<[number, number, number | null, number], ThreadRow>(
    'message.pageBefore',
    `${THREAD} WHERE m.conversation_id = ? AND m.id < ? AND ${IN_SIGHT} ORDER BY m.id DESC LIMIT ?`,
  );
  const after = db.statement<[number, number, number | null, number], ThreadRow>(
    'message.pageAfter',
    `${THREAD} WHERE m.conversation_id = ? AND m.id > ? AND ${IN_SIGHT} ORDER BY m.id LIMIT ?`,
  );
  // Ids follow time: the instant is asked for where its messages stand.
  const firstFrom = db.statement<[number, number], { id: number | null }>(
    'message.firstFrom',
    'SELECT min(id) AS id FROM message WHERE conversation_id = ? AND id >= ?',
  );
  const lastBefore = db.statement<[number, number], { id: number | null }>(
    'message.lastBefore',
    'SELECT max(id) AS id FROM message WHERE conversation_id = ? AND id < ?',
  );
  const byIds = db.statement<[number, string, number | null], ThreadRow>(
    'message.byIds',
    `${THREAD} WHERE m.conversation_id = ? AND m.id IN (SELECT value FROM json_each(?)) AND ${IN_SIGHT} ORDER BY m.id`,
  );
  const byId = db.statement<[number], ThreadRow>('message.one', `${THREAD} WHERE m.id = ?`);
  const fullText = db.statement<[number], { body: string; deletedAt: number | null }>(
    'message.fullText',
    `SELECT m.body, x.deleted_at AS deletedAt FROM message m LEFT JOIN message_extra x ON x.message_id = m.id
     WHERE m.id = ?`,
  );
  const versions = db.statement<[number], { text: string; until: number }>(
    'message.versions',
    'SELECT body AS text, until FROM message_version WHERE message_id = ? ORDER BY until, id',
  );
  const reactions = db.statement<[string], ReactionRow>(
    'reaction.ofMessages',
    `SELECT r.message_id AS messageId, r.author_id AS authorId, c.display_name AS name, r.emoji
     FROM reaction r LEFT JOIN contact c ON c.id = r.author_id
     WHERE r.message_id IN (SELECT value FROM json_each(?)) AND r.emoji <> '' ORDER BY r.at, r.author_id = 0`,
  );
  // Few are on their way at any time, wherever their messages are.
  const ownChanges = db.statement<[number, number], ChangeRow>(
    'ownChange.between',
    `SELECT id, message_id AS messageId, change, state, failure, body FROM own_change
     WHERE state <> 'done' AND message_id BETWEEN ? AND ?`,
  );
  const extras = db.statement<[string], ExtraRow>('messageExtra.ofMessages', EXTRAS);
  const files = db.statement<[string], MediaRow>('media.ofMessages', MEDIA);
  const longs = db.statement<[string], LongRow>('message.long', LONG);

  const reasons = createReasons(db);

  function lastTextOf(id: number): string | undefined {
    return versions.all(id).at(-1)?.text;
  }

  /** One message of many has any of this, so that it is asked for those that do, and for all of them at once. */
  function around(rows: readonly ThreadRow[]): (row: ThreadRow) => Around {
    const ids = (which: readonly { id: number }[]) => JSON.stringify(which.map(({ id }) => id));
    const withExtras = rows.filter(({ extra }) => extra !== null);
    const extra = byMessage(withExtras.length > 0 ? extras.all(ids(withExtras)) : []);
    const withFiles = rows.filter(({ kind }) => FILES.has(kind));
    const media = byMessage(withFiles.length > 0 ? files.all(ids(withFiles)) : []);
    const withLong = rows.filter(({ text }) => text === null);
    const long = byMessage(withLong.length > 0 ? longs.all(ids(withLong)) : []);
    const reacted = withExtras.filter(({ id }) => extra.get(id)?.reacted === 1);
    const theirs = groupByMessage(reacted.length > 0 ? reactions.all(ids(reacted)) : []);
    const onTheirWay = ownChanges.all(rows[0]?.id ?? 0, rows.at(-1)?.id ?? 0);
    const changes = groupByMessage(onTheirWay.sort((a, b) => a.id - b.id));
    return ({ id }) => {
      const deletedAt = extra.get(id)?.deletedAt ?? null;
      const pending = changes.get(id) ?? [];
      const last = pending.at(-1);
      const edit = pending.findLast(({ change, state }) => change === 'edit' && state !== 'failed');
      return {
        extra: extra.get(id),
        long: long.get(id),
        media: media.get(id),
        reactions: withOurs(theirs.get(id) ?? [], pending),
        pending: last && {
          change: last.change,
          state: last.state,
          ...(last.failure !== null && { failure: last.failure }),
        },
        pendingText: edit?.body,
        lastText: deletedAt === null ? undefined : lastTextOf(id),
      };
    };
  }

  /** `rows` come oldest first. */
  function shown(rows: readonly ThreadRow[], viewer: Viewer): Message[] {
    const now = clock.now();
    const aroundOf = around(rows);
    const why = reasons(rows.flatMap(({ id, origin }) => (origin === 'robot' ? [id] : [])));
    return rows.map((row) => {
      const message = toMessage(row, viewer, aroundOf(row));
      const because = why.get(row.id);
      if (because) message.because = because;
      const windows = windowsOf(row.channelId);
      return windows ? Object.assign(message, changeWindows(message, windows, now)) : message;
    });
  }

  return {
    before(conversationId, id, limit, viewer) {
      const found = before.all(conversationId, id, viewer.onlyOf ?? null, limit + 1);
      return { messages: shown(found.slice(0, limit).reverse(), viewer), more: found.length > limit };
    },
    after(conversationId, id, limit, viewer) {
      const found = after.all(conversationId, id, viewer.onlyOf ?? null, limit + 1);
      return { messages: shown(found.slice(0, limit), viewer), more: found.length > limit };
    },
    at(conversationId, at) {
      const place = firstIdOf(at);
      return (
        firstFrom.get(conversationId, place)?.id ?? lastBefore.get(conversationId, place)?.id ?? undefined
      );
    },
    messages: (conversationId, ids, viewer) =>
      shown(byIds.all(conversationId, JSON.stringify(ids), viewer.onlyOf ?? null), viewer),
    message(id, viewer) {
      const found = byId.get(id);
      return found && shown([found], viewer)[0];
    },
    fullText(messageId, { isManager }) {
      const found = fullText.get(messageId);
      if (!found || found.deletedAt === null) return found?.body;
      return isManager ? lastTextOf(messageId) : '';
    },
    versions: (messageId) => versions.all(messageId),
  };
}

const FILES: ReadonlySet<string> = new Set(MediaKind.options);

function byMessage<R extends { readonly messageId: number }>(rows: readonly R[]): Map<number, R> {
  return new Map(rows.map((row) => [row.messageId, row]));
}

function groupByMessage<R extends { readonly messageId: number }>(rows: readonly R[]): Map<number, R[]> {
  return Map.groupBy(rows, ({ messageId }) => messageId);
}

/** What we have reacted with is shown at once, before WhatsApp has it. */
function withOurs(theirs: readonly ReactionRow[], pending: readonly ChangeRow[]): Reaction[] {
  const ours = pending.findLast(({ change, state }) => change === 'react' && state !== 'failed');
  const kept = ours ? theirs.filter(({ authorId }) => authorId !== 0) : theirs;
  const all = kept.map(({ authorId, name, emoji }): Reaction => {
    if (authorId === 0) return { emoji, fromMe: true };
    return { emoji, fromMe: false, ...(name !== null && name !== '' && { name }) };
  });
  return ours && ours.body !== '' ? [...all, { emoji: ours.body, fromMe: true }] : all;
}

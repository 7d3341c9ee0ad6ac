import type { Handover, User } from '../../preload/entities.ts';
import type { Seen, Sight } from '../channel-preferences/sight.ts';
import type { Database } from '../db/database.ts';
import { firstIdOf, previewOf } from '../inbox/rules.ts';

type Told = Handover['failed'];
type ToldMessage = Told['messages'][number];

interface Some {
  /** Conversations. */
  readonly ids: number[];
  readonly total: number;
}

/** What the hand-over sheet says (AT-12). */
export interface HandoverStore {
  came(since: number, limit: number): Some & { messages: number };
  automatic(since: number, limit: number): Told;
  /**
   * Whatever failed or is uncertain and is a conversation's newest of ours: it still asks for somebody. Only what this
   * reader may read (PR-5).
   */
  failed(reader: User | undefined, limit: number): Told;
  waiting(limit: number): Some;
  snoozed(until: number, limit: number): Some;
}

interface Row extends Omit<ToldMessage, 'failure' | 'preview'> {
  readonly failure: NonNullable<ToldMessage['failure']> | null;
  readonly body: string;
}

interface SeenRow extends Row, Omit<Seen, 'channelId'> {}

export function createHandoverStore(db: Database, sight: Pick<Sight, 'admits'>): HandoverStore {
  // Ids follow time, so that what came since then is the end of the table.
  const came = db.statement<[number], { id: number; n: number }>(
    'handover.came',
    `SELECT conversation_id AS id, count(*) AS n FROM message
     WHERE id >= ? AND from_me = 0 AND origin = 'contact' GROUP BY conversation_id ORDER BY max(id) DESC`,
  );
  const COLUMNS = `m.id AS messageId, m.conversation_id AS conversationId, m.channel_id AS channelId,
      c.display_name AS displayName, substr(m.body, 1, 400) AS body, m.kind, m.at, m.failure, m.status`;
  const MESSAGE =
    'FROM message m JOIN conversation v ON v.id = m.conversation_id JOIN contact c ON c.id = v.contact_id';
  const automatic = db.statement<[number, number], Row>(
    'handover.automatic',
    `SELECT ${COLUMNS} ${MESSAGE} WHERE m.id >= ? AND m.origin = 'robot' ORDER BY m.id DESC LIMIT ?`,
  );
  const countAutomatic = db.statement<[number], { n: number }>(
    'handover.countAutomatic',
    `SELECT count(*) AS n FROM message WHERE id >= ? AND origin = 'robot'`,
  );
  const failed = db.statement<[], SeenRow>(
    'handover.failed',
    `SELECT ${COLUMNS}, m.from_me AS fromMe, m.origin, m.user_id AS userId ${MESSAGE}
     WHERE m.id IN (SELECT last_message_id FROM conversation WHERE preview_status IN ('failed', 'uncertain'))
     ORDER BY m.id DESC`,
  );
  const waiting = db.statement<[number], { id: number }>(
    'handover.waiting',
    `SELECT id FROM conversation INDEXED BY conversation_wait WHERE tab = 'waiting' AND wait_order IS NOT NULL
     ORDER BY wait_order LIMIT ?`,
  );
  const countWaiting = db.statement<[], { n: number }>(
    'handover.countWaiting',
    `SELECT coalesce(sum(n), 0) AS n FROM inbox_count WHERE tab = 'waiting'`,
  );
  const snoozed = db.statement<[number], { id: number }>(
    'handover.snoozed',
    `SELECT conversation_id AS id FROM ticket WHERE snoozed_until IS NOT NULL AND snoozed_until < ?
     ORDER BY snoozed_until`,
  );

  return {
    came(since, limit) {
      const found = came.all(firstIdOf(since));
      return {
        ids: found.slice(0, limit).map(({ id }) => id),
        total: found.length,
        messages: found.reduce((sum, { n }) => sum + n, 0),
      };
    },
    automatic: (since, limit) => ({
      total: countAutomatic.get(firstIdOf(since))?.n ?? 0,
      messages: automatic.all(firstIdOf(since), limit).map(toMessage),
    }),
    failed(reader, limit) {
      const found = failed.all().filter((message) => sight.admits(reader, message));
      return { total: found.length, messages: found.slice(0, limit).map(toMessage) };
    },
    waiting: (limit) => ({
      ids: waiting.all(limit).map(({ id }) => id),
      total: countWaiting.get()?.n ?? 0,
    }),
    snoozed(until, limit) {
      const ids = snoozed.all(until).map(({ id }) => id);
      return { ids: ids.slice(0, limit), total: ids.length };
    },
  };
}

function toMessage(row: Row): ToldMessage {
  const { messageId, conversationId, channelId, displayName, kind, at, status, body, failure } = row;
  const told = { messageId, conversationId, channelId, displayName, kind, at, status };
  return { ...told, preview: previewOf(body), ...(failure !== null && { failure }) };
}

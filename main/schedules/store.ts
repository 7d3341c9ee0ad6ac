import type { MessageStatus } from '../../preload/entities.ts';
import { MissedPolicy, Repeat, type Schedule, type ScheduleRun } from '../../preload/entities/schedules.ts';
import type { Spot } from '../automation/work-off.ts';
import type { Database } from '../db/database.ts';

/** A message for later as it lies in the store. */
export interface ScheduleRow extends Spot {
  readonly conversationId: number;
  readonly channelId: number;
  readonly state: 'waiting' | 'done' | 'cancelled';
  readonly asking: boolean;
  readonly text: string;
  readonly firstAt: number;
  readonly repeat: Repeat | undefined;
  readonly missed: MissedPolicy;
}

export interface ScheduleWords {
  readonly text: string;
  readonly dueAt: number;
  readonly repeat: Repeat | undefined;
  readonly missed: MissedPolicy;
}

interface Of {
  readonly channelId: number | undefined;
  readonly conversationId: number | undefined;
}

export interface Schedules {
  add(schedule: ScheduleWords & { conversationId: number; userId: number | undefined; at: number }): number;
  byId(id: number): ScheduleRow | undefined;
  /** As windows see it. */
  shown(id: number): Schedule | undefined;
  /** What is to come alone, in the order of its time, behind `after`; else newest first, before `before`. */
  list(
    query: Of & {
      states: readonly string[] | undefined;
      after: Spot | undefined;
      before: number | undefined;
      limit: number;
    },
  ): { schedules: Schedule[]; more: boolean };
  /** Those that wait for an answer of a person. */
  asking(): number;
  /** Due by then, behind this one and not asked about, those that are due longest first. */
  due(now: number, after: Spot, limit: number): ScheduleRow[];
  /** Those that have a time before then, asked about or not. */
  planned(query: Of & { before: number; limit: number }): { row: ScheduleRow; shown: Schedule }[];
  /** Times that are over, in order. */
  runs(query: Of & { from: number; to: number; limit: number }): { run: ScheduleRun; shown: Schedule }[];
  change(id: number, words: ScheduleWords): void;
  /** Whether this time is over. */
  hasRun(id: number, dueAt: number): boolean;
  /** Answers whether this time had no run before. */
  ran(
    id: number,
    dueAt: number,
    state: 'claimed' | 'skipped' | 'missed',
    messageId: number | undefined,
    at: number,
  ): boolean;
  goOn(id: number, dueAt: number): void;
  ask(id: number): void;
  end(id: number, state: 'done' | 'cancelled'): void;
}

interface SqlRow {
  id: number;
  conversationId: number;
  state: ScheduleRow['state'];
  asking: number;
  text: string;
  dueAt: number;
  firstAt: number;
  repeat: string | null;
  missed: string;
  channelId: number;
  contactName: string;
  createdAt: number;
  createdBy: string | null;
  runAt: number | null;
  runDueAt: number | null;
  runState: 'claimed' | 'skipped' | 'missed' | null;
  runMessageId: number | null;
  runStatus: MessageStatus | null;
}

const FROM = `FROM schedule s JOIN conversation v ON v.id = s.conversation_id JOIN contact c ON c.id = v.contact_id
  LEFT JOIN user u ON u.id = s.user_id`;
const OWN = `s.id, s.conversation_id AS conversationId, s.state, s.asking, s.body AS text, s.due_at AS dueAt,
  s.first_at AS firstAt, s.repeat, s.missed, v.channel_id AS channelId, c.display_name AS contactName,
  s.created_at AS createdAt, u.name AS createdBy`;
const RUN = `r.at AS runAt, r.due_at AS runDueAt, r.state AS runState, r.message_id AS runMessageId, m.status AS runStatus`;
const LAST_RUN = `LEFT JOIN schedule_run r ON r.schedule_id = s.id
    AND r.due_at = (SELECT max(due_at) FROM schedule_run WHERE schedule_id = s.id)
  LEFT JOIN message m ON m.id = r.message_id`;
const OF = '(? IS NULL OR v.channel_id = ?) AND (? IS NULL OR s.conversation_id = ?)';
type OfValues = [number | null, number | null, number | null, number | null];
const TO_COME: ReadonlySet<string> = new Set(['waiting', 'asking']);
/** The state that windows know. */
const STATE = `iif(s.state = 'waiting' AND s.asking = 1, 'asking', s.state)`;

export function createSchedules(db: Database): Schedules {
  const add = db.statement<
    [number, string, number, number, string | null, string, number | null, number],
    { id: number }
  >(
    'schedules.add',
    `INSERT INTO schedule (conversation_id, state, body, due_at, first_at, repeat, missed, user_id, created_at)
     VALUES (?, 'waiting', ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const byId = db.statement<[number], SqlRow>(
    'schedules.byId',
    `SELECT ${OWN}, ${RUN} ${FROM} ${LAST_RUN} WHERE s.id = ?`,
  );
  const list = db.statement<[...OfValues, string | null, string | null, number, number], SqlRow>(
    'schedules.list',
    `SELECT ${OWN}, ${RUN} ${FROM} ${LAST_RUN} WHERE ${OF}
       AND (? IS NULL OR ${STATE} IN (SELECT value FROM json_each(?))) AND s.id < ? ORDER BY s.id DESC LIMIT ?`,
  );
  const ahead = db.statement<[...OfValues, string, number, number, number], SqlRow>(
    'schedules.ahead',
    `SELECT ${OWN}, ${RUN} ${FROM} ${LAST_RUN} WHERE ${OF} AND s.state = 'waiting'
       AND ${STATE} IN (SELECT value FROM json_each(?)) AND (s.due_at, s.id) > (?, ?)
     ORDER BY s.due_at, s.id LIMIT ?`,
  );
  const asking = db.statement<[], { n: number }>(
    'schedules.asking',
    `SELECT count(*) AS n FROM schedule WHERE state = 'waiting' AND asking = 1`,
  );
  const due = db.statement<[number, number, number, number], SqlRow>(
    'schedules.due',
    `SELECT ${OWN} ${FROM} WHERE s.state = 'waiting' AND s.asking = 0 AND s.due_at <= ?
       AND (s.due_at, s.id) > (?, ?)
     ORDER BY s.due_at, s.id LIMIT ?`,
  );
  const planned = db.statement<[...OfValues, number, number], SqlRow>(
    'schedules.planned',
    `SELECT ${OWN} ${FROM} WHERE ${OF} AND s.state = 'waiting' AND s.due_at < ? ORDER BY s.due_at LIMIT ?`,
  );
  const runs = db.statement<[...OfValues, number, number, number], SqlRow>(
    'schedules.runs',
    `SELECT ${OWN}, ${RUN} FROM schedule_run r JOIN schedule s ON s.id = r.schedule_id
       JOIN conversation v ON v.id = s.conversation_id JOIN contact c ON c.id = v.contact_id
       LEFT JOIN user u ON u.id = s.user_id LEFT JOIN message m ON m.id = r.message_id
     WHERE ${OF} AND r.due_at >= ? AND r.due_at < ? ORDER BY r.due_at LIMIT ?`,
  );
  const change = db.statement<[string, number, number, string | null, string, number]>(
    'schedules.change',
    `UPDATE schedule SET body = ?, due_at = ?, first_at = ?, repeat = ?, missed = ?, state = 'waiting', asking = 0
     WHERE id = ?`,
  );
  const hasRun = db.statement<[number, number], { found: 1 }>(
    'schedules.hasRun',
    'SELECT 1 AS found FROM schedule_run WHERE schedule_id = ? AND due_at = ?',
  );
  const ran = db.statement<[number, number, string, number | null, number]>(
    'schedules.ran',
    'INSERT OR IGNORE INTO schedule_run (schedule_id, due_at, state, message_id, at) VALUES (?, ?, ?, ?, ?)',
  );
  const goOn = db.statement<[number, number]>(
    'schedules.goOn',
    'UPDATE schedule SET due_at = ?, asking = 0 WHERE id = ?',
  );
  const ask = db.statement<[number]>('schedules.ask', 'UPDATE schedule SET asking = 1 WHERE id = ?');
  const end = db.statement<[string, number]>(
    'schedules.end',
    'UPDATE schedule SET state = ?, asking = 0 WHERE id = ?',
  );
  const json = (repeat: Repeat | undefined) => (repeat ? JSON.stringify(repeat) : null);
  const of = ({ channelId, conversationId }: Of): OfValues => {
    const channel = channelId ?? null;
    const conversation = conversationId ?? null;
    return [channel, channel, conversation, conversation];
  };

  return {
    add({ conversationId, text, dueAt, repeat, missed, userId, at }) {
      const kept = JSON.stringify(missed);
      return add.get(conversationId, text, dueAt, dueAt, json(repeat), kept, userId ?? null, at)!.id;
    },
    byId(id) {
      const row = byId.get(id);
      return row && rowOf(row);
    },
    shown(id) {
      const row = byId.get(id);
      return row && shownOf(row);
    },
    list({ states, after, before = Number.MAX_SAFE_INTEGER, limit, ...query }) {
      const wanted = states ? JSON.stringify(states) : null;
      const rows =
        wanted !== null && states?.every((state) => TO_COME.has(state))
          ? ahead.all(...of(query), wanted, after?.dueAt ?? -Infinity, after?.id ?? 0, limit + 1)
          : list.all(...of(query), wanted, wanted, before, limit + 1);
      return { schedules: rows.slice(0, limit).map(shownOf), more: rows.length > limit };
    },
    asking: () => asking.get()?.n ?? 0,
    due: (now, after, limit) => due.all(now, after.dueAt, after.id, limit).map(rowOf),
    planned: ({ before, limit, ...query }) =>
      planned.all(...of(query), before, limit).map((row) => ({ row: rowOf(row), shown: shownOf(row) })),
    runs: ({ from, to, limit, ...query }) =>
      runs.all(...of(query), from, to, limit).flatMap((row) => {
        const run = runOf(row);
        return run ? [{ run, shown: shownOf(row) }] : [];
      }),
    change: (id, { text, dueAt, repeat, missed }) =>
      void change.run(text, dueAt, dueAt, json(repeat), JSON.stringify(missed), id),
    hasRun: (id, dueAt) => hasRun.get(id, dueAt) !== undefined,
    ran: (id, dueAt, state, messageId, at) => ran.run(id, dueAt, state, messageId ?? null, at) > 0,
    goOn: (id, dueAt) => void goOn.run(dueAt, id),
    ask: (id) => void ask.run(id),
    end: (id, state) => void end.run(state, id),
  };
}

function rowOf(row: SqlRow): ScheduleRow {
  const { id, conversationId, channelId, state, asking, text, dueAt, firstAt, repeat, missed } = row;
  return {
    id,
    conversationId,
    channelId,
    state,
    asking: asking === 1,
    text,
    dueAt,
    // Rows of before this was written down do not repeat.
    firstAt: firstAt === 0 ? dueAt : firstAt,
    repeat: repeat === null ? undefined : Repeat.parse(JSON.parse(repeat)),
    missed: MissedPolicy.parse(JSON.parse(missed)),
  };
}

function shownOf(row: SqlRow): Schedule {
  const { id, conversationId, channelId, text, dueAt, missed, asking, repeat, state } = rowOf(row);
  const run = runOf(row);
  return {
    id,
    conversationId,
    text,
    dueAt,
    missed,
    state: state === 'waiting' && asking ? 'asking' : state,
    channelId,
    contactName: row.contactName,
    createdAt: row.createdAt,
    ...(repeat && { repeat }),
    ...(row.createdBy !== null && { createdBy: row.createdBy }),
    ...(run && { lastRun: run }),
  };
}

/** What was claimed lies in the outbox; its message says how far it is. */
function runOf({ runState, runStatus, runAt, runDueAt, runMessageId }: SqlRow): ScheduleRun | undefined {
  // Not asked for, or none yet.
  if (!runState || runAt === null || runDueAt === null) return undefined;
  const onItsWay = runStatus === 'queued' || runStatus === 'sending' || runStatus === 'uncertain';
  const claimed = onItsWay ? 'claimed' : runStatus === 'failed' ? 'failed' : 'sent';
  return {
    dueAt: runDueAt,
    state: runState === 'claimed' ? claimed : runState,
    at: runAt,
    ...(runMessageId !== null && { messageId: runMessageId }),
  };
}

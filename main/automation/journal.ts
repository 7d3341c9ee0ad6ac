import type {
  Action,
  Because,
  EventKind,
  JournalEntry,
  Part,
  RefusedMessage,
} from '../../preload/entities/automation.ts';
import type { Database } from '../db/database.ts';
import { previewOf } from '../inbox/rules.ts';
import type { Decision } from './decide.ts';

/** Silence is remembered for so long; why a message went out, as long as the message. */
const SILENCE_KEPT_MS = 90 * 86_400_000;

export interface Decided {
  readonly channelId: number;
  readonly conversationId: number | undefined;
  readonly event: EventKind;
  readonly decision: Decision;
  /** The newest message of the contact that it was about. */
  readonly aboutId?: number;
  /** What went out. */
  readonly messageId?: number;
}

/** What was decided, why, and what followed from it. Inside the transaction of what was done. */
export interface Journal {
  add(decided: Decided): void;
  page(query: {
    channelId: number | undefined;
    conversationId: number | undefined;
    before: number | undefined;
    limit: number;
  }): { entries: JournalEntry[]; more: boolean };
  offerMenu(conversationId: number, until: number, retries: number): void;
  endMenu(conversationId: number): void;
  /** Conversations whose menu nobody answered in time. */
  silentMenus(now: number): number[];
  refuse(messageId: number, why: RefusedMessage['why']): void;
  refused(query: { channelId: number | undefined; before: number | undefined; limit: number }): {
    messages: RefusedMessage[];
    total: number;
    more: boolean;
  };
  setSwitch(conversationId: number, off: boolean, at: number, userId: number | undefined): void;
  /** Forgets silences of long ago. Answers how many. */
  tidy(now: number): number;
}

interface Row {
  id: number;
  channelId: number;
  conversationId: number | null;
  contactName: string | null;
  event: EventKind;
  rule: Because['rule'];
  because: string;
  actions: string;
  at: number;
  firstAt: number;
  times: number;
  messageId: number | null;
}

export function createJournal(db: Database): Journal {
  const last = db.statement<[number], { id: number; event: string; rule: string; actions: string }>(
    'journal.last',
    'SELECT id, event, rule, actions FROM decision WHERE conversation_id = ? ORDER BY id DESC LIMIT 1',
  );
  const again = db.statement<[string, number, number | null, number]>(
    'journal.again',
    `UPDATE decision SET because = ?, at = ?, times = times + 1, about_id = max(coalesce(about_id, 0), coalesce(?, 0))
     WHERE id = ?`,
  );
  const insert = db.statement<
    [number, number | null, string, string, string, string, number, number, number | null, number | null]
  >(
    'journal.insert',
    `INSERT INTO decision (channel_id, conversation_id, event, rule, because, actions, at, first_at, about_id, message_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const word = db.statement<[number, string, number, number]>(
    'journal.word',
    'INSERT OR IGNORE INTO robot_word (message_id, part, conversation_id, at) VALUES (?, ?, ?, ?)',
  );
  const COLUMNS = `d.id, d.channel_id AS channelId, d.conversation_id AS conversationId, c.display_name AS contactName,
    d.event, d.rule, d.because, d.actions, d.at, d.first_at AS firstAt, d.times, d.message_id AS messageId
    FROM decision d LEFT JOIN conversation v ON v.id = d.conversation_id LEFT JOIN contact c ON c.id = v.contact_id`;
  const ofAll = db.statement<[number, number], Row>(
    'journal.ofAll',
    `SELECT ${COLUMNS} WHERE d.id < ? ORDER BY d.id DESC LIMIT ?`,
  );
  const ofChannel = db.statement<[number, number, number], Row>(
    'journal.ofChannel',
    `SELECT ${COLUMNS} WHERE d.channel_id = ? AND d.id < ? ORDER BY d.id DESC LIMIT ?`,
  );
  const ofConversation = db.statement<[number, number, number], Row>(
    'journal.ofConversation',
    `SELECT ${COLUMNS} WHERE d.conversation_id = ? AND d.id < ? ORDER BY d.id DESC LIMIT ?`,
  );
  const offer = db.statement<[number, number, number]>(
    'menu.offer',
    `INSERT INTO menu_session (conversation_id, until_at, retries) VALUES (?, ?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET until_at = excluded.until_at, retries = excluded.retries`,
  );
  const end = db.statement<[number]>('menu.end', 'DELETE FROM menu_session WHERE conversation_id = ?');
  const silent = db.statement<[number], { id: number }>(
    'menu.silent',
    'SELECT conversation_id AS id FROM menu_session WHERE until_at <= ? ORDER BY until_at',
  );
  const refuse = db.statement<[number, string]>(
    'refused.add',
    'INSERT OR IGNORE INTO refused_message (message_id, why) VALUES (?, ?)',
  );
  const refused = db.statement<
    [number | null, number | null, number, number],
    Omit<RefusedMessage, 'preview'> & { body: string }
  >(
    'refused.page',
    `SELECT m.id AS messageId, m.conversation_id AS conversationId, m.channel_id AS channelId,
       c.display_name AS contactName, m.at, r.why, m.kind, m.body
     FROM refused_message r JOIN message m ON m.id = r.message_id JOIN conversation v ON v.id = m.conversation_id
       JOIN contact c ON c.id = v.contact_id
     WHERE (? IS NULL OR m.channel_id = ?) AND r.message_id < ? ORDER BY r.message_id DESC LIMIT ?`,
  );
  const countRefused = db.statement<[number | null, number | null], { n: number }>(
    'refused.count',
    `SELECT count(*) AS n FROM refused_message r JOIN message m ON m.id = r.message_id
     WHERE ? IS NULL OR m.channel_id = ?`,
  );
  const setSwitch = db.statement<[number, number, number, number | null]>(
    'robot.switch',
    `INSERT INTO robot_switch (conversation_id, off, at, user_id) VALUES (?, ?, ?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET off = excluded.off, at = excluded.at, user_id = excluded.user_id`,
  );
  const siblings = db.statement<[number], { id: number }>(
    'robot.siblings',
    `SELECT v.id FROM conversation mine JOIN conversation v ON v.contact_id = mine.contact_id WHERE mine.id = ?`,
  );
  const tidy = db.statement<[number]>(
    'journal.tidy',
    'DELETE FROM decision WHERE message_id IS NULL AND at < ?',
  );

  function repeats(
    conversationId: number,
    { event, decision, messageId }: Decided,
    actions: string,
  ): number | undefined {
    if (messageId !== undefined || decision.actions.length > 0) return undefined;
    const before = last.get(conversationId);
    const same =
      before?.event === event && before.rule === decision.because.rule && before.actions === actions;
    return same ? before.id : undefined;
  }

  return {
    add(decided) {
      const { channelId, conversationId, event, decision, aboutId, messageId } = decided;
      const { rule, values, at } = decision.because;
      const actions = JSON.stringify(withoutText(decision.actions));
      const before = conversationId === undefined ? undefined : repeats(conversationId, decided, actions);
      if (before !== undefined) {
        again.run(JSON.stringify(values), at, aboutId ?? null, before);
        return;
      }
      const because = JSON.stringify(values);
      insert.run(
        channelId,
        conversationId ?? null,
        event,
        rule,
        because,
        actions,
        at,
        at,
        aboutId ?? null,
        messageId ?? null,
      );
      if (messageId === undefined || conversationId === undefined) return;
      for (const part of partsOf(decision.actions)) word.run(messageId, part, conversationId, at);
    },
    page({ channelId, conversationId, before = Number.MAX_SAFE_INTEGER, limit }) {
      const rows =
        conversationId !== undefined
          ? ofConversation.all(conversationId, before, limit + 1)
          : channelId !== undefined
            ? ofChannel.all(channelId, before, limit + 1)
            : ofAll.all(before, limit + 1);
      return { entries: rows.slice(0, limit).map(entryOf), more: rows.length > limit };
    },
    offerMenu: (conversationId, until, retries) => void offer.run(conversationId, until, retries),
    endMenu: (conversationId) => void end.run(conversationId),
    silentMenus: (now) => silent.all(now).map(({ id }) => id),
    refuse: (messageId, why) => void refuse.run(messageId, why),
    refused({ channelId, before = Number.MAX_SAFE_INTEGER, limit }) {
      const of = channelId ?? null;
      const rows = refused.all(of, of, before, limit + 1);
      return {
        messages: rows.slice(0, limit).map(({ body, ...row }) => ({ ...row, preview: previewOf(body) })),
        total: countRefused.get(of, of)?.n ?? 0,
        more: rows.length > limit,
      };
    },
    setSwitch(conversationId, off, at, userId) {
      for (const { id } of siblings.all(conversationId)) setSwitch.run(id, off ? 1 : 0, at, userId ?? null);
    },
    tidy: (now) => tidy.run(now - SILENCE_KEPT_MS),
  };
}

/** The text is the message's own and is not kept twice. */
function withoutText(actions: readonly Action[]): Action[] {
  return actions.map((action) => (action.do === 'send' ? { ...action, text: '' } : action));
}

function partsOf(actions: readonly Action[]): Part[] {
  return actions.flatMap((action) => (action.do === 'send' ? action.parts : []));
}

function valuesIn(json: string): Because['values'] {
  return JSON.parse(json) as Because['values'];
}

function entryOf({
  rule,
  because,
  at,
  actions,
  conversationId,
  contactName,
  messageId,
  ...row
}: Row): JournalEntry {
  return {
    ...row,
    ...(conversationId !== null && { conversationId }),
    ...(contactName !== null && { contactName }),
    ...(messageId !== null && { messageId }),
    because: { rule, values: valuesIn(because), at },
    actions: JSON.parse(actions) as Action[],
  };
}

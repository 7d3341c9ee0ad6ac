import { Part } from '../../preload/entities/automation.ts';
import type { Database } from '../db/database.ts';
import { IDS_PER_SECOND } from '../inbox/rules.ts';
import { ECHO_LIMIT, HUMAN_MS, LOOP_PAUSE_MS, LOOP_WINDOW_MS } from './guards.ts';

const DAY = 86_400_000;
/** Nobody reads and answers faster than that, and with the same words every time. */
const ECHO_MS = 10_000;
const ECHO_LOOK = 3 * ECHO_LIMIT + 3;

/** Where and with whom something happens. */
export interface Place {
  readonly conversationId: number;
  readonly channelId: number;
  readonly channelName: string;
  readonly contactId: number;
  readonly contactKind: 'person' | 'group';
  /** Never a number. */
  readonly contactName: string | undefined;
}

export interface HeardMessage {
  readonly id: number;
  readonly at: number;
  readonly kind: string;
  readonly text: string;
  readonly fromMe: boolean;
}

/** What a decision looks at in the store. */
export interface Facts {
  /** Follows the id of a conversation that was merged into another. */
  place(conversationId: number): Place | undefined;
  message(messageId: number): HeardMessage | undefined;
  /** Whether the contact wrote nothing in this ticket before. */
  isFirstSince(conversationId: number, since: number, messageId: number): boolean;
  /** The newest word of a person to this contact since then. */
  humanAt(conversationId: number, since: number): number | undefined;
  /** When each part was said last; of schedules, which a person wrote, nothing. */
  said(conversationId: number): Partial<Record<Part, number>>;
  /** When the robot said something of its own accord since then, oldest first. */
  recent(conversationId: number, since: number): number[];
  offHoursOf(conversationId: number, now: number): number;
  echoes(conversationId: number, messageId: number): number;
  robotSwitch(conversationId: number): { readonly off: boolean; readonly at: number } | undefined;
  menu(conversationId: number): { readonly until: number; readonly retries: number } | undefined;
  /** Received since then and not decided about: the station ended in between. */
  undecided(
    since: number,
  ): { readonly conversationId: number; readonly channelId: number; readonly messageId: number }[];
}

/** How far back a human word and the automatic ones count, when there is no ticket. */
export const humanSince = (now: number) => now - HUMAN_MS;
export const recentSince = (now: number) => now - LOOP_PAUSE_MS - LOOP_WINDOW_MS;

export function createFacts(db: Database): Facts {
  const place = db.statement<
    [number, number],
    Omit<Place, 'contactName'> & { name: string | null; pushName: string | null }
  >(
    'automation.place',
    `SELECT v.id AS conversationId, v.channel_id AS channelId, ch.name AS channelName, c.id AS contactId,
       c.kind AS contactKind, c.name, c.push_name AS pushName
     FROM conversation v JOIN contact c ON c.id = v.contact_id JOIN channel ch ON ch.id = v.channel_id
     WHERE v.id = coalesce((SELECT into_id FROM merged_conversation WHERE id = ?), ?)`,
  );
  const message = db.statement<[number], Omit<HeardMessage, 'fromMe'> & { fromMe: number }>(
    'automation.message',
    'SELECT id, at, kind, body AS text, from_me AS fromMe FROM message WHERE id = ?',
  );
  const earlier = db.statement<[number, number, number, number], { id: number }>(
    'automation.earlierInTicket',
    `SELECT id FROM message WHERE conversation_id = ? AND id >= ? AND id < ? AND from_me = 0 AND at >= ? LIMIT 1`,
  );
  const human = db.statement<[number, number, number, number, number], { at: number | null }>(
    'automation.human',
    `SELECT max(at) AS at FROM (
       SELECT at FROM (SELECT at FROM message WHERE conversation_id = ? AND id >= ? AND from_me = 1 AND at >= ?
         AND origin IN ('station', 'phone') ORDER BY id DESC LIMIT 1)
       UNION ALL SELECT phone_spoke_at FROM conversation WHERE id = ? AND phone_spoke_at >= ?)`,
  );
  // A look into the index for each part, however much was said.
  const said = db.statement<[string, number], { part: Part; at: number | null }>(
    'automation.said',
    `SELECT p.value AS part, (SELECT max(w.at) FROM robot_word w WHERE w.conversation_id = c.id AND w.part = p.value) AS at
     FROM json_each(?) p, (SELECT ? AS id) c`,
  );
  const recent = db.statement<[number, number], { at: number }>(
    'automation.recent',
    `SELECT max(at) AS at FROM robot_word WHERE conversation_id = ? AND at > ? AND part <> 'schedule'
     GROUP BY message_id ORDER BY 1`,
  );
  const offHours = db.statement<[number, number], { n: number }>(
    'automation.offHours',
    `SELECT count(*) AS n FROM robot_word WHERE conversation_id = ? AND part = 'off-hours' AND at > ?`,
  );
  const newest = db.statement<[number, number, number], { at: number; origin: string; body: string }>(
    'automation.newest',
    'SELECT at, origin, body FROM message WHERE conversation_id = ? AND id <= ? ORDER BY id DESC LIMIT ?',
  );
  const robotSwitch = db.statement<[number], { off: number; at: number }>(
    'automation.switch',
    `SELECT r.off, r.at FROM conversation mine JOIN conversation v ON v.contact_id = mine.contact_id
       JOIN robot_switch r ON r.conversation_id = v.id
     WHERE mine.id = ? ORDER BY r.at DESC, r.off DESC LIMIT 1`,
  );
  const menu = db.statement<[number], { until: number; retries: number }>(
    'automation.menuOf',
    'SELECT until_at AS until, retries FROM menu_session WHERE conversation_id = ?',
  );
  const undecided = db.statement<[number], { conversationId: number; channelId: number; messageId: number }>(
    'automation.undecided',
    `SELECT m.conversation_id AS conversationId, m.channel_id AS channelId, m.id AS messageId FROM message m
     WHERE m.id >= ? AND m.from_me = 0 AND m.unread = 1 AND m.id > coalesce(
       (SELECT max(d.about_id) FROM decision d WHERE d.conversation_id = m.conversation_id), 0) ORDER BY m.id`,
  );
  const parts = JSON.stringify(Part.options.filter((part) => part !== 'schedule'));
  /** Ids follow time, so that a range of them needs no index of its own. */
  const firstId = (at: number) => Math.max(0, Math.floor(at / 1_000)) * IDS_PER_SECOND;

  return {
    place(conversationId) {
      const row = place.get(conversationId, conversationId);
      if (!row) return undefined;
      const { name, pushName, ...rest } = row;
      return { ...rest, contactName: name ?? pushName ?? undefined };
    },
    message(messageId) {
      const row = message.get(messageId);
      return row && { ...row, fromMe: row.fromMe === 1 };
    },
    isFirstSince: (conversationId, since, messageId) =>
      earlier.get(conversationId, firstId(since), messageId, since) === undefined,
    humanAt: (conversationId, since) =>
      human.get(conversationId, firstId(since), since, conversationId, since)?.at ?? undefined,
    said: (conversationId) =>
      Object.fromEntries(
        said.all(parts, conversationId).flatMap(({ part, at }) => (at === null ? [] : [[part, at]])),
      ),
    recent: (conversationId, since) => recent.all(conversationId, since).map(({ at }) => at),
    offHoursOf: (conversationId, now) => offHours.get(conversationId, now - DAY)?.n ?? 0,
    echoes(conversationId, messageId) {
      const rows = newest.all(conversationId, messageId, ECHO_LOOK);
      const [current] = rows;
      if (!current || current.body === '') return 0;
      const isEcho = (index: number) => {
        const { body, origin, at } = rows[index]!;
        const before = rows[index + 1];
        return (
          origin === 'contact' &&
          body === current.body &&
          before?.origin === 'robot' &&
          Math.abs(at - before.at) <= ECHO_MS
        );
      };
      return rows.filter((_, index) => isEcho(index)).length;
    },
    robotSwitch(conversationId) {
      const row = robotSwitch.get(conversationId);
      return row && { off: row.off === 1, at: row.at };
    },
    menu: (conversationId) => menu.get(conversationId),
    undecided: (since) => undecided.all(firstId(since)),
  };
}

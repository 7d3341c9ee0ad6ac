import type { Ticket, TicketEvent, TicketEventKind, TicketState } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import { type ShownTicketRow, TICKET_COLUMNS, TICKET_TAGS, type TicketRow, toTicket } from './row.ts';

/** The writable part of a ticket. */
export type TicketFields = Omit<TicketRow, 'id' | 'protocol' | 'conversationId'>;

export interface NewEvent {
  readonly ticketId: number;
  readonly at: number;
  readonly what: TicketEventKind;
  readonly by: TicketEvent['by'];
  readonly userId: number | undefined;
  readonly detail: TicketEvent['detail'];
}

export interface TicketStore {
  /** The live one, or else the one closed last. */
  newestOf(conversationId: number): TicketRow | undefined;
  byId(id: number): TicketRow | undefined;
  /** Both conversations' live ones, the older first. */
  liveOf(one: number, other: number): TicketRow[];
  shown(id: number): Ticket | undefined;
  /** Newest first. */
  allOf(conversationId: number, limit: number): Ticket[];
  insert(conversationId: number, protocol: string, openedAt: number, state: TicketState): TicketRow;
  save(id: number, fields: TicketFields): void;
  /** The next count of that day, from 1. */
  nextOfDay(day: string): number;
  log(event: NewEvent): void;
  /** Of all tickets of a conversation, newest first. */
  events(conversationId: number, before: number, limit: number): TicketEvent[];
  /** Copies onto the inbox row what lists, orders and counts it. */
  place(conversationId: number): void;
  endWaiting(conversationId: number): void;
  moveAll(from: number, into: number): void;
  setMergedInto(id: number, into: number): void;
  /** Snoozed up to then, oldest first. */
  due(at: number): { ticketId: number; conversationId: number }[];
  nextWake(): number | undefined;
  tagsOf(ticketId: number): { id: number; name: string }[];
  tag(ticketId: number, tagId: number): void;
  untag(ticketId: number, tagId: number): void;
  liveOfUser(userId: number): { conversationId: number }[];
  queueName(id: number): string | undefined;
  userName(id: number): string | undefined;
  reason(id: number): { name: string; retired: number } | undefined;
  tagName(id: number): string | undefined;
}

interface EventRow {
  readonly id: number;
  readonly ticketId: number;
  readonly at: number;
  readonly what: TicketEventKind;
  readonly madeBy: TicketEvent['by'];
  readonly userName: string | null;
  readonly detail: string;
}

/** Where a ticket is listed. */
function tabOf({ state, snoozedUntil }: TicketRow): string {
  return state !== 'closed' && snoozedUntil !== null ? 'snoozed' : state;
}

export function createTicketStore(db: Database): TicketStore {
  // Asked with every message: of the one that is live nothing has to be sorted.
  const liveOne = db.statement<[number], TicketRow>(
    'ticket.liveOne',
    `SELECT ${TICKET_COLUMNS} FROM ticket t WHERE conversation_id = ? AND state <> 'closed'`,
  );
  const newestClosed = db.statement<[number], TicketRow>(
    'ticket.newestClosed',
    `SELECT ${TICKET_COLUMNS} FROM ticket t WHERE conversation_id = ?
     ORDER BY coalesce(closed_at, opened_at) DESC, id DESC LIMIT 1`,
  );
  const byId = db.statement<[number], TicketRow>(
    'ticket.byId',
    `SELECT ${TICKET_COLUMNS} FROM ticket t WHERE id = ?`,
  );
  const live = db.statement<[number, number], TicketRow>(
    'ticket.live',
    `SELECT ${TICKET_COLUMNS} FROM ticket t WHERE state <> 'closed' AND conversation_id IN (?, ?)
     ORDER BY opened_at, id`,
  );
  const SHOWN = `SELECT ${TICKET_COLUMNS}, ${TICKET_TAGS}, v.waiting_since AS contactWaitingSince
    FROM ticket t JOIN conversation v ON v.id = t.conversation_id`;
  const shown = db.statement<[number], ShownTicketRow>('ticket.shown', `${SHOWN} WHERE t.id = ?`);
  const all = db.statement<[number, number], ShownTicketRow>(
    'ticket.ofConversation',
    `${SHOWN} WHERE t.conversation_id = ?
     ORDER BY t.state = 'closed', coalesce(t.closed_at, t.opened_at) DESC, t.id DESC LIMIT ?`,
  );
  const insert = db.statement<[string, number, string, number], { id: number }>(
    'ticket.insert',
    'INSERT INTO ticket (protocol, conversation_id, state, opened_at) VALUES (?, ?, ?, ?) RETURNING id',
  );
  const save = db.statement<
    [
      state: string,
      queueId: number | null,
      userId: number | null,
      openedAt: number,
      queuedAt: number | null,
      acceptedAt: number | null,
      firstAnswerAt: number | null,
      closedAt: number | null,
      closingReasonId: number | null,
      snoozedUntil: number | null,
      pinned: number,
      offHours: number,
      robotOff: number,
      rating: number | null,
      ratingUntil: number | null,
      id: number,
    ]
  >(
    'ticket.save',
    `UPDATE ticket SET state = ?, queue_id = ?, user_id = ?, opened_at = ?, queued_at = ?, accepted_at = ?,
       first_answer_at = ?, closed_at = ?, closing_reason_id = ?, snoozed_until = ?, pinned = ?, off_hours = ?,
       robot_off = ?, rating = ?, rating_until = ? WHERE id = ?`,
  );
  const nextOfDay = db.statement<[string], { last: number }>(
    'ticket.nextOfDay',
    `INSERT INTO protocol_day (day, last) VALUES (?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last`,
  );
  const log = db.statement<[number, number, string, string, number | null, string]>(
    'ticket.log',
    'INSERT INTO ticket_event (ticket_id, at, what, made_by, user_id, detail) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const events = db.statement<[number, number, number], EventRow>(
    'ticket.events',
    `SELECT e.id, e.ticket_id AS ticketId, e.at, e.what, e.made_by AS madeBy, u.name AS userName, e.detail
     FROM ticket t JOIN ticket_event e ON e.ticket_id = t.id LEFT JOIN user u ON u.id = e.user_id
     WHERE t.conversation_id = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?`,
  );
  const place = db.statement<
    [
      ticketId: number,
      tab: string,
      pinned: number,
      queuedAt: number | null,
      queueId: number | null,
      userId: number | null,
      conversationId: number,
    ]
  >(
    'ticket.place',
    `UPDATE conversation SET ticket_id = ?, tab = ?, pinned = ?, queued_at = ?, queue_id = ?, user_id = ?
     WHERE id = ?`,
  );
  const unplace = db.statement<[number]>(
    'ticket.unplace',
    `UPDATE conversation SET ticket_id = NULL, tab = NULL, pinned = 0, queued_at = NULL, queue_id = NULL,
       user_id = NULL WHERE id = ?`,
  );
  const endWaiting = db.statement<[number]>(
    'ticket.endWaiting',
    'UPDATE conversation SET waiting_since = NULL WHERE id = ?',
  );
  const moveAll = db.statement<[number, number]>(
    'ticket.moveAll',
    'UPDATE ticket SET conversation_id = ? WHERE conversation_id = ?',
  );
  const setMergedInto = db.statement<[number, number]>(
    'ticket.setMergedInto',
    'UPDATE ticket SET merged_into = ? WHERE id = ?',
  );
  const due = db.statement<[number], { ticketId: number; conversationId: number }>(
    'ticket.due',
    `SELECT id AS ticketId, conversation_id AS conversationId FROM ticket
     WHERE snoozed_until IS NOT NULL AND snoozed_until <= ? ORDER BY snoozed_until`,
  );
  const nextWake = db.statement<[], { at: number | null }>(
    'ticket.nextWake',
    'SELECT min(snoozed_until) AS at FROM ticket WHERE snoozed_until IS NOT NULL',
  );
  const tagsOf = db.statement<[number], { id: number; name: string }>(
    'ticket.tags',
    'SELECT tag.id, tag.name FROM ticket_tag JOIN tag ON tag.id = tag_id WHERE ticket_id = ? ORDER BY tag.id',
  );
  const tag = db.statement<[number, number]>(
    'ticket.tag',
    'INSERT INTO ticket_tag (ticket_id, tag_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const untag = db.statement<[number, number]>(
    'ticket.untag',
    'DELETE FROM ticket_tag WHERE ticket_id = ? AND tag_id = ?',
  );
  const liveOfUser = db.statement<[number], { conversationId: number }>(
    'ticket.liveOfUser',
    `SELECT conversation_id AS conversationId FROM ticket WHERE user_id = ? AND state <> 'closed'`,
  );
  const queueName = db.statement<[number], { name: string }>(
    'ticket.queueName',
    'SELECT name FROM queue WHERE id = ?',
  );
  const userName = db.statement<[number], { name: string }>(
    'ticket.userName',
    'SELECT name FROM user WHERE id = ? AND left_at IS NULL',
  );
  const reason = db.statement<[number], { name: string; retired: number }>(
    'ticket.reason',
    'SELECT name, name_key IS NULL AS retired FROM closing_reason WHERE id = ?',
  );
  const tagName = db.statement<[number], { name: string }>(
    'ticket.tagName',
    'SELECT name FROM tag WHERE id = ?',
  );

  const newestOf = (conversationId: number) =>
    liveOne.get(conversationId) ?? newestClosed.get(conversationId);

  return {
    newestOf,
    byId: (id) => byId.get(id),
    liveOf: (one, other) => live.all(one, other),
    shown(id) {
      const found = shown.get(id);
      return found && toTicket(found);
    },
    allOf: (conversationId, limit) => all.all(conversationId, limit).map(toTicket),
    insert(conversationId, protocol, openedAt, state) {
      const { id } = insert.get(protocol, conversationId, state, openedAt)!;
      return byId.get(id)!;
    },
    save: (id, fields) =>
      void save.run(
        fields.state,
        fields.queueId,
        fields.userId,
        fields.openedAt,
        fields.queuedAt,
        fields.acceptedAt,
        fields.firstAnswerAt,
        fields.closedAt,
        fields.closingReasonId,
        fields.snoozedUntil,
        fields.pinned,
        fields.offHours,
        fields.robotOff,
        fields.rating,
        fields.ratingUntil,
        id,
      ),
    nextOfDay: (day) => nextOfDay.get(day)!.last,
    log: ({ ticketId, at, what, by, userId, detail }) =>
      void log.run(ticketId, at, what, by, userId ?? null, JSON.stringify(detail)),
    events: (conversationId, before, limit) => events.all(conversationId, before, limit).map(toEvent),
    place(conversationId) {
      const ticket = newestOf(conversationId);
      if (!ticket) return void unplace.run(conversationId);
      const { id, pinned, queuedAt, queueId, userId } = ticket;
      place.run(id, tabOf(ticket), pinned, queuedAt, queueId, userId, conversationId);
    },
    endWaiting: (conversationId) => void endWaiting.run(conversationId),
    moveAll: (from, into) => void moveAll.run(into, from),
    setMergedInto: (id, into) => void setMergedInto.run(into, id),
    due: (at) => due.all(at),
    nextWake: () => nextWake.get()?.at ?? undefined,
    tagsOf: (ticketId) => tagsOf.all(ticketId),
    tag: (ticketId, tagId) => void tag.run(ticketId, tagId),
    untag: (ticketId, tagId) => void untag.run(ticketId, tagId),
    liveOfUser: (userId) => liveOfUser.all(userId),
    queueName: (id) => queueName.get(id)?.name,
    userName: (id) => userName.get(id)?.name,
    reason: (id) => reason.get(id),
    tagName: (id) => tagName.get(id)?.name,
  };
}

function toEvent({ id, ticketId, at, what, madeBy, userName, detail }: EventRow): TicketEvent {
  return {
    id,
    ticketId,
    at,
    what,
    by: madeBy,
    ...(userName !== null && { userName }),
    detail: JSON.parse(detail) as TicketEvent['detail'],
  };
}

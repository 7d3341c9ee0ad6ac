import type { Ticket, TicketState } from '../../preload/entities.ts';

/** A ticket as it lies in the store. */
export interface TicketRow {
  readonly id: number;
  readonly protocol: string;
  readonly conversationId: number;
  readonly state: TicketState;
  readonly queueId: number | null;
  readonly userId: number | null;
  readonly openedAt: number;
  readonly queuedAt: number | null;
  readonly acceptedAt: number | null;
  readonly firstAnswerAt: number | null;
  readonly closedAt: number | null;
  readonly closingReasonId: number | null;
  readonly snoozedUntil: number | null;
  readonly pinned: number;
  readonly offHours: number;
  readonly robotOff: number;
  readonly rating: number | null;
  readonly ratingUntil: number | null;
}

/** What else a window is shown of it. */
export interface ShownTicketRow extends TicketRow {
  /** Ids with commas between them. */
  readonly tags: string | null;
  /** Of its conversation. */
  readonly contactWaitingSince: number | null;
}

/** `t` is the ticket. */
export const TICKET_COLUMNS = `t.id, t.protocol, t.conversation_id AS conversationId, t.state, t.queue_id AS queueId,
  t.user_id AS userId, t.opened_at AS openedAt, t.queued_at AS queuedAt, t.accepted_at AS acceptedAt,
  t.first_answer_at AS firstAnswerAt, t.closed_at AS closedAt, t.closing_reason_id AS closingReasonId,
  t.snoozed_until AS snoozedUntil, t.pinned, t.off_hours AS offHours, t.robot_off AS robotOff, t.rating,
  t.rating_until AS ratingUntil`;

// Most have none, and to gather nothing takes as long as to gather some.
export const TICKET_TAGS = `iif(EXISTS (SELECT 1 FROM ticket_tag WHERE ticket_id = t.id),
  (SELECT group_concat(tag_id) FROM ticket_tag WHERE ticket_id = t.id), NULL) AS tags`;

export function toTicket(from: ShownTicketRow): Ticket {
  const ticket: Ticket = {
    id: from.id,
    protocol: from.protocol,
    conversationId: from.conversationId,
    state: from.state,
    openedAt: from.openedAt,
    pinned: from.pinned === 1,
    tagIds: from.tags === null ? [] : from.tags.split(',').map(Number),
    offHours: from.offHours === 1,
    robotOff: from.robotOff === 1,
  };
  const waitingSince = from.state === 'closed' ? null : (from.contactWaitingSince ?? from.queuedAt);
  if (waitingSince !== null) ticket.waitingSince = waitingSince;
  if (from.queueId !== null) ticket.queueId = from.queueId;
  if (from.userId !== null) ticket.userId = from.userId;
  if (from.acceptedAt !== null) ticket.acceptedAt = from.acceptedAt;
  if (from.firstAnswerAt !== null) ticket.firstAnswerAt = from.firstAnswerAt;
  if (from.closedAt !== null) ticket.closedAt = from.closedAt;
  if (from.closingReasonId !== null) ticket.closingReasonId = from.closingReasonId;
  if (from.snoozedUntil !== null) ticket.snoozedUntil = from.snoozedUntil;
  if (from.rating !== null) ticket.rating = from.rating;
  return ticket;
}

import { fieldsAfter } from './effects.ts';
import type { TicketRow } from './row.ts';
import { stateOfBoth } from './rules.ts';
import type { TicketStore } from './store.ts';

/** Gives all tickets of one conversation to another. Of two live ones the older stays. Inside a transaction. */
export function join(store: TicketStore, now: number, from: number, into: number): void {
  const [older, newer] = store.liveOf(from, into);
  if (older && newer) unite(store, now, older, newer);
  store.moveAll(from, into);
  store.place(from);
  store.place(into);
}

function unite(store: TicketStore, now: number, older: TicketRow, newer: TicketRow): void {
  const ended = fieldsAfter(newer, 'closed', ['unpin', 'wake'], {
    at: now,
    actorId: undefined,
    target: undefined,
    snoozeUntil: undefined,
    closing: undefined,
  });
  store.save(newer.id, ended);
  store.setMergedInto(newer.id, older.id);
  store.log({
    ticketId: newer.id,
    at: now,
    what: 'merged',
    by: 'clock',
    userId: undefined,
    detail: { protocol: older.protocol },
  });
  const state = stateOfBoth(older.state, newer.state);
  const attended = older.state === state ? older : newer;
  store.save(older.id, {
    ...older,
    state,
    userId: attended.userId,
    acceptedAt: older.acceptedAt ?? newer.acceptedAt,
    firstAnswerAt: older.firstAnswerAt ?? newer.firstAnswerAt,
    queueId: older.queueId ?? newer.queueId,
    queuedAt: state === 'waiting' ? older.queuedAt : null,
    pinned: Math.max(older.pinned, newer.pinned),
    robotOff: Math.max(older.robotOff, newer.robotOff),
    // Awake, if either was: nobody is forgotten for it.
    snoozedUntil: newer.snoozedUntil === null ? null : older.snoozedUntil,
  });
  for (const { id } of store.tagsOf(newer.id)) store.tag(older.id, id);
}

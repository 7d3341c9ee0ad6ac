import type { TicketEventKind, TicketState } from '../../preload/entities.ts';

/** Where the newest ticket of a conversation stands, as seen by whoever acts. */
export type Situation =
  | 'none'
  | 'waiting'
  /** Attended by who acts. */
  | 'own'
  /** Attended by another user. */
  | 'others'
  /** Open without anybody here: somebody answered on the phone. */
  | 'phone'
  /** Closed, and a new message still belongs to it. */
  | 'closed-lately'
  | 'closed';

export const SITUATIONS: readonly Situation[] = [
  'none',
  'waiting',
  'own',
  'others',
  'phone',
  'closed-lately',
  'closed',
];

export type Happening =
  /** A new message of the contact, which may open a ticket. */
  | 'received'
  /** One that may not: of a group, or refused by the channel's preferences (PR-1, PR-2). */
  | 'received-apart'
  /** A person here has written. */
  | 'answered'
  | 'answered-on-phone'
  | 'answered-by-robot'
  | 'accept'
  | 'take-over'
  | 'transfer'
  | 'return'
  | 'close'
  | 'reopen'
  | 'snooze'
  | 'wake'
  /** Its conversation became one with another, whose ticket stays. */
  | 'merge';

/** What else becomes of the ticket; `tickets.ts` carries them out, in no particular order. */
export type Effect =
  | 'assign-actor'
  | 'assign-target'
  | 'unassign'
  /** It waits for somebody from now on. */
  | 'queue'
  | 'note-answer'
  | 'snooze'
  | 'wake'
  | 'unpin'
  /** The contact waits for nothing any more. */
  | 'end-waiting'
  /** What the closing left in it goes. */
  | 'clear-closing';

export type Outcome =
  | { readonly kind: 'create'; readonly state: 'waiting' | 'open'; readonly effects: readonly Effect[] }
  | {
      readonly kind: 'move';
      readonly state: TicketState;
      readonly told: TicketEventKind;
      readonly effects: readonly Effect[];
    }
  /** The state is the same; `told` only when something is worth a line in the history. */
  | { readonly kind: 'stay'; readonly told?: TicketEventKind; readonly effects: readonly Effect[] }
  | { readonly kind: 'refuse'; readonly code: 'ticket-taken' | 'ticket-closed' | 'ticket-missing' };

const create = (state: 'waiting' | 'open', ...effects: Effect[]): Outcome => ({
  kind: 'create',
  state,
  effects,
});
const move = (state: TicketState, told: TicketEventKind, ...effects: Effect[]): Outcome => ({
  kind: 'move',
  state,
  told,
  effects,
});
const stay = (...effects: Effect[]): Outcome => ({ kind: 'stay', effects });
const tell = (told: TicketEventKind, ...effects: Effect[]): Outcome => ({ kind: 'stay', told, effects });

const missing: Outcome = { kind: 'refuse', code: 'ticket-missing' };
const closed: Outcome = { kind: 'refuse', code: 'ticket-closed' };
const taken: Outcome = { kind: 'refuse', code: 'ticket-taken' };
const nothing = stay();

const accepted = move('open', 'accepted', 'assign-actor', 'wake');
const answered = move('open', 'accepted', 'assign-actor', 'wake', 'note-answer');
const transferred = move('waiting', 'transferred', 'assign-target', 'queue', 'wake');
const returned = move('waiting', 'returned', 'unassign', 'queue', 'wake');
const ended = move('closed', 'closed', 'unpin', 'wake', 'end-waiting');
const reopened = move('open', 'reopened', 'assign-actor', 'clear-closing');
const merged = move('closed', 'merged', 'unpin', 'wake');
const snoozed = tell('snoozed', 'snooze');
const woken = tell('woke', 'wake');

/** AT-1: every ticket's life. A row per happening, a column per situation. */
export const TABLE: Readonly<Record<Happening, Readonly<Record<Situation, Outcome>>>> = {
  received: {
    none: create('waiting'),
    waiting: stay('wake'),
    own: stay('wake'),
    others: stay('wake'),
    // Nobody here has it, and the phone is not where one waits for an answer.
    phone: returned,
    'closed-lately': move('waiting', 'reopened', 'unassign', 'queue', 'clear-closing'),
    closed: create('waiting'),
  },
  'received-apart': {
    none: nothing,
    waiting: stay('wake'),
    own: stay('wake'),
    others: stay('wake'),
    phone: stay('wake'),
    'closed-lately': nothing,
    closed: nothing,
  },
  answered: {
    none: create('open', 'assign-actor', 'note-answer'),
    waiting: answered,
    own: stay('note-answer'),
    others: stay('note-answer'),
    phone: answered,
    'closed-lately': move('open', 'reopened', 'assign-actor', 'note-answer', 'clear-closing'),
    closed: create('open', 'assign-actor', 'note-answer'),
  },
  'answered-on-phone': {
    none: nothing,
    waiting: move('open', 'answered-on-phone', 'unassign', 'note-answer', 'wake'),
    own: stay('note-answer'),
    others: stay('note-answer'),
    phone: stay('note-answer'),
    'closed-lately': nothing,
    closed: nothing,
  },
  // It speaks for nobody: who waits goes on waiting for a person.
  'answered-by-robot': {
    none: nothing,
    waiting: nothing,
    own: nothing,
    others: nothing,
    phone: nothing,
    'closed-lately': nothing,
    closed: nothing,
  },
  accept: {
    none: create('open', 'assign-actor'),
    waiting: accepted,
    own: stay('wake'),
    others: taken,
    phone: accepted,
    'closed-lately': closed,
    closed,
  },
  'take-over': {
    none: create('open', 'assign-actor'),
    waiting: accepted,
    own: stay('wake'),
    others: accepted,
    phone: accepted,
    'closed-lately': closed,
    closed,
  },
  transfer: {
    none: missing,
    waiting: transferred,
    own: transferred,
    others: transferred,
    phone: transferred,
    'closed-lately': closed,
    closed,
  },
  return: {
    none: missing,
    // It may be meant for somebody: then it is for everybody again.
    waiting: stay('unassign'),
    own: returned,
    others: returned,
    phone: returned,
    'closed-lately': closed,
    closed,
  },
  close: {
    none: missing,
    waiting: ended,
    own: ended,
    others: ended,
    phone: ended,
    'closed-lately': nothing,
    closed: nothing,
  },
  reopen: {
    none: missing,
    waiting: nothing,
    own: nothing,
    others: nothing,
    phone: nothing,
    'closed-lately': reopened,
    closed: reopened,
  },
  snooze: {
    none: missing,
    waiting: snoozed,
    own: snoozed,
    others: snoozed,
    phone: snoozed,
    'closed-lately': closed,
    closed,
  },
  wake: {
    none: missing,
    waiting: woken,
    own: woken,
    others: woken,
    phone: woken,
    'closed-lately': nothing,
    closed: nothing,
  },
  merge: {
    none: nothing,
    waiting: merged,
    own: merged,
    others: merged,
    phone: merged,
    'closed-lately': nothing,
    closed: nothing,
  },
};

const HOUR = 3_600_000;

/**
 * The column of the table. `at`: when it happens, in milliseconds; a closing in its future (the clock was set back) is
 * lately too. `reopenHours`: 0 to 72; 0 reopens nothing.
 */
export function situationOf(
  ticket:
    | { readonly state: TicketState; readonly userId: number | null; readonly closedAt: number | null }
    | undefined,
  actorId: number | undefined,
  at: number,
  reopenHours: number,
): Situation {
  if (!ticket) return 'none';
  if (ticket.state === 'waiting') return 'waiting';
  if (ticket.state === 'open') {
    if (ticket.userId === null) return 'phone';
    return ticket.userId === actorId ? 'own' : 'others';
  }
  const lately = at - (ticket.closedAt ?? 0) < reopenHours * HOUR;
  return lately ? 'closed-lately' : 'closed';
}

/** Of two live tickets that become one: attended, if either was. */
export function stateOfBoth(one: TicketState, other: TicketState): TicketState {
  return one === 'open' || other === 'open' ? 'open' : one;
}

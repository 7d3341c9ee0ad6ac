import type { Logger } from 'pino';
import type { MessageKind, Ticket, TicketEventKind } from '../../preload/entities.ts';
import type { AttendanceSettingsStore } from '../attendance/settings.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import type { Changes } from '../inbox/changes.ts';
import type { Deed, Place, StoredMessage } from './deeds.ts';
import { fieldsAfter } from './effects.ts';
import type { TicketFact, TicketListener } from './facts.ts';
import { detailOf } from './history.ts';
import { join } from './joining.ts';
import { protocolDay, protocolOf } from './protocol.ts';
import { ratingOf } from './rating.ts';
import type { TicketRow } from './row.ts';
import { type Happening, type Outcome, situationOf, TABLE } from './rules.ts';
import { createTicketStore, type TicketStore } from './store.ts';

export type { Deed, Place, StoredMessage } from './deeds.ts';

/** The tickets (AT-1). Whatever writes takes part in the transaction of its `changes`. */
export interface Tickets {
  readonly store: TicketStore;
  ticketOf(conversationId: number): Ticket | undefined;
  /** To be called by the ingest with each new message. */
  heard(place: Place, message: StoredMessage, changes: Changes): void;
  /** To be called by the outbox with each new message; `userId` is undefined for the robot's. */
  sent(place: Place, messageId: number, userId: number | undefined, changes: Changes): void;
  /** Refusals: `ticket-missing`, `ticket-closed`, `ticket-taken {name}`. */
  act(place: Place, what: Happening, deed: Deed, changes: Changes): Ticket | undefined;
  /** What is not a matter of the state machine. Refuses what is not there, and to pin what is closed. */
  set(
    place: Pick<Place, 'id'>,
    fields: { readonly pinned?: boolean; readonly robotOff?: boolean; readonly offHours?: boolean },
    changes: Changes,
  ): Ticket;
  tag(
    place: Pick<Place, 'id'>,
    tagIds: readonly number[],
    userId: number | undefined,
    changes: Changes,
  ): Ticket;
  /** All tickets of one conversation go to another; of two live ones the older stays. Inside a transaction. */
  follow(from: number, into: number): void;
  /** Hears of tags that a ticket got, once it is on disk. Returns its unsubscribe. */
  onTagged(listener: (conversationId: number, tagId: number) => void): () => void;
  /** Hears what happened, once it is on disk. Returns its unsubscribe. */
  listen(listener: TicketListener): () => void;
}

const MINUTE = 60_000;

export function createTickets({
  db,
  clock,
  log,
  settings,
  zone = () => clock.timeZone,
  admits = () => true,
  ratingQuestion = () => '',
}: {
  db: Database;
  clock: Clock;
  log: Logger;
  settings: Pick<AttendanceSettingsStore, 'get'>;
  /** IANA name of the shop's. */
  zone?: () => string;
  /** Whether a message of this kind may open a ticket on this channel (PR-1, PR-2). */
  admits?: (channelId: number, kind: MessageKind) => boolean;
  /** The station's own words, for a shop that has written none. */
  ratingQuestion?: () => string;
}): Tickets {
  const store = createTicketStore(db);
  // The first look at a zone takes as long as thousands of the others: not while messages wait to be stored.
  protocolDay(clock.now(), zone());
  settings.get();
  const listeners = new Set<TicketListener>();
  const taggedListeners = new Set<(conversationId: number, tagId: number) => void>();

  function tell(fact: TicketFact): void {
    for (const listener of listeners) {
      try {
        listener(fact);
      } catch (error) {
        log.error({ err: error, what: fact.what }, 'a listener of tickets failed');
      }
    }
  }

  function changed(conversationId: number, changes: Changes): void {
    store.place(conversationId);
    changes.conversation(conversationId);
    changes.ticket(conversationId);
  }

  function nameOf(userId: number | null): string | undefined {
    return userId === null ? undefined : store.userName(userId);
  }

  function refuse(code: string, ticket: TicketRow | undefined): never {
    const name = ticket && nameOf(ticket.userId);
    throw new Refusal(code, name === undefined ? {} : { params: { name } });
  }

  /** Carries an outcome out; answers the ticket afterwards, and whether anything is different. */
  function carryOut(
    place: Place,
    found: TicketRow | undefined,
    outcome: Exclude<Outcome, { kind: 'refuse' }>,
    deed: Deed,
    at: number,
    changes: Changes,
  ): { before: TicketRow; after: TicketRow } | undefined {
    const state = outcome.kind === 'stay' ? found?.state : outcome.state;
    if (state === undefined) return undefined;
    const before =
      outcome.kind === 'create' || !found
        ? store.insert(place.id, nextProtocol(), clock.now(), state)
        : found;
    const closing = deed.closing && {
      reasonId: deed.closing.reasonId,
      ratingUntil: deed.closing.rating ? clock.now() + settings.get().ratingMinutes * MINUTE : undefined,
    };
    const fields = fieldsAfter(before, state, outcome.effects, {
      at,
      actorId: deed.userId,
      target: deed.target,
      snoozeUntil: deed.snoozeUntil,
      closing,
    });
    const after: TicketRow = { ...before, ...fields };
    const different =
      outcome.kind !== 'stay' ||
      Object.entries(fields).some(([name, value]) => before[name as keyof TicketRow] !== value);
    if (!different) return { before, after };
    store.save(before.id, fields);
    if (outcome.effects.includes('end-waiting')) store.endWaiting(place.id);
    const woke = outcome.kind === 'stay' && before.snoozedUntil !== null && after.snoozedUntil === null;
    const told = outcome.kind === 'create' ? 'opened' : (outcome.told ?? (woke ? 'woke' : undefined));
    if (told !== undefined) {
      store.log({
        ticketId: before.id,
        at: clock.now(),
        what: told,
        by: deed.by,
        userId: deed.userId,
        detail: detailOf(store, told, before, after, deed),
      });
    }
    changed(place.id, changes);
    return { before, after };
  }

  function nextProtocol(): string {
    const day = protocolDay(clock.now(), zone());
    return protocolOf(day, store.nextOfDay(day));
  }

  function happen(
    place: Place,
    what: Happening,
    deed: Deed,
    changes: Changes,
    message?: { id: number; at: number; arrival: 'live' | 'offline' },
  ): number | undefined {
    const found = store.newestOf(place.id);
    const now = clock.now();
    // What waited at the server belongs to the time when it was written.
    const at = Math.min(message?.at ?? now, now);
    const outcome = TABLE[what][situationOf(found, deed.userId, at, settings.get().reopenHours)];
    if (outcome.kind === 'refuse') return refuse(outcome.code, found);
    const done = carryOut(place, found, outcome, deed, at, changes);
    if (!done) return undefined;
    const told = [factOf(outcome, done), ANSWERS.has(what) ? ('answered' as const) : undefined].flatMap(
      (each) => each ?? [],
    );
    if (told.length === 0) return done.after.id;
    const ticket = store.shown(done.after.id)!;
    const fact = (what: TicketFact['what']): TicketFact => ({
      what,
      channelId: place.channelId,
      conversationId: place.id,
      contactId: place.contactId,
      at: now,
      by: deed.by,
      userId: deed.userId,
      ticket,
      before: {
        queueId: done.before.queueId ?? undefined,
        userId: done.before.userId ?? undefined,
      },
      message: message && { id: message.id, arrival: message.arrival },
      farewell: deed.closing?.farewell ?? false,
      ratingQuestion: deed.closing?.rating ? settings.get().ratingQuestion || ratingQuestion() : undefined,
    });
    changes.afterwards(() => {
      for (const each of told) tell(fact(each));
    });
    return done.after.id;
  }

  function rate(
    place: Place,
    ticket: TicketRow,
    rating: number,
    message: StoredMessage,
    changes: Changes,
  ): void {
    const after: TicketRow = { ...ticket, rating, ratingUntil: null };
    store.save(ticket.id, after);
    store.endWaiting(place.id);
    const deed: Deed = { by: 'contact', userId: undefined };
    const detail = detailOf(store, 'rated', ticket, after, deed);
    store.log({
      ticketId: ticket.id,
      at: clock.now(),
      what: 'rated',
      by: 'contact',
      userId: undefined,
      detail,
    });
    changed(place.id, changes);
    changes.afterwards(() =>
      tell({
        what: 'rated',
        channelId: place.channelId,
        conversationId: place.id,
        contactId: place.contactId,
        at: clock.now(),
        by: 'contact',
        userId: undefined,
        ticket: store.shown(ticket.id)!,
        before: undefined,
        message: message.arrival === 'history' ? undefined : { id: message.id, arrival: message.arrival },
        farewell: false,
        ratingQuestion: undefined,
      }),
    );
  }

  function ratingIn(place: Place, { at, kind, text, inGroup }: StoredMessage) {
    if (kind !== 'text' || inGroup) return undefined;
    const rating = ratingOf(text);
    if (rating === undefined) return undefined;
    const ticket = store.newestOf(place.id);
    const asked = ticket?.state === 'closed' && ticket.ratingUntil !== null && at <= ticket.ratingUntil;
    return asked ? { ticket, rating } : undefined;
  }

  function existing(conversationId: number): TicketRow {
    const ticket = store.newestOf(conversationId);
    if (!ticket) throw new Refusal('ticket-missing');
    return ticket;
  }

  return {
    store,
    ticketOf(conversationId) {
      const found = store.newestOf(conversationId);
      return found && store.shown(found.id);
    },

    heard(place, message, changes) {
      const { arrival, fromMe, inGroup, kind, waits } = message;
      if (arrival === 'history') return;
      const about = { id: message.id, at: message.at, arrival };
      if (fromMe) {
        // An answer that the phone gave before the contact wrote again answers nothing.
        if (!waits) happen(place, 'answered-on-phone', { by: 'phone', userId: undefined }, changes, about);
        return;
      }
      const rated = ratingIn(place, message);
      if (rated) return rate(place, rated.ticket, rated.rating, message, changes);
      const what = inGroup || !admits(place.channelId, kind) ? 'received-apart' : 'received';
      happen(place, what, { by: 'contact', userId: undefined }, changes, about);
    },

    sent(place, messageId, userId, changes) {
      const by = userId === undefined ? 'robot' : 'user';
      const what = userId === undefined ? 'answered-by-robot' : 'answered';
      happen(place, what, { by, userId }, changes, { id: messageId, at: clock.now(), arrival: 'live' });
    },

    act(place, what, deed, changes) {
      const id = happen(place, what, deed, changes);
      return id === undefined ? undefined : store.shown(id);
    },

    set({ id }, { pinned, robotOff, offHours }, changes) {
      const ticket = existing(id);
      if (pinned && ticket.state === 'closed') throw new Refusal('ticket-closed');
      store.save(ticket.id, {
        ...ticket,
        ...(pinned !== undefined && { pinned: pinned ? 1 : 0 }),
        ...(robotOff !== undefined && { robotOff: robotOff ? 1 : 0 }),
        ...(offHours !== undefined && { offHours: offHours ? 1 : 0 }),
      });
      changed(id, changes);
      return store.shown(ticket.id)!;
    },

    tag({ id }, tagIds, userId, changes) {
      const ticket = existing(id);
      const had = new Map(store.tagsOf(ticket.id).map((tag) => [tag.id, tag.name]));
      const note = (what: 'tagged' | 'untagged', tagName: string) =>
        store.log({ ticketId: ticket.id, at: clock.now(), what, by: 'user', userId, detail: { tagName } });
      for (const tagId of new Set(tagIds)) {
        if (had.has(tagId)) continue;
        const name = store.tagName(tagId);
        if (name === undefined) throw new Refusal('tag-not-found');
        store.tag(ticket.id, tagId);
        note('tagged', name);
        changes.afterwards(() => {
          for (const listener of taggedListeners) {
            try {
              listener(id, tagId);
            } catch (error) {
              // The tag is on disk, and whoever put it there has nothing to mend.
              log.error({ err: error, what: 'tagged' }, 'a listener of tickets failed');
            }
          }
        });
      }
      for (const [tagId, name] of had) {
        if (tagIds.includes(tagId)) continue;
        store.untag(ticket.id, tagId);
        note('untagged', name);
      }
      changed(id, changes);
      return store.shown(ticket.id)!;
    },

    follow: (from, into) => join(store, clock.now(), from, into),

    onTagged(listener) {
      taggedListeners.add(listener);
      return () => taggedListeners.delete(listener);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const ANSWERS = new Set<Happening>(['answered', 'answered-on-phone']);

/** Lines of the history that nobody acts on. */
const UNTOLD = new Set<TicketEventKind>(['answered-on-phone', 'tagged', 'untagged', 'merged']);

/** What listeners are told of, if anything. */
function factOf(
  outcome: Outcome,
  { before, after }: { before: TicketRow; after: TicketRow },
): TicketFact['what'] | undefined {
  if (outcome.kind === 'create') return 'opened';
  if (outcome.kind === 'refuse') return undefined;
  if (outcome.told !== undefined) {
    return UNTOLD.has(outcome.told) ? undefined : (outcome.told as TicketFact['what']);
  }
  return before.snoozedUntil !== null && after.snoozedUntil === null ? 'woke' : undefined;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Bus } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import { isPassing } from '../db/failures.ts';
import type { Arrived, Changes, Write } from '../inbox/changes.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { type Decision, decide } from './decide.ts';
import type { Facts, HeardMessage, Place } from './facts.ts';
import { MAX_AGE_MS } from './guards.ts';
import type { Journal } from './journal.ts';
import type { AutomationSettings } from './settings.ts';
import type { AutomationEvent } from './situation.ts';
import type { Situations } from './situations.ts';
import type { LiveTicket, TicketsPort } from './tickets.ts';

/** One commit for so many decisions, or so much time, and then the loop breathes. */
const BATCH_ROWS = 50;
const BATCH_MS = 8;
const NO_ROOM_MS = 5_000;

/** What happened in one conversation, and under which name it is known for ever. */
export interface Happening {
  readonly event: AutomationEvent;
  readonly conversationId: number;
  /** The same for the same happening after a crash: what it makes goes out once. */
  readonly nonce: string;
  readonly messageId?: number;
  /** The message began its ticket. */
  readonly starts?: boolean;
  /** The ticket in question, when it is not the live one. */
  readonly ticket?: LiveTicket;
  /** Not worth a line in the journal unless something follows from it. */
  readonly look?: boolean;
}

/** Puts what is decided into practice: the message, its reason and what else follows are one transaction. */
export interface Robot {
  /** This message began a ticket: told before `heard` of it. */
  began(messageId: number): void;
  /** A contact wrote. Decided shortly after, in the order in which it came. */
  heard(arrived: Arrived): void;
  /** Decides at once. Answers what was done and the message that went out. */
  happened(happening: Happening): { decision: Decision; messageId: number | undefined } | undefined;
  /** The same inside the caller's transaction; the caller calls `outgoing.flush` of the channel after it. */
  within(
    happening: Happening,
    changes: Changes,
  ): { decision: Decision; messageId: number | undefined; channelId: number } | undefined;
  /** What was stored just before the station ended is decided now; on start. */
  catchUp(): void;
  /** Menus that nobody answers, and tickets that wait without a queue. Answers what was done in a few words. */
  look(): Promise<string>;
  /** Resolves when all that was heard is decided. */
  idle(): Promise<void>;
  stop(): void;
}

export function createRobot({
  clock,
  log,
  bus,
  write,
  outgoing,
  facts,
  journal,
  settings,
  situations,
  tickets,
}: {
  clock: Clock;
  log: Logger;
  bus: Bus;
  write: Write;
  outgoing: Pick<Outbox, 'enqueueWithin' | 'flush'>;
  facts: Facts;
  journal: Journal;
  settings: Pick<AutomationSettings, 'automation'>;
  situations: Situations;
  tickets: TicketsPort;
}): Robot {
  const waiting: Arrived[] = [];
  /** Messages that began a ticket and are not decided about yet. */
  const beginnings = new Set<number>();
  let working: Promise<void> | undefined;
  let stopped = false;
  let cancelRetry = () => {};

  function within(happening: Happening, changes: Changes) {
    const place = facts.place(happening.conversationId);
    if (!place) return undefined;
    const { event, messageId, ticket, starts = false, look = false } = happening;
    const now = clock.now();
    const about = { starts, ...(messageId !== undefined && { messageId }), ...(ticket && { ticket }) };
    const situation = situations.of(place, now, about);
    const decision = decide(event, situation, now);
    if (look && decision.actions.length === 0)
      return { decision, messageId: undefined, channelId: place.channelId };
    const sent = carryOut(decision, place, happening, changes);
    journal.add({
      channelId: place.channelId,
      conversationId: place.conversationId,
      event: event.kind,
      decision,
      ...(messageId !== undefined && { aboutId: messageId }),
      ...(sent !== undefined && { messageId: sent }),
    });
    if (event.kind === 'message' && messageId !== undefined) keepRefused(event, messageId, situation);
    bus.emit('automation.decided', { conversationIds: [place.conversationId] });
    return { decision, messageId: sent, channelId: place.channelId };
  }

  function carryOut(
    { actions, because }: Decision,
    { conversationId }: Place,
    { nonce, event }: Happening,
    changes: Changes,
  ) {
    let sent: number | undefined;
    for (const action of actions) {
      switch (action.do) {
        case 'send':
          sent = outgoing.enqueueWithin(
            {
              conversationId,
              text: action.text,
              nonce: `robot ${nonce}`,
              // A person wrote a schedule for a time of its own; all else answers a moment, and is late soon (MS-3).
              ...(event.kind !== 'schedule' && { goodUntil: because.at + MAX_AGE_MS }),
            },
            changes,
          );
          break;
        case 'assign-queue':
          if (tickets.queueExists(action.queueId)) {
            tickets.assignQueue(conversationId, action.queueId, changes);
          }
          break;
        case 'offer-menu':
          journal.offerMenu(conversationId, action.until, action.retries);
          break;
        case 'end-menu':
          journal.endMenu(conversationId);
          break;
        case 'reject-call':
          // Whoever heard the call rejects it: it does not wait for the disk.
          break;
      }
    }
    return sent;
  }

  /** PR-1 and PR-2: it opened no ticket, and is listed where somebody can find it. */
  function keepRefused(
    event: Extract<AutomationEvent, { kind: 'message' }>,
    messageId: number,
    { automation: { refusals }, chat, ticket }: ReturnType<Situations['of']>,
  ): void {
    if (chat !== 'person' || ticket) return;
    if (refusals.messages.on) journal.refuse(messageId, 'messages');
    else if (refusals.voice.on && event.content === 'voice') journal.refuse(messageId, 'voice');
  }

  function eventOf(message: HeardMessage, arrival: Arrived['arrival']): AutomationEvent {
    return {
      kind: 'message',
      fromMe: message.fromMe,
      arrival,
      at: message.at,
      content: message.kind === 'voice' ? 'voice' : message.kind === 'text' ? 'text' : 'other',
      text: message.text,
    };
  }

  function answer({ conversationId, messageId, arrival }: Arrived, changes: Changes): number | undefined {
    const message = facts.message(messageId);
    const place = facts.place(conversationId);
    if (!message || !place) return undefined;
    const event = eventOf(message, arrival);
    const starts = beginnings.has(messageId);
    const done = within(
      { event, conversationId: place.conversationId, messageId, starts, nonce: `message ${messageId}` },
      changes,
    );
    if (starts && !situations.hoursOf(place.channelId).hours.isOpen(message.at)) {
      tickets.markOffHours(place.conversationId, changes);
    }
    return done?.messageId === undefined ? undefined : done.channelId;
  }

  /** Takes some of what was heard, in one transaction; those stay in line until it is on disk. */
  function answerSome(most: number): void {
    const channels = new Set<number>();
    let count = 0;
    write('robot.answer', (changes) => {
      const deadline = performance.now() + BATCH_MS;
      for (const arrived of waiting.slice(0, most)) {
        const channelId = answer(arrived, changes);
        if (channelId !== undefined) channels.add(channelId);
        count += 1;
        if (performance.now() > deadline) break;
      }
    });
    for (const { messageId } of waiting.splice(0, count)) beginnings.delete(messageId);
    for (const channelId of channels) outgoing.flush(channelId);
  }

  async function work(): Promise<void> {
    let most = BATCH_ROWS;
    // What is being stored at this moment comes along.
    await nextTurn();
    while (waiting.length > 0) {
      if (stopped) return;
      try {
        answerSome(most);
        most = BATCH_ROWS;
      } catch (error) {
        if (isPassing(error)) {
          cancelRetry = clock.after(NO_ROOM_MS, begin);
          return;
        }
        if (most > 1) {
          most = 1;
        } else {
          const [left] = waiting.splice(0, 1);
          if (left) beginnings.delete(left.messageId);
          log.error({ err: error, messageId: left?.messageId }, 'a message was not decided about');
        }
      }
      await nextTurn();
    }
  }

  function begin(): void {
    if (working || stopped) return;
    working = work().finally(() => {
      working = undefined;
    });
  }

  function happened(happening: Happening) {
    const done = write(`robot.${happening.event.kind}`, (changes) => within(happening, changes));
    if (done?.messageId !== undefined) outgoing.flush(done.channelId);
    return done;
  }

  return {
    began: (messageId) => void beginnings.add(messageId),
    heard(arrived) {
      waiting.push(arrived);
      begin();
    },
    happened,
    within,
    catchUp() {
      const since = clock.now() - MAX_AGE_MS;
      for (const each of facts.undecided(since)) {
        const { conversationId, messageId } = each;
        const ticket = tickets.liveOf(conversationId);
        const first = ticket !== undefined && ticket.openedAt >= since;
        if (first && facts.isFirstSince(conversationId, since, messageId)) beginnings.add(messageId);
        waiting.push({ ...each, arrival: 'offline' });
      }
      if (waiting.length > 0) begin();
    },
    async look() {
      let left = 0;
      let moved = 0;
      let deadline = performance.now() + BATCH_MS;
      /** Very many may wait. Answers whether it goes on. */
      const breathe = async () => {
        if (performance.now() > deadline) {
          await nextTurn();
          deadline = performance.now() + BATCH_MS;
        }
        return !stopped;
      };
      for (const conversationId of journal.silentMenus(clock.now())) {
        if (!(await breathe())) break;
        const nonce = `menu-silence ${conversationId}`;
        happened({ event: { kind: 'menu-silence' }, conversationId, nonce, look: true });
        left += 1;
      }
      const moves = tickets
        .waitingWithoutQueue()
        .filter(({ channelId }) => settings.automation(channelId).waiting.on);
      for (const { conversationId } of moves) {
        if (!(await breathe())) break;
        const nonce = `waiting ${conversationId}`;
        const done = happened({ event: { kind: 'waiting' }, conversationId, nonce, look: true });
        if (done && done.decision.actions.length > 0) moved += 1;
      }
      return `${moved} to their queue, ${left} menus over`;
    },
    async idle() {
      await working;
    },
    stop() {
      stopped = true;
      cancelRetry();
    },
  };
}

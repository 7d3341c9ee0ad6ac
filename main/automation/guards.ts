/** What keeps the robot quiet, in the order in which it is asked (design, seam 6). Pure. */
import type { Because, EventKind, RuleId } from '../../preload/entities/automation.ts';
import type { AutomationEvent, Situation } from './situation.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Older messages open their tickets silently (MS-3). */
export const MAX_AGE_MS = 10 * MINUTE;
/** After a word of a person the robot is quiet for so long, and for the rest of the ticket. */
export const HUMAN_MS = 30 * MINUTE;
/** So many automatic messages to one contact within the window, and it is quiet for the pause. */
export const LOOP_LIMIT = 3;
export const LOOP_WINDOW_MS = 10 * MINUTE;
export const LOOP_PAUSE_MS = HOUR;
/** So many equal texts within seconds of ours come from no person. */
export const ECHO_LIMIT = 2;

export type RuleValues = Because['values'];

export interface Guard {
  readonly rule: RuleId;
  /** What it stands before. */
  readonly of: readonly EventKind[];
  /** What it does, in a sentence for `docs/automation.md`. */
  readonly about: string;
  /** What it looked at, when it stops; undefined when it lets pass. */
  stops(event: AutomationEvent, situation: Situation, now: number): RuleValues | undefined;
}

const everything: readonly EventKind[] = [
  'message',
  'call',
  'closed',
  'transferred',
  'menu-silence',
  'follow-up',
  'schedule',
];
const answers: readonly EventKind[] = ['message', 'call'];

/**
 * Whether something lies no longer ago than that. A clock that was put back makes it lie ahead, and it still counts;
 * further ahead than a day, it was written under a clock that was wrong by far.
 */
export function within(at: number | undefined, ms: number, now: number): at is number {
  return at !== undefined && at > now - ms && at <= now + DAY;
}

/** Until when too much was said: the pause after the message that filled a window. */
export function loopUntil(recent: readonly number[], now: number): number | undefined {
  for (let last = recent.length - 1; last >= LOOP_LIMIT - 1; last -= 1) {
    const [from, to] = [recent[last - LOOP_LIMIT + 1]!, recent[last]!];
    if (to - from < LOOP_WINDOW_MS && within(to, LOOP_PAUSE_MS, now)) return to + LOOP_PAUSE_MS;
  }
  return undefined;
}

/** Asked before it is known what would be said. */
export const firstGuards: readonly Guard[] = [
  {
    rule: 'not-a-person',
    of: everything,
    about: 'Nothing goes by itself to groups, status, broadcast lists and newsletters.',
    stops: (_event, { chat }) => (chat === 'person' ? undefined : { chat }),
  },
  {
    rule: 'own-message',
    of: ['message'],
    about: 'What the shop wrote itself, here or on the phone, is no question.',
    stops: (event) => (event.kind === 'message' && event.fromMe ? {} : undefined),
  },
  {
    rule: 'history',
    of: ['message'],
    about: 'Copies of old messages that come on pairing answer nobody.',
    stops: (event) => (event.kind === 'message' && event.arrival === 'history' ? {} : undefined),
  },
  {
    rule: 'too-old',
    of: ['message'],
    about: 'A message that comes in later than 10 minutes opens its ticket silently.',
    stops(event, _situation, now) {
      if (event.kind !== 'message' || event.at >= now - MAX_AGE_MS) return undefined;
      return { ageMinutes: Math.floor((now - event.at) / MINUTE), limitMinutes: MAX_AGE_MS / MINUTE };
    },
  },
  {
    rule: 'robot-off-contact',
    of: ['message', 'call', 'closed', 'transferred', 'menu-silence', 'follow-up'],
    about: '*Robô desligado* for this contact.',
    stops: (_event, { robotOff }) => (robotOff ? {} : undefined),
  },
  {
    rule: 'robot-off-ticket',
    of: [...answers, 'menu-silence'],
    about: 'The robot was switched off for this ticket.',
    stops: (_event, { ticket }) => (ticket?.robotOff ? {} : undefined),
  },
  {
    rule: 'human-spoke',
    of: [...answers, 'menu-silence'],
    about: 'A person of the shop wrote in this ticket, or within 30 minutes, here or on the phone.',
    stops(_event, { humanAt, ticket }, now) {
      if (humanAt === undefined) return undefined;
      const inTicket = ticket !== undefined && !ticket.starts && humanAt >= ticket.openedAt;
      if (!inTicket && !within(humanAt, HUMAN_MS, now)) return undefined;
      return { minutesAgo: Math.max(0, Math.floor((now - humanAt) / MINUTE)), inTicket };
    },
  },
];

/** Asked once something is to be said; hours and cool-downs have had their say by then. */
export const lastGuards: readonly Guard[] = [
  {
    rule: 'other-robot',
    of: answers,
    about: 'The contact sends the same text within seconds of ours, again and again: it is a robot too.',
    stops: (_event, { echoes }) => (echoes >= ECHO_LIMIT ? { echoes, limit: ECHO_LIMIT } : undefined),
  },
  {
    rule: 'loop-limit',
    of: everything.filter((kind) => kind !== 'schedule'),
    about: 'Three automatic messages within 10 minutes are followed by an hour of quiet, or by a person.',
    stops(_event, { recent }, now) {
      const until = loopUntil(recent, now);
      return until === undefined
        ? undefined
        : { limit: LOOP_LIMIT, windowMinutes: LOOP_WINDOW_MS / MINUTE, until };
    },
  },
  {
    rule: 'channel-restricted',
    of: everything,
    about: 'WhatsApp has restricted this number.',
    stops: (_event, { restrictedUntil }, now) =>
      restrictedUntil !== undefined && restrictedUntil > now ? { until: restrictedUntil } : undefined,
  },
  {
    rule: 'pacing',
    of: everything,
    about: 'The pace of the channel holds automatic messages back.',
    stops: (_event, { heldUntil }, now) =>
      heldUntil !== undefined && heldUntil > now ? { until: heldUntil } : undefined,
  },
];

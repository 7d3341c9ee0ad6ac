/** Turns a conversation into what its list shows. Pure. */
import type { Message, Note, TicketEvent } from '../../../preload/entities.ts';
import type { OpenEnds } from '../../state/merge.ts';
import type { Sending } from '../../state/sending.ts';

/** Messages of one side that are closer than this stand together. */
const MINUTE = 60_000;
const TOGETHER = 5 * MINUTE;

export type ThreadItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'unread'; key: string; count: number; seenOnPhone: boolean }
  | { kind: 'message'; key: string; message: Message; starts: boolean; ends: boolean }
  | { kind: 'note'; key: string; note: Note }
  | { kind: 'event'; key: string; event: TicketEvent }
  | { kind: 'sending'; key: string; press: Sending };

/** What stands between the messages, by time. */
type Between = { kind: 'note'; at: number; note: Note } | { kind: 'event'; at: number; event: TicketEvent };

interface ThreadInput {
  messages: readonly Message[];
  /** Whether the stretch of messages has more beyond its ends: what stands between those is not shown yet. */
  more: OpenEnds;
  notes: readonly Note[];
  events: readonly TicketEvent[];
  sending: readonly Sending[];
  /** Where the unread ones began when the conversation was opened, and how many they were. */
  unread: { firstId: number; count: number; seenOnPhone: boolean } | undefined;
  /** The calendar day of an instant. */
  dayOf: (at: number) => number;
}

function speaker(message: Message): string {
  return message.fromMe
    ? `me:${message.origin}:${message.userName ?? ''}`
    : `them:${message.authorName ?? ''}`;
}

/** Between a message and the event that it causes; WhatsApp's instants are whole seconds of another clock. */
const CAUSED_WITHIN = { theirs: MINUTE, ours: 1000 };

/**
 * Where an event stands. What opens an attendance or accepts it is often a message, which is stored a moment before:
 * read in that order, the customer would write to nobody and the answer come before anybody has accepted.
 */
function startOf(event: TicketEvent, messages: readonly Message[], since: number): number {
  if (event.what !== 'accepted' && event.what !== 'opened' && event.what !== 'reopened') return event.at;
  const ours = event.by !== 'contact';
  const from = Math.max(since, event.at - (ours ? CAUSED_WITHIN.ours : CAUSED_WITHIN.theirs));
  let { at } = event;
  for (const message of messages.toReversed()) {
    if (message.at < from) break;
    if (message.at > event.at) continue;
    if (message.fromMe !== ours) break;
    // Messages have whole milliseconds.
    at = message.at - 0.5;
  }
  return at;
}

/** What belongs to the stretch of time that is loaded, oldest first. */
function betweenOf({ messages, more, notes, events }: ThreadInput): Between[] {
  const from = more.before ? (messages[0]?.at ?? 0) : 0;
  const until = more.after ? (messages.at(-1)?.at ?? Infinity) : Infinity;
  const all: Between[] = [
    ...events.map((event, index): Between => {
      const since = events[index - 1]?.at ?? 0;
      return { kind: 'event', at: startOf(event, messages, since), event };
    }),
    ...notes.map((note): Between => ({ kind: 'note', at: note.at, note })),
  ];
  return all.filter(({ at }) => at >= from && at <= until).sort((a, b) => a.at - b.at);
}

export function threadItems(input: ThreadInput): ThreadItem[] {
  const { messages, sending, unread, dayOf } = input;
  const items: ThreadItem[] = [];
  const waiting = betweenOf(input);
  let next = 0;
  const days = new Set<number>();
  let day: number | undefined;
  let previous: Message | undefined;
  let group: Extract<ThreadItem, { kind: 'message' }> | undefined;

  const startDay = (at: number): boolean => {
    const its = dayOf(at);
    if (its === day) return false;
    day = its;
    // A clock that was set back shows the same day again.
    const again = days.has(its) ? `-${items.length}` : '';
    days.add(its);
    items.push({ kind: 'day', key: `day-${its}${again}`, at });
    return true;
  };
  /** Puts in what happened before an instant. */
  const catchUp = (until: number): boolean => {
    const from = next;
    for (let one = waiting[next]; one && one.at < until; one = waiting[next]) {
      startDay(one.at);
      if (one.kind === 'note') items.push({ kind: 'note', key: `note-${one.note.id}`, note: one.note });
      else items.push({ kind: 'event', key: `event-${one.event.id}`, event: one.event });
      next += 1;
    }
    return next > from;
  };

  for (const message of messages) {
    const parted = catchUp(message.at);
    const newDay = startDay(message.at);
    const marked =
      unread !== undefined && message.id >= unread.firstId && (previous?.id ?? 0) < unread.firstId;
    if (marked) {
      const { count, seenOnPhone } = unread;
      items.push({ kind: 'unread', key: 'unread', count, seenOnPhone });
    }
    const joins =
      group !== undefined &&
      previous !== undefined &&
      !parted &&
      !newDay &&
      !marked &&
      speaker(previous) === speaker(message) &&
      message.at - previous.at < TOGETHER;
    if (joins && group) group.ends = false;
    group = { kind: 'message', key: String(message.id), message, starts: !joins, ends: true };
    items.push(group);
    previous = message;
  }
  catchUp(Infinity);
  for (const press of sending) items.push({ kind: 'sending', key: press.nonce, press });
  return items;
}

/** Beyond either of these a text is cut until it is asked for. */
const LONG = 1200;
const MANY_LINES = 24;

/** The part of a text that is shown at first; undefined when all of it may be. */
export function shortened(text: string): string | undefined {
  const lines = text.split('\n', MANY_LINES + 1);
  const byLines = lines.length > MANY_LINES ? lines.slice(0, MANY_LINES).join('\n') : text;
  if (byLines.length <= LONG) return byLines === text ? undefined : byLines;
  // By whole characters: half an emoji is a black box.
  return Array.from(byLines.slice(0, LONG + 2))
    .slice(0, LONG)
    .join('');
}

/** In pixels at the normal text size. */
const REM = 16;

function heightOfText(text: string): number {
  const shown = shortened(text) ?? text;
  return 20 * shown.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 62)), 0);
}

function heightOfMedia({ kind, media }: Message): number {
  switch (kind) {
    case 'image':
    case 'video': {
      const ratio =
        media?.width !== undefined && media.height !== undefined ? media.width / media.height : 4 / 3;
      return Math.min(22 * REM, Math.min(20 * REM, 22 * REM * ratio) / ratio);
    }
    case 'sticker':
      return 10 * REM;
    case 'voice':
    case 'audio':
      return 52;
    case 'document':
      return 60;
    case 'location':
      return 190;
    case 'contacts':
      return 76;
    case 'text':
    case 'unreadable':
    case 'other':
      return 0;
  }
}

/**
 * A guess of an item's height. Of one line it is exact, so that a list of short messages stays as it was drawn first; of
 * others near enough that the scroll bar does not wander while real heights come in.
 */
export function estimateHeight(item: ThreadItem): number {
  switch (item.kind) {
    case 'day':
    case 'unread':
      return 44;
    case 'event':
      return 24;
    case 'note':
      return 52 + heightOfText(item.note.body);
    case 'sending':
      return 28 + heightOfText(item.press.text);
    case 'message': {
      const { message, starts } = item;
      const quote = message.quote ? 48 : 0;
      const reactions = message.reactions && message.reactions.length > 0 ? 20 : 0;
      return 14 + heightOfMedia(message) + heightOfText(message.text) + quote + reactions + (starts ? 8 : 0);
    }
  }
}

/** Where a list that has not been drawn yet opens: at the line above the unread ones, else at its end. */
export function openingOffset(
  items: readonly ThreadItem[],
  { height, padding }: { height: number; padding: { start: number; end: number } },
): number {
  const marker = items.findIndex((item) => item.kind === 'unread');
  const sum = (some: readonly ThreadItem[]) => some.reduce((all, item) => all + estimateHeight(item), 0);
  const end = Math.max(0, padding.start + sum(items) + padding.end - height);
  return marker < 0 ? end : Math.min(end, padding.start + sum(items.slice(0, marker)));
}

import type { Attention, NoticeSettings } from '../../preload/entities.ts';

const MINUTE = 60_000;
/** More conversations than this at once are told as a number. */
export const MOST = 3;

/** What becomes of something new: only counted, heard, shown in the window, or told by the system as well. */
export type Telling = 'count' | 'ring' | 'window' | 'system';

export interface Situation {
  readonly settings: NoticeSettings;
  /** Of every unlocked window. */
  readonly windows: readonly Attention[];
  readonly now: number;
  /** IANA name; of this machine, whose clock people see. */
  readonly timeZone: string;
}

/** Whether nobody wants to be disturbed now: until an instant, or in the quiet hours of the day. */
export function isQuiet({ settings, now, timeZone }: Omit<Situation, 'windows'>): boolean {
  if (now < settings.quietUntil) return true;
  const { on, from, to } = settings.quietHours;
  if (!on || from === to) return false;
  const minute = minuteOfDay(now, timeZone);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minuteOfDay(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return part('hour') * 60 + part('minute');
}

/**
 * How a message in a conversation is told: not at all to whoever has that conversation before their eyes; with a sound
 * to whoever sees the list; in the window to whoever is elsewhere in it; by the system when nobody looks.
 */
export function tellingOf(conversationId: number, situation: Situation): Telling {
  const looking = situation.windows.filter(({ focused }) => focused);
  if (looking.some((window) => window.conversationId === conversationId)) return 'count';
  if (isQuiet(situation)) return 'count';
  if (looking.length === 0) return 'system';
  return looking.some(({ inbox }) => inbox) ? 'ring' : 'window';
}

export interface Waiting {
  readonly conversationId: number;
  readonly since: number;
}

/** So many times that span, counted from the beginning of the waiting. */
function spansOf(since: number, now: number, minutes: number): number {
  return Math.floor((now - since) / (minutes * MINUTE));
}

/**
 * Whose waiting is told again: each time that a whole span of it has passed since the last look. A span that passed
 * while nobody wanted to be disturbed, or while the PC slept, is told once, afterwards.
 */
export function overdue(
  waiting: readonly Waiting[],
  told: ReadonlyMap<number, number>,
  { settings, now, timeZone }: Omit<Situation, 'windows'>,
): Waiting[] {
  const { repeatMinutes } = settings;
  if (repeatMinutes === 0 || isQuiet({ settings, now, timeZone })) return [];
  return waiting.filter(({ conversationId, since }) => {
    const spans = spansOf(since, now, repeatMinutes);
    const before = told.get(conversationId) ?? since;
    return spans > 0 && spans > spansOf(since, Math.max(since, before), repeatMinutes);
  });
}

/** Whole minutes that somebody has waited. */
export function minutesWaited(since: number, now: number): number {
  return Math.max(0, Math.floor((now - since) / MINUTE));
}

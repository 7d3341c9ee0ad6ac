/** How long the phone has been silent and what is said about it (PH-6). Pure: the time is an argument. */

const DAY = 86_400_000;

/** WhatsApp unlinks every device of an account whose phone did not open WhatsApp for so many days. */
export const PHONE_DAYS = 14;

export const REMINDER_DAYS = [10, 12, 13, 14] as const;
export type ReminderDay = (typeof REMINDER_DAYS)[number];

export type Level = 'info' | 'warn' | 'urgent';

const LEVELS: Record<ReminderDay, Level> = { 10: 'info', 12: 'warn', 13: 'urgent', 14: 'urgent' };

/** A sign less than this after the last one tells nothing new; phones in use give many a minute. */
const NEWS = 60_000;

/**
 * A stored time that lies further ahead than this was written under a wrong clock. Small steps back (the network's
 * time, a person's hour too many) are waited out instead.
 */
const AHEAD = DAY;

/** What is known of a channel's phone. */
export interface PhoneFacts {
  /** Absent: no phone is linked. Linking is a sign of the phone too. */
  readonly linkedAt: number | undefined;
  readonly seenAt: number | undefined;
}

/** How things stand; card, banner and notification all say this. */
export interface PhoneWatch {
  /** The phone was last known to be in use. */
  readonly since: number;
  readonly known: 'seen' | 'linked';
  /** Full days of 24 hours since then, 0 to 14. */
  readonly day: number;
  readonly endsAt: number;
  /** From day 10: the newest reminder that has come, and how pressing it is. */
  readonly reminder?: { readonly day: ReminderDay; readonly level: Level };
}

/** `undefined`: no phone is linked. */
export function watchPhone(facts: PhoneFacts, now: number): PhoneWatch | undefined {
  if (facts.linkedAt === undefined) return undefined;
  const since = silentSince(facts, now) ?? now;
  const day = Math.min(PHONE_DAYS, Math.max(0, Math.floor((now - since) / DAY)));
  const reached = REMINDER_DAYS.findLast((each) => each <= day);
  return {
    since,
    known: since === facts.linkedAt ? 'linked' : 'seen',
    day,
    endsAt: since + PHONE_DAYS * DAY,
    ...(reached && { reminder: { day: reached, level: LEVELS[reached] } }),
  };
}

/** When the phone was last known to be in use. `undefined`: what is stored of it is from a wrong clock. */
export function silentSince({ linkedAt = 0, seenAt = 0 }: PhoneFacts, now: number): number | undefined {
  const credible = (at: number) => at <= now + AHEAD;
  const since = credible(linkedAt) ? Math.max(linkedAt, seenAt) : seenAt;
  return since > 0 && credible(since) ? since : undefined;
}

/**
 * What *last seen* becomes with a sign of the phone; `undefined`: it stays. It moves forward only, and a sign is never
 * later than now, whatever time it claims.
 */
export function seenAfter(facts: PhoneFacts, sign: number, now: number): number | undefined {
  if (facts.linkedAt === undefined) return undefined;
  const at = Math.trunc(Math.min(sign, now));
  return at >= (silentSince(facts, now) ?? now) + NEWS ? at : undefined;
}

/** How old the WhatsApp account is, as a person says; it sets the warm-up plan (QR-7). */
export type AccountAge = 'unknown' | 'under-7-days' | 'over-7-days' | 'months';

/** What was said once, as of now: a young account grows older by itself. */
export function ageNow(said: { readonly age: AccountAge; readonly at: number }, now: number): AccountAge {
  return said.age === 'under-7-days' && now - said.at >= 7 * DAY ? 'over-7-days' : said.age;
}

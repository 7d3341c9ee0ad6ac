/** Business hours (BH-1 … BH-3). Times of a day are minutes after its midnight, on the wall clock of the shop. */
import { z } from 'zod';
import { Instant, RowId } from './basics.ts';

export const MINUTES_OF_A_DAY = 1_440;

/** Open from … to, the end left out. An end past 1,440 lies on the next day: 22:00 to 02:00 is 1,320 to 1,560. */
export const Interval = z.object({
  from: z
    .int()
    .min(0)
    .max(MINUTES_OF_A_DAY - 1),
  to: z
    .int()
    .min(0)
    .max(2 * MINUTES_OF_A_DAY),
});
export type Interval = z.infer<typeof Interval>;

const Intervals = z.array(Interval).max(8);

/** `2026-12-24`. */
export const CalendarDate = z.iso.date();

/** A day that goes by hours of its own, whatever its weekday and whether it is a holiday; closed without intervals. */
export const SpecialDay = z.object({
  date: CalendarDate,
  /** On that day of each year; one of 29 February then comes every four. */
  yearly: z.boolean(),
  name: z.string().trim().max(60),
  intervals: Intervals,
});
export type SpecialDay = z.infer<typeof SpecialDay>;

/** Brazil's national holidays, and the days that many shops keep without being one (`optional`). */
export const HolidayId = z.enum([
  'new-year',
  'carnival-monday',
  'carnival-tuesday',
  'good-friday',
  'tiradentes',
  'labour-day',
  'corpus-christi',
  'independence',
  'our-lady',
  'all-souls',
  'republic',
  'black-awareness',
  'christmas',
]);
export type HolidayId = z.infer<typeof HolidayId>;

export const AutoText = z.object({ on: z.boolean(), text: z.string().max(4_000) });
export type AutoText = z.infer<typeof AutoText>;

export const BusinessHours = z.object({
  /** Off: always open. */
  on: z.boolean(),
  /** Monday first. */
  week: z.array(Intervals).length(7),
  specials: z.array(SpecialDay).max(366),
  /** Holidays on which it is closed. */
  holidays: z.array(HolidayId),
  /** What contacts are told while it is closed (BH-2). */
  offHours: AutoText,
});
export type BusinessHours = z.infer<typeof BusinessHours>;

/** How it stands at a moment. */
export const OpenState = z.object({
  open: z.boolean(),
  /** Since when it is so, and until when; absent where it never changes. */
  since: Instant.optional(),
  until: Instant.optional(),
  /** When it opens next; absent when it is open or never opens again. */
  opensAt: Instant.optional(),
  /** What makes the day in question differ from its weekday. */
  special: z.string().optional(),
  holiday: HolidayId.optional(),
});
export type OpenState = z.infer<typeof OpenState>;

export const HolidayOffer = z.object({
  id: HolidayId,
  kind: z.enum(['national', 'optional']),
  /** The next one, today included. */
  date: CalendarDate,
  /** ISO: 1 is Monday. */
  weekDay: z.int().min(1).max(7),
});
export type HolidayOffer = z.infer<typeof HolidayOffer>;

export const ChannelHours = z.object({
  channelId: RowId,
  hours: BusinessHours,
  /** IANA name of the zone that the shop lives in. */
  timeZone: z.string(),
  offered: z.array(HolidayOffer),
  now: OpenState,
});
export type ChannelHours = z.infer<typeof ChannelHours>;

/** Hours of a queue's own (AT-7). */
export const QueueHours = z.object({
  queueId: RowId,
  /** Whether it has any; if not, `hours` are what its editor begins with. */
  own: z.boolean(),
  hours: BusinessHours,
  timeZone: z.string(),
  offered: z.array(HolidayOffer),
});
export type QueueHours = z.infer<typeof QueueHours>;

import { Temporal } from 'temporal-polyfill';

export type SnoozeChoice = 'in-1-hour' | 'tomorrow-9' | number;

const HOUR = 3_600_000;
const LONGEST_DAYS = 366;

/**
 * When a snoozed ticket wakes, in milliseconds; undefined when the chosen time is not after `now` or more than a year
 * ahead. An hour is an hour of real time; nine o'clock is the shop's, whatever the clock change between.
 */
export function snoozeUntil(choice: SnoozeChoice, now: number, zone: string): number | undefined {
  if (choice === 'in-1-hour') return now + HOUR;
  if (choice === 'tomorrow-9') {
    const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
    return today.add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).epochMilliseconds;
  }
  return choice > now && choice <= now + LONGEST_DAYS * 24 * HOUR ? choice : undefined;
}

/** The first moment of the shop's next day, in milliseconds. */
export function endOfDay(now: number, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  return today.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

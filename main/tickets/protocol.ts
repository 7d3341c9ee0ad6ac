import { Temporal } from 'temporal-polyfill';

/** The shop's day as protocols begin with it, e.g. `20261125`. `zone`: an IANA name. */
export function protocolDay(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString()
    .replaceAll('-', '');
}

/** `count` from 1; beyond 9999 it only gets longer. */
export function protocolOf(day: string, count: number): string {
  return `${day}-${String(count).padStart(4, '0')}`;
}

/** What can be measured of a channel's phone and line, as plain warnings: none of them is an alarm (PH-3). */
import { LINKED_DEVICES } from './points.ts';
import { PHONE_DAYS, type PhoneFacts, watchPhone } from './rules.ts';

/** Half of the time that WhatsApp gives, and days before the first reminder. */
const QUIET_DAYS = 7;

/** What waited at WhatsApp while the station was away is heard by then, the phone's signs among it. */
const CATCHING_UP = 10 * 60_000;

export interface HealthFacts extends PhoneFacts {
  readonly stationOnline: boolean;
  /** Absent: it is not connected. */
  readonly connectedSince: number | undefined;
  /** Linked devices of the account besides this one, where WhatsApp tells. */
  readonly otherDevices: number | undefined;
}

export type HealthWarning =
  | { readonly id: 'station-offline' }
  | { readonly id: 'channel-not-connected' }
  | { readonly id: 'phone-quiet'; readonly days: number; readonly of: number; readonly endsAt: number }
  | { readonly id: 'devices-full'; readonly others: number; readonly limit: number };

/** The cause before what follows from it. */
export function healthWarnings(facts: HealthFacts, now: number): HealthWarning[] {
  const { stationOnline, connectedSince, otherDevices = 0 } = facts;
  const watch = watchPhone(facts, now);
  const warnings: HealthWarning[] = [];
  if (!stationOnline) warnings.push({ id: 'station-offline' });
  if (!watch) return warnings;
  if (stationOnline && connectedSince === undefined) warnings.push({ id: 'channel-not-connected' });
  // Signs that we could not hear are no silence, but once a reminder has come, everything says the same.
  const heard = connectedSince !== undefined && now - connectedSince >= CATCHING_UP;
  if (watch.reminder || (heard && watch.day >= QUIET_DAYS)) {
    warnings.push({ id: 'phone-quiet', days: watch.day, of: PHONE_DAYS, endsAt: watch.endsAt });
  }
  if (otherDevices >= LINKED_DEVICES - 1) {
    warnings.push({ id: 'devices-full', others: otherDevices, limit: LINKED_DEVICES });
  }
  return warnings;
}

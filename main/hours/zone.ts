import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';

/** The zone that the shop lives in: the one that was chosen, or the machine's. */
export interface ShopZone {
  /** IANA name. */
  get(): string;
  chosen(): string | undefined;
  choose(timeZone: string | undefined): void;
}

const NAME = 'shop.timeZone';

export function createShopZone(db: Database, clock: Clock): ShopZone {
  const get = db.statement<[string], { value: string }>(
    'zone.get',
    'SELECT value FROM setting WHERE name = ?',
  );
  const set = db.statement<[string, string]>(
    'zone.set',
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const clear = db.statement<[string]>('zone.clear', 'DELETE FROM setting WHERE name = ?');
  let chosen = known(get.get(NAME)?.value);

  return {
    get: () => chosen ?? clock.timeZone,
    chosen: () => chosen,
    choose(timeZone) {
      if (timeZone === undefined) clear.run(NAME);
      else set.run(NAME, timeZone);
      chosen = timeZone;
    },
  };
}

/** Undefined for what this machine does not know as a zone. */
export function known(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone).timeZoneId;
  } catch {
    return undefined;
  }
}

/** All that can be chosen, in order. */
export function zones(): string[] {
  return Intl.supportedValuesOf('timeZone');
}

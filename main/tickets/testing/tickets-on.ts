import { pino } from 'pino';
import { type AttendanceSettingsStore, createAttendanceSettings } from '../../attendance/settings.ts';
import { createSight, type Sight } from '../../channel-preferences/sight.ts';
import { createChannelPreferences } from '../../channel-preferences/store.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { createTickets, type Tickets } from '../tickets.ts';

/** Tickets of a shop that has set nothing. */
export function ticketsOn(
  db: Database,
  clock: Clock,
  settings: AttendanceSettingsStore = createAttendanceSettings(db),
): Tickets {
  return createTickets({
    db,
    clock,
    log: pino({ level: 'silent' }),
    settings,
    ratingQuestion: () => 'De 1 a 5?',
  });
}

/** Who reads what, where nobody has set anything. */
export function sightOn(db: Database): Sight {
  return createSight(db, createChannelPreferences(db));
}

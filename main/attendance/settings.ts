import { AttendanceSettings } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';

/** How the shop attends, until a manager sets it otherwise. */
export const DEFAULTS: AttendanceSettings = {
  // Half a working day: a "thank you" or a forgotten question belongs to what it is about, tomorrow's visit does not.
  reopenHours: 4,
  closingReasonRequired: false,
  lockAfterMinutes: 15,
  ratingAsked: false,
  ratingQuestion: '',
  ratingMinutes: 60,
};

export interface AttendanceSettingsStore {
  get(): AttendanceSettings;
  set(changes: { [K in keyof AttendanceSettings]?: AttendanceSettings[K] | undefined }): AttendanceSettings;
}

const NAME = 'attendance';

export function createAttendanceSettings(db: Database): AttendanceSettingsStore {
  const read = db.statement<[string], { value: string }>(
    'attendance.get',
    'SELECT value FROM setting WHERE name = ?',
  );
  const write = db.statement<[string, string]>(
    'attendance.set',
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  // Asked with every message: read once.
  let current: AttendanceSettings | undefined;

  function get(): AttendanceSettings {
    current ??= AttendanceSettings.parse({
      ...DEFAULTS,
      ...(JSON.parse(read.get(NAME)?.value ?? '{}') as Partial<AttendanceSettings>),
    });
    return current;
  }

  return {
    get,
    set(changes) {
      const defined = Object.fromEntries(
        Object.entries(changes).filter(([, value]) => value !== undefined),
      ) as Partial<AttendanceSettings>;
      const next = { ...get(), ...defined };
      write.run(NAME, JSON.stringify(next));
      current = next;
      return next;
    },
  };
}

import type { Bus, Handlers } from '../api/handler.ts';
import type { Audit } from '../users/audit.ts';
import type { AttendanceSettingsStore } from './settings.ts';

export type AttendanceHandlers = Pick<Handlers, Extract<keyof Handlers, `attendance.${string}`>>;

export function attendanceHandlers({
  bus,
  settings,
  audit,
}: {
  bus: Bus;
  settings: AttendanceSettingsStore;
  audit: Audit;
}): AttendanceHandlers {
  return {
    'attendance.get': () => settings.get(),
    'attendance.set': (changes, { user }) => {
      const next = settings.set(changes);
      audit(user, 'attendance.set', { what: Object.keys(changes).join(' ') });
      bus.emit('attendance.changed', {});
      // The window learns from its session when it locks.
      if (changes.lockAfterMinutes !== undefined) bus.emit('session.changed', {});
      return next;
    },
  };
}

import type { Bus, Handlers } from '../api/handler.ts';
import type { MachinePreferences } from '../settings/preferences.ts';
import type { Watch } from './attention.ts';

export function noticeHandlers({
  bus,
  preferences,
  watch,
}: {
  bus: Bus;
  preferences: MachinePreferences;
  watch: Watch;
}): Pick<Handlers, 'notices.settings' | 'notices.configure' | 'attention.set'> {
  return {
    'notices.settings': () => preferences.notices(),
    'notices.configure'(changes) {
      const now = preferences.setNotices(changes);
      bus.emit('notices.changed', now);
      return now;
    },
    'attention.set': (attention, { window }) => watch.set(window, attention),
  };
}

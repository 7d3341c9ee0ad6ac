import type { Bus, Handlers } from '../api/handler.ts';
import type { Audit } from '../users/audit.ts';
import type { MachinePreferences } from './preferences.ts';
import type { Settings } from './store.ts';

export function settingsHandlers({
  bus,
  settings,
  preferences,
  audit,
}: {
  bus: Bus;
  settings: Settings;
  preferences: MachinePreferences;
  audit: Audit;
}): Pick<Handlers, 'shop.get' | 'shop.rename' | 'shop.setSupport' | 'preferences.get' | 'preferences.set'> {
  return {
    'shop.get': () => ({
      name: settings.shopName(),
      channelLimit: settings.channelLimit(),
      supportContact: settings.supportContact(),
    }),
    'shop.rename'({ name }, { user }) {
      settings.setShopName(name);
      audit(user, 'shop.renamed', { name });
      bus.emit('session.changed', {});
    },
    'shop.setSupport'({ contact }, { user }) {
      settings.setSupportContact(contact);
      audit(user, 'shop.support-set');
    },
    'preferences.get': () => preferences.get(),
    'preferences.set'(changes) {
      const now = preferences.set(changes);
      bus.emit('preferences.changed', now);
      return now;
    },
  };
}

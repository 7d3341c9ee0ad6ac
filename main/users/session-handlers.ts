import type { Session } from '../../preload/entities.ts';
import type { Bus, Handlers, WindowSession } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import type { MachinePreferences } from '../settings/preferences.ts';
import type { Settings } from '../settings/store.ts';
import type { Audit } from './audit.ts';
import type { Pins } from './pin.ts';
import type { Presence } from './presence.ts';
import { FREE_TRIES, nextTry, waitLeft } from './rules.ts';
import type { Credentials, Users } from './store.ts';

/** Locking and unlocking windows. */
export function sessionHandlers({
  db,
  clock,
  bus,
  users,
  pins,
  settings,
  preferences,
  audit,
  presence,
  lockAfterMinutes,
}: {
  db: Database;
  clock: Clock;
  bus: Bus;
  users: Users;
  pins: Pins;
  settings: Settings;
  preferences: MachinePreferences;
  audit: Audit;
  presence: Pick<Presence, 'active'>;
  lockAfterMinutes: () => number;
}): Pick<Handlers, Extract<keyof Handlers, `session.${string}`>> {
  function sessionOf(window: WindowSession): Session {
    if (window.user) {
      return {
        phase: 'open',
        user: window.user,
        shopName: settings.shopName(),
        lockAfterMinutes: lockAfterMinutes(),
      };
    }
    if (!users.managerExists()) return { phase: 'setup' };
    const all = users.list();
    const last = all.find(({ id }) => id === preferences.lastUserId());
    return { phase: 'locked', users: all, ...(last && { lastUserId: last.id }) };
  }

  function beginTry(userId: number): Credentials {
    return db.transaction('session.unlock', () => {
      const credentials = users.credentials(userId);
      if (!credentials) throw new Refusal('user-unknown', { field: 'userId' });
      refuseWhileLocked(credentials);
      const tries = nextTry(credentials, clock.now());
      users.setTries(userId, tries);
      return { ...credentials, ...tries };
    });
  }

  function refuseWhileLocked(tries: Credentials): void {
    const seconds = Math.ceil(waitLeft(tries, clock.now()) / 1000);
    if (seconds > 0) throw new Refusal('pin-locked', { field: 'pin', params: { seconds } });
  }

  return {
    'session.get': (_, { window }) => sessionOf(window),

    async 'session.setup'({ shopName, managerName, pin }, { window }) {
      if (users.managerExists()) throw new Refusal('already-set-up');
      const pinHash = await pins.hash(pin);
      window.user = db.transaction('session.setup', () => {
        // Another window may have been faster while the PIN was hashed.
        if (users.managerExists()) throw new Refusal('already-set-up');
        const manager = users.add({ name: managerName, role: 'manager', pinHash, at: clock.now() });
        if (!manager) throw new Refusal('name-taken', { field: 'managerName' });
        settings.setShopName(shopName);
        audit(manager, 'station.set-up');
        return manager;
      });
      preferences.setLastUserId(window.user.id);
      presence.active(window);
      bus.emit('session.changed', {});
      return sessionOf(window);
    },

    async 'session.unlock'({ userId, pin }, { window }) {
      const tried = beginTry(userId);
      if (!(await pins.matches(pin, tried.pinHash))) {
        refuseWhileLocked(tried);
        throw new Refusal('pin-wrong', {
          field: 'pin',
          params: { left: FREE_TRIES - tried.wrongPins },
        });
      }
      users.setTries(userId, { wrongPins: 0, lockedUntil: 0 });
      // Asked anew: they may have left, or have another role, since the PIN was looked at.
      const user = users.byId(userId);
      if (!user) throw new Refusal('user-unknown', { field: 'userId' });
      window.user = user;
      preferences.setLastUserId(userId);
      presence.active(window);
      bus.emit('session.changed', {});
      return sessionOf(window);
    },

    'session.lock'(_, { window }) {
      window.user = undefined;
      bus.emit('session.changed', {});
      return sessionOf(window);
    },

    'session.activity'(_, { window }) {
      presence.active(window);
    },
  };
}

import type { User } from '../../preload/entities.ts';
import type { Bus, Handlers } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import type { Changes, Write } from '../inbox/changes.ts';
import type { Audit } from './audit.ts';
import type { Pins } from './pin.ts';
import type { Presence } from './presence.ts';
import { isLastManager } from './rules.ts';
import type { Users } from './store.ts';

export type UserHandlers = Pick<Handlers, Extract<keyof Handlers, `users.${string}`>>;

/** The team (AT-6). */
export function userHandlers({
  clock,
  bus,
  write,
  users,
  pins,
  audit,
  presence,
  release,
}: {
  clock: Clock;
  bus: Bus;
  write: Write;
  users: Users;
  pins: Pins;
  audit: Audit;
  presence: Pick<Presence, 'became'>;
  /** What they attended waits for somebody else. Inside a transaction. */
  release: (userId: number, by: number | undefined, changes: Changes) => void;
}): UserHandlers {
  function existing(userId: number): User {
    const user = users.byId(userId);
    if (!user) throw new Refusal('user-unknown', { field: 'userId' });
    return user;
  }

  function refuseLastManager(userId: number, field: 'role' | 'userId'): void {
    if (isLastManager(users.list(), userId)) throw new Refusal('last-manager', { field });
  }

  function changed(): void {
    bus.emit('session.changed', {});
    bus.emit('attendance.changed', {});
  }

  return {
    'users.list': () => users.all(),
    'users.names': () => users.list(),

    async 'users.create'({ name, role, pin }, { user }) {
      const pinHash = await pins.hash(pin);
      const id = write('users.create', () => {
        const added = users.add({ name, role, pinHash, at: clock.now() });
        if (!added) throw new Refusal('name-taken', { field: 'name' });
        audit(user, 'user.created', { user: added.id, role });
        return added.id;
      });
      changed();
      return { id };
    },

    'users.update'({ userId, name, role }, { user }) {
      const updated = write('users.update', () => {
        const before = existing(userId);
        if (before.role === 'manager' && role !== 'manager') refuseLastManager(userId, 'role');
        const after = users.update({ id: userId, name, role });
        if (!after) throw new Refusal('name-taken', { field: 'name' });
        audit(user, 'user.updated', { user: userId, role });
        return after;
      });
      presence.became(userId, updated);
      changed();
    },

    async 'users.setPin'({ userId, pin }, { user }) {
      existing(userId);
      const pinHash = await pins.hash(pin);
      write('users.setPin', () => {
        // They may have left while it was hashed.
        existing(userId);
        users.setPin(userId, pinHash);
        audit(user, 'user.pin-set', { user: userId });
      });
    },

    'users.remove'({ userId }, { user }) {
      write('users.remove', (changes) => {
        existing(userId);
        refuseLastManager(userId, 'userId');
        users.leave(userId, clock.now());
        release(userId, user?.id, changes);
        audit(user, 'user.removed', { user: userId });
      });
      presence.became(userId, undefined);
      changed();
    },

    async 'users.restore'({ userId, pin }, { user }) {
      const pinHash = await pins.hash(pin);
      write('users.restore', () => {
        if (!users.isGone(userId)) throw new Refusal('user-unknown', { field: 'userId' });
        if (!users.comeBack(userId, pinHash)) throw new Refusal('name-taken', { field: 'name' });
        audit(user, 'user.restored', { user: userId });
      });
      changed();
    },
  };
}

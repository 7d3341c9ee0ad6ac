import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBus } from '../api/bus.ts';
import type { Handlers, WindowSession } from '../api/handler.ts';
import type { Database } from '../db/database.ts';
import { createWrite } from '../inbox/changes.ts';
import { Refusal } from '../failure.ts';
import { openPreferences, type MachinePreferences } from '../settings/preferences.ts';
import { createSettings } from '../settings/store.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { openTestDatabase } from '../testing/new-database.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { createAudit } from './audit.ts';
import { userHandlers } from './handlers.ts';
import { createPins } from './pin.ts';
import { createPresence } from './presence.ts';
import { sessionHandlers } from './session-handlers.ts';
import { createUsers } from './store.ts';

const folder = useTempFolder();
const log = pino({ level: 'silent' });
const setup = { shopName: 'Padaria Aurora', managerName: 'Marta', pin: '4821' };

let clock: ManualClock;
let db: Database;
let preferences: MachinePreferences;
let handlers: ReturnType<typeof sessionHandlers> & ReturnType<typeof userHandlers>;
let minutes = 0;
const released: number[] = [];
let window: WindowSession;

/** As after a start on the same data. */
async function start() {
  db = await openTestDatabase(path.join(folder(), 'station.sqlite'), clock);
  preferences = await openPreferences({ folder: folder(), log });
  const bus = createBus(clock);
  const users = createUsers(db);
  const pins = createPins({ cost: 2 });
  const audit = createAudit(db, clock);
  const presence = createPresence({ clock, lockAfterMinutes: () => minutes, locked: () => {} });
  const write = createWrite(db, { bus, countersChanged: () => {}, arrived: () => {} });
  handlers = {
    ...sessionHandlers({
      db,
      clock,
      bus,
      users,
      pins,
      settings: createSettings(db),
      preferences,
      audit,
      presence,
      lockAfterMinutes: () => minutes,
    }),
    ...userHandlers({
      clock,
      bus,
      write,
      users,
      pins,
      audit,
      presence,
      release: (userId) => void released.push(userId),
    }),
  };
  window = { user: undefined };
}

beforeEach(async () => {
  clock = createManualClock();
  await start();
});
afterEach(() => db.close());

const context = (of = window) => ({ window: of, user: of.user });
const call = async <N extends keyof typeof handlers>(
  name: N,
  input: Parameters<Handlers[N]>[0],
  of = window,
) => await (handlers[name] as (input: unknown, context: unknown) => unknown)(input, context(of));
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error('not refused', { cause: error });
  return { code: error.code, field: error.field, params: error.params };
};
const unlock = (pin: string, userId = 1, of = window) => call('session.unlock', { userId, pin }, of);
const audited = () =>
  db.statement<[], { action: string; user_id: number }>('test', 'SELECT action, user_id FROM audit').all();

describe('the first run', () => {
  test('asks for the shop, then the manager is at the counter', async () => {
    expect(await call('session.get', undefined)).toEqual({ phase: 'setup' });
    const manager = { id: 1, name: 'Marta', role: 'manager' };
    expect(await call('session.setup', setup)).toEqual({
      phase: 'open',
      user: manager,
      shopName: 'Padaria Aurora',
      lockAfterMinutes: 0,
    });
    expect(window.user).toEqual(manager);
    expect(audited()).toEqual([{ action: 'station.set-up', user_id: 1 }]);
  });

  test('happens once', async () => {
    await call('session.setup', setup);
    expect(await refusalOf(call('session.setup', { ...setup, managerName: 'Eva' }))).toMatchObject({
      code: 'already-set-up',
    });
  });

  test('happens once even when two windows press at the same moment', async () => {
    const other: WindowSession = { user: undefined };
    const results = await Promise.allSettled([
      call('session.setup', setup),
      call('session.setup', { ...setup, managerName: 'Eva', shopName: 'Outra' }, other),
    ]);
    expect(results.map(({ status }) => status).sort((a, b) => a.localeCompare(b))).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(await call('users.list', undefined)).toHaveLength(1);
    expect([window.user, other.user].filter(Boolean)).toHaveLength(1);
  });

  test('survives a restart, which asks for the PIN', async () => {
    await call('session.setup', setup);
    db.close();
    await start();
    const users = [{ id: 1, name: 'Marta', role: 'manager' }];
    expect(await call('session.get', undefined)).toEqual({ phase: 'locked', users, lastUserId: 1 });
    expect(await unlock('4821')).toMatchObject({ phase: 'open', shopName: 'Padaria Aurora' });
  });
});

describe('the PIN', () => {
  beforeEach(async () => {
    await call('session.setup', setup);
    await call('session.lock', undefined);
  });

  test('locking leaves nobody at the counter', async () => {
    expect(window.user).toBeUndefined();
    expect(await call('session.get', undefined)).toMatchObject({ phase: 'locked' });
  });

  test('rests only as a hash', () => {
    const { pin_hash } = db.statement<[], { pin_hash: string }>('test', 'SELECT pin_hash FROM user').get()!;
    expect(pin_hash).toMatch(/^scrypt:2:[\w-]{22}:[\w-]{43}$/);
  });

  test('wrong ones count down, then cost a wait that grows and is told', async () => {
    expect(await refusalOf(unlock('0000'))).toEqual({ code: 'pin-wrong', field: 'pin', params: { left: 2 } });
    expect(await refusalOf(unlock('0000'))).toEqual({ code: 'pin-wrong', field: 'pin', params: { left: 1 } });
    expect(await refusalOf(unlock('0000'))).toEqual({
      code: 'pin-locked',
      field: 'pin',
      params: { seconds: 5 },
    });
    clock.advance(2500);
    // Not even the right one, and it costs nothing more.
    expect(await refusalOf(unlock('4821'))).toMatchObject({ code: 'pin-locked', params: { seconds: 3 } });
    clock.advance(2500);
    expect(await refusalOf(unlock('0000'))).toMatchObject({ code: 'pin-locked', params: { seconds: 15 } });
    clock.advance(15_000);
    expect(await unlock('4821')).toMatchObject({ phase: 'open' });
  });

  test('the wait survives a restart', async () => {
    for (const pin of ['0000', '0000', '0000']) await refusalOf(unlock(pin));
    db.close();
    await start();
    expect(await refusalOf(unlock('4821'))).toMatchObject({ code: 'pin-locked', params: { seconds: 5 } });
    clock.advance(5000);
    expect(await refusalOf(unlock('0000'))).toMatchObject({ code: 'pin-locked', params: { seconds: 15 } });
  });

  test('the right one starts the count anew', async () => {
    await refusalOf(unlock('0000'));
    await refusalOf(unlock('0000'));
    await unlock('4821');
    expect(await refusalOf(unlock('0000'))).toMatchObject({ code: 'pin-wrong', params: { left: 2 } });
  });

  test('many guesses at once are no more than three', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 50 }, (_, pin) => refusalOf(unlock(String(pin).padStart(4, '0')))),
    );
    expect(guesses.filter(({ code }) => code === 'pin-wrong')).toHaveLength(2);
    expect(guesses.filter(({ code }) => code === 'pin-locked')).toHaveLength(48);
  });

  test("one user's wait is not another's", async () => {
    const marta = createUsers(db).byId(1);
    await handlers['users.create'](
      { name: 'Rita', role: 'receptionist', pin: '1357' },
      { window, user: marta },
    );
    for (const pin of ['0000', '0000', '0000']) await refusalOf(unlock(pin, 1));
    expect(await unlock('1357', 2)).toMatchObject({
      phase: 'open',
      user: { name: 'Rita', role: 'receptionist' },
    });
    expect(preferences.lastUserId()).toBe(2);
  });

  test('nobody unlocks for a user who is not there', async () => {
    expect(await refusalOf(unlock('4821', 99))).toMatchObject({ code: 'user-unknown' });
  });
});

describe('users', () => {
  beforeEach(async () => {
    await call('session.setup', setup);
  });

  test('are added by a manager, which is kept', async () => {
    expect(await call('users.create', { name: 'Rita', role: 'receptionist', pin: '1357' })).toEqual({
      id: 2,
    });
    expect(await call('users.list', undefined)).toHaveLength(2);
    expect(audited().map(({ action }) => action)).toEqual(['station.set-up', 'user.created']);
  });

  test.each(['marta', 'MARTA', 'Márta', ' Marta '])('the name %j is Marta’s', async (name) => {
    expect(await refusalOf(call('users.create', { name, role: 'manager', pin: '1357' }))).toMatchObject({
      code: 'name-taken',
      field: 'name',
    });
    expect(await call('users.list', undefined)).toHaveLength(1);
  });
});

describe('AT-6 the team', () => {
  const rita = { userId: 2, name: 'Rita', role: 'receptionist' } as const;
  beforeEach(async () => {
    released.length = 0;
    await call('session.setup', setup);
    await call('users.create', { name: 'Rita', role: 'receptionist', pin: '1357' });
  });

  test('who is renamed or gets another role is so at their window at once', async () => {
    const other: WindowSession = { user: undefined };
    await unlock('1357', 2, other);
    await call('users.update', { ...rita, name: 'Rita Lima', role: 'manager' });
    expect(other.user).toEqual({ id: 2, name: 'Rita Lima', role: 'manager' });
    expect(await call('users.list', undefined)).toContainEqual({
      id: 2,
      name: 'Rita Lima',
      role: 'manager',
      active: true,
    });
  });

  test('a name is one person’s', async () => {
    expect(await refusalOf(call('users.update', { ...rita, name: 'márta' }))).toMatchObject({
      code: 'name-taken',
      field: 'name',
    });
    expect(await refusalOf(call('users.update', { ...rita, userId: 9 }))).toMatchObject({
      code: 'user-unknown',
    });
  });

  test('the last manager is neither removed nor made a receptionist', async () => {
    const marta = { userId: 1, name: 'Marta', role: 'receptionist' } as const;
    expect(await refusalOf(call('users.update', marta))).toMatchObject({
      code: 'last-manager',
      field: 'role',
    });
    expect(await refusalOf(call('users.remove', { userId: 1 }))).toMatchObject({ code: 'last-manager' });
    await call('users.update', { ...rita, role: 'manager' });
    await call('users.update', marta);
    expect(window.user?.role).toBe('receptionist');
    expect(await refusalOf(call('users.remove', { userId: 2 }))).toMatchObject({ code: 'last-manager' });
  });

  test('a new PIN ends the old one, and its wait', async () => {
    for (const pin of ['0000', '0000', '0000']) await refusalOf(unlock(pin, 2));
    await call('users.setPin', { userId: 2, pin: '2468' });
    expect(await refusalOf(unlock('1357', 2))).toMatchObject({ code: 'pin-wrong' });
    expect(await unlock('2468', 2)).toMatchObject({ phase: 'open', user: { name: 'Rita' } });
  });

  test('who leaves is out at once, keeps their rows, and their name and place are free', async () => {
    const other: WindowSession = { user: undefined };
    await unlock('1357', 2, other);
    await call('users.remove', { userId: 2 });
    expect(other.user).toBeUndefined();
    expect(released).toEqual([2]);
    expect(await refusalOf(unlock('1357', 2, other))).toMatchObject({ code: 'user-unknown' });
    expect(await call('users.names', undefined)).toEqual([{ id: 1, name: 'Marta', role: 'manager' }]);
    expect(await call('users.list', undefined)).toContainEqual({
      id: 2,
      name: 'Rita',
      role: 'receptionist',
      active: false,
    });
    expect(await call('users.create', { name: 'Rita', role: 'receptionist', pin: '8642' })).toEqual({
      id: 3,
    });
    expect(await refusalOf(call('users.restore', { userId: 2, pin: '1357' }))).toMatchObject({
      code: 'name-taken',
    });
  });

  test('who comes back does so with a new PIN', async () => {
    await call('users.remove', { userId: 2 });
    await call('users.restore', { userId: 2, pin: '2468' });
    expect(await refusalOf(unlock('1357', 2))).toMatchObject({ code: 'pin-wrong' });
    expect(await unlock('2468', 2)).toMatchObject({ user: { id: 2, name: 'Rita' } });
    expect(await refusalOf(call('users.restore', { userId: 2, pin: '2468' }))).toMatchObject({
      code: 'user-unknown',
    });
  });

  test('who leaves while their PIN is looked at does not get in', async () => {
    const other: WindowSession = { user: undefined };
    const unlocking = refusalOf(unlock('1357', 2, other));
    await call('users.remove', { userId: 2 });
    expect(await unlocking).toMatchObject({ code: 'user-unknown' });
    expect(other.user).toBeUndefined();
  });

  test('another user takes the window over without locking it first', async () => {
    expect(await unlock('1357', 2)).toMatchObject({ phase: 'open', user: { name: 'Rita' } });
    expect(window.user?.id).toBe(2);
    expect(await refusalOf(unlock('0000', 1))).toMatchObject({ code: 'pin-wrong' });
    expect(window.user?.id).toBe(2);
  });

  test('all of it is in the audit log', async () => {
    await call('users.update', { ...rita, name: 'Rita Lima' });
    await call('users.setPin', { userId: 2, pin: '2468' });
    await call('users.remove', { userId: 2 });
    await call('users.restore', { userId: 2, pin: '2468' });
    expect(audited().map(({ action }) => action)).toEqual([
      'station.set-up',
      'user.created',
      'user.updated',
      'user.pin-set',
      'user.removed',
      'user.restored',
    ]);
  });

  test('a window that is left alone locks after the set time, and says how long that is', async () => {
    minutes = 10;
    expect(await unlock('4821')).toMatchObject({ lockAfterMinutes: 10 });
    clock.advance(9 * 60_000);
    await call('session.activity', undefined);
    clock.advance(9 * 60_000);
    expect(window.user).toBeDefined();
    clock.advance(60_000);
    expect(await call('session.get', undefined)).toMatchObject({ phase: 'locked' });
    minutes = 0;
  });
});

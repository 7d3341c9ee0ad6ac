import { beforeEach, describe, expect, test } from 'vitest';
import type { WindowSession } from '../api/handler.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { createPresence, type Presence } from './presence.ts';

const MINUTE = 60_000;

let clock: ManualClock;
let presence: Presence;
let minutes: number;
let locks: number;
const user = { id: 1, name: 'Rita', role: 'receptionist' } as const;
const openWindow = (): WindowSession => {
  const window: WindowSession = { user };
  presence.active(window);
  return window;
};

beforeEach(() => {
  clock = createManualClock();
  minutes = 15;
  locks = 0;
  presence = createPresence({ clock, lockAfterMinutes: () => minutes, locked: () => (locks += 1) });
});

describe('AT-6 a window that is left alone', () => {
  test('locks at its time, by itself, and windows hear of it once', () => {
    const window = openWindow();
    clock.advance(15 * MINUTE - 1);
    expect(window.user).toEqual(user);
    clock.advance(1);
    expect(window.user).toBeUndefined();
    expect(locks).toBe(1);
    clock.advance(60 * MINUTE);
    expect(locks).toBe(1);
  });

  test('does not lock while somebody is at it', () => {
    const window = openWindow();
    for (let times = 0; times < 5; times += 1) {
      clock.advance(14 * MINUTE);
      presence.active(window);
    }
    expect(window.user).toEqual(user);
  });

  test('is not kept open by another one', () => {
    const [left, used] = [openWindow(), openWindow()];
    clock.advance(10 * MINUTE);
    presence.active(used);
    clock.advance(5 * MINUTE);
    expect([left.user, used.user]).toEqual([undefined, user]);
  });

  test('is locked for its next call, even when a machine that slept has run no timer', () => {
    const window = openWindow();
    clock.set(clock.now() + 8 * 60 * MINUTE);
    presence.check(window);
    expect(window.user).toBeUndefined();
    expect(locks).toBe(1);
  });

  test('stays open when the clock was set back, and no longer than it should', () => {
    const window = openWindow();
    clock.set(clock.now() - 24 * 60 * MINUTE);
    presence.check(window);
    expect(window.user).toEqual(user);
    clock.advance(15 * MINUTE);
    expect(window.user).toBeUndefined();
  });

  test('never locks where the shop has said so, and does once it says otherwise', () => {
    minutes = 0;
    const window = openWindow();
    clock.advance(600 * MINUTE);
    expect(window.user).toEqual(user);
    minutes = 5;
    presence.reset();
    expect(window.user).toBeUndefined();
  });

  test('that was locked by hand is nobody’s any more', () => {
    const window = openWindow();
    window.user = undefined;
    clock.advance(15 * MINUTE);
    expect(locks).toBe(0);
  });
});

test('AT-6 a user’s windows show what became of them', () => {
  const window = openWindow();
  presence.became(2, undefined);
  expect(window.user).toEqual(user);
  presence.became(1, { ...user, role: 'manager' });
  expect(window.user?.role).toBe('manager');
  presence.became(1, undefined);
  expect(window.user).toBeUndefined();
});

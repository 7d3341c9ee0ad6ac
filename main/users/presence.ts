import type { User } from '../../preload/entities.ts';
import type { WindowSession } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import { idleLeft } from './rules.ts';

/**
 * Who is at which window, and the lock after idle (AT-6). A window counts as used only when it says that a person is
 * there (`session.activity`): what it asks by itself does not keep it open.
 */
export interface Presence {
  /** Somebody has unlocked this window, or is at it. */
  active(window: WindowSession): void;
  /** Locks the window if it was left alone too long; to be called before each of its calls. */
  check(window: WindowSession): void;
  /** Their windows show what became of them; `undefined` locks them out. */
  became(userId: number, user: User | undefined): void;
  /** The set time is another one. */
  reset(): void;
  stop(): void;
}

/** Looked at again before long, for the clock may be set and the machine may sleep. */
const LONGEST_MS = 60_000;

export function createPresence({
  clock,
  lockAfterMinutes,
  locked,
}: {
  clock: Clock;
  /** 0: never. */
  lockAfterMinutes: () => number;
  /** Some window was locked. */
  locked: () => void;
}): Presence {
  const seen = new Map<WindowSession, number>();
  let cancel: (() => void) | undefined;

  function lockIfIdle(window: WindowSession): boolean {
    const last = seen.get(window);
    if (last === undefined) return false;
    const now = clock.now();
    // A clock that was set back must not keep a window open for that long.
    if (last > now) seen.set(window, now);
    if (window.user && idleLeft(Math.min(last, now), lockAfterMinutes(), now) > 0) return false;
    seen.delete(window);
    if (!window.user) return false;
    window.user = undefined;
    return true;
  }

  function look(): void {
    cancel?.();
    cancel = undefined;
    const some = [...seen.keys()].map(lockIfIdle).some(Boolean);
    if (some) locked();
    const lefts = [...seen.values()].map((last) => idleLeft(last, lockAfterMinutes(), clock.now()));
    const next = Math.min(...lefts);
    if (Number.isFinite(next)) cancel = clock.after(Math.max(1, Math.min(next, LONGEST_MS)), look);
  }

  return {
    active(window) {
      seen.set(window, clock.now());
      if (!cancel) look();
    },
    check(window) {
      if (lockIfIdle(window)) locked();
    },
    became(userId, user) {
      for (const window of seen.keys()) if (window.user?.id === userId) window.user = user;
    },
    reset: look,
    stop() {
      cancel?.();
      seen.clear();
    },
  };
}

import type { Attention } from '../../preload/entities.ts';
import type { WindowSession } from '../api/handler.ts';

/** What each window has before somebody's eyes. */
export interface Watch {
  set(window: WindowSession, attention: Attention): void;
  /** The window has gone, or is out of reach. */
  forget(window: WindowSession): void;
  /** Of the windows that somebody has unlocked. */
  unlocked(): Attention[];
}

export function createWatch(): Watch {
  const windows = new Map<WindowSession, Attention>();
  return {
    set: (window, attention) => void windows.set(window, attention),
    forget: (window) => void windows.delete(window),
    unlocked: () =>
      [...windows].flatMap(([window, attention]) => (window.user === undefined ? [] : [attention])),
  };
}

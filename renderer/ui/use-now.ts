import { useSyncExternalStore } from 'react';
import { secondsLeft } from '../i18n/time.ts';

/** One timer for all that shows the passing of time at the same pace; it stops when nobody looks. */
function createTicker(everyMs: number) {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      timer ??= setInterval(() => {
        now = Date.now();
        for (const each of listeners) each();
      }, everyMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    read: () => {
      // With the timer stopped the last tick may be long ago.
      if (timer === undefined && Date.now() - now >= everyMs) now = Date.now();
      return now;
    },
  };
}

const tickers = { second: createTicker(1000), 'half-minute': createTicker(30_000) };

/** The time, as of the last tick. */
export function useNow(pace: keyof typeof tickers): number {
  const ticker = tickers[pace];
  return useSyncExternalStore(ticker.subscribe, ticker.read);
}

/**
 * Whole seconds until `until`, 0 from then on. Read off the clock, not off the last tick: a countdown that began
 * between two ticks would show a second more than it has.
 */
export function useSecondsLeft(until: number): number {
  return useSyncExternalStore(tickers.second.subscribe, () => secondsLeft(until, Date.now()));
}

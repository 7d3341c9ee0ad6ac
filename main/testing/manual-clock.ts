import type { Clock } from '../clock.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Runs what falls due on the way, in order of time. */
  advance(ms: number): void;
  /** Moves the wall clock alone, as a person or NTP does; timers keep their distance. */
  set(now: number): void;
}

export function createManualClock(
  start = Date.UTC(2026, 10, 21, 12),
  timeZone = 'America/Sao_Paulo',
): ManualClock {
  let now = start;
  let elapsed = 0;
  let timers: { readonly due: number; readonly task: () => void }[] = [];

  return {
    timeZone,
    now: () => now,
    after(ms, task) {
      const timer = { due: elapsed + ms, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance(ms) {
      const end = elapsed + ms;
      for (;;) {
        const next = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        timers = timers.filter((each) => each !== next);
        now += next.due - elapsed;
        elapsed = next.due;
        next.task();
      }
      now += end - elapsed;
      elapsed = end;
    },
    set(wall) {
      now = wall;
    },
  };
}

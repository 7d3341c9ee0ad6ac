import type { Clock } from '../../clock.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  /** How many wait. */
  readonly timers: number;
  /** Moves time on and runs what falls due, in order. */
  advance(ms: number): void;
  /** Somebody changes the machine's time: no timer runs for it. */
  set(now: number): void;
}

export function createTestClock(): TestClock {
  let now = Date.UTC(2026, 10, 20, 12);
  let elapsed = 0;
  const due = new Set<{ readonly at: number; readonly task: () => void }>();
  const next = (until: number) => [...due].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];

  return {
    get timers() {
      return due.size;
    },
    now: () => now,
    timeZone: 'America/Sao_Paulo',
    after(ms, task) {
      const timer = { at: elapsed + ms, task };
      due.add(timer);
      return () => due.delete(timer);
    },
    advance(ms) {
      const until = elapsed + ms;
      const reach = (at: number) => {
        now += at - elapsed;
        elapsed = at;
      };
      for (let timer = next(until); timer; timer = next(until)) {
        due.delete(timer);
        reach(timer.at);
        timer.task();
      }
      reach(until);
    },
    set(to) {
      now = to;
    },
  };
}

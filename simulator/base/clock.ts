/** Time as the network sees it: every wait inside the simulator goes through here. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Runs `task` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, task: () => void): () => void;
}

export interface ManualClock extends Clock {
  /** Moves time forward by `ms` and runs what falls due, in order. */
  advance(ms: number): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until a test moves it. */
export function createManualClock(start = Date.UTC(2026, 0, 5, 12)): ManualClock {
  let now = start;
  const due = new Set<{ at: number; task: () => void }>();
  const next = (until: number) => [...due].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];

  return {
    now: () => now,
    after(ms, task) {
      const entry = { at: now + ms, task };
      due.add(entry);
      return () => due.delete(entry);
    },
    advance(ms) {
      const until = now + ms;
      for (let entry = next(until); entry; entry = next(until)) {
        due.delete(entry);
        now = entry.at;
        entry.task();
      }
      now = until;
    },
  };
}

/** Timers that end together: what is still waiting when the network closes is dropped. */
export function createTimers(clock: Clock) {
  const waiting = new Set<() => void>();
  return {
    after(ms: number, task: () => void): () => void {
      const cancel = clock.after(ms, () => {
        waiting.delete(cancel);
        task();
      });
      waiting.add(cancel);
      return () => {
        waiting.delete(cancel);
        cancel();
      };
    },
    clear(): void {
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}

export type Timers = ReturnType<typeof createTimers>;

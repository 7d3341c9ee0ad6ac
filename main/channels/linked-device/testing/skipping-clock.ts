import { type Clock, systemClock } from '../../../clock.ts';

/** The machine's clock, of which a test may leave out some: what would have fallen due meanwhile does so at once. */
export interface SkippingClock extends Clock {
  skip(ms: number): void;
}

export function createSkippingClock(): SkippingClock {
  let skipped = 0;
  const waiting = new Set<{ wait: () => void }>();
  const now = () => systemClock.now() + skipped;
  return {
    ...systemClock,
    now,
    after(ms, task) {
      const due = now() + ms;
      let cancel = () => {};
      const timer = {
        wait() {
          cancel();
          cancel = systemClock.after(Math.max(0, due - now()), () => {
            waiting.delete(timer);
            task();
          });
        },
      };
      waiting.add(timer);
      timer.wait();
      return () => {
        waiting.delete(timer);
        cancel();
      };
    },
    skip(ms) {
      skipped += ms;
      for (const { wait } of waiting) wait();
    },
  };
}

import type { Clock } from '../clock.ts';

/** A token bucket: `capacity` at once, `perSecond` in the long run. */
export interface Bucket {
  /** False when there is nothing left to take for now. */
  take(): boolean;
}

export function createBucket(clock: Pick<Clock, 'now'>, capacity: number, perSecond: number): Bucket {
  let tokens = capacity;
  let at = clock.now();
  return {
    take() {
      // A clock that was set back must neither take tokens away nor hand them out.
      const elapsed = Math.max(0, clock.now() - at);
      at = clock.now();
      tokens = Math.min(capacity, tokens + (elapsed / 1000) * perSecond);
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { isPassing } from '../db/failures.ts';

const RETRY_MS = 5_000;

/**
 * The work of each channel, one piece after another: a receipt never overtakes the message that it is about. While the
 * disk is full or read-only the piece at hand waits and is tried again, and all behind it waits too: nothing is skipped.
 */
export interface InOrder {
  /** Resolves when the work is done, has failed for good (which is logged), or everything was stopped. */
  run(channelId: number, work: () => Promise<void> | void): Promise<void>;
  /** Calls `attempt` until it does not fail for want of storage. Rejects with what else it throws, or `Stopped`. */
  stored<T>(attempt: () => T): Promise<T>;
  stop(): void;
}

export class Stopped extends Error {}

export function createInOrder({ clock, log }: { clock: Clock; log: Logger }): InOrder {
  const lines = new Map<number, Promise<void>>();
  const waiting = new Set<() => void>();
  let stopped = false;

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        waiting.delete(end);
        resolve();
      };
      const cancel = clock.after(ms, end);
      waiting.add(end);
    });
  }

  async function carryOut(channelId: number, work: () => Promise<void> | void): Promise<void> {
    try {
      if (!stopped) await work();
    } catch (error) {
      if (!(error instanceof Stopped))
        log.error({ channelId, err: error }, 'could not store what a channel told');
    }
  }

  return {
    run(channelId, work) {
      const before = lines.get(channelId);
      const line = before ? before.then(() => carryOut(channelId, work)) : carryOut(channelId, work);
      lines.set(channelId, line);
      return line.finally(() => {
        if (lines.get(channelId) === line) lines.delete(channelId);
      });
    },
    async stored(attempt) {
      for (;;) {
        if (stopped) throw new Stopped();
        try {
          return attempt();
        } catch (error) {
          if (!isPassing(error)) throw error;
          log.error({ err: error }, 'no room to store; trying again');
        }
        await pause(RETRY_MS);
      }
    },
    stop() {
      stopped = true;
      for (const end of waiting) end();
    },
  };
}

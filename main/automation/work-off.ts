import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isPassing } from '../db/failures.ts';

/** One commit for so many rows, or so much time, and then the loop breathes: ten thousand may be due at once. */
const BATCH_ROWS = 50;
const BATCH_MS = 8;

/** Where a row stands in the order of time. */
export interface Spot {
  readonly dueAt: number;
  readonly id: number;
}

/**
 * Works off what is due, each row once, so that what has to wait may stay due. A row that throws takes no other with it:
 * it is logged and left for the next run.
 */
export async function workOff<R extends Spot>({
  due,
  settle,
  log,
  stopped,
}: {
  /** So many of those behind this one, in the order of their time. */
  due: (after: Spot, limit: number) => readonly R[];
  /** Some of them as one transaction, until it says that this is enough; answers how many. */
  settle: (rows: readonly R[], enough: () => boolean) => number;
  log: Logger;
  stopped: () => boolean;
}): Promise<void> {
  let after: Spot = { dueAt: -Infinity, id: 0 };
  let alone = 0;
  while (!stopped()) {
    const rows = due(after, alone > 0 ? 1 : BATCH_ROWS);
    if (rows.length === 0) return;
    alone = Math.max(0, alone - 1);
    const deadline = performance.now() + BATCH_MS;
    try {
      const count = settle(rows, () => performance.now() > deadline);
      after = rows[count - 1] ?? after;
    } catch (error) {
      // No row's fault: all of them wait until there is room.
      if (isPassing(error)) throw error;
      if (rows.length > 1) {
        alone = rows.length;
      } else {
        [after = after] = rows;
        log.error({ err: error, id: after.id }, 'what was due could not be done');
      }
    }
    await nextTurn();
  }
}

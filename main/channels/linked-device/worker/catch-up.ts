import type { Clock } from '../../../clock.ts';

/**
 * After a login the server hands over what waited, and meanwhile sends what is new: Baileys reads both at once, so
 * new messages overtake old ones. This knows when the old ones are through.
 */
export interface CatchUp {
  /** A new connection: there may be old messages. */
  begin(): void;
  /** It is made; without it nothing more comes. */
  opened(): void;
  /** An old message is on its way through Baileys, which takes them one by one. */
  waits(id: string): void;
  /** It is through, and so is all that waited before it. */
  through(id: string): void;
  /** The server has handed over the last one. */
  last(): void;
  readonly over: boolean;
}

/** New messages are not held back for longer: for a server that never says that it was the last, and after it did. */
const LONGEST_MS = 30_000;
const LONGEST_AFTER_LAST_MS = 5_000;

export function createCatchUp(clock: Pick<Clock, 'after'>, finished: () => void): CatchUp {
  let waiting: string[] = [];
  let announced = false;
  let over = true;
  let cancel: (() => void) | undefined;

  const finish = () => {
    if (over) return;
    over = true;
    cancel?.();
    finished();
  };
  const finishWithin = (ms: number) => {
    cancel?.();
    cancel = clock.after(ms, finish);
  };
  const finishIfThrough = () => {
    if (announced && waiting.length === 0) finish();
  };

  return {
    begin() {
      waiting = [];
      announced = false;
      over = false;
      cancel?.();
    },
    opened() {
      if (!over && !announced) finishWithin(LONGEST_MS);
    },
    waits(id) {
      if (!over) waiting.push(id);
    },
    through(id) {
      const index = waiting.indexOf(id);
      if (over || index < 0) return;
      waiting.splice(0, index + 1);
      finishIfThrough();
    },
    last() {
      if (over) return;
      announced = true;
      finishWithin(LONGEST_AFTER_LAST_MS);
      finishIfThrough();
    },
    get over() {
      return over;
    },
  };
}

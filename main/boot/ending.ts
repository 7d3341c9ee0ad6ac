import type { Logger } from 'pino';

/** Whoever ends the station waits no longer than this, whatever hangs. */
const PATIENCE_MS = 4_500;

export interface Ending {
  /** What has to be closed; the last one that was added goes first. */
  readonly add: (close: () => Promise<void> | void) => void;
  readonly end: () => void;
}

/**
 * Ends the process in order and once: asked by the person, by a signal, or because its launcher is gone. Whatever
 * breaks is logged and told by `explain`.
 */
export function createEnding(log: Logger, explain: () => void | Promise<void>): Ending {
  const closers: (() => Promise<void> | void)[] = [];
  let ending = false;
  let failing = false;

  async function closeAll() {
    for (const close of closers.reverse()) await close();
  }
  function end() {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    closeAll().then(
      () => process.exit(0),
      (error: unknown) => fail(error, 'the station did not end in order'),
    );
  }
  async function fail(fault: unknown, what: string) {
    log.fatal({ err: fault }, what);
    // To tell it may break as well, where nobody reads what is printed any more: again and again, and never an end.
    if (failing) return;
    failing = true;
    try {
      await explain();
    } finally {
      process.exit(1);
    }
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.on('disconnect', end);
  // What is on disk is whole at any moment; what is in memory no longer is.
  process.on('uncaughtException', (error) => void fail(error, 'uncaught'));
  return { add: (close) => void closers.push(close), end };
}

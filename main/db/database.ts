import type SQLite from 'better-sqlite3';
import type { Logger } from 'pino';
import { storageFailure } from './failures.ts';

type Value = string | number | null | Uint8Array;

/** A prepared statement. Rows are typed by whoever wrote its SQL; `null` is only ever seen in them. */
export interface Statement<P extends readonly Value[], R> {
  get(...values: P): R | undefined;
  all(...values: P): R[];
  /** One row at a time. No other statement may run until the loop has ended. */
  each(...values: P): Iterable<R>;
  /** Answers how many rows it changed, triggers not counted. */
  run(...values: P): number;
}

export interface Database {
  /** Prepares once, when it is first needed. `name` is what the log shows when it is slow: never values. */
  statement<P extends readonly Value[] = [], R = never>(name: string, sql: string): Statement<P, R>;
  /** All or nothing, and on disk once it returns. Inside another one it becomes a part of it. */
  transaction<T>(name: string, work: () => T): T;
  /** Questions that belong together: the file is locked, and its newest state found, once for all of them. */
  read<T>(name: string, work: () => T): T;
  backup(file: string): Promise<void>;
  close(): void;
}

const SLOW_MS = 40;

/** `prepareAtOnce`: a fault in any SQL shows when its statement is made, for tests; a station starts sooner without. */
export function databaseOn(
  handle: SQLite.Database,
  log: Logger,
  { prepareAtOnce = false }: { readonly prepareAtOnce?: boolean } = {},
): Database {
  function measured<T>(query: string, work: () => T): T {
    const started = performance.now();
    try {
      return work();
    } catch (error) {
      throw storageFailure(error);
    } finally {
      const ms = performance.now() - started;
      if (ms > SLOW_MS) log.warn({ query, ms: Math.round(ms) }, 'slow query');
    }
  }

  const inTransaction = handle.transaction((work: () => unknown) => work());

  return {
    statement<P extends readonly Value[], R>(name: string, sql: string): Statement<P, R> {
      let kept: SQLite.Statement<Value[], R> | undefined;
      const prepared = () => (kept ??= handle.prepare<Value[], R>(sql));
      if (prepareAtOnce) prepared();
      return {
        get: (...values) => measured(name, () => prepared().get(...values)),
        all: (...values) => measured(name, () => prepared().all(...values)),
        run: (...values) => measured(name, () => prepared().run(...values).changes),
        *each(...values) {
          try {
            yield* prepared().iterate(...values);
          } catch (error) {
            throw storageFailure(error);
          }
        },
      };
    },
    // IMMEDIATE: what waits for the lock waits at the start, and never fails half-way.
    transaction: <T>(name: string, work: () => T) => measured(name, () => inTransaction.immediate(work) as T),
    read: <T>(name: string, work: () => T) => measured(name, () => inTransaction.deferred(work) as T),
    async backup(file) {
      try {
        // 100 pages a step unless told otherwise: the loop is never held up for more than about 2 ms.
        await handle.backup(file);
      } catch (error) {
        throw storageFailure(error);
      }
    },
    close: () => handle.close(),
  };
}

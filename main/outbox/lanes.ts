import type { Logger } from 'pino';
import type { FailureCode } from '../../preload/entities.ts';
import { SendFailure } from '../channels/driver.ts';
import type { Clock } from '../clock.ts';
import type { Changes, Write } from '../inbox/changes.ts';
import { afterFailure, ANSWER_MS, HAND_OVER_MS, nextDue, UPLOAD_MS, type Waiting } from './rules.ts';

/** What is queued on disk, and how one of it leaves. What is given `changes` runs inside a transaction. */
export interface Queue {
  /** In the order in which they go. No other statement may run until the loop has ended. */
  waiting(channelId: number): Iterable<Waiting>;
  /** Those that a driver was given in a life or connection that has ended. */
  unsettled(channelId: number): Waiting[];
  /** Whether it has still to be proven: a receipt ends that, one that says no as well. */
  has(id: number): boolean;
  /** On disk before the driver hears of it, so that after a crash it is known that it may have gone. */
  claim(id: number, changes: Changes): void;
  again(id: number, next: { attempts: number; notBefore: number }, changes: Changes): void;
  fail(id: number, failure: FailureCode, changes: Changes): void;
  /** Rejects with a `SendFailure`. */
  send(channelId: number, id: number): Promise<void>;
}

/** Hands what waits to the drivers, and settles what is in doubt; `outbox.ts` says how. */
export interface Lanes {
  connected(channelId: number): void;
  disconnected(channelId: number): void;
  caughtUp(channelId: number): void;
  /** Connected, and caught up since. */
  hasCaughtUp(channelId: number): boolean;
  /** Something may be due on this channel. */
  pump(channelId: number): void;
  stop(): void;
}

/** One try to send one of them. */
interface Attempt {
  readonly row: Waiting;
  /** The driver has taken it; what became of it comes as a receipt. */
  handedOver: boolean;
  cancelDeadline: () => void;
}

/** One connection of one channel. */
interface Lane {
  readonly channelId: number;
  /** By id; emptied when the connection ends, so that what comes later of them is not listened to. */
  readonly attempts: Map<number, Attempt>;
  caughtUp: boolean;
  cancelWake: () => void;
}

const NO_ROOM_MS = 5_000;
/** Files take their time: texts to others go on beside them. */
const UPLOADS_AT_ONCE = 2;

export function createLanes({
  name,
  clock,
  log,
  write,
  queue,
}: {
  name: string;
  clock: Clock;
  log: Logger;
  write: Write;
  queue: Queue;
}): Lanes {
  const lanes = new Map<number, Lane>();

  function pump(lane: Lane): void {
    for (;;) {
      if (lanes.get(lane.channelId) !== lane) return;
      lane.cancelWake();
      const handedOver = new Set([...lane.attempts].flatMap(([id, each]) => (each.handedOver ? [id] : [])));
      const due = nextDue(queue.waiting(lane.channelId), handedOver, clock.now(), (row) =>
        hasRoom(lane, row),
      );
      if (due.kind === 'wait') lane.cancelWake = clock.after(due.ms, () => pump(lane));
      if (due.kind !== 'send' || !begin(lane, due.row)) return;
    }
  }

  /** One at a time is handed over, so that they arrive in order; files beside it. */
  function hasRoom(lane: Lane, { heavy }: Waiting): boolean {
    const busy = [...lane.attempts.values()].filter((each) => !each.handedOver && each.row.heavy === heavy);
    return busy.length < (heavy ? UPLOADS_AT_ONCE : 1);
  }

  /** Answers whether the next one may be looked for. */
  function begin(lane: Lane, row: Waiting): boolean {
    try {
      write(`${name}.claim`, (changes) => queue.claim(row.id, changes));
    } catch (error) {
      log.error({ err: error }, 'could not claim a message to send');
      lane.cancelWake = clock.after(NO_ROOM_MS, () => pump(lane));
      return false;
    }
    lane.attempts.get(row.id)?.cancelDeadline();
    const attempt: Attempt = {
      row: { ...row, attempts: row.attempts + 1 },
      handedOver: false,
      cancelDeadline: () => {},
    };
    lane.attempts.set(row.id, attempt);
    setDeadline(lane, attempt, row.heavy ? UPLOAD_MS : HAND_OVER_MS);
    void handOver(lane, attempt);
    return true;
  }

  async function handOver(lane: Lane, attempt: Attempt): Promise<void> {
    try {
      await queue.send(lane.channelId, attempt.row.id);
      attempt.handedOver = true;
      if (isOpen(lane, attempt)) setDeadline(lane, attempt, ANSWER_MS);
    } catch (error) {
      giveBack(lane, attempt, asSendFailure(error));
    }
    pump(lane);
  }

  function asSendFailure(error: unknown): SendFailure {
    if (error instanceof SendFailure) return error;
    log.error({ err: error }, 'a driver failed in a way it should not');
    return new SendFailure('transient', 'refused', error);
  }

  const isOpen = (lane: Lane, attempt: Attempt): boolean =>
    lane.attempts.get(attempt.row.id) === attempt && lanes.get(lane.channelId) === lane;

  function setDeadline(lane: Lane, attempt: Attempt, ms: number): void {
    attempt.cancelDeadline();
    attempt.cancelDeadline = clock.after(ms, () => {
      giveBack(lane, attempt, new SendFailure('transient', 'timed-out'));
      pump(lane);
    });
  }

  /** The attempt is over without proof that the message went. */
  function giveBack(lane: Lane, attempt: Attempt, why: SendFailure): void {
    if (!isOpen(lane, attempt)) return;
    attempt.cancelDeadline();
    // Whatever comes of it, it no longer keeps the next one from being handed over.
    attempt.handedOver = true;
    try {
      write(`${name}.giveBack`, (changes) => settle(attempt.row, why, changes));
      lane.attempts.delete(attempt.row.id);
    } catch (error) {
      log.error({ err: error }, 'could not record a failed attempt');
      attempt.cancelDeadline = clock.after(NO_ROOM_MS, () => {
        giveBack(lane, attempt, why);
        pump(lane);
      });
    }
  }

  function settle({ id, attempts }: Waiting, why: SendFailure, changes: Changes): void {
    // Its receipt came first.
    if (!queue.has(id)) return;
    const next = afterFailure(why, attempts, clock.now());
    if (next.kind === 'again') queue.again(id, next, changes);
    else queue.fail(id, next.failure, changes);
  }

  function end(lane: Lane): void {
    lanes.delete(lane.channelId);
    lane.cancelWake();
    for (const attempt of lane.attempts.values()) attempt.cancelDeadline();
    lane.attempts.clear();
  }

  function pumpChannel(channelId: number): void {
    const lane = lanes.get(channelId);
    if (lane) pump(lane);
  }

  return {
    connected(channelId) {
      if (!lanes.has(channelId))
        lanes.set(channelId, { channelId, attempts: new Map(), caughtUp: false, cancelWake: () => {} });
      pumpChannel(channelId);
    },
    disconnected(channelId) {
      const lane = lanes.get(channelId);
      if (lane) end(lane);
    },
    caughtUp(channelId) {
      const lane = lanes.get(channelId);
      if (!lane) return;
      write(`${name}.caughtUp`, (changes) => {
        for (const { id, attempts } of queue.unsettled(channelId)) {
          if (!lane.attempts.has(id)) queue.again(id, { attempts, notBefore: 0 }, changes);
        }
      });
      lane.caughtUp = true;
      pump(lane);
    },
    hasCaughtUp: (channelId) => lanes.get(channelId)?.caughtUp ?? false,
    pump: pumpChannel,
    stop() {
      for (const lane of lanes.values()) end(lane);
    },
  };
}

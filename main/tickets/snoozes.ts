import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Write } from '../inbox/changes.ts';
import type { Conversations } from '../inbox/conversations.ts';
import type { Tickets } from './tickets.ts';

/** Wakes snoozed tickets at their time, however the station slept or the clock was moved meanwhile. */
export interface Snoozes {
  /** Wakes what is due and waits for the next. Also after a wake of the machine. */
  look(): void;
  stop(): void;
}

/** Looked at again before long, for the clock may be set and the machine may sleep. */
const LONGEST_MS = 60_000;

export function createSnoozes({
  clock,
  log,
  write,
  tickets,
  conversations,
}: {
  clock: Clock;
  log: Logger;
  write: Write;
  tickets: Tickets;
  conversations: Pick<Conversations, 'byId'>;
}): Snoozes {
  let cancel = (): void => {};
  let stopped = false;

  function wake(conversationId: number): void {
    const place = conversations.byId(conversationId);
    if (!place) return;
    write('tickets.wake', (changes) =>
      tickets.act(place, 'wake', { by: 'clock', userId: undefined }, changes),
    );
  }

  function look(): void {
    cancel();
    if (stopped) return;
    try {
      for (const { conversationId } of tickets.store.due(clock.now())) wake(conversationId);
    } catch (error) {
      log.error({ err: error }, 'could not wake a snoozed ticket');
    }
    const next = tickets.store.nextWake();
    const ms = next === undefined ? LONGEST_MS : Math.min(LONGEST_MS, Math.max(0, next - clock.now()));
    // What could not be woken is tried again, but not at once.
    cancel = clock.after(Math.max(1_000, ms), look);
  }

  const unlisten = tickets.listen(({ what }) => {
    if (what === 'snoozed') look();
  });

  return {
    look,
    stop() {
      stopped = true;
      cancel();
      unlisten();
    },
  };
}

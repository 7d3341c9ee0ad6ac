import type { Logger } from 'pino';
import type { RuleId } from '../../preload/entities/automation.ts';
import type { Bus } from '../api/handler.ts';
import type { Robot } from '../automation/robot.ts';
import { workOff } from '../automation/work-off.ts';
import type { Clock } from '../clock.ts';
import type { ShopZone } from '../hours/zone.ts';
import type { Changes, Write } from '../inbox/changes.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { timesOf, verdictOn } from './rules.ts';
import type { ScheduleRow, Schedules } from './store.ts';

/** What keeps it back for a while and is no reason to give it up. */
const HOLDS: ReadonlySet<RuleId> = new Set(['channel-restricted', 'pacing']);

/** `waits`: nothing is done before the line is back. */
type Outcome = 'sent' | 'asked' | 'missed' | 'held' | 'waits';

/** Sends what is due, once, whatever crashes in between. */
export interface ScheduleRunner {
  /** Answers what it did in a few words. */
  run(): Promise<string>;
  /** What was missed: sent now, or left. */
  answer(schedule: ScheduleRow, send: boolean): void;
  /** Begins nothing more. */
  stop(): void;
}

export function createScheduleRunner({
  clock,
  log,
  bus,
  write,
  outgoing,
  robot,
  zone,
  schedules,
}: {
  clock: Clock;
  log: Logger;
  bus: Bus;
  write: Write;
  outgoing: Pick<Outbox, 'flush' | 'hasLine'>;
  robot: Pick<Robot, 'within'>;
  zone: ShopZone;
  schedules: Schedules;
}): ScheduleRunner {
  let stopped = false;

  /** The claim and the message are one transaction. Answers the channel that has something to send. */
  function claim(row: ScheduleRow, changes: Changes): number | undefined {
    const { id, conversationId, text, dueAt } = row;
    // It was set to a time that is over.
    if (schedules.hasRun(id, dueAt)) {
      goOn(row);
      return undefined;
    }
    const event = { kind: 'schedule', text } as const;
    const done = robot.within({ event, conversationId, nonce: `schedule ${id} ${dueAt}` }, changes);
    if (done && HOLDS.has(done.decision.because.rule)) {
      // Not dropped: a person says what becomes of it.
      schedules.ask(id);
      return undefined;
    }
    const messageId = done?.messageId;
    schedules.ran(id, dueAt, messageId === undefined ? 'skipped' : 'claimed', messageId, clock.now());
    goOn(row);
    return messageId === undefined ? undefined : done?.channelId;
  }

  /** To the next time that is not over, or to the end. */
  function goOn({ id, firstAt, dueAt, repeat }: ScheduleRow): void {
    const next = repeat && timesOf(firstAt, repeat, zone.get()).after(Math.max(dueAt, clock.now()));
    if (next === undefined) schedules.end(id, 'done');
    else schedules.goOn(id, next);
  }

  function settle(row: ScheduleRow, changes: Changes): { channelId: number | undefined; outcome: Outcome } {
    switch (verdictOn(row.dueAt, row.missed, clock.now())) {
      case 'ask':
        schedules.ask(row.id);
        return { channelId: undefined, outcome: 'asked' };
      case 'skip':
        schedules.ran(row.id, row.dueAt, 'missed', undefined, clock.now());
        goOn(row);
        return { channelId: undefined, outcome: 'missed' };
      case 'send': {
        // It stays due: when the line is back it is on time still, or what was chosen for a missed one applies.
        if (!outgoing.hasLine(row.channelId)) return { channelId: undefined, outcome: 'waits' };
        const channelId = claim(row, changes);
        return { channelId, outcome: channelId === undefined ? 'held' : 'sent' };
      }
    }
  }

  function settleSome(
    rows: readonly ScheduleRow[],
    enough: () => boolean,
    counts: Record<Outcome, number>,
  ): number {
    const channels = new Set<number>();
    const told: number[] = [];
    const outcomes: Outcome[] = [];
    write('schedules.settle', (changes) => {
      for (const row of rows) {
        const { channelId, outcome } = settle(row, changes);
        outcomes.push(outcome);
        if (outcome !== 'waits') told.push(row.conversationId);
        if (channelId !== undefined) channels.add(channelId);
        if (enough()) break;
      }
    });
    for (const outcome of outcomes) counts[outcome] += 1;
    for (const channelId of channels) outgoing.flush(channelId);
    if (told.length > 0) bus.emit('schedules.changed', { conversationIds: told });
    return outcomes.length;
  }

  return {
    async run() {
      const counts: Record<Outcome, number> = { sent: 0, asked: 0, missed: 0, held: 0, waits: 0 };
      await workOff<ScheduleRow>({
        due: (after, limit) => schedules.due(clock.now(), after, limit),
        settle: (rows, enough) => settleSome(rows, enough, counts),
        log,
        stopped: () => stopped,
      });
      const { sent, asked, missed, held, waits } = counts;
      return `${sent} sent, ${asked} to ask about, ${missed} missed, ${held} held back, ${waits} wait for the line`;
    },
    answer(row, send) {
      const channelId = write('schedules.answer', (changes) => {
        if (send) return claim(row, changes);
        schedules.ran(row.id, row.dueAt, 'missed', undefined, clock.now());
        goOn(row);
        return undefined;
      });
      if (channelId !== undefined) outgoing.flush(channelId);
      bus.emit('schedules.changed', { conversationIds: [row.conversationId] });
    },
    stop() {
      stopped = true;
    },
  };
}

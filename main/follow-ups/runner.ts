import type { Logger } from 'pino';
import type { FollowUp, FollowUpRule } from '../../preload/entities/schedules.ts';
import type { Bus } from '../api/handler.ts';
import type { Facts } from '../automation/facts.ts';
import type { Robot } from '../automation/robot.ts';
import type { Situations } from '../automation/situations.ts';
import type { TicketsPort } from '../automation/tickets.ts';
import { workOff } from '../automation/work-off.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import type { Changes, Write } from '../inbox/changes.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { AGAIN_MS, afterSilence, dueOf } from './rules.ts';
import type { FollowUps, RunningFollowUp } from './store.ts';

/** Asks again where nobody answers, and stops at any answer. */
export interface FollowUpRunner {
  /** Answers its id. Refusals: `conversation-not-found`, `follow-up-group`, `follow-up-running`. */
  start(conversationId: number, rule: FollowUpRule): number;
  /** A ticket got this tag: the rules that begin by it do, where they do not run already. */
  tagged(conversationId: number, tagId: number): void;
  /** The contact wrote, or the ticket was closed: whatever runs there is over. */
  over(conversationId: number, why: 'answered' | 'closed'): void;
  /** Says what is due. Answers what it did in a few words. */
  run(): Promise<string>;
  stop(): void;
}

export function createFollowUpRunner({
  clock,
  log,
  bus,
  write,
  outgoing,
  robot,
  facts,
  situations,
  tickets,
  followUps,
}: {
  clock: Clock;
  log: Logger;
  bus: Bus;
  write: Write;
  outgoing: Pick<Outbox, 'flush' | 'hasLine'>;
  robot: Pick<Robot, 'within'>;
  facts: Pick<Facts, 'place'>;
  situations: Pick<Situations, 'hoursOf'>;
  tickets: Pick<TicketsPort, 'liveOf' | 'isClosedSince'>;
  followUps: FollowUps;
}): FollowUpRunner {
  let stopped = false;
  const told = (conversationIds: number[]) => bus.emit('followUps.changed', { conversationIds });
  const hoursIn = (conversationId: number, channelId: number) =>
    situations.hoursOf(channelId, tickets.liveOf(conversationId)?.queueId).hours;

  function start(given: number, rule: FollowUpRule): number {
    const place = facts.place(given);
    if (!place) throw new Refusal('conversation-not-found');
    const { conversationId, channelId, contactKind } = place;
    if (contactKind === 'group') throw new Refusal('follow-up-group');
    if (followUps.running(conversationId, rule.id)) throw new Refusal('follow-up-running');
    const at = clock.now();
    const [first] = rule.steps;
    const dueAt = first ? dueOf(first, rule.onlyOpenHours, hoursIn(conversationId, channelId), at) : at;
    const id = followUps.start({ conversationId, rule, dueAt, at });
    told([conversationId]);
    return id;
  }

  /** What has ended it without its being told: the power failed between the closing and that. */
  function endOf({ conversationId, startedAt }: RunningFollowUp): 'answered' | 'closed' | undefined {
    if (followUps.answered(conversationId, startedAt)) return 'answered';
    return tickets.isClosedSince(conversationId, startedAt) ? 'closed' : undefined;
  }

  /** Answers the channel that has something to send. */
  function speak(running: RunningFollowUp, changes: Changes): number | undefined {
    const { id, conversationId, step, steps, onlyOpenHours } = running;
    const place = facts.place(conversationId);
    const current = steps[step - 1];
    if (!place || !current) {
      followUps.end(id, 'done', 'steps-over');
      return undefined;
    }
    const over = endOf(running);
    if (over !== undefined) {
      followUps.end(id, 'cancelled', over);
      return undefined;
    }
    const now = clock.now();
    // Who answered meanwhile is only known once the line is back.
    if (!outgoing.hasLine(place.channelId)) {
      followUps.goOn(id, step, now + AGAIN_MS, current.text);
      return undefined;
    }
    const event = { kind: 'follow-up', text: current.text, onlyOpenHours } as const;
    const happening = { event, conversationId, nonce: `follow-up ${id} ${step}` };
    const done = robot.within(happening, changes);
    if (!done || done.messageId === undefined) {
      const next = done && afterSilence(done.decision, now);
      if (next?.kind === 'wait') followUps.goOn(id, step, next.until, current.text);
      else followUps.end(id, 'cancelled', next?.why ?? 'by-user');
      return undefined;
    }
    const following = steps[step];
    if (!following) {
      followUps.end(id, 'done', 'steps-over');
      return done.channelId;
    }
    const hours = hoursIn(conversationId, done.channelId);
    followUps.goOn(id, step + 1, dueOf(following, onlyOpenHours, hours, now), following.text);
    return done.channelId;
  }

  return {
    start,
    tagged(conversationId, tagId) {
      // Nothing goes to a group by itself; the tag is as good there as anywhere.
      if (facts.place(conversationId)?.contactKind === 'group') return;
      for (const ruleId of followUps.withTag(tagId)) {
        const rule = followUps.rule(ruleId);
        if (rule && !followUps.running(conversationId, ruleId)) start(conversationId, rule);
      }
    },
    over(conversationId, why: NonNullable<FollowUp['ended']>) {
      if (followUps.endAll(conversationId, why) > 0) told([conversationId]);
    },
    async run() {
      let said = 0;
      let looked = 0;
      await workOff<RunningFollowUp>({
        due: (after, limit) => followUps.due(clock.now(), after, limit),
        settle(rows, enough) {
          const channels: (number | undefined)[] = [];
          write('followUps.speak', (changes) => {
            for (const running of rows) {
              channels.push(speak(running, changes));
              if (enough()) break;
            }
          });
          const speaking = channels.filter((channelId) => channelId !== undefined);
          for (const channelId of new Set(speaking)) outgoing.flush(channelId);
          told(rows.slice(0, channels.length).map(({ conversationId }) => conversationId));
          said += speaking.length;
          looked += channels.length;
          return channels.length;
        },
        log,
        stopped: () => stopped,
      });
      return `${said} said, ${looked - said} ended or put off`;
    },
    stop() {
      stopped = true;
    },
  };
}

import type { Logger } from 'pino';
import type { MessageKind } from '../../preload/entities.ts';
import type { BusinessHours } from '../../preload/entities/hours.ts';
import type { Bus, Handlers } from '../api/handler.ts';
import type { WireCall } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { followUpHandlers } from '../follow-ups/handlers.ts';
import { createFollowUpRunner } from '../follow-ups/runner.ts';
import { createFollowUps } from '../follow-ups/store.ts';
import { hoursHandlers } from '../hours/handlers.ts';
import { createOpenings } from '../hours/openings.ts';
import type { ShopZone } from '../hours/zone.ts';
import type { Words } from '../i18n/index.ts';
import type { Arrived } from '../inbox/changes.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { QueueUse } from '../queues/handlers.ts';
import { createQueueStore } from '../queues/store.ts';
import { scheduleHandlers } from '../schedules/handlers.ts';
import { createScheduleRunner } from '../schedules/runner.ts';
import { createSchedules } from '../schedules/store.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Audit } from '../users/audit.ts';
import { createFacts } from './facts.ts';
import { automationHandlers } from './handlers.ts';
import { createJournal } from './journal.ts';
import { createRobot } from './robot.ts';
import { type AutomationSettings, createAutomationSettings } from './settings.ts';
import { type ChannelLimits, createSituations } from './situations.ts';
import { portTo } from './ticket-port.ts';

type Groups = 'automation' | 'hours' | 'schedules' | 'followUps' | 'jobs';

/** What jobs do for automation, each answering in a few words what it was. */
export interface AutomationWork {
  openings(): string;
  waiting(): Promise<string>;
  schedules(): Promise<string>;
  followUps(): Promise<string>;
  tidy(): string;
}

/** Everything that happens by itself, beside the inbox and its tickets. */
export interface Automation {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `${Groups}.${string}`>>;
  readonly work: AutomationWork;
  /** A contact wrote, and it is stored. */
  arrived(message: Arrived): void;
  /** Somebody calls; `reject` is the driver's way to say no (PR-2). */
  called(channelId: number, call: WireCall, reject: () => Promise<void>): void;
  /** When the shop closed last; absent where no channel has hours. */
  closedSince(): number | undefined;
  /** What was stored just before the station ended is decided now. */
  start(): void;
  /** Resolves when all that was heard is decided. */
  idle(): Promise<void>;
  stop(): void;
}

/** What automation asks before there is an inbox: what the manager has set. */
export interface AutomationRules {
  readonly settings: AutomationSettings;
  /** Whether a message of this kind may open a ticket on this channel (PR-1, PR-2). */
  admits(channelId: number, kind: MessageKind): boolean;
  /** As they are set: those of the channel, unless the queue has its own. */
  readonly hoursOf: (channelId: number, queueId?: number) => BusinessHours;
  readonly queueUse: QueueUse;
}

export function createAutomationRules(db: Database, words: () => Words): AutomationRules {
  const settings = createAutomationSettings(db, words, createQueueStore(db));
  return {
    settings,
    admits(channelId, kind) {
      const { messages, voice } = settings.automation(channelId).refusals;
      return !messages.on && !(voice.on && kind === 'voice');
    },
    hoursOf: (channelId, queueId) =>
      (queueId === undefined ? undefined : settings.ofQueue(queueId)) ?? settings.hours(channelId),
    queueUse: {
      count: (queueId) => settings.queueUses(queueId),
      repoint: (from, into) => settings.repointQueue(from, into),
    },
  };
}

export function createAutomation({
  db,
  clock,
  log,
  bus,
  audit,
  words,
  rules: { settings },
  zone,
  inbox,
  tickets: given,
  limits = { restrictedUntil: () => undefined, heldUntil: () => undefined },
  channels,
  jobs,
}: {
  db: Database;
  clock: Clock;
  log: Logger;
  bus: Bus;
  audit: Audit;
  words: () => Words;
  rules: AutomationRules;
  zone: ShopZone;
  inbox: Pick<Inbox, 'write' | 'outgoing' | 'conversations' | 'conversationWith' | 'find'>;
  tickets: Tickets;
  /** What later features know of a channel. */
  limits?: ChannelLimits;
  channels: {
    list(): readonly { readonly id: number }[];
    /** Refuses an id that is no channel's. */
    get(id: number): { readonly name: string; readonly archivedAt?: number | undefined };
  };
  jobs: () => Pick<Jobs, 'status'>;
}): Automation {
  const { write, outgoing } = inbox;
  const facts = createFacts(db);
  const journal = createJournal(db);
  const queues = createQueueStore(db);
  const tickets = portTo({ db, tickets: given, queues, conversations: inbox.conversations });
  const situations = createSituations({ facts, settings, zone, tickets, limits, words });
  const robot = createRobot({
    clock,
    log,
    bus,
    write,
    outgoing,
    facts,
    journal,
    settings,
    situations,
    tickets,
  });
  const schedules = createSchedules(db);
  const scheduleRunner = createScheduleRunner({ clock, log, bus, write, outgoing, robot, zone, schedules });
  const followUps = createFollowUps(db);
  const followUpRunner = createFollowUpRunner({
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
  });
  const channelName = (id: number) => channels.get(id).name;
  const channelIds = () => channels.list().map(({ id }) => id);
  const openings = createOpenings({
    clock,
    bus,
    channelIds,
    hoursOf: (id) => situations.hoursOf(id).hours,
  });

  const stopListening = given.listen((fact) => {
    const { conversationId, ticket } = fact;
    const live = tickets.of(ticket);
    switch (fact.what) {
      case 'opened':
        if (fact.message && fact.by === 'contact') robot.began(fact.message.id);
        break;
      case 'transferred': {
        const event = { kind: 'transferred', by: fact.by === 'user' ? 'person' : 'robot' } as const;
        robot.happened({ event, conversationId, ticket: live, nonce: `transferred ${ticket.id} ${fact.at}` });
        break;
      }
      case 'closed': {
        const { farewell, ratingQuestion } = fact;
        const event = { kind: 'closed', farewell, ratingQuestion } as const;
        followUpRunner.over(conversationId, 'closed');
        robot.happened({ event, conversationId, ticket: live, nonce: `closed ${ticket.id} ${fact.at}` });
        break;
      }
      case 'reopened':
      case 'accepted':
      case 'returned':
      case 'answered':
      case 'snoozed':
      case 'woke':
      case 'rated':
        break;
    }
  });
  const stopTagging = given.onTagged((conversationId, tagId) => followUpRunner.tagged(conversationId, tagId));

  return {
    handlers: {
      ...automationHandlers({
        clock,
        bus,
        write,
        audit,
        settings,
        journal,
        facts,
        situations,
        tickets,
        zone,
        words,
        channelName,
        jobs,
      }),
      ...hoursHandlers({
        clock,
        bus,
        audit,
        settings,
        situations,
        zone,
        channels: () => channels.list(),
        channelName,
        queueExists: (id) => tickets.queueExists(id),
      }),
      ...scheduleHandlers({
        clock,
        bus,
        zone,
        facts,
        schedules,
        runner: scheduleRunner,
        archived: (id) => channels.get(id).archivedAt !== undefined,
      }),
      ...followUpHandlers({
        db,
        bus,
        audit,
        facts,
        followUps,
        runner: followUpRunner,
        tagExists: (tagId) => given.store.tagName(tagId) !== undefined,
      }),
    },
    work: {
      openings: () => openings.look(),
      waiting: () => robot.look(),
      schedules: () => scheduleRunner.run(),
      followUps: () => followUpRunner.run(),
      tidy: () => `${journal.tidy(clock.now())} silences forgotten`,
    },
    arrived(message) {
      followUpRunner.over(message.conversationId, 'answered');
      robot.heard(message);
    },
    called(channelId, call, reject) {
      const { calls } = settings.automation(channelId).refusals;
      if (call.state !== 'ringing' || !calls.on) return;
      // It rings on: the disk is not waited for.
      reject().catch((error: unknown) => log.warn({ channelId, err: error }, 'a call was not rejected'));
      if (call.chat.some(({ kind }) => kind === 'group')) return;
      try {
        write('automation.called', (changes) => {
          // Where nothing is said, an empty conversation would be all that is left of it.
          const known = inbox.find(channelId, call.chat);
          if (known === undefined && calls.text.trim() === '') return;
          const conversationId = known ?? inbox.conversationWith(channelId, call.chat, changes);
          const nonce = `call ${channelId} ${call.callId}`;
          const done = robot.within({ event: { kind: 'call' }, conversationId, nonce }, changes);
          if (done?.messageId !== undefined) changes.afterwards(() => outgoing.flush(channelId));
        });
      } catch (error) {
        log.error({ channelId, err: error }, 'a call was not answered');
      }
    },
    closedSince() {
      const now = clock.now();
      const closings = channelIds().flatMap((id) => situations.hoursOf(id).hours.lastClosing(now) ?? []);
      return closings.length > 0 ? Math.max(...closings) : undefined;
    },
    start: () => robot.catchUp(),
    idle: () => robot.idle(),
    stop() {
      stopListening();
      stopTagging();
      robot.stop();
      scheduleRunner.stop();
      followUpRunner.stop();
    },
  };
}

import type { RobotState } from '../../preload/entities/automation.ts';
import { MAX_TEMPLATE } from '../../preload/entities/automation.ts';
import type { Bus, Handlers } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import type { ShopZone } from '../hours/zone.ts';
import type { Words } from '../i18n/index.ts';
import type { Write } from '../inbox/changes.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { render } from '../templates/checks.ts';
import { unknownVariables, type Values } from '../templates/rules.ts';
import type { Audit } from '../users/audit.ts';
import { faultInSettings, refuse } from './checks.ts';
import { explain } from './explain.ts';
import { type Facts, humanSince, type Place, recentSince } from './facts.ts';
import { loopUntil } from './guards.ts';
import type { Journal } from './journal.ts';
import type { AutomationSettings } from './settings.ts';
import type { Situations } from './situations.ts';
import type { TicketsPort } from './tickets.ts';
import { valuesOf } from './values.ts';

type Calls = Extract<keyof Handlers, `automation.${string}` | `jobs.${string}`>;

/** The contact of a preview, unless another one is given. */
const SAMPLE_NAME = 'Ana Souza';
const SAMPLE_PROTOCOL = '20260101-0001';

export function automationHandlers({
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
}: {
  clock: Clock;
  bus: Bus;
  write: Write;
  audit: Audit;
  settings: AutomationSettings;
  journal: Journal;
  facts: Facts;
  situations: Situations;
  tickets: TicketsPort;
  zone: ShopZone;
  words: () => Words;
  /** Refuses an id that is no channel's. */
  channelName: (channelId: number) => string;
  jobs: () => Pick<Jobs, 'status'>;
}): Pick<Handlers, Calls> {
  function existing(conversationId: number): Place {
    const place = facts.place(conversationId);
    if (!place) throw new Refusal('conversation-not-found');
    return place;
  }

  function sampleValues(channelId: number, at: number, contactName = SAMPLE_NAME, userName?: string): Values {
    return valuesOf({
      contactName,
      userName,
      queueName: undefined,
      channelName: channelName(channelId),
      protocol: SAMPLE_PROTOCOL,
      hours: situations.hoursOf(channelId).set,
      timeZone: zone.get(),
      at,
      words: words(),
    });
  }

  function robotOf({ conversationId }: Place): RobotState {
    const now = clock.now();
    const ticket = tickets.liveOf(conversationId);
    const set = facts.robotSwitch(conversationId);
    const humanAt = facts.humanAt(conversationId, Math.min(ticket?.openedAt ?? now, humanSince(now)));
    const recent = facts.recent(conversationId, Math.max(recentSince(now), humanAt ?? 0, set?.at ?? 0));
    const loop = loopUntil(recent, now);
    const menu = facts.menu(conversationId);
    return {
      off: set?.off ?? false,
      ...(set?.off && { offSince: set.at }),
      ...(humanAt !== undefined && { silencedByHumanAt: humanAt }),
      ...(loop !== undefined && loop > now && { loopUntil: loop }),
      ...(menu && menu.until > now && { menuUntil: menu.until }),
    };
  }

  return {
    'automation.get'({ channelId }) {
      channelName(channelId);
      return settings.automation(channelId);
    },
    'automation.set'({ channelId, messages, refusals, waiting, menu }, { user }) {
      const channel = channelName(channelId);
      const changes = {
        ...(messages && { messages }),
        ...(refusals && { refusals }),
        ...(waiting && { waiting }),
        ...(menu && { menu }),
      };
      refuse(faultInSettings(changes, (queueId) => tickets.queueExists(queueId)));
      write('automation.set', () => {
        if (messages) settings.set(channelId, 'messages', messages);
        if (refusals) settings.set(channelId, 'refusals', refusals);
        if (waiting) settings.set(channelId, 'waiting', waiting);
        if (menu) settings.set(channelId, 'menu', menu);
        audit(user, 'automation.set', { channel, sections: Object.keys(changes).join(' ') });
      });
      bus.emit('automation.changed', { channelIds: [channelId] });
      return settings.automation(channelId);
    },

    'automation.preview'({ channelId, text, contactName, at = clock.now() }, { user }) {
      const filled = render(text, sampleValues(channelId, at, contactName, user?.name));
      return {
        text: filled,
        unknown: unknownVariables(text),
        empty: filled === '',
        length: filled.length,
        tooLong: text.length > MAX_TEMPLATE,
      };
    },

    'automation.explain'({ channelId, at, contact }) {
      const { hours, set } = situations.hoursOf(channelId);
      const given = {
        automation: settings.automation(channelId),
        hours,
        offHours: set.offHours,
        values: sampleValues(channelId, at, contact.name),
        queueName: (queueId: number) => tickets.queueName(queueId),
      };
      return explain(contact, given, at);
    },

    'automation.journal': ({ channelId, conversationId, before, limit }) =>
      journal.page({
        channelId,
        conversationId: conversationId === undefined ? undefined : existing(conversationId).conversationId,
        before,
        limit,
      }),
    'automation.refused': ({ channelId, before, limit }) => journal.refused({ channelId, before, limit }),

    'automation.robot': ({ conversationId }) => robotOf(existing(conversationId)),
    'automation.setRobot'({ conversationId, off }, { user }) {
      const place = existing(conversationId);
      write('automation.setRobot', () => {
        journal.setSwitch(place.conversationId, off, clock.now(), user?.id);
        if (off) journal.endMenu(place.conversationId);
      });
      bus.emit('automation.decided', { conversationIds: [place.conversationId] });
      return robotOf(place);
    },

    'jobs.list': () =>
      jobs()
        .status()
        .map(({ nextDue, last, ...job }) => ({
          ...job,
          ...(nextDue !== undefined && { nextDue }),
          ...(last && {
            last: {
              due: last.due,
              startedAt: last.startedAt,
              ...(last.endedAt !== undefined && { endedAt: last.endedAt }),
              result: last.result,
              detail: last.detail,
            },
          }),
        })),
  };
}

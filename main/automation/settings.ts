import type { z } from 'zod';
import {
  type ChannelAutomation,
  ChannelMessages,
  Menu,
  type MenuOption,
  Refusals,
  WaitingTransfer,
} from '../../preload/entities/automation.ts';
import { BusinessHours } from '../../preload/entities/hours.ts';
import type { Database } from '../db/database.ts';
import { NATIONAL } from '../hours/holidays.ts';
import type { Words } from '../i18n/index.ts';
import type { QueueStore } from '../queues/store.ts';

const sections = {
  messages: ChannelMessages,
  refusals: Refusals,
  waiting: WaitingTransfer,
  menu: Menu,
  hours: BusinessHours,
} as const;
type Section = keyof typeof sections;
type Value<S extends Section> = z.infer<(typeof sections)[S]>;

/** What a channel does by itself and when it is open, as the manager has set it. */
export interface AutomationSettings {
  automation(channelId: number): ChannelAutomation;
  hours(channelId: number): BusinessHours;
  set<S extends Section>(channelId: number, section: S, value: Value<S>): void;
  ofQueue(queueId: number): BusinessHours | undefined;
  setOfQueue(queueId: number, hours: BusinessHours | undefined): void;
  /** How often channels name this queue, in the timed transfer or in the menu. */
  queueUses(queueId: number): number;
  /** Whatever names the one queue names the other. Inside a transaction. */
  repointQueue(from: number, into: number): void;
}

/** Nine to six on weekdays: where the week's editor begins, and off until somebody says so. */
const WORKDAY = [{ from: 9 * 60, to: 18 * 60 }];

export function createAutomationSettings(
  db: Database,
  words: () => Words,
  queues: Pick<QueueStore, 'hours' | 'setHours'>,
): AutomationSettings {
  const get = db.statement<[number, string], { value: string }>(
    'automation.section',
    'SELECT value FROM channel_automation WHERE channel_id = ? AND section = ?',
  );
  const set = db.statement<[number, string, string]>(
    'automation.setSection',
    `INSERT INTO channel_automation (channel_id, section, value) VALUES (?, ?, ?)
     ON CONFLICT (channel_id, section) DO UPDATE SET value = excluded.value`,
  );
  const all = db.statement<[], { channelId: number }>(
    'automation.channels',
    'SELECT DISTINCT channel_id AS channelId FROM channel_automation',
  );
  // Every message asks for these, and parsing them anew would be most of the work.
  const known = new Map<string, unknown>();

  const off = { on: false, text: '' };
  const defaults: { readonly [S in Section]: () => Value<S> } = {
    messages: () => ({ greeting: off, farewell: off, transfer: off }),
    refusals: () => ({ messages: { ...off, everyHours: 24 }, voice: off, calls: off }),
    waiting: () => ({ on: false, minutes: 1 }),
    menu: () => ({
      on: false,
      intro: '',
      options: [],
      humanLabel: words()('menu.human'),
      chosen: '',
      unknown: '',
      retries: 2,
      timeoutMinutes: 10,
      everyMinutes: 60,
      whenClosed: false,
    }),
    hours: () => ({
      on: false,
      week: Array.from({ length: 7 }, (_, day) => (day < 5 ? [...WORKDAY] : [])),
      specials: [],
      holidays: [...NATIONAL],
      offHours: off,
    }),
  };

  function allNaming(queueId: number) {
    return all.all().flatMap(({ channelId }) => {
      const { waiting, menu } = { waiting: read(channelId, 'waiting'), menu: read(channelId, 'menu') };
      const named = [waiting.queueId, menu.fallbackQueueId, ...menu.options.map(queueOf)];
      return named.includes(queueId)
        ? [{ channelId, waiting, menu, n: named.filter((id) => id === queueId).length }]
        : [];
    });
  }

  function write<S extends Section>(channelId: number, section: S, value: Value<S>): void {
    known.delete(`${channelId} ${section}`);
    set.run(channelId, section, JSON.stringify(value));
  }

  function read<S extends Section>(channelId: number, section: S): Value<S> {
    const key = `${channelId} ${section}`;
    const before = known.get(key) as Value<S> | undefined;
    if (before) return before;
    const row = get.get(channelId, section);
    if (!row) return defaults[section]();
    const value = sections[section].parse(JSON.parse(row.value)) as Value<S>;
    known.set(key, value);
    return value;
  }

  return {
    automation: (channelId) => ({
      messages: read(channelId, 'messages'),
      refusals: read(channelId, 'refusals'),
      waiting: read(channelId, 'waiting'),
      menu: read(channelId, 'menu'),
    }),
    hours: (channelId) => read(channelId, 'hours'),
    set: write,
    queueUses: (queueId) => allNaming(queueId).reduce((sum, { n }) => sum + n, 0),
    repointQueue(from, into) {
      const other = (id: number | undefined) => (id === from ? into : id);
      for (const { channelId, waiting, menu } of allNaming(from)) {
        write(channelId, 'waiting', { ...waiting, queueId: other(waiting.queueId) });
        write(channelId, 'menu', {
          ...menu,
          fallbackQueueId: other(menu.fallbackQueueId),
          options: menu.options.map((option) =>
            queueOf(option) === from ? { ...option, does: { kind: 'queue', queueId: into } } : option,
          ),
        });
      }
    },
    ofQueue(queueId) {
      const key = `queue ${queueId}`;
      if (known.has(key)) return known.get(key) as BusinessHours | undefined;
      const stored = queues.hours(queueId);
      const value = stored === undefined ? undefined : BusinessHours.parse(stored);
      known.set(key, value);
      return value;
    },
    setOfQueue(queueId, hours) {
      known.delete(`queue ${queueId}`);
      queues.setHours(queueId, hours);
    },
  };
}

function queueOf({ does }: MenuOption): number | undefined {
  return does.kind === 'queue' ? does.queueId : undefined;
}

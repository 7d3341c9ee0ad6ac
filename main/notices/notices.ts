import type { Notice, NoticeSettings, PreviewKind } from '../../preload/entities.ts';
import type { Bus } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import type { WordKey, Words } from '../i18n/index.ts';
import type { Arrived } from '../inbox/changes.ts';
import type { PhoneNotice } from '../phone/reminder.ts';
import type { Notifier } from '../ports.ts';
import type { Watch } from './attention.ts';
import { minutesWaited, MOST, overdue, type Situation, tellingOf } from './rules.ts';
import type { NoticeStore, Told } from './store.ts';

/** A person writes in several short messages: they are one notice. */
const GATHER_MS = 1_000;
/** How often it is looked who waits too long. */
const LOOK_MS = 30_000;
/** So many are named or counted; nobody counts further. */
const MOST_WAITING = 200;

export interface Notices {
  arrived(message: Arrived): void;
  /** WhatsApp on the phone of a channel wants to be opened (PH-6). */
  phone(notice: PhoneNotice): void;
  start(): void;
  stop(): void;
}

/** Tells people what they do not see for themselves, and rings (AT-8). */
export function createNotices({
  store,
  clock,
  bus,
  notify,
  words,
  settings,
  watch,
}: {
  store: NoticeStore;
  clock: Clock;
  bus: Bus;
  notify: Notifier;
  words: () => Words;
  settings: () => NoticeSettings;
  watch: Watch;
}): Notices {
  /** How many messages of each conversation. */
  const gathered = new Map<number, number>();
  /** When the waiting of each was told last. */
  const waitingTold = new Map<number, number>();
  let cancel: (() => void) | undefined;
  let cancelLook: (() => void) | undefined;

  const situation = (): Situation => ({
    settings: settings(),
    windows: watch.unlocked(),
    now: clock.now(),
    timeZone: clock.timeZone,
  });

  function ring() {
    const { sound, volume } = settings();
    if (sound !== 'none' && volume > 0) bus.emit('notices.rang', { sound, volume });
  }

  /** Windows hear it too: in the browser shell, they are who tells the system. */
  function tell(notice: Notice) {
    bus.emit('notices.told', notice);
    if (notice.where === 'window') return;
    const { conversationId, title, body } = notice;
    notify.message({
      title,
      body,
      open() {
        if (conversationId !== undefined) bus.emit('notices.opened', { conversationId });
      },
    });
  }

  function tellGathered() {
    cancel = undefined;
    const now = situation();
    const news = [...gathered]
      // Seen meanwhile, here or by a colleague: no news any more.
      .filter(([conversationId]) => (store.told(conversationId)?.unread ?? 0) > 0)
      .map(([conversationId, count]) => ({
        conversationId,
        count,
        telling: tellingOf(conversationId, now),
      }));
    gathered.clear();
    if (news.some(({ telling }) => telling !== 'count')) ring();
    for (const where of ['window', 'system'] as const) {
      const here = news.filter(({ telling }) => telling === where);
      if (here.length > MOST) {
        const channels = here.flatMap(({ conversationId }) => store.told(conversationId)?.channel ?? []);
        const say = words();
        tell({
          key: 'many',
          title: say('notice.many', { count: here.length }),
          body: [...new Set(channels)].join(', '),
          where,
        });
        continue;
      }
      for (const { conversationId, count } of here) tellOne(conversationId, count, where);
    }
  }

  function tellOne(conversationId: number, count: number, where: Notice['where']) {
    const about = store.told(conversationId);
    if (!about) return;
    const say = words();
    const several = count === 1 ? say('notice.message') : say('notice.messages', { count });
    const text = settings().showText ? textOf(about, say) : '';
    const body = text === '' ? several : count === 1 ? text : `${several}\n${text}`;
    tell({ key: `conversation-${conversationId}`, title: titleOf(about, say), body, conversationId, where });
  }

  function lookWhoWaits() {
    cancelLook = clock.after(LOOK_MS, lookWhoWaits);
    const now = situation();
    const { repeatMinutes } = now.settings;
    if (repeatMinutes === 0) return;
    const waiting = store.waiting(now.now - repeatMinutes * 60_000, MOST_WAITING);
    const still = new Set(waiting.map(({ conversationId }) => conversationId));
    for (const id of waitingTold.keys()) if (!still.has(id)) waitingTold.delete(id);
    const due = overdue(waiting, waitingTold, now).filter(
      ({ conversationId }) => tellingOf(conversationId, now) !== 'count',
    );
    const [longest] = due;
    if (!longest) return;
    for (const { conversationId } of due) waitingTold.set(conversationId, now.now);
    ring();
    const about = store.told(longest.conversationId);
    if (!about) return;
    const say = words();
    const minutes = minutesWaited(longest.since, now.now);
    const one = due.length === 1;
    tell({
      key: 'waiting',
      title: one ? titleOf(about, say) : say('notice.waiting-many', { count: due.length }),
      body: one
        ? say('notice.waiting-one', { minutes })
        : say('notice.waiting-longest', { who: titleOf(about, say), minutes }),
      ...(one && { conversationId: longest.conversationId }),
      // A person who looks at the list has these minutes before their eyes, and has not acted: they are told as well.
      where: now.windows.some(({ focused }) => focused) ? 'window' : 'system',
    });
  }

  return {
    arrived({ arrival, conversationId }) {
      // What waited at the server is for the inbox to show; it would be a flood here.
      if (arrival !== 'live') return;
      gathered.set(conversationId, (gathered.get(conversationId) ?? 0) + 1);
      cancel ??= clock.after(GATHER_MS, tellGathered);
    },
    phone({ channelId, channelName, day, level }) {
      const say = words();
      const title = say(`notice.phone-${level}`);
      const body = say('notice.phone', { channel: channelName, day });
      notify.phone({ title, body, channelId });
      bus.emit('notices.told', { key: `phone-${channelId}`, title, body, where: 'system' });
    },
    start: lookWhoWaits,
    stop() {
      cancel?.();
      cancelLook?.();
    },
  };
}

/** Every notice names the channel: with two numbers, "who wrote?" is only half the question. */
function titleOf({ name, channel }: Told, say: Words): string {
  return `${name || say('notice.somebody')} · ${channel}`;
}

const KINDS: Readonly<Partial<Record<PreviewKind, WordKey>>> = {
  image: 'notice.image',
  video: 'notice.video',
  audio: 'notice.audio',
  voice: 'notice.voice',
  document: 'notice.document',
  sticker: 'notice.sticker',
  location: 'notice.location',
  contacts: 'notice.contacts',
};

function textOf({ text, kind }: Told, say: Words): string {
  const word = KINDS[kind];
  if (word === undefined) return text;
  return text === '' ? say(word) : `${say(word)}: ${text}`;
}

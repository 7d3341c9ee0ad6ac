import type { Caller, EventName, EventPayload } from '../../preload/contract.ts';
import { events } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { Bus } from './handler.ts';

/** Long enough to fold a history sync into about twenty events a second, short enough not to be felt. */
const FLUSH_MS = 50;

export type BusEvent = {
  [N in EventName]: { readonly event: N; readonly payload: EventPayload<N> };
}[EventName];

export interface EventBus extends Bus {
  /**
   * `hears` is asked at each flush, so that whoever locks the window stops hearing at once. Returns its unsubscribe.
   */
  subscribe(hears: (row: Caller) => boolean, listener: (event: BusEvent) => void): () => void;
  close(): void;
}

/** Events of one name and key become one; `join` gives what stands for both. */
interface Merge<P> {
  readonly key: (payload: P) => number | string;
  readonly join: (earlier: P, later: P) => P;
}

const merges: { readonly [N in EventName]: Merge<EventPayload<N>> } = {
  'session.changed': lastOf(() => ''),
  'preferences.changed': lastOf(() => ''),
  'notices.changed': lastOf(() => ''),
  'notices.told': lastOf(({ key }) => key),
  'notices.rang': lastOf(() => ''),
  'notices.opened': lastOf(() => ''),
  'channel.changed': lastOf((channel) => channel.id),
  'channels.listed': lastOf(() => ''),
  'pairing.changed': lastOf(({ channelId }) => channelId),
  'linkPage.changed': lastOf(({ channelId }) => channelId),
  'quickReplies.changed': lastOf(() => ''),
  'contacts.changed': {
    key: () => '',
    join: (earlier, later) => ({ contactIds: union(earlier.contactIds, later.contactIds) }),
  },
  'attendance.changed': lastOf(() => ''),
  'tickets.changed': {
    key: () => '',
    join: (earlier, later) => ({ conversationIds: union(earlier.conversationIds, later.conversationIds) }),
  },
  'automation.changed': {
    key: () => '',
    join: (earlier, later) => ({ channelIds: union(earlier.channelIds, later.channelIds) }),
  },
  'automation.decided': conversations(),
  'schedules.changed': conversations(),
  'followUps.changed': conversations(),
  'inbox.changed': {
    key: () => '',
    join: (earlier, later) => ({ conversationIds: union(earlier.conversationIds, later.conversationIds) }),
  },
  'conversation.changed': {
    key: ({ conversationId }) => conversationId,
    join: (earlier, later) => ({ ...later, messageIds: union(earlier.messageIds, later.messageIds) }),
  },
  'conversation.typing': lastOf(({ conversationId }) => conversationId),
};

function lastOf<P>(key: (payload: P) => number | string): Merge<P> {
  return { key, join: (_earlier, later) => later };
}

function conversations(): Merge<{ conversationIds: number[] }> {
  return {
    key: () => '',
    join: (earlier, later) => ({ conversationIds: union(earlier.conversationIds, later.conversationIds) }),
  };
}

function union(earlier: readonly number[], later: readonly number[]): number[] {
  return [...new Set([...earlier, ...later])];
}

export function createBus(clock: Clock): EventBus {
  const subscribers = new Set<{ hears: (row: Caller) => boolean; listener: (event: BusEvent) => void }>();
  let pending = new Map<string, BusEvent>();
  let cancelFlush: (() => void) | undefined;

  function flush() {
    cancelFlush = undefined;
    const batch = pending;
    pending = new Map();
    for (const each of batch.values()) {
      for (const { hears, listener } of subscribers) {
        if (hears(events[each.event].role)) listener(each);
      }
    }
  }

  return {
    emit<N extends EventName>(event: N, payload: EventPayload<N>) {
      const { key, join } = merges[event];
      const slot = `${event} ${key(payload)}`;
      const earlier = pending.get(slot)?.payload as EventPayload<N> | undefined;
      pending.set(slot, { event, payload: earlier ? join(earlier, payload) : payload } as BusEvent);
      cancelFlush ??= clock.after(FLUSH_MS, flush);
    },
    subscribe(hears, listener) {
      const subscriber = { hears, listener };
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    close() {
      cancelFlush?.();
      pending.clear();
      subscribers.clear();
    },
  };
}

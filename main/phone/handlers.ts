import type { Handlers } from '../api/handler.ts';
import type { Channel } from '../../preload/entities.ts';
import type { Clock } from '../clock.ts';
import type { PhoneGuides } from './guide.ts';
import { type HealthWarning, healthWarnings } from './health.ts';
import type { PhoneReminder } from './reminder.ts';
import type { PhoneStore } from './store.ts';

type PhoneCalls = Extract<keyof Handlers, `phone.${string}`>;

export function phoneHandlers({
  clock,
  store,
  guides,
  reminder,
  channel,
}: {
  clock: Clock;
  store: PhoneStore;
  guides: PhoneGuides;
  reminder: PhoneReminder;
  /** Refuses an id that is no channel's. */
  channel: (id: number) => Channel;
}): Pick<Handlers, PhoneCalls> {
  function health(channelId: number): HealthWarning[] {
    const { state, linkedAt } = channel(channelId);
    return healthWarnings(
      {
        linkedAt,
        seenAt: store.of(channelId)?.seenAt,
        stationOnline: state.reason !== 'offline',
        connectedSince: state.phase === 'connected' ? state.since : undefined,
        // WhatsApp does not tell linked devices of each other.
        otherDevices: undefined,
      },
      clock.now(),
    );
  }

  return {
    'phone.guide'({ channelId }) {
      const { points, open, linkChecks, ...rest } = guides.of(channelId);
      return {
        ...rest,
        open: [...open],
        points: points.map(({ tickedAt, facts, ...point }) => ({
          ...point,
          facts: { ...facts },
          ...(tickedAt !== undefined && { tickedAt }),
        })),
        linkChecks: linkChecks.map(({ id, tickedAt }) => ({
          id,
          ...(tickedAt !== undefined && { tickedAt }),
        })),
      };
    },
    'phone.tick': ({ channelId, item, ticked }) => guides.tick(channelId, item, ticked),
    'phone.accountAge': ({ channelId, age }) => guides.sayAge(channelId, age),
    'phone.declareSeen': ({ channelId }, { user }) => reminder.declareSeen(channelId, user),
    'phone.health': ({ channelId }) => health(channelId),
  };
}

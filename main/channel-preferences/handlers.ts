import type { Bus, Handlers } from '../api/handler.ts';
import type { Audit } from '../users/audit.ts';
import type { ChannelPreferenceStore } from './store.ts';

export type ChannelPreferenceHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `channelPreferences.${string}`>
>;

export function channelPreferenceHandlers({
  bus,
  store,
  audit,
  refuseUnknown,
}: {
  bus: Bus;
  store: ChannelPreferenceStore;
  audit: Audit;
  /** Throws `channel-not-found`. */
  refuseUnknown: (channelId: number) => void;
}): ChannelPreferenceHandlers {
  return {
    'channelPreferences.get': ({ channelId }) => {
      refuseUnknown(channelId);
      return store.get(channelId);
    },
    'channelPreferences.set': ({ channelId, changes }, { user }) => {
      refuseUnknown(channelId);
      const next = store.set(channelId, changes);
      audit(user, 'channel.preferences-set', {
        channel: channelId,
        what: Object.keys(changes).join(' '),
      });
      bus.emit('attendance.changed', {});
      return next;
    },
  };
}

import type { Handlers } from '../api/handler.ts';
import type { Registry } from '../channels/registry.ts';
import type { Channels } from '../channels/store.ts';
import type { Removal } from './removal.ts';

type RemovalCalls = 'channels.bound' | 'channels.remove' | 'channels.archive';

export function removalHandlers({
  removal,
  channels,
  registry,
}: {
  removal: Removal;
  channels: Channels;
  registry: Pick<Registry, 'isWithdrawn'>;
}): Pick<Handlers, RemovalCalls> {
  return {
    'channels.bound'({ channelId }) {
      const bound = removal.bound(channelId);
      const others = channels
        .list()
        .filter(
          ({ id, archivedAt }) => id !== channelId && archivedAt === undefined && !registry.isWithdrawn(id),
        );
      return {
        bound,
        destinations: others.map(({ id }) => ({ channelId: id, onBoth: removal.onBoth(channelId, id) })),
      };
    },
    'channels.remove': ({ channelId, into }, { user }) => removal.remove({ channelId, into, user }),
    'channels.archive': ({ channelId }, { user }) => removal.archive({ channelId, user }),
  };
}

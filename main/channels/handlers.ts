import type { User } from '../../preload/entities.ts';
import type { Bus, Handlers } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import type { Settings } from '../settings/store.ts';
import type { Audit } from '../users/audit.ts';
import type { ChannelDriver } from './driver.ts';
import type { Registry } from './registry.ts';
import { clashWith, numberTyped } from './rules.ts';
import type { Channels } from './store.ts';

type ChannelCalls = Exclude<
  Extract<keyof Handlers, `channels.${string}` | `pairing.${string}`>,
  'channels.bound' | 'channels.remove' | 'channels.archive'
>;

export function channelHandlers({
  db,
  clock,
  bus,
  channels,
  registry,
  settings,
  audit,
  forgetPhone,
}: {
  db: Database;
  clock: Clock;
  bus: Bus;
  channels: Channels;
  registry: Registry;
  settings: Settings;
  audit: Audit;
  /** Another phone and account are to come: nothing that was said of the last one is true of them. */
  forgetPhone: (channelId: number) => void;
}): Pick<Handlers, ChannelCalls> {
  function refuseClash(wanted: { id?: number; name: string; slug: string }): void {
    const clash = clashWith(wanted, channels.list());
    if (clash) throw new Refusal(clash, { field: clash === 'name-taken' ? 'name' : 'slug' });
  }

  function linked(channelId: number): ChannelDriver {
    const driver = known(channelId);
    const credentials = driver.credentials();
    if (credentials === 'absent') throw new Refusal('channel-not-linked');
    if (credentials === 'damaged') throw new Refusal('keys-damaged');
    return driver;
  }

  function known(channelId: number): ChannelDriver {
    const driver = registry.driverOf(channelId);
    if (driver) return driver;
    if (registry.isWithdrawn(channelId)) throw new Refusal('channel-being-removed');
    if (registry.get(channelId).archivedAt !== undefined) throw new Refusal('channel-archived');
    throw new Refusal('channel-not-found');
  }

  function rename(user: User | undefined, id: number, name: string): void {
    db.transaction('channels.rename', () => {
      const channel = channels.byId(id);
      if (!channel) throw new Refusal('channel-not-found');
      refuseClash({ ...channel, name });
      channels.rename(id, name);
      audit(user, 'channel.renamed', { channel: id, from: channel.name, to: name });
    });
  }

  return {
    'channels.list': () => ({ channels: registry.list(), limit: settings.channelLimit() }),

    'channels.setLimit'({ limit }, { user }) {
      settings.setChannelLimit(limit);
      audit(user, 'channels.limit-set', { limit });
      bus.emit('channels.listed', {});
    },

    'channels.create'({ name, slug, method }, { user }) {
      if (method === 'cloud-api') throw new Refusal('method-unavailable', { field: 'method' });
      const added = db.transaction('channels.create', () => {
        const limit = settings.channelLimit();
        if (channels.list().filter(({ archivedAt }) => archivedAt === undefined).length >= limit)
          throw new Refusal('channel-limit', { params: { limit } });
        refuseClash({ name, slug });
        const channel = channels.add({ name, slug, method, at: clock.now() });
        audit(user, 'channel.created', { channel: channel.id, slug, method });
        return channel;
      });
      return registry.opened(added);
    },

    'channels.rename'({ channelId, name }, { user }) {
      rename(user, channelId, name);
      registry.changed(channelId);
      return registry.get(channelId);
    },

    'channels.connect'({ channelId }) {
      linked(channelId).connect();
    },

    async 'channels.check'({ channelId }) {
      const driver = linked(channelId);
      try {
        return { roundTripMs: await driver.probe() };
      } catch (error) {
        const refusal = new Refusal('channel-not-answering');
        refusal.cause = error;
        throw refusal;
      }
    },

    'pairing.get': ({ channelId }) => registry.pairingOf(channelId),

    async 'pairing.start'({ channelId, method }) {
      await registry.startPairing(channelId, method.kind === 'qr' ? method : withDigits(method));
    },

    'pairing.stop'({ channelId }) {
      registry.stopPairing(channelId);
    },

    'pairing.passkey': ({ channelId }) => registry.passkeyAsked(channelId),

    async 'pairing.reset'({ channelId }, { user }) {
      const unlinked = await registry.reset(channelId);
      forgetPhone(channelId);
      audit(user, 'channel.unlinked', { channel: channelId });
      if (!unlinked) audit(user, 'channel.device-not-unlinked', { channel: channelId });
      return { unlinked };
    },
  };
}

function withDigits({ kind, number: typed }: { kind: 'code'; number: string }) {
  const number = numberTyped(typed);
  if (number === undefined) throw new Refusal('number-invalid', { field: 'method.number' });
  return { kind, number };
}

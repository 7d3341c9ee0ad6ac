import type { Logger } from 'pino';
import type { User } from '../../preload/entities.ts';
import type { Bus } from '../api/handler.ts';
import type { DriverFactory } from '../channels/driver.ts';
import type { Registry } from '../channels/registry.ts';
import type { ChannelRow, Channels } from '../channels/store.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import { createWrite } from '../inbox/changes.ts';
import { createConversations } from '../inbox/conversations.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Audit } from '../users/audit.ts';
import { createDisposal } from './disposal.ts';
import { createExport } from './export.ts';
import { type Bound, createRemovalStore } from './store.ts';

/** *Remover* a channel (CH-9): at every instant either nothing has happened to it, or all that it had is another's. */
export interface Removal {
  /** What would move. */
  bound(channelId: number): Bound;
  /** Contacts whose conversations on both channels would become one. */
  onBoth(from: number, into: number): { names: string[]; total: number };
  /**
   * Resolves when it is done and on disk; the device is unlinked and the keys are deleted after that. Refusals:
   * `channel-not-found`, `channel-being-removed`, `destination-required`, `destination-not-found`, `destination-same`,
   * and those of a storage that does not take it: then everything is as before.
   */
  remove(order: { channelId: number; into: number | undefined; user: User | undefined }): Promise<void>;
  /**
   * Exports the channel and leaves its conversations to be read only. Answers the folder with the export. Refusals:
   * `channel-not-found`, `channel-being-removed`, `channel-archived`, and those of the storage.
   */
  archive(order: { channelId: number; user: User | undefined }): Promise<{ folder: string }>;
  /** Goes on with what a crash left. */
  start(): void;
  /** Resolves when what was begun has ended or is left to the next start. Before the registry closes. */
  stop(): Promise<void>;
}

const NAMES_SHOWN = 20;

export function createRemoval({
  db,
  clock,
  bus,
  log,
  channels,
  registry,
  heard,
  follow,
  audit,
  createDriver,
  deleteKeys,
  deviceLeft,
  exportsFolder,
}: {
  db: Database;
  clock: Clock;
  bus: Bus;
  log: Logger;
  channels: Channels;
  registry: Pick<Registry, 'withdraw' | 'isWithdrawn' | 'resume' | 'removed' | 'changed'>;
  heard: Pick<Inbox['heard'], 'messages' | 'receipts' | 'contacts'>;
  /** `createFollow`'s, the same that the inbox was given. */
  follow: (from: number, into: number) => void;
  audit: Audit;
  createDriver: DriverFactory;
  /** Deletes all files of this channel's keys; does nothing when there are none. */
  deleteKeys: (channelId: number) => void;
  /** The device of a removed channel could not be unlinked: the phone still lists it, and a person may end it there. */
  deviceLeft: (slug: string) => void;
  exportsFolder: string;
}): Removal {
  const write = createWrite(db, {
    bus,
    countersChanged: (id) => registry.changed(id),
    arrived: () => {},
  });
  const store = createRemovalStore(db, createConversations(db, follow));
  const exports = createExport(db, exportsFolder);
  const disposal = createDisposal({
    db,
    clock,
    log,
    store,
    heard,
    audit,
    createDriver,
    deleteKeys,
    deviceLeft,
  });

  const underWay = new Set<Promise<unknown>>();

  function existing(channelId: number): ChannelRow {
    const channel = channels.byId(channelId);
    if (!channel) throw new Refusal('channel-not-found');
    if (registry.isWithdrawn(channelId)) throw new Refusal('channel-being-removed');
    return channel;
  }

  /** Asked again inside the transaction, for both may have changed while the channel came to rest. */
  function checkDestination(channelId: number, into: number | undefined): void {
    if (into === undefined) {
      const { conversations, prompts, integrations } = store.bound(channelId);
      if (conversations + prompts + integrations > 0)
        throw new Refusal('destination-required', { field: 'into' });
      return;
    }
    if (into === channelId) throw new Refusal('destination-same', { field: 'into' });
    const destination = channels.byId(into);
    if (!destination || destination.archivedAt !== undefined || registry.isWithdrawn(into))
      throw new Refusal('destination-not-found', { field: 'into' });
  }

  /** Runs `work` on a channel that has come to rest; when it fails, the channel goes on as before. */
  function atRest<T>(channelId: number, work: () => Promise<T> | T): Promise<T> {
    async function run(): Promise<T> {
      await registry.withdraw(channelId);
      try {
        return await work();
      } catch (error) {
        registry.resume(channelId);
        throw error;
      }
    }
    const running = run();
    underWay.add(running);
    return running.finally(() => underWay.delete(running));
  }

  return {
    bound(channelId) {
      existing(channelId);
      return store.bound(channelId);
    },
    onBoth: (from, into) => store.onBoth(from, into, NAMES_SHOWN),

    async remove({ channelId, into, user }) {
      const { slug } = existing(channelId);
      checkDestination(channelId, into);
      await atRest(channelId, () =>
        write('removal.remove', (changes) => {
          checkDestination(channelId, into);
          const moved = store.bound(channelId);
          if (into !== undefined) store.move(channelId, into, changes);
          store.forget(channelId, into, clock.now());
          audit(user, 'channel.removed', {
            channel: channelId,
            slug,
            ...(into !== undefined && { into }),
            ...moved,
          });
        }),
      );
      registry.removed(channelId, into);
      disposal.begin({ channelId, slug });
    },

    async archive({ channelId, user }) {
      const channel = existing(channelId);
      if (channel.archivedAt !== undefined) throw new Refusal('channel-archived');
      const { slug } = channel;
      const folder = await atRest(channelId, async () => {
        const at = clock.now();
        const exported = await exports.write(channel, at);
        write('removal.archive', (changes) => {
          const { messages, conversations } = store.bound(channelId);
          store.archive(channelId, at, changes);
          audit(user, 'channel.archived', { channel: channelId, slug, messages, conversations });
        });
        return exported;
      });
      registry.removed(channelId, undefined);
      disposal.begin({ channelId, slug });
      return { folder };
    },

    start() {
      exports.sweep();
      for (const channel of store.unfinished()) disposal.begin(channel);
    },
    async stop() {
      await Promise.allSettled(underWay);
      await disposal.stop();
    },
  };
}

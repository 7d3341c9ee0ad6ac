import type { Logger } from 'pino';
import type { ChannelDriver, DriverFactory } from '../channels/driver.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Audit } from '../users/audit.ts';
import { createLastWords, type LastWords } from './last-words.ts';
import type { RemovalStore, Unfinished } from './store.ts';

/**
 * What is left to do once a channel is gone from the store: what it had not told yet goes to its heir, its device is
 * unlinked, and its keys are deleted last. A row of `removal` stands for it, so that it is gone on with after a crash.
 */
export interface Disposal {
  begin(channel: Unfinished): void;
  /** Ends what runs; the next start goes on with it. To be called before the inbox stops. */
  stop(): Promise<void>;
}

/** How long a device may take to connect and to hand over what waited at the server. */
const LAST_WORDS_MS = 20_000;

export function createDisposal({
  db,
  clock,
  log,
  store,
  heard,
  audit,
  createDriver,
  deleteKeys,
  deviceLeft,
}: {
  db: Database;
  clock: Clock;
  log: Logger;
  store: RemovalStore;
  heard: Pick<Inbox['heard'], 'messages' | 'receipts' | 'contacts'>;
  audit: Audit;
  createDriver: DriverFactory;
  deleteKeys: (channelId: number) => void;
  deviceLeft: (slug: string) => void;
}): Disposal {
  // One at a time for each channel: two sockets on the same keys would break the link's sessions.
  const running = new Map<number, Promise<void>>();
  let stopped = false;
  let endWaiting = (): void => {};
  const ending = new Promise<void>((resolve) => (endWaiting = resolve));

  async function dispose(channel: Unfinished): Promise<void> {
    const { channelId, slug } = channel;
    const lastWords = createLastWords({
      channelId,
      store,
      heard,
      log,
      confirm: (stored) => driver.confirm(stored),
    });
    const driver = createDriver({ id: channelId, slug }, lastWords.events);
    let left = false;
    try {
      if (driver.credentials() === 'linked') await listen(driver, lastWords);
      await Promise.race([lastWords.stored(), ending]);
      if (stopped) return;
      if (driver.credentials() !== 'absent') left = !(await unlink(driver));
      await Promise.race([lastWords.stored(), ending]);
      if (stopped) return;
    } finally {
      await driver.close();
    }
    deleteKeys(channelId);
    db.transaction('removal.finish', () => {
      store.finished(channelId);
      if (left) audit(undefined, 'channel.device-not-unlinked', { channel: channelId, slug });
    });
    if (left) deviceLeft(slug);
  }

  async function listen(driver: ChannelDriver, { said }: LastWords): Promise<void> {
    let cancel = (): void => {};
    const enough = new Promise<void>((resolve) => (cancel = clock.after(LAST_WORDS_MS, resolve)));
    driver.connect();
    await Promise.race([said, enough, ending]);
    cancel();
  }

  async function unlink(driver: ChannelDriver): Promise<boolean> {
    // It gives up then, and keeps the keys for the next start.
    void ending.then(() => driver.close());
    try {
      return await driver.unlink();
    } catch (error) {
      if (!stopped) log.error({ err: error }, 'the device of a removed channel was not unlinked');
      return false;
    }
  }

  return {
    begin(channel) {
      const { channelId } = channel;
      if (stopped || running.has(channelId)) return;
      const run = dispose(channel)
        .catch((error: unknown) =>
          log.error({ channel: channelId, err: error }, 'the next start goes on with a removal'),
        )
        .finally(() => running.delete(channelId));
      running.set(channelId, run);
    },
    async stop() {
      stopped = true;
      endWaiting();
      await Promise.all(running.values());
    },
  };
}

import type { User } from '../../preload/entities.ts';
import type { Logger } from 'pino';
import type { ChannelDriver } from '../channels/driver.ts';
import type { Clock } from '../clock.ts';
import type { Contacts } from '../contacts/store.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import type { Write } from '../inbox/changes.ts';
import type { MediaIntake } from '../inbox/ingest.ts';
import { createFetcher } from './fetcher.ts';
import { createFiles, type Files } from './files.ts';
import { stateOnArrival } from './rules.ts';
import { createServeMedia, type ServeMedia } from './server.ts';
import { createStagedStore, type StagedStore } from './staged.ts';
import { createStaging, type Staging } from './staging.ts';
import { createMediaStore, type MediaStore } from './store.ts';

/** A file may be on its way to the row that will hold it. */
const JUST_NOW_MS = 60 * 60_000;

/** The files of messages: fetched as they come, kept by what they hold, served by id, staged before they go (AT-3). */
export interface Media extends MediaIntake {
  readonly store: MediaStore;
  readonly staged: StagedStore;
  readonly staging: Staging;
  readonly files: Files;
  readonly serve: ServeMedia;
  /** A person wants this file. Refusals: `message-not-found`, `media-not-fetchable`, `channel-archived`. */
  retry(messageId: number): void;
  channelConnected(channelId: number): void;
  channelDisconnected(channelId: number): void;
  /** Clears away what nobody holds. */
  clean(): void;
  stop(): void;
}

export function createMedia({
  db,
  clock,
  log,
  write,
  contacts,
  driverOf,
  folder,
  sees,
}: {
  db: Database;
  clock: Clock;
  log: Logger;
  write: Write;
  contacts: Contacts;
  driverOf: (channelId: number) => ChannelDriver | undefined;
  folder: string;
  /** Whether this user may have what belongs to this message (PR-5). */
  sees: (user: User, messageId: number) => boolean;
}): Media {
  const store = createMediaStore(db);
  const staged = createStagedStore(db);
  const files = createFiles(folder);
  const staging = createStaging({ clock, files, staged, store });
  const fetcher = createFetcher({ clock, log, write, store, files, contacts, driverOf });

  function ask(messageId: number): void {
    write('media.ask', (changes) => {
      const wanted = store.wanted(messageId);
      if (!wanted) throw new Refusal('message-not-found');
      if (wanted.directPath === null) throw new Refusal('media-not-fetchable');
      if (wanted.state === 'ready' && files.has(wanted.file)) return;
      if (wanted.archivedAt !== null) throw new Refusal('channel-archived');
      store.ask(messageId);
      changes.message(wanted.conversationId, messageId);
    });
    fetcher.wake();
  }

  /** Somebody has tidied up the data folder. */
  function missing(messageId: number): void {
    write('media.missing', (changes) => {
      const wanted = store.wanted(messageId);
      if (wanted?.state !== 'ready') return;
      const state = wanted.directPath === null ? 'gone' : 'loading';
      store.setTry(messageId, { state, attempts: 0, notBefore: 0 });
      changes.message(wanted.conversationId, messageId);
    });
    fetcher.wake();
  }

  return {
    store,
    staged,
    staging,
    files,
    serve: createServeMedia({ log, store, staged, staging, files, missing, sees }),
    received(messageId, media, { arrival, at }) {
      store.received(messageId, media, stateOnArrival({ size: media.size, arrival, at }, clock.now()));
      fetcher.wake();
    },
    retry: ask,
    channelConnected: (channelId) => fetcher.channelConnected(channelId),
    channelDisconnected: (channelId) => fetcher.channelDisconnected(channelId),
    clean() {
      staging.clean();
      files.sweep((sha256) => store.isHeld(sha256), clock.now() - JUST_NOW_MS);
    },
    stop: () => fetcher.stop(),
  };
}

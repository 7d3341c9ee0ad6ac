import type { Logger } from 'pino';
import { type ChannelDriver, type Downloaded, MediaFailure } from '../channels/driver.ts';
import type { MediaSource } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import type { Contacts } from '../contacts/store.ts';
import type { Write } from '../inbox/changes.ts';
import type { Files } from './files.ts';
import { examine, makePreview } from './pictures.ts';
import {
  afterFailure,
  isDue,
  LONGEST_PAUSE_MS,
  MOST_BYTES,
  NO_ROOM_PAUSE_MS,
  UNASKED_BYTES,
} from './rules.ts';
import type { MediaStore, Wanted } from './store.ts';

/**
 * Brings the files of messages here: newest first, a few at a time, again after a pause when one does not come. What is
 * still to be fetched stands in the store, so that a restart goes on where it was.
 */
export interface Fetcher {
  /** Something may be due. */
  wake(): void;
  channelConnected(channelId: number): void;
  channelDisconnected(channelId: number): void;
  stop(): void;
}

const AT_ONCE = 3;

export function createFetcher({
  clock,
  log,
  write,
  store,
  files,
  contacts,
  driverOf,
}: {
  clock: Clock;
  log: Logger;
  write: Write;
  store: MediaStore;
  files: Files;
  contacts: Contacts;
  driverOf: (channelId: number) => ChannelDriver | undefined;
}): Fetcher {
  const connected = new Set<number>();
  const running = new Set<number>();
  /** Equal files are fetched once; the others find it there. */
  const fetching = new Set<string>();
  let stopped = false;
  let paused = false;
  let cancelWake = (): void => {};

  function pump(): void {
    cancelWake();
    cancelWake = () => {};
    if (stopped || paused || connected.size === 0) return;
    const now = clock.now();
    let until = Infinity;
    for (const row of store.due([...connected])) {
      if (running.size >= AT_ONCE) return;
      if (running.has(row.messageId) || fetching.has(row.file)) continue;
      if (isDue(row.notBefore, now)) void fetch(row);
      else until = Math.min(until, row.notBefore);
    }
    if (until !== Infinity) cancelWake = clock.after(Math.min(until - now, LONGEST_PAUSE_MS), pump);
  }

  async function fetch(row: Wanted): Promise<void> {
    running.add(row.messageId);
    fetching.add(row.file);
    try {
      const found = files.has(row.file) ? { size: undefined } : await download(row);
      await take(row, found);
    } catch (error) {
      settle(row, error);
    } finally {
      running.delete(row.messageId);
      fetching.delete(row.file);
    }
    pump();
  }

  async function download(row: Wanted): Promise<Downloaded> {
    const driver = driverOf(row.channelId);
    if (!driver) throw new MediaFailure('transient');
    const source = sourceOf(row);
    if (!source) throw new MediaFailure('gone');
    const room = await files.room();
    const maxBytes = row.asked === 1 ? MOST_BYTES : UNASKED_BYTES;
    if (room < Math.min(maxBytes, UNASKED_BYTES)) throw new MediaFailure('no-room');
    const downloaded = await driver.download({
      message: {
        waId: row.waId,
        fromMe: row.fromMe === 1,
        chat: contacts.addressesOf(row.contactId),
        ...(row.authorId !== null && { author: contacts.addressesOf(row.authorId) }),
      },
      media: { kind: row.kind, source },
      toFile: files.pathOf(row.file),
      maxBytes: Math.min(maxBytes, room),
    });
    await files.settle(row.file);
    return downloaded;
  }

  async function take(
    row: Wanted,
    { size, directPath }: { size: number | undefined; directPath?: string },
  ): Promise<void> {
    const file = files.pathOf(row.file);
    let examined = await examine(file);
    if (examined.preview) {
      try {
        await makePreview(file, examined, files.previewOf(row.file));
      } catch (error) {
        // Its head is a picture's and the rest is not: it is kept, and only saved.
        log.info({ messageId: row.messageId, err: error }, 'a picture cannot be shown');
        examined = { servedType: undefined, preview: false, tooManyPixels: examined.tooManyPixels };
      }
    }
    if (stopped) return;
    const bytes = size ?? (await files.sizeOf(row.file));
    write('media.ready', (changes) => {
      store.ready(row.messageId, examined, { size: bytes, directPath });
      changes.message(row.conversationId, row.messageId);
    });
  }

  function settle(row: Wanted, error: unknown): void {
    if (stopped) return;
    const kind = error instanceof MediaFailure ? error.kind : failureOf(error);
    if (kind === undefined)
      log.error({ messageId: row.messageId, err: error }, 'a file could not be taken in');
    // The line went while it was on its way: nobody is to blame, and it goes on when the line is back.
    const lost = kind === 'transient' && !connected.has(row.channelId);
    const attempts = lost ? row.attempts : row.attempts + 1;
    const next = afterFailure(kind ?? 'transient', { attempts, asked: row.asked === 1 }, clock.now());
    try {
      write('media.failed', (changes) => {
        // Asked for, or taken back, or moved meanwhile.
        const now = store.wanted(row.messageId);
        if (!now || now.state === 'ready') return;
        store.setTry(row.messageId, next);
        if (next.state !== now.state) changes.message(now.conversationId, row.messageId);
      });
    } catch (storage) {
      // A full disk: the row still says that it is to be fetched.
      log.warn({ err: storage }, 'could not note what became of a file');
      paused = true;
      clock.after(NO_ROOM_PAUSE_MS, () => {
        paused = false;
        pump();
      });
    }
  }

  return {
    // After the transaction that has made it due.
    wake() {
      if (stopped) return;
      cancelWake();
      cancelWake = clock.after(0, pump);
    },
    channelConnected(channelId) {
      connected.add(channelId);
      pump();
    },
    channelDisconnected: (channelId) => void connected.delete(channelId),
    stop() {
      stopped = true;
      cancelWake();
    },
  };
}

/** The disk's own words for having no room. */
function failureOf(error: unknown): MediaFailure['kind'] | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'disk-full' ? 'no-room' : undefined;
}

function sourceOf({ directPath, url, mediaKey, encSha256, file }: Wanted): MediaSource | undefined {
  if (directPath === null || mediaKey === null || encSha256 === null) return undefined;
  return {
    directPath,
    ...(url !== null && { url }),
    mediaKey,
    fileSha256: Buffer.from(file, 'hex'),
    fileEncSha256: encSha256,
  };
}

import type { Logger } from 'pino';
import type { DriverEvents } from '../channels/driver.ts';
import type { WireMessage, WireReceipt } from '../channels/wire.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { RemovalStore } from './store.ts';

/** Keeps what the device of a channel that is gone still tells: its heir gets it. */
export interface LastWords {
  readonly events: DriverEvents;
  /** Resolves when there is nothing more to wait for: it caught up, or a person would have to act. */
  readonly said: Promise<void>;
  /** Resolves when all that was told so far is stored; rejects when something of it never will be. */
  stored(): Promise<void>;
}

export function createLastWords({
  channelId,
  store,
  heard,
  log,
  confirm,
}: {
  channelId: number;
  store: RemovalStore;
  heard: Pick<Inbox['heard'], 'messages' | 'receipts' | 'contacts'>;
  log: Logger;
  confirm: (stored: readonly (WireMessage | WireReceipt)[]) => void;
}): LastWords {
  const pending = new Set<Promise<void>>();
  let end = (): void => {};
  const said = new Promise<void>((resolve) => (end = resolve));

  function track(work: Promise<void>): void {
    pending.add(work);
    work.then(
      () => pending.delete(work),
      // It stays among what is pending, for `stored` to tell.
      (error: unknown) => log.error({ channel: channelId, err: error }, 'last words were not kept'),
    );
  }

  async function toHeir(hear: (heir: number) => Promise<void>): Promise<void> {
    const heir = store.heirOf(channelId);
    if (heir !== undefined) await hear(heir);
  }

  const keep = (batch: readonly WireMessage[]): Promise<void> =>
    toHeir(async (heir) => {
      const copies = batch.filter((message) => isCopy(heir, message));
      const news = batch.filter((message) => !copies.includes(message));
      const stored = new Set(await heard.messages(heir, news));
      confirm([...stored, ...copies]);
      const rest = news.filter((message) => !stored.has(message));
      // The heir itself was removed meanwhile.
      if (rest.length > 0 && store.heirOf(channelId) !== heir) await keep(rest);
    });

  /** What the heir wrote to a group comes to this number as a message of that group. */
  function isCopy(heir: number, { chat, waId, fromMe }: WireMessage): boolean {
    return chat.some(({ kind }) => kind === 'group') && store.hasFacing(heir, waId, fromMe);
  }

  return {
    events: {
      state(next) {
        if (next.needsPerson) end();
      },
      caughtUp: () => end(),
      messages: (batch) => track(keep(batch)),
      receipts: (batch) => track(toHeir(async (heir) => confirm(await heard.receipts(heir, batch)))),
      contacts: (batch) => track(toHeir((heir) => heard.contacts(heir, batch))),
      pairing: () => {},
      account: () => {},
      typing: () => {},
      call: () => {},
      blocks: () => {},
      phoneSeen: () => {},
    },
    said,
    async stored() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';
import type { MessagePort } from 'node:worker_threads';
import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import type { FromHost, ToHost, WorkerSettings } from '../protocol.ts';
import { describeError } from './log.ts';
import { type Session, beginSession } from './session.ts';
import { raiseWriteBarrier } from './write-barrier.ts';

/**
 * Holds the sessions of several channels in one thread. Whatever one of them starts runs in its context, so an error
 * that nobody caught ends the session that it came from and no other.
 */
export function runHost(
  port: MessagePort,
  rootKey: Uint8Array | undefined,
  beginOne: typeof beginSession = beginSession,
): void {
  const post = (message: FromHost) => port.postMessage(message);
  const sessions = new Map<number, Session>();
  const current = new AsyncLocalStorage<number>();
  const culprit = () => sessions.get(current.getStore() ?? 0);

  if (rootKey) WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootKey);
  raiseWriteBarrier();
  // Baileys leaves promises alone; a stanza that it cannot read must not end the channel.
  process.on('unhandledRejection', (error) => {
    const session = culprit();
    if (session) session.failed('unhandled', error);
    // What comes late from a session that has ended is what it was ended for.
    else if (current.getStore() === undefined) post({ trouble: describeError(error) });
  });
  process.on('uncaughtException', (error) => {
    const session = culprit();
    if (session) session.crash(error);
    else if (current.getStore() === undefined) throw error;
  });

  const begin = (id: number, settings: WorkerSettings) => {
    let over = false;
    const session = beginOne(
      settings,
      (said) => post({ session: id, said }),
      (error) => {
        over = true;
        sessions.delete(id);
        post({ session: id, gone: true, ...(error !== undefined && { error }) });
      },
    );
    if (!over) sessions.set(id, session);
  };

  port.on('message', (message: ToHost) => {
    const { session: id } = message;
    current.run(id, () => {
      if ('begin' in message) return begin(id, message.begin);
      const session = sessions.get(id);
      try {
        session?.tell(message.tell);
      } catch (error) {
        // Out here it would belong to nobody.
        session?.crash(error);
      }
    });
  });
}

import { existsSync } from 'node:fs';
import { systemClock } from '../../../clock.ts';
import { KeysDamaged } from '../keys-file.ts';
import type { Answer, FromWorker, PairingMethod, Request, ToWorker, WorkerSettings } from '../protocol.ts';
import { type Auth, openAuth } from './auth-state.ts';
import { type Inbound, createInbound } from './inbound.ts';
import { type Journal, type Recorded, createJournal } from './journal.ts';
import { createBaileysLog, describeError } from './log.ts';
import { createOutbound } from './outbound.ts';
import { replay } from './replay.ts';
import { durableSignalRepository } from './signal-repository.ts';
import { type LiveSocket, openSocket } from './socket.ts';

/** How long confirmations gather before they are written; losing one only means that main is told twice. */
const CONFIRM_MS = 500;

interface Keyed {
  readonly auth: Auth;
  readonly journal: Journal;
  readonly inbound: Inbound;
  readonly ask: ReturnType<typeof createOutbound>;
  readonly makeRepository: ReturnType<typeof durableSignalRepository>;
}

/** One channel's life inside its host. */
export interface Session {
  tell(message: ToWorker): void;
  failed(what: string, error: unknown): void;
  /** Ends at once: an error came out of it that nobody caught. */
  crash(error: unknown): void;
}

/**
 * A channel's keys, and at most one socket at a time. `gone` is called once, when the socket is cut and the keys are
 * closed; from then on nothing is posted, whatever is still on its way through Baileys.
 */
export function beginSession(
  settings: WorkerSettings,
  tellMain: (message: FromWorker) => void,
  gone: (error?: string) => void,
): Session {
  let over = false;
  const post = (message: FromWorker) => {
    if (!over) tellMain(message);
  };
  const log = createBaileysLog((level, text) => post({ say: 'log', level, text }), Date.now);
  const failed = (what: string, error: unknown) =>
    post({ say: 'log', level: 'error', text: `${what}: ${describeError(error)}` });
  let keyed: Keyed | undefined;
  let socket: LiveSocket | undefined;

  const end = (error?: unknown) => {
    if (over) return;
    over = true;
    socket?.kill();
    keyed?.auth.file.end();
    gone(error === undefined ? undefined : describeError(error));
  };

  /** Keys that cannot be read or written: nothing more may reach the server, which keeps what it was not told of. */
  const onFault = (error: unknown) => {
    if (over) return;
    socket?.kill();
    failed('keys file', error);
    if (error instanceof KeysDamaged) post({ say: 'damaged' });
    end(error);
  };

  const subjectOf = async (group: string): Promise<string | undefined> => {
    try {
      return socket?.open ? (await socket.sock.groupMetadata(group)).subject : undefined;
    } catch (error) {
      failed('group', error);
      return undefined;
    }
  };

  const unlock = (): Keyed => {
    if (keyed) return keyed;
    const auth = openAuth(settings.keysFile, settings.dataKey, onFault);
    const later = (task: () => void) => void setTimeout(() => over || task(), CONFIRM_MS);
    const journal = createJournal(auth.file, () => auth.state.creds.me, later);
    const inbound = createInbound(auth, journal, post, systemClock, subjectOf);
    const ask = createOutbound({ auth, settings, post, now: Date.now });
    keyed = { auth, journal, inbound, ask, makeRepository: durableSignalRepository(auth, journal) };
    return keyed;
  };

  /** Gives back what could not be told: history may have to be fetched, which takes a connection. */
  const replayAll = async ({ sock }: LiveSocket, recorded: readonly Recorded[]): Promise<Recorded[]> => {
    const rest: Recorded[] = [];
    for (const each of recorded) {
      try {
        if (each.stanza.tag === 'receipt') keyed?.inbound.stanza(each.stanza);
        else await replay(sock, each);
      } catch (error) {
        failed('replay', error);
        rest.push(each);
      }
    }
    return rest;
  };

  const open = (attempt: number, pairing: PairingMethod | undefined) => {
    socket?.kill();
    const keys = unlock();
    keys.inbound.begins();
    const { auth, journal, makeRepository, inbound } = keys;
    const current = openSocket({ auth, makeRepository, logger: log, settings }, pairing, {
      news(news) {
        const open = news.news === 'open';
        if (open) {
          inbound.opens();
          void current.sock.fetchBlocklist().then(inbound.blocked, (error) => {
            // A line that ended has said so itself.
            if (current.open) failed('blocklist', error);
          });
        }
        post({ say: 'socket', attempt, ...news });
        if (open) untold = untold.then((rest) => replayAll(current, rest));
      },
      events: inbound.events,
      stanza: inbound.stanza,
      failed,
    });
    socket = current;
    let untold = replayAll(current, auth.linked() ? journal.untold() : []);
  };

  const answer = async (id: number, request: Request) => {
    const result: Answer = keyed
      ? await keyed.ask(socket, request)
      : { ok: false, kind: 'transient', code: 'not-connected' };
    post({ say: 'answer', id, result });
  };

  const stop = () => {
    socket?.kill();
    keyed?.journal.flush();
    end();
  };

  const tell = (message: ToWorker) => {
    switch (message.do) {
      case 'open':
        return open(message.attempt, message.pairing);
      case 'shut':
        return socket?.kill();
      case 'stop':
        return stop();
      case 'confirm':
        return keyed?.journal.confirm(message.handovers);
      case 'handled':
        return keyed?.inbound.handled();
      case 'ask':
        return void answer(message.id, message.request);
    }
  };

  try {
    if (existsSync(settings.keysFile)) unlock();
    post({ say: 'ready' });
  } catch (error) {
    onFault(error);
  }
  return { tell, failed, crash: end };
}

import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { type HostLoad, placeSession } from './host-placement.ts';
import type { FromHost, FromWorker, HostSettings, ToHost, ToWorker, WorkerSettings } from './protocol.ts';

/** A channel's session, running in a host. `exited` is called once, when nothing of it runs any more. */
export interface SessionWorker {
  /** The thread that it lives in. */
  readonly host: number;
  post(message: ToWorker): void;
  /** Ends it whatever it is doing, and with it all that shares its host: each of those begins again by itself. */
  terminate(): void;
}

export interface WorkerListener {
  said(message: FromWorker): void;
  failed(error: unknown): void;
  exited(): void;
}

/** `apart`: its last life ended in trouble, so it begins away from the others. */
export type SpawnWorker = (
  settings: WorkerSettings,
  listener: WorkerListener,
  apart: boolean,
) => SessionWorker;

/** A thread with Baileys in it, and the sessions that live there. */
interface Host extends HostLoad {
  readonly thread: Worker;
  readonly residents: Map<number, Resident>;
}

interface Resident {
  readonly keysFile: string;
  readonly listener: WorkerListener;
}

/** The built app has the worker beside its own file; from source, Node runs the TypeScript itself. */
const entry = import.meta.url.endsWith('.ts')
  ? new URL('./worker/index.ts', import.meta.url)
  : new URL('./session-worker.js', import.meta.url);

/**
 * Where sessions live. Baileys with its protobufs is most of what a session takes, so sessions share threads; each
 * has its own keys, journal and socket there, and ends and begins alone. `gone` of a session is said by its host once
 * its socket is cut and its keys are closed, or is the end of the thread.
 */
export function createSessionHosts(settings: HostSettings, log: Logger): SpawnWorker {
  const hosts = new Set<Host>();
  /** Where each session was last, and how often it was in a host when that crashed, by its keys. */
  const lastOf = new Map<string, Host>();
  const crashesOf = new Map<string, number>();
  let sessions = 0;

  const leave = (host: Host, session: number, error: string | undefined) => {
    const resident = host.residents.get(session);
    if (!resident) return;
    host.residents.delete(session);
    if (host.residents.size === 0) end(host);
    if (error === undefined) crashesOf.delete(resident.keysFile);
    else resident.listener.failed(new Error(error));
    resident.listener.exited();
  };

  const end = (host: Host) => {
    hosts.delete(host);
    void host.thread.terminate();
  };

  const exited = (host: Host) => {
    hosts.delete(host);
    const lost = [...host.residents.values()];
    host.residents.clear();
    for (const { keysFile } of lost) crashesOf.set(keysFile, (crashesOf.get(keysFile) ?? 0) + 1);
    for (const { listener } of lost) listener.exited();
  };

  const startHost = (apart: boolean): Host => {
    const thread = new Worker(entry, {
      workerData: settings,
      execArgv: [],
      // libsignal would print keys on them.
      stdout: true,
      stderr: true,
      // A history of years is decoded in pieces of some ten megabytes; what needs more than this leaks.
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    const residents = new Map<number, Resident>();
    const host: Host = {
      thread,
      residents,
      apart,
      get sessions() {
        return residents.size;
      },
    };
    hosts.add(host);
    thread.stdout.resume();
    thread.stderr.resume();
    thread.on('message', (message: FromHost) => {
      if ('trouble' in message) log.error(`session host: ${message.trouble}`);
      else if ('gone' in message) leave(host, message.session, message.error);
      else residents.get(message.session)?.listener.said(message.said);
    });
    thread.on('error', (error) => {
      for (const { listener } of residents.values()) listener.failed(error);
    });
    thread.on('exit', () => exited(host));
    return host;
  };

  return (session, listener, apart) => {
    const { keysFile } = session;
    const crashes = crashesOf.get(keysFile) ?? 0;
    const host =
      placeSession([...hosts], { apart, last: lastOf.get(keysFile), crashes }) ??
      startHost(apart || crashes > 0);
    const id = (sessions += 1);
    lastOf.set(keysFile, host);
    host.residents.set(id, { keysFile, listener });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    const tell = (message: ToHost) => host.thread.postMessage(message);
    tell({ session: id, begin: session });
    const { threadId } = host.thread;
    return {
      host: threadId,
      post: (message) => tell({ session: id, tell: message }),
      terminate() {
        if (host.residents.has(id)) void host.thread.terminate();
      },
    };
  };
}

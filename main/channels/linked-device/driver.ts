import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Logger } from 'pino';
import type { ChannelState } from '../../../preload/entities.ts';
import type { Clock } from '../../clock.ts';
import type { Network } from '../../ports.ts';
import {
  type Capabilities,
  type ChannelDriver,
  type Download,
  type Downloaded,
  type DriverFactory,
  MediaFailure,
  SendFailure,
} from '../driver.ts';
import type { Account, WireMessage, WireReceipt } from '../wire.ts';
import { nextDeadline, viewChannel } from './channel-view.ts';
import { readCredentials } from './credentials.ts';
import { removeKeysFile, setKeysFileAside } from './keys-file.ts';
import type { Answer, FromWorker, HandedOver, PairingMethod, Request, SocketTimings } from './protocol.ts';
import { type SessionWorker, type SpawnWorker, createSessionHosts } from './session-hosts.ts';
import {
  type Effect,
  type SupervisorEvent,
  type Timings,
  defaultTimings,
  supervise,
} from './supervisor-state.ts';
import { step } from './supervisor.ts';
import { unlinkWay, type UnlinkWay } from './unlink-way.ts';

export interface LinkedDeviceOptions {
  /** Holds one keys file per channel. */
  readonly keysFolder: string;
  /** 32 bytes that seal the keys at rest. */
  readonly dataKey: Uint8Array;
  readonly clock: Clock;
  readonly log: Logger;
  /** Absent: the real WhatsApp. */
  readonly network?: Network;
  readonly random?: () => number;
  readonly timings?: Partial<Timings & SocketTimings>;
  readonly spawn?: SpawnWorker;
}

const socketTimings: SocketTimings = {
  connectMs: 20_000,
  keepAliveMs: 30_000,
  queryMs: 30_000,
  probeMs: 10_000,
};
/** What a worker may take to end by itself, and to answer anything at all. */
const STOP_MS = 5_000;
const ANSWER_MS = 90_000;
/** A large file on a slow line; what stands still ends much earlier. */
const FILE_MS = 15 * 60_000;
/** To unlink: for the connection to open, for it where the network seems to be away, and for the question. */
const OPEN_MS = 20_000;
const AWAY_MS = 5_000;
const UNLINK_MS = 10_000;

/** What only comes in through a connection that lets something through; in bursts, of which one is enough. */
const NEWS: ReadonlySet<FromWorker['say']> = new Set([
  'messages',
  'receipts',
  'contacts',
  'typing',
  'call',
  'caught-up',
]);
const HEARD_STEP_MS = 10_000;
/** However far away the next deadline is, the clock may be set meanwhile. */
const LOOK_MS = 60_000;

const capabilities: Capabilities = {
  pairing: ['qr', 'code'],
  typing: true,
  groups: true,
  media: ['image', 'video', 'audio', 'voice', 'document', 'sticker'],
  react: true,
  // What WhatsApp's own apps allow.
  editMs: 15 * 60_000,
  deleteMs: 60 * 3_600_000,
  calls: true,
  block: true,
};

const keysFileOf = (keysFolder: string, channelId: number) =>
  path.join(keysFolder, `channel-${channelId}.keys`);

/** Deletes every key of a channel that is gone; does nothing when there are none. */
export function deleteKeys(keysFolder: string, channelId: number): void {
  const keysFile = keysFileOf(keysFolder, channelId);
  removeKeysFile(keysFile);
  removeKeysFile(`${keysFile}.old`);
}

/** Drives channels linked to a phone as one of its devices: a Baileys session per channel, in threads that they share. */
export function createLinkedDeviceDriver({
  keysFolder,
  dataKey,
  clock,
  log,
  network,
  random = Math.random,
  timings = {},
  spawn = createSessionHosts(network ? { network } : {}, log),
}: LinkedDeviceOptions): DriverFactory {
  const supervision: Timings = {
    ...defaultTimings,
    ...(timings.qrMs !== undefined && { firstQrMs: timings.qrMs, nextQrMs: timings.qrMs }),
    ...timings,
  };
  const settings = { dataKey, ...(network && { network }), timings: { ...socketTimings, ...timings } };

  return (channel, events): ChannelDriver => {
    // Ids of channels are never used again, so a file can never be taken for another channel's.
    const keysFile = keysFileOf(keysFolder, channel.id);
    const channelLog = log.child({ channel: channel.id });
    let state = supervise(readCredentials(keysFile, dataKey));
    let worker: SessionWorker | undefined;
    let account: Account = { number: '' };
    let shown = JSON.stringify(viewChannel(state));
    let phase: ChannelState['phase'] = viewChannel(state).phase;
    let since = clock.now();
    let accountTold = true;
    let cancelTick: (() => void) | undefined;
    let onGone: (() => void)[] = [];
    let caughtUp = false;
    let toldAt = -Infinity;
    let unlinking: Promise<boolean> | undefined;
    let watchWay: (() => void) | undefined;
    let abandonWay: (() => void) | undefined;
    let closed = false;
    /** How each message or receipt is confirmed, and to whom: what a session that ended told, the next one tells again. */
    const handovers = new WeakMap<WireMessage | WireReceipt, { session: SessionWorker; handover: number }>();
    const questions = new Map<number, (answer: Answer) => void>();
    let lastQuestion = 0;

    const queue: SupervisorEvent[] = [];
    let dispatching = false;
    const dispatch = (event: SupervisorEvent) => {
      queue.push(event);
      if (dispatching) return;
      dispatching = true;
      for (let next = queue.shift(); next; next = queue.shift()) {
        const before = state.dialogue;
        const moment = { now: clock.now(), random, timings: supervision };
        const { state: after, effects } = step(state, next, moment);
        state = after;
        for (const effect of effects) perform(effect);
        announce();
        if (state.dialogue !== before) events.pairing(state.dialogue);
        watchWay?.();
      }
      dispatching = false;
      waitForDeadline();
    };

    const announce = () => {
      const view = viewChannel(state);
      const seen = JSON.stringify(view);
      if (seen === shown) return;
      shown = seen;
      if (view.phase !== phase) {
        phase = view.phase;
        since = clock.now();
      }
      events.state({ ...view, since });
    };

    const waitForDeadline = () => {
      cancelTick?.();
      const deadline = nextDeadline(state, supervision);
      cancelTick =
        deadline === undefined
          ? undefined
          : clock.after(Math.min(Math.max(0, deadline - clock.now()), LOOK_MS), () =>
              dispatch({ kind: 'tick' }),
            );
    };

    const perform = (effect: Effect) => {
      switch (effect.do) {
        case 'spawn':
          return start(effect);
        case 'open':
          return worker?.post({
            do: 'open',
            attempt: effect.attempt,
            ...(effect.pairing && { pairing: effect.pairing }),
          });
        case 'shut':
          return worker?.post({ do: 'shut' });
        case 'stop':
          return stop();
        case 'probe':
          return void listen();
      }
    };

    /** After a sleep the line may be dead without anybody having noticed. */
    const listen = async () => {
      const answer = await ask({ kind: 'probe' });
      dispatch({ kind: answer.ok ? 'answered' : 'deaf' });
    };

    const start = ({ aside, apart }: Extract<Effect, { do: 'spawn' }>) => {
      mkdirSync(keysFolder, { recursive: true, mode: 0o700 });
      if (aside) setKeysFileAside(keysFile);
      worker = spawn(
        { ...settings, keysFile },
        {
          said,
          failed: (error) => channelLog.error({ err: error }, 'session worker failed'),
          exited,
        },
        apart,
      );
      channelLog.info({ host: worker.host, apart }, 'session begins');
    };

    const stop = () => {
      const stopping = worker;
      stopping?.post({ do: 'stop' });
      const cancel = clock.after(STOP_MS, () => stopping?.terminate());
      onGone.push(cancel);
    };

    const exited = () => {
      worker = undefined;
      for (const answer of questions.values())
        answer({ ok: false, kind: 'transient', code: 'not-connected' });
      dispatch({ kind: 'worker', is: 'gone' });
      const waiting = onGone;
      onGone = [];
      for (const done of waiting) done();
    };

    /** The server may hand over the last of what waited before Baileys calls the connection open. */
    const tellCaughtUp = (now: boolean) => {
      caughtUp = now && state.link.at !== 'open';
      if (now && !caughtUp) events.caughtUp();
    };

    /** Whose link it is, once it counts as one: whoever does not want it can undo it only then. */
    const tellAccount = () => {
      if (accountTold || state.credentials !== 'linked') return;
      accountTold = true;
      events.account(account);
    };

    const heard = () => {
      if (Math.abs(clock.now() - toldAt) < HEARD_STEP_MS) return;
      toldAt = clock.now();
      dispatch({ kind: 'heard' });
    };

    const takeOver = <What extends WireMessage | WireReceipt>({ what, handover }: HandedOver<What>): What => {
      if (worker) handovers.set(what, { session: worker, handover });
      return what;
    };

    const said = (message: FromWorker) => {
      if (NEWS.has(message.say)) heard();
      switch (message.say) {
        case 'ready':
          return dispatch({ kind: 'worker', is: 'ready' });
        case 'damaged':
          return dispatch({ kind: 'worker', is: 'damaged' });
        case 'socket': {
          const { number, profileName } = account;
          const linked = profileName === undefined ? { number } : { number, profileName };
          if (message.news === 'closed') channelLog.info({ close: message.close }, 'connection closed');
          dispatch({ kind: 'socket', attempt: message.attempt, news: message, account: linked });
          tellAccount();
          return tellCaughtUp(caughtUp && message.news !== 'closed');
        }
        case 'account':
          account = message.account;
          accountTold = false;
          return tellAccount();
        case 'messages':
          events.messages(message.batch.map(takeOver));
          return message.history && worker?.post({ do: 'handled' });
        case 'receipts':
          return events.receipts(message.batch.map(takeOver));
        case 'contacts':
          return events.contacts(message.batch);
        case 'typing':
          return events.typing(message.chat, message.typing);
        case 'call':
          return events.call(message.call);
        case 'blocks':
          return events.blocks(message.blocks);
        case 'caught-up':
          return tellCaughtUp(true);
        case 'phone-seen':
          return events.phoneSeen(message.at);
        case 'answer':
          return questions.get(message.id)?.(message.result);
        case 'log':
          return channelLog[message.level](message.text);
      }
    };

    const ask = (request: Request, patienceMs = ANSWER_MS): Promise<Answer> =>
      new Promise((resolve) => {
        if (!worker) return resolve({ ok: false, kind: 'transient', code: 'not-connected' });
        const id = ++lastQuestion;
        const cancel = clock.after(patienceMs, () =>
          answered({ ok: false, kind: 'transient', code: 'timed-out' }),
        );
        const answered = (answer: Answer) => {
          cancel();
          questions.delete(id);
          resolve(answer);
        };
        questions.set(id, answered);
        worker.post({ do: 'ask', id, request });
      });

    const demand = async (request: Request): Promise<Extract<Answer, { ok: true }>> => {
      if (state.link.at !== 'open') throw new SendFailure('transient', 'not-connected');
      const answer = await ask(request, patienceFor(request));
      if (answer.ok) return answer;
      if ('media' in answer) throw new SendFailure('final', 'refused');
      throw new SendFailure(answer.kind, answer.code);
    };

    const download = async (order: Download): Promise<Downloaded> => {
      const answer = await ask({ kind: 'download', order }, FILE_MS);
      if (answer.ok && answer.file) return answer.file;
      throw new MediaFailure(!answer.ok && 'media' in answer ? answer.media : 'transient');
    };

    const ended = (): Promise<void> =>
      worker ? new Promise((resolve) => onGone.push(resolve)) : Promise.resolve();

    const close = async () => {
      dispatch({ kind: 'close' });
      await ended();
    };

    /** Resolves with a way that leads somewhere or nowhere; a link that was made just now is still connecting. */
    const settledWay = async (): Promise<UnlinkWay> => {
      const { promise, resolve } = Promise.withResolvers<UnlinkWay>();
      const cancels = [clock.after(OPEN_MS, () => resolve('none'))];
      let away = false;
      watchWay = () => {
        const way = unlinkWay(state);
        if (way !== 'coming' && way !== 'faltering') return resolve(way);
        if (way === 'coming' || away) return;
        away = true;
        cancels.push(clock.after(AWAY_MS, () => resolve('none')));
      };
      abandonWay = () => resolve('none');
      // One that is halted is revived first.
      if (state.link.at !== 'halted') watchWay();
      dispatch({ kind: 'connect' });
      dispatch({ kind: 'hurry' });
      try {
        return await promise;
      } finally {
        watchWay = abandonWay = undefined;
        for (const cancel of cancels) cancel();
      }
    };

    const unlinkAtWhatsApp = async (): Promise<boolean> => {
      let way = unlinkWay(state);
      if (way === 'none' && state.credentials === 'linked') way = 'coming';
      if (way === 'coming' || way === 'faltering') way = await settledWay();
      if (way !== 'open') return way === 'gone';
      const done = await ask({ kind: 'unlink' }, UNLINK_MS);
      return done.ok;
    };

    const unlink = async (): Promise<boolean> => {
      closed = false;
      const agreed = await unlinkAtWhatsApp();
      // The keys are all that the link can still be undone with.
      if (closed && !agreed) throw new Error('closed before it was unlinked');
      await close();
      deleteKeys(keysFolder, channel.id);
      dispatch({ kind: 'forgotten' });
      return agreed;
    };

    return {
      capabilities,
      credentials: () => state.credentials,
      connect: () => dispatch({ kind: 'connect' }),
      close() {
        closed = true;
        abandonWay?.();
        return close();
      },
      pairing: {
        current: () => state.dialogue,
        start(method) {
          const valid = normalize(method);
          dispatch(valid ? { kind: 'pair', method: valid } : { kind: 'bad-number' });
        },
        stop: () => dispatch({ kind: 'stop-pairing' }),
      },
      unlink: () => (unlinking ??= unlink().finally(() => (unlinking = undefined))),
      send: async (message) => void (await demand({ kind: 'send', message })),
      download,
      rejectCall: async (call) => void (await demand({ kind: 'reject-call', call })),
      setBlocked: async (chat, blocked) => void (await demand({ kind: 'set-blocked', chat, blocked })),
      lookUp: async (number) => (await demand({ kind: 'look-up', number })).addresses,
      markRead: async (chat, waIds, author) =>
        void (await demand({ kind: 'mark-read', chat, waIds, ...(author && { author }) })),
      typing: async (chat, typing) => void (await demand({ kind: 'typing', chat, typing })),
      probe: async () => (await demand({ kind: 'probe' })).tookMs ?? 0,
      confirm(stored) {
        const told = stored.flatMap((what) => handovers.get(what) ?? []);
        const current = told.filter(({ session }) => session === worker);
        worker?.post({ do: 'confirm', handovers: current.map(({ handover }) => handover) });
      },
      hurry: () => dispatch({ kind: 'hurry' }),
    };
  };
}

const patienceFor = (request: Request): number =>
  request.kind === 'send' && request.message.content.kind === 'media' ? FILE_MS : ANSWER_MS;

/** The number as digits with country code; nothing when it cannot be a number. */
function normalize(method: PairingMethod): PairingMethod | undefined {
  if (method.kind === 'qr') return method;
  const number = parsePhoneNumberFromString(`+${method.number.replace(/\D/g, '').replace(/^00/, '')}`);
  return number?.isPossible() ? { kind: 'code', number: number.number.slice(1) } : undefined;
}

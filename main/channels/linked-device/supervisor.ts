/**
 * Decides what becomes of one channel's connection. Pure: an event and the time in, the next state and what is to be
 * done out. At most one worker lives at a time and a worker has at most one socket, so nothing here can make two.
 */
import type { ChannelReason } from '../../../preload/entities.ts';
import { type Close, type PairingError, type Verdict, judge } from './close-reasons.ts';
import type { PairingMethod, SocketNews } from './protocol.ts';
import {
  type Effect,
  type Link,
  type Linked,
  listensAt,
  type Moment,
  type Open,
  type PairingRun,
  type Step,
  type Supervised,
  type SupervisorEvent,
  supervise,
  underClock,
} from './supervisor-state.ts';

/** Tries to show something to link with before saying that it does not work. */
const PAIRING_TRIES = 2;
/** A mistyped code looks like a refusal; one mistake is not a reason to give up. */
const CODE_TRIES = 3;

export function step(state: Supervised, event: SupervisorEvent, moment: Moment): Step {
  const [next, effects] = react(underClock(state, moment.now, moment.timings), event, moment);
  const settled = settle(next, moment);
  return { state: settled.state, effects: [...effects, ...settled.effects] };
}

type Reaction = readonly [Supervised, readonly Effect[]];
const nothing: readonly Effect[] = [];

function react(state: Supervised, event: SupervisorEvent, moment: Moment): Reaction {
  switch (event.kind) {
    case 'connect':
      return [{ ...state, wanted: true, ...(revivable(state) && afresh) }, nothing];
    case 'close':
      return [{ ...state, wanted: false, pairing: undefined, dialogue: { phase: 'idle' } }, nothing];
    case 'hurry':
      if (state.link.at === 'open') return ask(state, state.link, moment);
      if (state.link.at !== 'waiting') return [state, nothing];
      return [{ ...state, failures: 0, link: { ...state.link, until: moment.now } }, nothing];
    case 'heard':
    case 'answered':
      if (state.link.at !== 'open') return [state, nothing];
      return [{ ...state, link: hearing(state.link, event.kind, moment) }, nothing];
    case 'deaf':
      return state.link.at === 'open' ? deaf(state, moment) : [state, nothing];
    case 'pair':
      return [pair(state, event.method, moment), nothing];
    case 'bad-number':
      return [state.credentials === 'linked' ? state : fail(state, 'number-invalid'), nothing];
    case 'stop-pairing':
      return [{ ...state, pairing: undefined, dialogue: { phase: 'idle' } }, nothing];
    case 'forgotten':
      return [{ ...supervise('absent'), worker: state.worker, attempt: state.attempt }, nothing];
    case 'worker':
      return [workerIs(state, event.is, moment), nothing];
    case 'socket':
      if (event.attempt !== state.attempt) return [state, nothing];
      return [socketSays(state, event.news, event.account, moment), nothing];
    case 'tick':
      return tick(state, moment);
  }
}

function ask(state: Supervised, link: Open, { now }: Moment): Reaction {
  return [{ ...state, link: { ...link, askedAt: now, asking: true } }, [{ do: 'probe' }]];
}

function hearing(link: Open, what: 'heard' | 'answered', { now }: Moment): Open {
  return { ...link, asking: false, mute: false, ...(what === 'heard' && { heardAt: now }) };
}

/** First a new socket; when that does not help for long, a new worker. */
function deaf(state: Supervised, { now, timings }: Moment): Reaction {
  const again = state.deafAt !== undefined && now - state.deafAt < timings.deafAgainMs;
  const waiting: Supervised = { ...state, deafAt: now, link: { at: 'waiting', until: now, reason: 'mute' } };
  return again
    ? [{ ...waiting, worker: 'stopping', apart: true }, [{ do: 'stop' }]]
    : [waiting, [{ do: 'shut' }]];
}

const afresh = { link: { at: 'rest' }, failures: 0, doubted: false, replacedAt: [] } as const;

const revivable = ({ link, credentials }: Supervised) => link.at === 'halted' && credentials !== 'damaged';

function pair(state: Supervised, method: PairingMethod, { now, timings }: Moment): Supervised {
  // The keys of a link that lives are never put aside.
  if (state.credentials === 'linked' && state.link.at !== 'halted') return state;
  const aside = state.credentials !== 'absent';
  return {
    ...state,
    ...afresh,
    restarted: false,
    wanted: true,
    dialogue: { phase: 'starting' },
    pairing: {
      method,
      endsAt: now + timings.pairingMs,
      aside,
      failures: 0,
      shown: 0,
      renewAt: undefined,
      unanswered: 0,
      scanned: false,
      paired: false,
    },
  };
}

function workerIs(state: Supervised, is: 'ready' | 'damaged' | 'gone', moment: Moment): Supervised {
  switch (is) {
    case 'ready':
      return state.worker === 'starting' ? { ...state, worker: 'ready' } : state;
    case 'damaged': {
      const damaged: Supervised = {
        ...state,
        credentials: 'damaged',
        link: { at: 'halted', reason: 'keys-damaged' },
      };
      return state.pairing ? fail(damaged, 'keys-damaged') : damaged;
    }
    case 'gone':
      if (state.worker === 'stopping' || state.link.at === 'halted') return { ...state, worker: 'none' };
      return ended(
        { ...state, worker: 'none', apart: true },
        { reason: 'worker-crashed', answer: 'later', error: 'worker-crashed' },
        moment,
      );
  }
}

function socketSays(state: Supervised, news: SocketNews, account: Linked, moment: Moment): Supervised {
  const { pairing, link } = state;
  if (link.at !== 'connecting' && link.at !== 'open') return state;
  const { now, timings } = moment;
  const patience = (ms: number): Link => ({ ...link, at: 'connecting', deadline: now + ms });
  switch (news.news) {
    case 'answered':
      return { ...state, link: patience(timings.openMs) };
    case 'qr': {
      if (!pairing) return state;
      const lives = pairing.shown === 0 ? timings.firstQrMs : timings.nextQrMs;
      return {
        ...state,
        // Baileys ends the socket itself when it has shown all it was given.
        link: patience(Infinity),
        pairing: { ...pairing, failures: 0, shown: pairing.shown + 1 },
        dialogue: { phase: 'qr', qr: news.qr, shownAt: now, expiresAt: now + lives, endsAt: pairing.endsAt },
      };
    }
    case 'code': {
      if (pairing?.method.kind !== 'code') return state;
      const renewAt = now + timings.codeMs;
      const { number } = pairing.method;
      return {
        ...state,
        link: patience(Infinity),
        pairing: { ...pairing, failures: 0, renewAt },
        dialogue: { phase: 'code', code: news.code, number, expiresAt: renewAt, endsAt: pairing.endsAt },
      };
    }
    case 'scanned':
      if (!pairing || pairing.paired) return state;
      return { ...state, pairing: { ...pairing, scanned: true, renewAt: now + timings.scannedMs } };
    case 'paired': {
      const linking = { ...state, credentials: 'linked', link: patience(timings.openMs) } as const;
      if (!pairing) return linking;
      return {
        ...linking,
        pairing: { ...pairing, paired: true, renewAt: undefined },
        dialogue: { phase: 'linking' },
      };
    }
    case 'open':
      return {
        ...state,
        restarted: false,
        link: { at: 'open', since: now, heardAt: now, askedAt: now, asking: false, mute: false },
        ...(pairing && { pairing: undefined, dialogue: { phase: 'linked', ...account } }),
      };
    case 'closed':
      return closed(state, news.close, moment);
  }
}

function closed(state: Supervised, close: Close, moment: Moment): Supervised {
  const { link } = state;
  const held = link.at === 'open' && moment.now - link.since >= moment.timings.stableMs;
  return ended(held ? { ...state, failures: 0, doubted: false } : state, judge(close), moment);
}

/** What a connection's end means, for a channel that is linked and for one that is being linked. */
function ended(state: Supervised, verdict: Verdict, moment: Moment): Supervised {
  const { reason, answer, error } = verdict;
  if (state.pairing && !state.pairing.paired) return pairingEnded(state, state.pairing, verdict, moment);
  switch (answer) {
    case 'at-once':
      if (state.restarted) return wait(state, reason, moment);
      return { ...state, restarted: true, link: { at: 'rest', reason } };
    case 'later':
    case 'renew':
      return wait(state, reason, moment);
    case 'confirm':
      if (state.doubted) return halt(state, reason, error);
      return {
        ...state,
        doubted: true,
        link: { at: 'waiting', until: moment.now + moment.timings.confirmMs, reason },
      };
    case 'yield': {
      const { replacedWithinMs, replacedTimes } = moment.timings;
      const replacedAt = [...state.replacedAt.filter((at) => moment.now - at < replacedWithinMs), moment.now];
      if (replacedAt.length >= replacedTimes) return halt({ ...state, replacedAt: [] }, reason, error);
      return wait({ ...state, replacedAt, failures: 0 }, reason, moment);
    }
    case 'stop':
      return halt(state, reason, error);
  }
}

function pairingEnded(state: Supervised, pairing: PairingRun, verdict: Verdict, moment: Moment): Supervised {
  const { answer, reason, error } = verdict;
  if (answer === 'stop') return fail(state, error);
  const again: PairingRun = { ...pairing, shown: 0, scanned: false, renewAt: undefined };
  const starting = { ...state, dialogue: { phase: 'starting' } } as const;
  if (answer === 'renew' || answer === 'at-once')
    return { ...starting, pairing: again, link: { at: 'rest' } };
  const failures = pairing.failures + 1;
  if (failures >= PAIRING_TRIES) return fail(state, error);
  return { ...wait(starting, reason, moment), failures: 0, pairing: { ...again, failures } };
}

function wait(state: Supervised, reason: ChannelReason, { now, random, timings }: Moment): Supervised {
  const { backoffMinMs, backoffMaxMs } = timings;
  const failures = state.failures + 1;
  const longest = Math.min(backoffMaxMs, backoffMinMs * 2 ** Math.min(failures, 30));
  const until = now + Math.round(backoffMinMs + random() * (longest - backoffMinMs));
  return { ...state, failures, link: { at: 'waiting', until, reason } };
}

function halt(state: Supervised, reason: ChannelReason, error: PairingError): Supervised {
  const halted: Supervised = { ...state, link: { at: 'halted', reason } };
  return state.pairing ? fail(halted, error) : halted;
}

function fail(state: Supervised, error: PairingError): Supervised {
  return { ...state, pairing: undefined, dialogue: { phase: 'failed', error } };
}

/** What falls due. */
function tick(state: Supervised, moment: Moment): Reaction {
  const { now } = moment;
  const { pairing, link } = state;
  if (pairing && now >= pairing.endsAt) {
    if (pairing.paired) return [fail(state, 'not-answering'), nothing];
    return [{ ...state, pairing: undefined, dialogue: { phase: 'expired' } }, nothing];
  }
  if (pairing?.renewAt !== undefined && now >= pairing.renewAt) return renew(state, pairing);
  if (link.at === 'connecting' && now >= link.deadline) {
    return [closed(state, { message: 'no answer' }, moment), [{ do: 'shut' }]];
  }
  return link.at === 'open' ? listen(state, link, moment) : [state, nothing];
}

/** A connection may stand for hours and let nothing through: no peer notices before a person does (PH-5). */
function listen(state: Supervised, link: Open, moment: Moment): Reaction {
  const { now, timings } = moment;
  if (now >= link.heardAt + timings.deafMs) return deaf(state, moment);
  if (now < listensAt(link, timings)) return [state, nothing];
  return link.asking ? [{ ...state, link: { ...link, mute: true } }, nothing] : ask(state, link, moment);
}

function renew(state: Supervised, pairing: PairingRun): Reaction {
  const unanswered = pairing.unanswered + (pairing.scanned ? 1 : 0);
  if (unanswered >= (pairing.method.kind === 'code' ? CODE_TRIES : 1)) {
    return [fail(state, 'no-answer-after-scan'), nothing];
  }
  return [
    {
      ...state,
      link: { at: 'rest' },
      dialogue: { phase: 'starting' },
      pairing: { ...pairing, unanswered, scanned: false, shown: 0, renewAt: undefined },
    },
    [{ do: 'shut' }],
  ];
}

/** Brings worker and socket to where the state wants them. */
function settle(state: Supervised, { now, timings }: Moment): Step {
  const { pairing, link, worker } = state;
  const needed =
    pairing !== undefined || (state.wanted && state.credentials === 'linked' && link.at !== 'halted');
  const running = worker === 'starting' || worker === 'ready';
  if (!needed) {
    const still: Supervised = link.at === 'halted' ? state : { ...state, link: { at: 'rest' } };
    return running
      ? { state: { ...still, worker: 'stopping' }, effects: [{ do: 'stop' }] }
      : { state: still, effects: [] };
  }
  if (pairing?.aside && running)
    return { state: { ...state, worker: 'stopping' }, effects: [{ do: 'stop' }] };
  const due = link.at === 'rest' || (link.at === 'waiting' && now >= link.until);
  if (due && worker === 'none') {
    return {
      state: {
        ...state,
        worker: 'starting',
        apart: false,
        ...(pairing?.aside && { credentials: 'absent', pairing: { ...pairing, aside: false } }),
      },
      effects: [{ do: 'spawn', aside: pairing?.aside ?? false, apart: state.apart }],
    };
  }
  if (due && worker === 'ready') {
    const attempt = state.attempt + 1;
    const reason = 'reason' in link ? link.reason : undefined;
    const connecting = {
      at: 'connecting',
      deadline: now + timings.answerMs,
      ...(reason && { reason }),
    } as const;
    return {
      state: { ...state, attempt, link: connecting },
      effects: [{ do: 'open', attempt, pairing: pairing?.paired ? undefined : pairing?.method }],
    };
  }
  return { state, effects: [] };
}

/** What is known of one channel's connection, what can happen to it, and what can be done about it. */
import type { ChannelReason, Pairing } from '../../../preload/entities.ts';
import type { PairingMethod, SocketNews } from './protocol.ts';

export type Credentials = 'absent' | 'linked' | 'damaged';

export interface Supervised {
  readonly credentials: Credentials;
  /** Somebody wants this channel connected. */
  readonly wanted: boolean;
  readonly worker: 'none' | 'starting' | 'ready' | 'stopping';
  /** The last worker was deaf or crashed: the next one begins away from where that was. */
  readonly apart: boolean;
  readonly link: Link;
  /** A linking that is under way. */
  readonly pairing: PairingRun | undefined;
  /** What the linking dialogue shows; what it ended with stays until the next one. */
  readonly dialogue: Pairing;
  /** The latest socket's number; news of an older one are not heard. */
  readonly attempt: number;
  /** Attempts that failed since a connection last held. */
  readonly failures: number;
  /** The server has asked for a new connection since one last opened. */
  readonly restarted: boolean;
  /** It was said once that the phone unlinked us; believed when it is said again. */
  readonly doubted: boolean;
  /** When the connection was last found deaf. */
  readonly deafAt: number | undefined;
  /** When another program took the connection, lately. */
  readonly replacedAt: readonly number[];
}

/** `reason`: why the attempt before ended. */
export type Link =
  | { readonly at: 'rest'; readonly reason?: ChannelReason }
  | { readonly at: 'waiting'; readonly until: number; readonly reason: ChannelReason }
  | { readonly at: 'connecting'; readonly deadline: number; readonly reason?: ChannelReason }
  | Open
  | { readonly at: 'halted'; readonly reason: ChannelReason };

/** A connection that stands; whether anything still comes through it is another question (PH-5). */
export interface Open {
  readonly at: 'open';
  readonly since: number;
  /** When WhatsApp last sent something of its own. */
  readonly heardAt: number;
  /** When it was last asked whether it is there, and whether that answer is still awaited. */
  readonly askedAt: number;
  readonly asking: boolean;
  /** It has been asked and keeps quiet. */
  readonly mute: boolean;
}

export interface PairingRun {
  readonly method: PairingMethod;
  readonly endsAt: number;
  /** Keys of a link that is over: put aside before this one begins. */
  readonly aside: boolean;
  /** Connections in a row that ended before showing anything. */
  readonly failures: number;
  /** QR codes shown on this socket. */
  readonly shown: number;
  /** When the code to type, or the patience with a phone that has answered, ends. */
  readonly renewAt: number | undefined;
  /** Times the phone answered and WhatsApp did not. */
  readonly unanswered: number;
  readonly scanned: boolean;
  readonly paired: boolean;
}

export type SupervisorEvent =
  | { readonly kind: 'connect' | 'close' | 'hurry' | 'stop-pairing' | 'forgotten' | 'tick' }
  /** Something came in; the question whether anybody is there was answered, or was not. */
  | { readonly kind: 'heard' | 'answered' | 'deaf' }
  | { readonly kind: 'pair'; readonly method: PairingMethod }
  /** Asked to link a number that cannot be one. */
  | { readonly kind: 'bad-number' }
  | { readonly kind: 'worker'; readonly is: 'ready' | 'damaged' | 'gone' }
  | {
      readonly kind: 'socket';
      readonly attempt: number;
      readonly news: SocketNews;
      readonly account: Linked;
    };

/** What the dialogue says of the account at the end. */
export type Linked = Pick<Extract<Pairing, { phase: 'linked' }>, 'number' | 'profileName'>;

export type Effect =
  | { readonly do: 'spawn'; readonly aside: boolean; readonly apart: boolean }
  | { readonly do: 'open'; readonly attempt: number; readonly pairing: PairingMethod | undefined }
  | { readonly do: 'shut' | 'stop' | 'probe' };

export interface Timings {
  /** From the start of an attempt to the server's first word, and from there to a connection. */
  readonly answerMs: number;
  readonly openMs: number;
  readonly backoffMinMs: number;
  readonly backoffMaxMs: number;
  /** A connection that held this long is a good one. */
  readonly stableMs: number;
  /** Before asking once more whether the phone really unlinked us. */
  readonly confirmMs: number;
  /** Being replaced this often within this time: somebody else uses these keys. */
  readonly replacedTimes: number;
  readonly replacedWithinMs: number;
  readonly firstQrMs: number;
  readonly nextQrMs: number;
  readonly codeMs: number;
  readonly scannedMs: number;
  readonly pairingMs: number;
  /** Nothing heard for so long: it is asked. */
  readonly silenceMs: number;
  /** No answer for so long: the card says so. */
  readonly muteMs: number;
  /** Nothing heard for so long: connected anew, whatever it answers. */
  readonly deafMs: number;
  /** Deaf again within so long: a new socket was not enough, the worker goes too. */
  readonly deafAgainMs: number;
}

export const defaultTimings: Timings = {
  answerMs: 25_000,
  openMs: 90_000,
  backoffMinMs: 1_000,
  backoffMaxMs: 120_000,
  stableMs: 60_000,
  confirmMs: 3_000,
  replacedTimes: 3,
  replacedWithinMs: 30_000,
  firstQrMs: 60_000,
  nextQrMs: 20_000,
  codeMs: 60_000,
  scannedMs: 30_000,
  pairingMs: 600_000,
  silenceMs: 300_000,
  muteMs: 3_000,
  deafMs: 7_200_000,
  deafAgainMs: 600_000,
};

export interface Moment {
  readonly now: number;
  /** 0 … 1. */
  readonly random: () => number;
  readonly timings: Timings;
}

export interface Step {
  readonly state: Supervised;
  readonly effects: readonly Effect[];
}

export function supervise(credentials: Credentials): Supervised {
  return {
    credentials,
    wanted: false,
    worker: 'none',
    apart: false,
    link: credentials === 'damaged' ? { at: 'halted', reason: 'keys-damaged' } : { at: 'rest' },
    pairing: undefined,
    dialogue: { phase: 'idle' },
    attempt: 0,
    failures: 0,
    restarted: false,
    doubted: false,
    deafAt: undefined,
    replacedAt: [],
  };
}

/** When an open connection is next looked after. */
export function listensAt(link: Open, timings: Timings): number {
  const { heardAt, askedAt, asking, mute } = link;
  const next = asking ? askedAt + timings.muteMs : Math.max(heardAt, askedAt) + timings.silenceMs;
  return Math.min(heardAt + timings.deafMs, mute ? Infinity : next);
}

/**
 * The same after the machine's clock was set back: what has happened lies in the past, and nothing is waited for longer
 * than it could have been from now on. Else a connection would be neither made nor looked after until the old time is
 * reached again.
 */
export function underClock(state: Supervised, now: number, timings: Timings): Supervised {
  const { link, pairing, deafAt, replacedAt } = state;
  const past = (at: number) => Math.min(at, now);
  const within = (at: number, ...ms: number[]) =>
    at === Infinity ? at : Math.min(at, now + Math.max(...ms));
  return {
    ...state,
    link: linkUnderClock(link),
    pairing: pairing && {
      ...pairing,
      endsAt: within(pairing.endsAt, timings.pairingMs),
      renewAt: pairing.renewAt && within(pairing.renewAt, timings.codeMs, timings.scannedMs),
    },
    deafAt: deafAt && past(deafAt),
    replacedAt: replacedAt.map(past),
  };

  function linkUnderClock(was: Link): Link {
    switch (was.at) {
      case 'waiting':
        return { ...was, until: within(was.until, timings.backoffMaxMs, timings.confirmMs) };
      case 'connecting':
        return { ...was, deadline: within(was.deadline, timings.answerMs, timings.openMs) };
      case 'open':
        return { ...was, since: past(was.since), heardAt: past(was.heardAt), askedAt: past(was.askedAt) };
      case 'rest':
      case 'halted':
        return was;
    }
  }
}

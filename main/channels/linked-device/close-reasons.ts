import type { ChannelReason, Pairing } from '../../../preload/entities.ts';

/** How a connection ended, as plain data. */
export interface Close {
  /** WhatsApp's or Baileys' status; absent when the fault was ours or nobody's. */
  readonly code?: number;
  readonly message: string;
  /** The type of a `<conflict>`, which tells apart what shares a code. */
  readonly conflict?: string;
  /** The status of an HTTP answer that refused the WebSocket. */
  readonly http?: number;
}

/**
 * What to do about it.
 * `at-once`: the server asks for a new connection. `later`: again by itself, ever more patiently. `renew`: the codes
 * to link with ran out. `confirm`: ask once more with the same keys before believing it. `yield`: somebody else took
 * the connection; take it back, but not for ever. `stop`: only a person can go on.
 */
export type CloseAnswer = 'at-once' | 'later' | 'renew' | 'confirm' | 'yield' | 'stop';

export type PairingError = Extract<Pairing, { phase: 'failed' }>['error'];

export interface Verdict {
  readonly reason: ChannelReason;
  readonly answer: CloseAnswer;
  /** What the linking dialogue says when this ends it. */
  readonly error: PairingError;
}

export interface Rule extends Verdict {
  readonly code?: readonly number[];
  readonly message?: RegExp;
  readonly conflict?: string;
  /** First and last HTTP status. */
  readonly http?: readonly [number, number];
}

/** Every way a connection is known to end, most particular first; the first rule that fits decides. */
export const closeRules: readonly Rule[] = [
  // Whoever answered could not prove to be WhatsApp.
  {
    message: /invalid noise|certificate signature invalid|certification match failed/,
    reason: 'untrusted-server',
    answer: 'stop',
    error: 'untrusted-server',
  },
  // A captive portal or a wrong clock heals; a wrong Noise root does not.
  {
    message: /self-signed|certificate|altnames|CERT|UNABLE_TO_VERIFY/i,
    reason: 'untrusted-server',
    answer: 'later',
    error: 'untrusted-server',
  },
  // The phone's half of the link does not fit ours.
  {
    message: /account signature/,
    reason: 'untrusted-server',
    answer: 'stop',
    error: 'bad-account-signature',
  },

  { code: [515], reason: 'restart-required', answer: 'at-once', error: 'not-answering' },
  { message: /QR refs attempts ended/, reason: 'waiting-for-scan', answer: 'renew', error: 'not-answering' },

  { message: /Intentional Logout/, reason: 'never-linked', answer: 'stop', error: 'refused-by-server' },
  // The same news comes with 401 or, without a code, as 440.
  {
    conflict: 'device_removed',
    reason: 'unlinked-on-phone',
    answer: 'confirm',
    error: 'refused-by-server',
  },
  { code: [401], reason: 'unlinked-on-phone', answer: 'confirm', error: 'refused-by-server' },
  { code: [440], reason: 'opened-elsewhere', answer: 'yield', error: 'refused-by-server' },

  // 402 for a time, 403 locked, 406 for good.
  { code: [402, 403, 406], reason: 'banned', answer: 'stop', error: 'banned' },
  // 405 and 409 refuse this client's version; 411 the phone's.
  { code: [405, 409, 411], reason: 'update-needed', answer: 'stop', error: 'update-needed' },

  { http: [429, 429], reason: 'server-busy', answer: 'later', error: 'server-busy' },
  { http: [500, 599], reason: 'server-busy', answer: 'later', error: 'server-busy' },
  { http: [300, 499], reason: 'refused-by-server', answer: 'later', error: 'refused-by-server' },

  {
    message:
      /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENETDOWN|ETIMEDOUT|ECONNRESET|ECONNABORTED|EPIPE/,
    reason: 'offline',
    answer: 'later',
    error: 'offline',
  },
  {
    message: /handshake has timed out|Timed Out/,
    reason: 'not-answering',
    answer: 'later',
    error: 'not-answering',
  },
  { message: /Connection was lost/, reason: 'offline', answer: 'later', error: 'offline' },
  { message: /Terminated by Server/, reason: 'server-busy', answer: 'later', error: 'server-busy' },
  { code: [428], reason: 'offline', answer: 'later', error: 'offline' },
  { code: [408], reason: 'not-answering', answer: 'later', error: 'not-answering' },
  { code: [500, 501, 503], reason: 'server-busy', answer: 'later', error: 'server-busy' },
];

const unknown: Verdict = { reason: 'not-answering', answer: 'later', error: 'not-answering' };

export function judge(close: Close): Verdict {
  return closeRules.find((rule) => fits(rule, close)) ?? unknown;
}

function fits({ code, message, conflict, http }: Rule, close: Close): boolean {
  if (code && !(close.code !== undefined && code.includes(close.code))) return false;
  if (message && !message.test(close.message)) return false;
  if (conflict && conflict !== close.conflict) return false;
  if (http && !(close.http !== undefined && close.http >= http[0] && close.http <= http[1])) return false;
  return true;
}

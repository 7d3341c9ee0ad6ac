import type { CertificateFault } from '../wire/certificates.ts';
import { SERVER_JID } from '../wire/jid.ts';
import { type BinaryNode, node } from '../wire/node.ts';
import type { ChargeKinds } from './charges.ts';
import type { Server } from './server.ts';
import type { Session } from './session.ts';

/** Picks connections: those of one number, or all. */
export interface Scope {
  readonly number?: string;
}

/**
 * Everything that can go wrong, on demand. "Next" faults wait for their moment and go off `times` (once unless
 * said otherwise); the others happen now, to the connections in scope.
 */
export interface Faults {
  /** Answers the next upgrades with an HTTP status, or leaves them without any answer. */
  refuseUpgrade(status: number | 'silence', times?: number): void;
  wrongCertificate(fault: CertificateFault, times?: number): void;
  /** Refuses the next logins with `<failure reason>`: 401, 402, 403, 405, 409, 500, 503 … */
  failure(reason: number, times?: number): void;
  /** What the phone does at the next scan or code. */
  failLink(fault: ChargeKinds['link'], times?: number): void;
  /** Closes with a WebSocket code (1000 when absent) or breaks the TCP connection. */
  closeAll(how?: number | 'reset', scope?: Scope): void;
  /** Sends a stream error, such as `{code: 503}` or `{child: 'conflict', type: 'replaced'}`, and closes. */
  streamError(error: StreamError, scope?: Scope): void;
  /** `<xmlstreamend/>`. */
  endStream(scope?: Scope): void;
  /** `<downgrade_webclient/>`. */
  downgrade(scope?: Scope): void;
  /** Nobody gets through any more, as when the internet is gone … */
  cut(): void;
  /** … until now. */
  restore(): void;
  /** The server stops speaking but leaves the connection open … */
  freeze(scope?: Scope): void;
  /** … until now; what it had to say comes out. */
  thaw(scope?: Scope): void;
  /** Everything the server says is late by so many milliseconds. */
  delay(ms: number): void;
  dropNextAck(times?: number): void;
  /** The next messages are refused with that code, such as 463 or 479. */
  nackNext(code: number, times?: number): void;
  /** The next receipts from companions get lost: the server holds the message and delivers it again. */
  loseNextReceipt(times?: number): void;
  /** The next messages to a companion arrive twice, with the same ciphertext. */
  duplicateNext(times?: number): void;
  /** The next messages to a companion come without an id, or as bytes that are no stanza. */
  malformedNext(how?: 'stanza' | 'bytes', times?: number): void;
  /** The next messages to a companion arrive with a broken ciphertext. */
  undecryptableNext(times?: number): void;
  /** The next queries with that xmlns stay without an answer. */
  ignoreNextQuery(xmlns: string, times?: number): void;
  /** The media host refuses the next uploads with an HTTP status. */
  failUpload(status: number, times?: number): void;
  /** The next downloads: an HTTP status, another file's bytes, half of it, without end, or late. */
  failDownload(fault: ChargeKinds['download'], times?: number): void;
  /** The media host throws away all files it has; phones still have theirs and bring them again when asked. */
  expireMedia(): void;
  /** Unloads everything that waits, restores, thaws, ends the delay. */
  clear(): void;
}

export interface StreamError {
  readonly code?: number;
  readonly child?: string;
  readonly type?: string;
}

export function createFaults(server: Server): Faults {
  const { charges } = server;

  const sessions = ({ number }: Scope = {}): Session[] =>
    [...server.sessions].filter(({ owner }) => number === undefined || owner?.number === number);

  const dismiss = (farewell: BinaryNode, scope?: Scope) => {
    for (const session of sessions(scope)) session.close(farewell);
  };

  return {
    refuseUpgrade: (status, times) => charges.load('upgrade', status, times),
    wrongCertificate: (fault, times) => charges.load('certificate', fault, times),
    failure: (reason, times) => charges.load('login', reason, times),
    failLink: (fault, times) => charges.load('link', fault, times),
    closeAll(how = 1000, scope) {
      for (const session of sessions(scope)) {
        if (how === 'reset') session.reset();
        else session.close(undefined, how);
      }
    },
    streamError({ code, child, type }, scope) {
      const content = child === undefined ? undefined : [node(child, { type })];
      dismiss(node('stream:error', { code }, content), scope);
    },
    endStream: (scope) => dismiss(node('xmlstreamend'), scope),
    downgrade: (scope) => dismiss(node('ib', { from: SERVER_JID }, [node('downgrade_webclient')]), scope),
    cut() {
      server.reachable = false;
      for (const session of server.sessions) session.reset();
    },
    restore() {
      server.reachable = true;
    },
    freeze(scope) {
      for (const session of sessions(scope)) session.hold();
    },
    thaw(scope) {
      for (const session of sessions(scope)) session.release();
    },
    delay(ms) {
      server.latency = ms;
    },
    dropNextAck: (times) => charges.load('ack', 'drop', times),
    nackNext: (code, times) => charges.load('ack', code, times),
    loseNextReceipt: (times) => charges.load('receipt', 'lost', times),
    duplicateNext: (times) => charges.load('delivery', 'duplicate', times),
    malformedNext: (how = 'stanza', times) =>
      charges.load('delivery', how === 'stanza' ? 'malformed' : 'garbage', times),
    undecryptableNext: (times) => charges.load('delivery', 'undecryptable', times),
    ignoreNextQuery: (xmlns, times) => charges.load('query', xmlns, times),
    failUpload: (status, times) => charges.load('upload', status, times),
    failDownload: (fault, times) => charges.load('download', fault, times),
    expireMedia: () => server.media.clear(),
    clear() {
      charges.clear();
      server.latency = 0;
      server.reachable = true;
      for (const session of server.sessions) session.release();
    },
  };
}

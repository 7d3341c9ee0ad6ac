import type { Duplex } from 'node:stream';
import { decodeBinaryNode, encodeBinaryNode, type proto } from '@whiskeysockets/baileys';
import type { RawData, WebSocket } from 'ws';
import { createFrameReader, toFrame } from '../wire/frames.ts';
import { createResponder, type Responder, type Transport } from '../wire/noise.ts';
import { type BinaryNode, node } from '../wire/node.ts';
import type { Server } from './server.ts';

/** Who speaks through a session once the handshake is over. */
export interface Peer {
  receive(stanza: BinaryNode): void;
  /** The connection is gone, whoever ended it. */
  gone(): void;
}

/** One WebSocket connection. */
export interface Session {
  /** Number and device once logged in. */
  readonly owner: { readonly number: string; readonly device: number } | undefined;
  assign(peer: Peer, owner?: { number: string; device: number }): void;
  send(stanza: BinaryNode): void;
  /** Sends bytes that are no stanza, correctly sealed. */
  sendGarbage(): void;
  /** Sends the last word, if any, and closes. */
  close(farewell?: BinaryNode, code?: number): void;
  /** Breaks the TCP connection. */
  reset(): void;
  /** Keeps everything back until release. */
  hold(): void;
  release(): void;
}

export interface Arrival {
  readonly session: Session;
  readonly clientKey: Buffer;
  readonly payload: proto.ClientPayload;
}

/** `admit` is called once the client has shown who it is; it assigns the peer or closes the session. */
export function openSession(
  socket: WebSocket,
  wire: Duplex,
  server: Server,
  admit: (arrival: Arrival) => void,
): Session {
  const reader = createFrameReader();
  let responder: Responder | undefined;
  let transport: Transport | undefined;
  let peer: Peer | undefined;
  let owner: Session['owner'];
  let held: (() => void)[] | undefined;
  let work = Promise.resolve();

  function transmit(write: () => void): void {
    if (held) held.push(write);
    else if (server.latency > 0) server.timers.after(server.latency, write);
    else write();
  }

  function writeFrame(bytes: Uint8Array): void {
    server.cabinet.commit();
    if (socket.readyState !== socket.OPEN) return;
    server.stats.framesOut++;
    socket.send(toFrame(bytes));
  }

  function sendSealed(plain: Uint8Array): void {
    transmit(() => transport && writeFrame(transport.seal(plain)));
  }

  async function onFrame(frame: Buffer): Promise<void> {
    server.stats.framesIn++;
    if (transport) {
      const stanza = await decodeBinaryNode(transport.open(frame));
      peer?.receive(stanza);
    } else if (responder) {
      const { clientKey, payload, transport: agreed } = responder.finish(frame);
      transport = agreed;
      admit({ session, clientKey, payload });
    } else if (reader.intro) {
      responder = createResponder(reader.intro.header, server.keys.server, server.certificate());
      const answer = responder.hello(frame);
      transmit(() => writeFrame(answer));
    }
  }

  async function onMessage(data: RawData): Promise<void> {
    try {
      for (const frame of reader.read(data as Buffer)) await onFrame(frame);
    } catch (error) {
      server.events.emit('problem', { where: 'frame', error });
      session.close(node('stream:error', {}, [node('xml-not-well-formed')]));
    }
  }

  const session: Session = {
    get owner() {
      return owner;
    },
    assign(next, as) {
      peer = next;
      owner = as;
    },
    send: (stanza) => sendSealed(encodeBinaryNode(stanza)),
    // A list that promises more than there is.
    sendGarbage: () => sendSealed(Buffer.from([0, 248, 9, 250])),
    close(farewell, code = 1000) {
      if (farewell) session.send(farewell);
      transmit(() => socket.close(code));
    },
    reset: () => void wire.destroy(),
    hold() {
      held ??= [];
    },
    release() {
      const waiting = held ?? [];
      held = undefined;
      for (const write of waiting) write();
    },
  };

  socket.on('message', (data) => {
    work = work.then(() => onMessage(data));
  });
  socket.on('error', (error) => server.events.emit('problem', { where: 'socket', error }));
  socket.on('close', () => {
    server.sessions.delete(session);
    peer?.gone();
  });
  server.sessions.add(session);
  return session;
}

import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { addressOf, isNeighbour } from './network.ts';
import type { Peers } from './peers.ts';

/** What the network knows of a request. */
export interface Visit {
  readonly peer: string;
  /** Every `host:port` that is this server. */
  readonly hosts: ReadonlySet<string>;
  /** Moves the connection's deadline, for a stream that lasts as long as its page. */
  keepUntil(at: number): void;
}

interface LanServer {
  /** Listens on these addresses (`192.168.0.5/24`) and no others; resolves to the `host:port` that it got. */
  listen(addresses: readonly string[]): Promise<readonly string[]>;
  /** No connection is accepted from here on; resolves when the last one is gone. */
  close(): Promise<void>;
}

interface LanServerOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly peers: Peers;
  readonly answer: (request: IncomingMessage, response: ServerResponse, visit: Visit) => Promise<void>;
}

interface Listener {
  readonly server: Server;
  /** Its `host:port`, once it has one; undefined when it could not get it or was closed before. */
  readonly host: Promise<string | undefined>;
}

/** One connection is one request: from its first byte to its last it has this long. */
const CONNECTION_MS = 10_000;
/** What is being said may be finished when the server closes, but not for long. */
const GOODBYE_MS = 2_000;
const MAX_HEADER_BYTES = 8 * 1024;

export function createLanServer({ clock, log, peers, answer }: LanServerOptions): LanServer {
  const listeners = new Map<string, Listener>();
  const hosts = new Set<string>();
  const retiring = new Set<Promise<void>>();
  /** Every open connection, with what cancels its deadline. */
  const connections = new Map<Socket, () => void>();

  function setDeadline(socket: Socket, ms: number): void {
    connections.get(socket)?.();
    connections.set(
      socket,
      clock.after(ms, () => socket.destroy()),
    );
  }

  function admit(socket: Socket): void {
    const peer = socket.remoteAddress;
    if (peer === undefined || !isNeighbour(peer, [...listeners.keys()]) || !peers.connect(peer)) {
      socket.destroy();
      return;
    }
    setDeadline(socket, CONNECTION_MS);
    socket.once('close', () => {
      connections.get(socket)?.();
      connections.delete(socket);
      peers.disconnect(peer);
    });
  }

  function respond(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const visit: Visit = {
      peer: socket.remoteAddress ?? '',
      hosts,
      keepUntil: (at) => setDeadline(socket, at - clock.now() + GOODBYE_MS),
    };
    answer(request, response, visit).catch((error: unknown) => {
      // A peer that left in the middle of its request is no news.
      if (!socket.destroyed) log.error({ err: error }, 'link page request failed');
      socket.destroy();
    });
  }

  function createListener(own: string): Listener {
    // The Host check is the router's, with the same empty answer as its other refusals.
    const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false });
    server.maxRequestsPerSocket = 1;
    server.on('connection', admit);
    // All three, or Node answers an `Expect` by itself before we have looked at the request.
    for (const event of ['request', 'checkContinue', 'checkExpectation']) server.on(event, respond);
    server.on('clientError', (_error, socket) => socket.destroy());
    server.on('error', (error) => log.warn({ err: error, address: own }, 'link page server failed'));
    return { server, host: bind(server, own) };
  }

  async function bind(server: Server, own: string): Promise<string | undefined> {
    const isWanted = () => listeners.get(own)?.server === server;
    try {
      server.listen({ host: addressOf(own), port: 0 });
      await once(server, 'listening');
    } catch {
      if (isWanted()) listeners.delete(own);
      return undefined;
    }
    if (!isWanted()) {
      server.close();
      return undefined;
    }
    const host = hostOf(server);
    hosts.add(host);
    return host;
  }

  function retire(own: string, { server }: Listener): void {
    listeners.delete(own);
    // One that is still opening sees in `bind` that it is no longer wanted.
    if (!server.listening) return;
    hosts.delete(hostOf(server));
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        retiring.delete(closed);
        resolve();
      });
    });
    retiring.add(closed);
  }

  return {
    async listen(addresses) {
      for (const [own, listener] of listeners) if (!addresses.includes(own)) retire(own, listener);
      // Only a private address: an empty or unspecified one would mean every network there is.
      const usable = addresses.filter((own) => isNeighbour(addressOf(own), [own]));
      const wanted = usable.map((own) => {
        const listener = listeners.get(own) ?? createListener(own);
        listeners.set(own, listener);
        return listener.host;
      });
      return (await Promise.all(wanted)).filter((host) => host !== undefined);
    },
    async close() {
      for (const [own, listener] of listeners) retire(own, listener);
      for (const socket of connections.keys()) {
        setDeadline(socket, GOODBYE_MS);
        socket.destroySoon();
      }
      peers.forget();
      await Promise.all(retiring);
    },
  };
}

function hostOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  return `${address}:${port}`;
}

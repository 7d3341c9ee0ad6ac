import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { StartError } from '../../boot/start-error.ts';
import { contentSecurityPolicy, securityHeaders } from '../content-security.ts';
import { readStaticFile } from '../static-files.ts';
import { type Answer, cookie, json, pathOf, readJson, refuse, refuseUpgrade, send } from './answer.ts';
import { createDoor } from './door.ts';
import { carryMedia, isMediaPath } from './media.ts';
import { type Line, serveSocket } from './socket.ts';
import type { RunningStation } from '../../compose.ts';

const HOST = '127.0.0.1';
const MAX_BODY = 4096;
/** A file of contacts of the longest kind, in UTF-8. */
const MAX_FRAME = 8 * 1024 * 1024;

const SessionRequest = z.object({ token: z.string().max(128) });

export interface StationServer {
  readonly port: number;
  /** A fresh address for a window; it works once. */
  address(): string;
  close(): Promise<void>;
}

/** Serves the window's files and its socket, on loopback only, to whoever holds an address. */
export async function openServer({
  root,
  port: wanted = 0,
  station,
  log,
  recall,
}: {
  /** Folder of the built renderer. */
  readonly root: string;
  /** Any free one when absent. */
  readonly port?: number;
  readonly station: Line & Pick<RunningStation, 'serveMedia'>;
  readonly log: Logger;
  /** How a second start asks the first to show itself: it proves by the key that it can read the data folder. */
  readonly recall: { readonly key: string; show(): string };
}): Promise<StationServer> {
  const door = createDoor();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });
  const server = createServer();
  await listen(server, wanted);
  const { port } = server.address() as AddressInfo;

  const origin = `http://${HOST}:${port}`;
  // Cookies know no ports: the name keeps two stations on one machine apart.
  const ticketName = `balcao-${port}`;
  const headers = securityHeaders(contentSecurityPolicy([`ws://${HOST}:${port}`]));
  const windowOf = (request: IncomingMessage) => door.window(cookie(request, ticketName));

  async function answer(request: IncomingMessage): Promise<Answer> {
    // Any other name for this address may be a foreign site's, whose DNS leads here.
    if (request.headers.host !== `${HOST}:${port}`) return refuse(403, 'wrong-host');
    const path = pathOf(request);
    switch (`${request.method} ${path}`) {
      case 'GET /session':
        return windowOf(request) ? { status: 204 } : refuse(403, 'no-session');
      case 'POST /session':
        return enter(request);
      case 'POST /show':
        if (request.headers.authorization !== `Bearer ${recall.key}`) return refuse(403, 'wrong-key');
        return json(200, { address: recall.show() });
      default:
        return request.method === 'GET' || request.method === 'HEAD' ? file(path) : { status: 405 };
    }
  }

  async function enter(request: IncomingMessage): Promise<Answer> {
    if (request.headers.origin !== origin) return refuse(403, 'wrong-origin');
    const asked = SessionRequest.safeParse(await readJson(request, MAX_BODY));
    if (!asked.success) return refuse(400, 'invalid-input');
    const entry = door.enter(asked.data.token);
    // An address opened again in the window that it was made for is no trouble.
    if (!entry.ok) return windowOf(request) ? { status: 204 } : refuse(403, entry.code);
    const ticket = `${ticketName}=${entry.ticket}; Path=/; HttpOnly; SameSite=Strict`;
    return { status: 204, headers: { 'Set-Cookie': ticket } };
  }

  async function file(path: string): Promise<Answer> {
    const found = await readStaticFile(root, path);
    if (!found) return { status: 404 };
    const caching = found.immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
    return {
      status: 200,
      body: found.body,
      headers: { 'Content-Type': found.type, 'Cache-Control': caching },
    };
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer) {
    // Node listens no more from here on, and an error that nobody hears ends the station.
    stream.on('error', () => stream.destroy());
    const window = windowOf(request);
    if (request.headers.host !== `${HOST}:${port}`) return refuseUpgrade(stream, 'wrong-host');
    if (request.headers.origin !== origin) return refuseUpgrade(stream, 'wrong-origin');
    if (pathOf(request) !== '/station' || !window) return refuseUpgrade(stream, 'no-session');
    sockets.handleUpgrade(request, stream, head, (socket) => serveSocket(socket, window, station));
  }

  function media(request: IncomingMessage, response: ServerResponse) {
    const caller = { user: windowOf(request)?.user, origin };
    carryMedia(request, response, station.serveMedia, caller).catch((error: unknown) => {
      log.error({ err: error }, 'a file was not sent to its end');
      response.destroy();
    });
  }

  server.on('request', (request, response) => {
    if (request.headers.host === `${HOST}:${port}` && isMediaPath(request)) return media(request, response);
    answer(request).then(
      (given) => send(response, given, headers),
      (error: unknown) => {
        log.error({ err: error }, 'a request failed');
        send(response, { status: 500 }, headers);
      },
    );
  });
  server.on('upgrade', upgrade);

  return {
    port,
    address: () => `${origin}/#${door.mint()}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  server.listen(port, HOST);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Ports below 1024 are not everybody's: to whoever starts the station it is the same.
    if (code === 'EADDRINUSE' || code === 'EACCES') throw new StartError('port-in-use', { port }, error);
    throw error;
  }
}

import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Server } from './server.ts';
import { type Arrival, openSession } from './session.ts';

const CHAT_PATH = '/ws/chat';

/** The HTTP server whose upgrades become sessions. */
export function createListener(server: Server, admit: (arrival: Arrival) => void): HttpServer {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

  function onUpgrade(request: IncomingMessage, wire: Duplex, head: Buffer): void {
    if (!server.reachable) {
      wire.destroy();
      return;
    }
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const fault = path === CHAT_PATH ? server.charges.take('upgrade') : 404;
    if (fault === 'silence') return;
    if (fault !== undefined) {
      wire.end(`HTTP/1.1 ${fault} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, wire, head, (socket) => openSession(socket, wire, server, admit));
  }

  const http = createServer((_, response) => {
    response.statusCode = 404;
    response.end();
  });
  http.on('upgrade', onUpgrade);
  return http;
}

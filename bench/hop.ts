import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** A window's way to main and back, over loopback as in the browser shell; both ends in this process. */
export interface Hop {
  ask(name: string, input: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function openHop(serve: (socket: WebSocket) => void): Promise<Hop> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', serve);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const window = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(window, 'open');

  const asked = new Map<number, (reply: unknown) => void>();
  let count = 0;
  window.on('message', (data) => {
    const { id, reply } = JSON.parse((data as Buffer).toString()) as { id: number; reply: unknown };
    asked.get(id)?.(reply);
    asked.delete(id);
  });
  return {
    ask: (name, input) =>
      new Promise((resolve) => {
        count += 1;
        asked.set(count, resolve);
        window.send(JSON.stringify({ id: count, name, input }));
      }),
    async close() {
      window.terminate();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

/** The same hop with nothing behind it but the given answer. */
export function answering(answer: (input: never) => unknown): (socket: WebSocket) => void {
  return (socket) => {
    socket.on('message', (data) => {
      const { id, input } = JSON.parse((data as Buffer).toString()) as { id: number; input: never };
      socket.send(JSON.stringify({ id, reply: { ok: true, value: answer(input) } }));
    });
  };
}

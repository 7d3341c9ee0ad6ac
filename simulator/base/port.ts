import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP or HTTPS server that listens on loopback. */
export interface Port {
  readonly number: number;
  /** Stops listening and breaks every connection, also those that an upgrade has taken away from HTTP. */
  close(): Promise<void>;
}

/** Listens on `port`, or on any free one. Rejects when the port is taken. */
export async function openPort(http: Server, port = 0): Promise<Port> {
  const wires = new Set<Duplex>();
  http.on('connection', (wire) => {
    wires.add(wire);
    wire.on('close', () => wires.delete(wire));
  });
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  return {
    number: (http.address() as AddressInfo).port,
    async close() {
      const closed = once(http, 'close');
      http.close();
      for (const wire of wires) wire.destroy();
      await closed;
    },
  };
}

/** Listens on `port` when it is free, else on any. */
export const openPortNear = (http: Server, port: number | undefined): Promise<Port> =>
  openPort(http, port).catch(() => openPort(http));

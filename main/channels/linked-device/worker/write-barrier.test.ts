import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { DEFAULT_CONNECTION_CONFIG } from '@whiskeysockets/baileys';
import { WebSocketClient } from '@whiskeysockets/baileys/lib/Socket/Client/websocket.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { guardFrames, raiseWriteBarrier } from './write-barrier.ts';

let server: WebSocketServer;
let client: WebSocketClient;
let received: string[];
/** Whether something is always being written. */
let dirty: boolean;
let flushed: () => void;
const disk = new EventEmitter();

raiseWriteBarrier();

const durable = () =>
  dirty
    ? new Promise<void>((resolve) => {
        flushed = resolve;
        disk.emit('asked');
      })
    : undefined;

beforeEach(async () => {
  dirty = false;
  flushed = () => {};
  received = [];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      received.push(data.toString());
      server.emit('received');
    });
    socket.on('close', () => server.emit('gone'));
  });
  const url = new URL(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  client = new WebSocketClient(url, DEFAULT_CONNECTION_CONFIG);
  guardFrames(client, { durable, admit: () => {} });
  client.connect();
  await once(client, 'open');
});
afterEach(() => {
  server.close();
});

const send = (frame: string) => new Promise<void>((resolve) => client.send(frame, () => resolve()));
const arrived = async (count: number) => {
  while (received.length < count) await once(server, 'received');
};
const busyFor = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until;);
};
/** Until the barrier has asked for the disk. */
const asked = () => once(disk, 'asked');

test('with nothing to write, frames leave at once', async () => {
  await send('um');
  await arrived(1);
  expect(received).toEqual(['um']);
});

test('frames wait for the disk, the sender does not; then they leave in their order', async () => {
  dirty = true;
  await Promise.all(['um', 'dois'].map(send));
  // Both stand in line before the disk is asked.
  await asked();
  await send('três');
  expect(received).toEqual([]);
  const second = asked();
  flushed();
  await arrived(2);
  expect(received).toEqual(['um', 'dois']);
  await second;
  flushed();
  await arrived(3);
  expect(received).toEqual(['um', 'dois', 'três']);
});

test('a sender is told before its frame can be answered, however busy the thread is', async () => {
  const order: string[] = [];
  server.on('received', () => order.push('arrived'));
  // Long enough ago that it is time to let others run.
  busyFor(10);
  const [told] = await new Promise<[Promise<void>]>((resolve) =>
    setImmediate(() => {
      dirty = true;
      const told = send('um').then(() => void order.push('told'));
      dirty = false;
      busyFor(10);
      resolve([told]);
    }),
  );
  await Promise.all([told, arrived(1)]);
  expect(order).toEqual(['told', 'arrived']);
});

test('goodbye is said after what stood in line', async () => {
  dirty = true;
  await send('um');
  const gone = once(server, 'gone');
  const closing = client.close();
  await asked();
  flushed();
  await Promise.all([gone, closing]);
  expect(received).toEqual(['um']);
});

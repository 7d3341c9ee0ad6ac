import { WebSocket, type RawData } from 'ws';
import { z } from 'zod';
import type { BusEvent } from '../../api/bus.ts';
import type { WindowSession } from '../../api/handler.ts';
import type { RunningStation } from '../../compose.ts';

/** Calls of one window that may be under way; the socket is not read any further until one has ended. */
const MAX_CALLS = 64;
/** A window that has stopped reading is cut off, and asks anew when it is back. */
const MAX_UNSENT_BYTES = 16 * 1024 * 1024;

const UNREADABLE = 1003;
const SLOW = 1013;

/** What of the station a window reaches. */
export type Line = Pick<RunningStation, 'dispatch' | 'subscribe'>;

const Request = z.object({ id: z.int().nonnegative(), name: z.string(), input: z.unknown().optional() });

/** A window's end of the line: `{id, name, input}` is answered by `{id, reply}`; `{event, payload}` comes unasked. */
export function serveSocket(socket: WebSocket, window: WindowSession, station: Line): void {
  let calls = 0;

  function send(message: object) {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) return socket.close(SLOW, 'too-slow');
    socket.send(JSON.stringify(message));
  }

  async function answer({ id, name, input }: z.infer<typeof Request>) {
    calls += 1;
    if (calls === MAX_CALLS) socket.pause();
    const reply = await station.dispatch(name, input, window);
    calls -= 1;
    if (calls === MAX_CALLS - 1) socket.resume();
    send({ id, reply });
  }

  const unsubscribe = station.subscribe(window, ({ event, payload }: BusEvent) => send({ event, payload }));
  socket.on('close', unsubscribe);
  // Frames that break the protocol or its size end in an error and a close by themselves.
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, isBinary) => {
    const request = Request.safeParse(isBinary ? undefined : asJson(data));
    if (request.success) void answer(request.data);
    else socket.close(UNREADABLE, 'unreadable-frame');
  });
}

function asJson(data: RawData): unknown {
  try {
    // `ws` hands text over as a Buffer unless told otherwise.
    return JSON.parse((data as Buffer).toString());
  } catch {
    return undefined;
  }
}

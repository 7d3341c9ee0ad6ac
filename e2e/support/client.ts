import { once } from 'node:events';
import { WebSocket } from 'ws';
import type {
  CallInput,
  CallName,
  CallOutput,
  EventName,
  EventPayload,
  Reply,
} from '../../preload/contract.ts';

/** A window without pixels: the browser shell's own protocol, for tests that need its speed. */
export interface StationClient {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  /** As `call`, for answers that must be good. */
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** The first payload that fits; rejects when the station goes or after `timeoutMs`. */
  next<N extends EventName>(
    name: N,
    fits: (payload: EventPayload<N>) => boolean,
    timeoutMs?: number,
  ): Promise<EventPayload<N>>;
  close(): void;
}

/** Spends the one-time token of a printed address. */
export async function connectClient(address: string): Promise<StationClient> {
  const { origin, host, hash } = new URL(address);
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token: hash.slice(1) }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || cookie === undefined) throw new Error(`no session: ${answer.status}`);

  const socket = new WebSocket(`ws://${host}/station`, { headers: { cookie, origin } });
  const waiting = new Map<number, (reply: unknown) => void>();
  const listeners = new Set<(event: string, payload: unknown) => void>();
  let calls = 0;
  socket.on('error', () => socket.terminate());
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as {
      id: number;
      reply: unknown;
      event?: string;
      payload: unknown;
    };
    if (frame.event !== undefined) for (const listener of listeners) listener(frame.event, frame.payload);
    else waiting.get(frame.id)?.(frame.reply);
    waiting.delete(frame.id);
  });
  const gone = once(socket, 'close').then((): never => {
    throw new Error('the station is gone');
  });
  gone.catch(() => {});
  await Promise.race([once(socket, 'open'), gone]);

  const call = <N extends CallName>(name: N, input: CallInput<N>) => {
    const id = (calls += 1);
    const reply = new Promise<Reply<CallOutput<N>>>((resolve) => {
      waiting.set(id, resolve as (reply: unknown) => void);
    });
    socket.send(JSON.stringify({ id, name, input }));
    return Promise.race([reply, gone]);
  };
  return {
    call,
    async ask(name, input) {
      const reply = await call(name, input);
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
      return reply.value;
    },
    next<N extends EventName>(
      name: N,
      fits: (payload: EventPayload<N>) => boolean,
      timeoutMs = 20_000,
    ): Promise<EventPayload<N>> {
      let stop = () => {};
      const found = new Promise<EventPayload<N>>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no ${name} within ${timeoutMs} ms`)), timeoutMs);
        const listener = (event: string, payload: unknown) => {
          if (event === name && fits(payload as EventPayload<N>)) resolve(payload as EventPayload<N>);
        };
        listeners.add(listener);
        stop = () => {
          clearTimeout(late);
          listeners.delete(listener);
        };
      });
      return Promise.race([found, gone]).finally(() => stop());
    },
    close: () => socket.terminate(),
  };
}

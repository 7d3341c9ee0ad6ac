/** The browser shell's way to main: a WebSocket on loopback, opened with a one-time token from the page's address. */
import type {
  CallInput,
  CallName,
  CallOutput,
  EventName,
  EventPayload,
  Reply,
  StationBridge,
} from '../preload/contract.ts';

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;

/** From the server: the answer to a call, or an event. */
type Incoming = { id: number; reply: Reply<unknown> } | { event: string; payload: unknown };

const disconnected: Reply<never> = { ok: false, error: { code: 'disconnected' } };

/** `onShutOut`: the station no longer knows this window; no waiting brings it back. */
export function createBrowserBridge(address: string, onShutOut: () => void): StationBridge {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const connectionListeners = new Set<(connected: boolean) => void>();
  let socket: WebSocket;
  let lastId = 0;
  let wait = FIRST_WAIT;

  function connect() {
    socket = new WebSocket(address);
    socket.addEventListener('open', () => {
      wait = FIRST_WAIT;
      for (const listener of connectionListeners) listener(true);
    });
    socket.addEventListener('message', ({ data }) => receive(JSON.parse(String(data)) as Incoming));
    socket.addEventListener('close', () => {
      for (const settle of waiting.values()) settle(disconnected);
      waiting.clear();
      for (const listener of connectionListeners) listener(false);
      // Spread out, so that several windows do not knock at the same moment.
      setTimeout(() => void reconnect(), wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  async function reconnect() {
    // A refused upgrade looks to a page like a server that is gone: only this question tells them apart.
    if ((await windowIsKnown()) === false) onShutOut();
    else connect();
  }

  function receive(message: Incoming) {
    if ('reply' in message) {
      waiting.get(message.id)?.(message.reply);
      waiting.delete(message.id);
      return;
    }
    for (const listener of listeners.get(message.event) ?? []) listener(message.payload);
  }

  connect();
  return {
    call<N extends CallName>(name: N, input: CallInput<N>) {
      if (socket.readyState !== WebSocket.OPEN) return Promise.resolve(disconnected);
      const id = ++lastId;
      return new Promise<Reply<CallOutput<N>>>((resolve) => {
        waiting.set(id, resolve as (reply: Reply<unknown>) => void);
        socket.send(JSON.stringify({ id, name, input }));
      });
    },
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      const each = listener as (payload: unknown) => void;
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(each));
      return () => set.delete(each);
    },
    onConnection(listener) {
      connectionListeners.add(listener);
      listener(socket.readyState === WebSocket.OPEN);
      return () => connectionListeners.delete(listener);
    },
  };
}

export type EntryProblem = 'token-used' | 'token-wrong' | 'no-session';

/** Whether the station knows this window by its cookie; undefined when it cannot be asked. */
async function windowIsKnown(): Promise<boolean | undefined> {
  const answer = await fetch('/session').catch(() => undefined);
  return answer && answer.status !== 403;
}

/** Swaps the token in the address for the cookie that the socket shows; without one the cookie must be there. */
export async function findWayIn(): Promise<EntryProblem | undefined> {
  const token = location.hash.slice(1);
  if (token === '') return (await windowIsKnown()) === false ? 'no-session' : undefined;
  history.replaceState(null, '', location.pathname + location.search);
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => undefined);
  if (!answer || answer.ok) return undefined;
  const { code } = (await answer.json()) as { code?: string };
  return code === 'token-used' ? 'token-used' : 'token-wrong';
}

export function socketAddress(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/station`;
}

/** The only door to main. Electron's preload puts `window.station` there; without it this is the browser shell. */
import type {
  CallInput,
  CallName,
  CallOutput,
  EventName,
  EventPayload,
  Reply,
  StationBridge,
} from '../preload/contract.ts';
import { createBrowserBridge, type EntryProblem, findWayIn, socketAddress } from './browser-bridge.ts';

declare global {
  interface Window {
    readonly station?: StationBridge;
  }
}

let bridge: StationBridge;

/** Opens the door; says what is wrong when it does not open, now or, by `onShutOut`, later. */
export async function enter(onShutOut: () => void): Promise<EntryProblem | undefined> {
  if (window.station) {
    bridge = window.station;
    return undefined;
  }
  const problem = await findWayIn();
  if (problem) return problem;
  bridge = createBrowserBridge(socketAddress(), onShutOut);
  return undefined;
}

type Arguments<N extends CallName> = undefined extends CallInput<N> ? [] : [input: CallInput<N>];

export async function call<N extends CallName>(
  name: N,
  ...input: Arguments<N>
): Promise<Reply<CallOutput<N>>> {
  try {
    return await bridge.call(name, input[0] as CallInput<N>);
  } catch {
    return { ok: false, error: { code: 'internal' } };
  }
}

export function on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return bridge.on(name, listener);
}

export function onConnection(listener: (connected: boolean) => void): () => void {
  if (window.station) listener(true);
  return bridge.onConnection(listener);
}

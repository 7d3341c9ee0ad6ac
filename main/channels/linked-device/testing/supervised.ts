import { nextDeadline, viewChannel } from '../channel-view.ts';
import type { Close } from '../close-reasons.ts';
import type { PairingMethod, SocketNews } from '../protocol.ts';
import {
  type Credentials,
  type Effect,
  type Supervised,
  type SupervisorEvent,
  defaultTimings,
  supervise,
} from '../supervisor-state.ts';
import { step } from '../supervisor.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;
export const REPLACED: Close = { code: 440, message: 'Stream Errored (conflict)', conflict: 'replaced' };
export const REMOVED: Close = { code: 401, message: 'Stream Errored (conflict)', conflict: 'device_removed' };
export const RESTART: Close = { code: 515, message: 'Stream Errored (restart required)' };
export const BUSY: Close = { code: 503, message: 'Stream Errored (unknown)' };
export const REFUSED: Close = { code: 408, message: 'WebSocket Error (connect ECONNREFUSED 127.0.0.1:1)' };
export const SPENT: Close = { code: 408, message: 'QR refs attempts ended' };

/** A supervisor with a clock and a worker that do as they are told. */
export function channel(credentials: Credentials, random = 0.5) {
  let state: Supervised = supervise(credentials);
  let now = 1_000_000;
  let effects: Effect[] = [];
  const tell = (event: SupervisorEvent) => {
    const next = step(state, event, { now, random: () => random, timings: defaultTimings });
    state = next.state;
    effects.push(...next.effects);
  };
  const self = {
    get state() {
      return state;
    },
    get view() {
      return viewChannel(state);
    },
    get dialogue() {
      return state.dialogue;
    },
    now: () => now,
    tell,
    do: (kind: 'connect' | 'hurry') => tell({ kind }),
    worker: (is: 'ready' | 'damaged' | 'gone') => tell({ kind: 'worker', is }),
    socket: (news: SocketNews, attempt = state.attempt) =>
      tell({ kind: 'socket', attempt, news, account: { number: '5511987654321', profileName: 'Padaria' } }),
    closed: (close: Close) => self.socket({ news: 'closed', close }),
    /** What was to be done since the last time. */
    taken: () => {
      const taken = effects.map((effect) => effect.do);
      effects = [];
      return taken;
    },
    lastEffect: () => effects.at(-1),
    /** Lets time pass, and whatever falls due in it happen. */
    wait(ms: number) {
      const end = now + ms;
      for (
        let due = nextDeadline(state, defaultTimings);
        due !== undefined && due <= end;
        due = nextDeadline(state, defaultTimings)
      ) {
        now = Math.max(now, due);
        tell({ kind: 'tick' });
      }
      now = end;
    },
    /** Somebody sets the machine's clock back, and the driver looks before long. */
    setBack(ms: number) {
      now -= ms;
      tell({ kind: 'tick' });
    },
    /** Until the next attempt begins, and no longer. */
    retry: () => self.wait((self.view.retryAt ?? now) - now),
  };
  return self;
}

export function connected() {
  const it = channel('linked');
  it.do('connect');
  it.worker('ready');
  it.socket({ news: 'answered' });
  it.socket({ news: 'open' });
  it.taken();
  return it;
}

export function pairing(method: PairingMethod = { kind: 'qr' }) {
  const it = channel('absent');
  it.tell({ kind: 'pair', method });
  it.worker('ready');
  it.socket({ news: 'answered' });
  it.taken();
  return it;
}

import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Pairing } from '../../preload/entities.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import { createBucket } from './bucket.ts';
import type { PairingMethod, PairingSource } from './pairing-source.ts';
import { type View, viewOf } from './view.ts';
import type { Words } from './words/words.ts';

/** What the page may ask for. `reset` gives up and starts over with a QR; `renew` starts the same way again. */
export type Action =
  | { readonly kind: 'reset' | 'renew' }
  | { readonly kind: 'code'; readonly number: string };

type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' | 'too-soon'; readonly message: string };

/** One request's page: one channel's linking, shown to whoever has its address, for ten minutes at most. */
export interface Page {
  readonly channelId: number;
  readonly secretHash: Buffer;
  readonly words: Words;
  readonly expiresAt: number;
  readonly ended: boolean;
  /** Linked: nothing more can be asked of it, and the green state stays for a moment for those on their way. */
  readonly linked: boolean;
  /** Devices that follow it live. */
  readonly watching: number;
  /** A page whose time is over ends here, should its timer have slept with the PC. */
  endIfOver(): void;
  view(): View & { readonly pageLeftMs: number };
  /** False: enough devices follow it already. */
  readonly hasRoom: boolean;
  /** Sends the view now and at every change, as server-sent events. */
  watch(response: ServerResponse): void;
  act(action: Action): Promise<Outcome>;
  end(): void;
}

interface PageOptions {
  readonly channelId: number;
  readonly secretHash: Buffer;
  readonly words: Words;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pairing: PairingSource;
  /** It has ended, or another number of devices watches it. */
  readonly onChange: () => void;
}

const LIFE_MS = 10 * 60_000;
/** For a phone that comes back from WhatsApp to its browser. */
const GREEN_MS = 60_000;
/** So often a stream speaks even without news, so that the page notices when it no longer does. */
const BEAT_MS = 15_000;
const MAX_STREAMS = 4;
/** Every action is a new start at WhatsApp, which refuses those who start too often. */
const ACTIONS = { burst: 4, perSecond: 1 / 10 };

export function createPage(options: PageOptions): Page {
  const { channelId, secretHash, words, clock, log, pairing, onChange } = options;
  const expiresAt = clock.now() + LIFE_MS;
  const actions = createBucket(clock, ACTIONS.burst, ACTIONS.perSecond);
  const streams = new Set<ServerResponse>();
  let shown = pairing.current(channelId);
  let method: PairingMethod = { kind: 'qr' };
  let acting = false;
  let ended = false;

  const unsubscribe = pairing.subscribe(channelId, follow);
  const cancelExpiry = clock.after(LIFE_MS, end);
  let cancelGreen = () => {};
  let cancelBeat = clock.after(BEAT_MS, beat);

  function follow(next: Pairing): void {
    // The station goes on after success; what this page shows is final.
    if (shown.phase === 'linked') return;
    shown = next;
    if (next.phase === 'qr') method = { kind: 'qr' };
    if (next.phase === 'code') method = { kind: 'code', number: next.number };
    if (next.phase === 'linked') cancelGreen = clock.after(GREEN_MS, end);
    tell();
  }

  function view(): View & { readonly pageLeftMs: number } {
    const now = clock.now();
    return { ...viewOf(shown, words, now), pageLeftMs: Math.max(0, expiresAt - now) };
  }

  function tell(): void {
    if (streams.size === 0) return;
    const event = asEvent(view());
    for (const stream of streams) stream.write(event);
  }

  function beat(): void {
    tell();
    cancelBeat = clock.after(BEAT_MS, beat);
  }

  function end(): void {
    if (ended) return;
    ended = true;
    unsubscribe();
    cancelExpiry();
    cancelGreen();
    cancelBeat();
    for (const stream of streams) stream.end(asEvent({ phase: 'ended' }));
    streams.clear();
    onChange();
  }

  async function start(action: Action): Promise<void> {
    if (action.kind === 'reset') {
      method = { kind: 'qr' };
      await pairing.stop(channelId);
    } else if (action.kind === 'code') {
      method = action;
    }
    if (!ended) await pairing.start(channelId, method);
  }

  return {
    channelId,
    secretHash,
    words,
    expiresAt,
    get ended() {
      return ended;
    },
    get linked() {
      return shown.phase === 'linked';
    },
    get watching() {
      return streams.size;
    },
    endIfOver() {
      if (clock.now() >= expiresAt) end();
    },
    view,
    get hasRoom() {
      return streams.size < MAX_STREAMS;
    },
    watch(response) {
      streams.add(response);
      response.once('close', () => {
        if (streams.delete(response)) onChange();
      });
      response.write(`retry: 2000\n\n${asEvent(view())}`);
      onChange();
    },
    async act(action) {
      if (acting || !actions.take()) return { kind: 'too-soon', message: words.tooSoon };
      acting = true;
      try {
        await start(action);
        return { kind: 'done' };
      } catch (error) {
        if (!(error instanceof Refusal)) log.error({ channelId, err: error }, 'link page action failed');
        const invalid = error instanceof Refusal && error.code === 'number-invalid';
        return { kind: 'refused', message: invalid ? words.failures['number-invalid'].help : words.refused };
      } finally {
        acting = false;
      }
    },
    end,
  };
}

function asEvent(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

import type { Pairing } from '../../../preload/entities.ts';
import type { PairingSource } from '../pairing-source.ts';

export interface FakePairing extends PairingSource {
  /** What was asked of the station, in order: `start 1 qr`, `stop 1`. */
  readonly calls: readonly string[];
  /** Listeners that are still there. */
  readonly listeners: number;
  /** The linking of this channel has come to this. */
  say(channelId: number, pairing: Pairing): void;
  /** What the next start runs into. */
  failNext(error: Error): void;
}

export function createFakePairing(): FakePairing {
  const calls: string[] = [];
  const states = new Map<number, Pairing>();
  const listeners = new Map<(pairing: Pairing) => void, number>();
  let failure: Error | undefined;

  return {
    calls,
    get listeners() {
      return listeners.size;
    },
    current: (channelId) => states.get(channelId) ?? { phase: 'idle' },
    start(channelId, method) {
      calls.push(`start ${channelId} ${method.kind === 'qr' ? 'qr' : `code ${method.number}`}`);
      const error = failure;
      failure = undefined;
      if (error) throw error;
    },
    stop(channelId) {
      calls.push(`stop ${channelId}`);
    },
    subscribe(channelId, listener) {
      listeners.set(listener, channelId);
      return () => listeners.delete(listener);
    },
    say(channelId, pairing) {
      states.set(channelId, pairing);
      for (const [listener, id] of listeners) if (id === channelId) listener(pairing);
    },
    failNext(error) {
      failure = error;
    },
  };
}

/** As long and as varied as what WhatsApp gives. */
const QR_TEXT = `https://wa.me/settings/linked_devices#2@${'aZ9/'.repeat(24)},${'k+Q1'.repeat(11)},${'m8Xw'.repeat(11)},${'Pz03'.repeat(11)},1`;

export function qrAt(now: number, text = QR_TEXT): Pairing {
  return { phase: 'qr', qr: text, shownAt: now, expiresAt: now + 20_000, endsAt: now + 600_000 };
}

export function codeAt(now: number, number = '5511987654321'): Pairing {
  return { phase: 'code', code: 'K7QX2M9P', number, expiresAt: now + 60_000, endsAt: now + 600_000 };
}

export const linked: Pairing = { phase: 'linked', number: '5511987654321', profileName: 'Loja da Praça' };

/** The linking of one channel at a time: the one whose dialogue is open. */
import { create } from 'zustand';
import type { CallError, EventPayload } from '../../preload/contract.ts';
import type { Pairing } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { hasLinkPage, loadLinkPage } from './link-page.ts';

export type PairingMethod = { kind: 'qr' } | { kind: 'code'; number: string };

interface PairingState {
  channelId: number | undefined;
  /** The way that was asked for last. */
  method: PairingMethod;
  pairing: Pairing;
  error: CallError | undefined;
  /** Waiting is the cure (QR-8): the next attempt starts by itself then. */
  restUntil: number | undefined;
  /** Attempts that failed since the dialogue was opened. */
  failures: number;
}

const NOTHING: PairingState = {
  channelId: undefined,
  method: { kind: 'qr' },
  pairing: { phase: 'idle' },
  error: undefined,
  restUntil: undefined,
  failures: 0,
};

export const usePairing = create<PairingState>()(() => NOTHING);

const MINUTE = 60_000;

/** What WhatsApp gets over by itself, and how long that takes. */
const RESTS: Partial<Record<Extract<Pairing, { phase: 'failed' }>['error'], number>> = {
  'server-busy': 2 * MINUTE,
  'refused-by-server': 3 * MINUTE,
};
const REST_AFTER_INVALID = 3 * MINUTE;

export function takePairing({ channelId, pairing }: EventPayload<'pairing.changed'>): void {
  usePairing.setState((state) => {
    if (state.channelId !== channelId) return {};
    if (pairing.phase !== 'failed') return { pairing, ...methodOf(pairing) };
    const rest = RESTS[pairing.error];
    return {
      pairing,
      failures: state.failures + 1,
      restUntil: rest === undefined ? undefined : Date.now() + rest,
    };
  });
}

/** The page on another device may have chosen another way than this window did. */
function methodOf(pairing: Pairing): { method?: PairingMethod } {
  if (pairing.phase === 'qr') return { method: { kind: 'qr' } };
  if (pairing.phase === 'code') return { method: { kind: 'code', number: pairing.number } };
  return {};
}

const UNDER_WAY: ReadonlySet<Pairing['phase']> = new Set(['qr', 'code', 'linking']);

/** Shows what is going on with a channel, and starts to link it unless a phone is linked or it is under way. */
export async function openPairing(channelId: number, start: boolean): Promise<void> {
  usePairing.setState({ ...NOTHING, channelId, pairing: { phase: start ? 'starting' : 'idle' } });
  void loadLinkPage(channelId);
  if (!start) return;
  const reply = await call('pairing.get', { channelId });
  if (usePairing.getState().channelId !== channelId) return;
  if (reply.ok && UNDER_WAY.has(reply.value.phase)) takePairing({ channelId, pairing: reply.value });
  else await startPairing({ kind: 'qr' });
}

export async function startPairing(method: PairingMethod): Promise<CallError | undefined> {
  const { channelId } = usePairing.getState();
  if (channelId === undefined) return undefined;
  usePairing.setState({ method, error: undefined, restUntil: undefined, pairing: { phase: 'starting' } });
  const reply = await call('pairing.start', { channelId, method });
  if (reply.ok) return undefined;
  usePairing.setState((state) =>
    state.channelId === channelId ? { error: reply.error, pairing: { phase: 'idle' } } : {},
  );
  return reply.error;
}

/** A page on another device goes on without this window. */
export async function closePairing(): Promise<void> {
  const { channelId } = usePairing.getState();
  usePairing.setState(NOTHING);
  if (channelId !== undefined && !hasLinkPage(channelId)) await call('pairing.stop', { channelId });
}

/**
 * Unlinks the phone that is linked, or gives up this attempt, and starts anew. `deviceLeft`: that phone still lists
 * the device.
 */
export async function resetPairing(unlink: boolean): Promise<{ error?: CallError; deviceLeft?: boolean }> {
  const { channelId } = usePairing.getState();
  if (channelId === undefined) return {};
  const reply = unlink
    ? await call('pairing.reset', { channelId })
    : await call('pairing.stop', { channelId });
  if (!reply.ok) return { error: reply.error };
  const error = await startPairing({ kind: 'qr' });
  return { deviceLeft: reply.value?.unlinked === false, ...(error && { error }) };
}

/** *QR-code inválido*: gives up this attempt and lets WhatsApp rest before the next one. */
export async function restPairing(): Promise<void> {
  const { channelId } = usePairing.getState();
  if (channelId === undefined) return;
  const reply = await call('pairing.stop', { channelId });
  usePairing.setState(
    reply.ok
      ? { method: { kind: 'qr' }, pairing: { phase: 'idle' }, restUntil: Date.now() + REST_AFTER_INVALID }
      : { error: reply.error, pairing: { phase: 'idle' } },
  );
}

/** The phone asked for a passkey: main then says that no code can work. */
export async function tellPasskey(): Promise<void> {
  const { channelId } = usePairing.getState();
  if (channelId === undefined) return;
  const reply = await call('pairing.passkey', { channelId });
  if (!reply.ok) usePairing.setState({ error: reply.error, pairing: { phase: 'idle' } });
}

/** After the connection was away: what it looks like by now. */
export async function reloadPairing(): Promise<void> {
  const { channelId } = usePairing.getState();
  if (channelId === undefined) return;
  const reply = await call('pairing.get', { channelId });
  if (reply.ok) takePairing({ channelId, pairing: reply.value });
}

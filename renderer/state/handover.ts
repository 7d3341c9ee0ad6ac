/** *Passagem de turno* (AT-12): told once at the day's first unlocking, and whenever somebody asks. */
import { create } from 'zustand';
import type { CallError } from '../../preload/contract.ts';
import type { Handover } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { isNewDay, saysSomething } from './when-told.ts';
import { rememberHandover, usePreferences } from './preferences.ts';

interface HandoverState {
  open: boolean;
  /** Undefined until main has told. */
  handover: Handover | undefined;
  error: CallError | undefined;
}

const CLOSED: HandoverState = { open: false, handover: undefined, error: undefined };

export const useHandover = create<HandoverState>()(() => CLOSED);

export function hideHandover(): void {
  useHandover.setState(CLOSED);
}

export async function showHandover(): Promise<void> {
  useHandover.setState({ ...CLOSED, open: true });
  const reply = await call('handover.get', {});
  if (!useHandover.getState().open) return;
  useHandover.setState(reply.ok ? { handover: reply.value } : { error: reply.error });
  if (reply.ok) await rememberHandover(reply.value.until);
}

/** Somebody has taken the counter. */
export async function openDay(): Promise<void> {
  const now = Date.now();
  const { handoverSeenAt } = usePreferences.getState();
  if (handoverSeenAt === undefined) await rememberHandover(now);
  if (!isNewDay(handoverSeenAt, now)) return;
  const reply = await call('handover.get', {});
  if (!reply.ok) return;
  await rememberHandover(now);
  if (saysSomething(reply.value))
    useHandover.setState({ open: true, handover: reply.value, error: undefined });
}

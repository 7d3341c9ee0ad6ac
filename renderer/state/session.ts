import { create } from 'zustand';
import type { CallError, CallInput } from '../../preload/contract.ts';
import type { Session, Station, User } from '../../preload/entities.ts';
import { call } from '../bridge.ts';

interface SessionState {
  session: Session | undefined;
  station: Station | undefined;
}

export const useSession = create<SessionState>()(() => ({ session: undefined, station: undefined }));

export async function loadStation(): Promise<void> {
  const reply = await call('station.get');
  if (reply.ok) useSession.setState({ station: reply.value });
}

export async function loadSession(): Promise<void> {
  const reply = await call('session.get');
  if (reply.ok) useSession.setState({ session: reply.value });
}

export async function setUp(input: CallInput<'session.setup'>): Promise<CallError | undefined> {
  const reply = await call('session.setup', input);
  if (!reply.ok) return reply.error;
  useSession.setState({ session: reply.value });
  return undefined;
}

export async function unlock(userId: number, pin: string): Promise<CallError | undefined> {
  const reply = await call('session.unlock', { userId, pin });
  if (!reply.ok) return reply.error;
  useSession.setState({ session: reply.value });
  return undefined;
}

export async function lock(): Promise<CallError | undefined> {
  const reply = await call('session.lock');
  if (!reply.ok) return reply.error;
  useSession.setState({ session: reply.value });
  return undefined;
}

/** Who has the counter now. */
export function useUser(): User | undefined {
  return useSession(({ session }) => (session?.phase === 'open' ? session.user : undefined));
}

export function useIsManager(): boolean {
  return useUser()?.role === 'manager';
}

/** Messages of the open conversation that wait for their time (SC-1). */
import { create } from 'zustand';
import type { CallError, EventPayload } from '../../preload/contract.ts';
import type { Schedule } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { useConversation } from './conversation.ts';

interface SendLaterState {
  conversationId: number | undefined;
  /** In order of time. */
  waiting: readonly Schedule[];
}

const NOTHING: SendLaterState = { conversationId: undefined, waiting: [] };
const MOST = 50;

export const useSendLater = create<SendLaterState>()(() => NOTHING);

export function forgetSendLater(): void {
  useSendLater.setState(NOTHING);
}

export async function loadSendLater(conversationId: number): Promise<void> {
  const reply = await call('schedules.list', {
    conversationId,
    states: ['waiting', 'asking'],
    limit: MOST,
  });
  if (!reply.ok || useConversation.getState().openId !== conversationId) return;
  useSendLater.setState({ conversationId, waiting: reply.value.schedules });
}

export function takeSchedulesChange({ conversationIds }: EventPayload<'schedules.changed'>): void {
  const { openId } = useConversation.getState();
  if (openId !== undefined && conversationIds.includes(openId)) void loadSendLater(openId);
}

export async function cancelLater({ id, conversationId }: Schedule): Promise<CallError | undefined> {
  const reply = await call('schedules.cancel', { scheduleId: id });
  if (!reply.ok) return reply.error;
  await loadSendLater(conversationId);
  return undefined;
}

/** The tickets of the open conversation and what happened in them (AT-1, AT-2). */
import { create } from 'zustand';
import type { CallError } from '../../preload/contract.ts';
import type { Ticket, TicketEvent } from '../../preload/entities.ts';
import { call } from '../bridge.ts';

interface TicketHistoryState {
  conversationId: number | undefined;
  /** Newest first; undefined until main has told. */
  tickets: readonly Ticket[] | undefined;
  /** Oldest first. */
  events: readonly TicketEvent[];
  /** There are older events. */
  more: boolean;
  error: CallError | undefined;
}

const NOTHING: TicketHistoryState = {
  conversationId: undefined,
  tickets: undefined,
  events: [],
  more: false,
  error: undefined,
};
const PAGE = 200;

export const useTicketHistory = create<TicketHistoryState>()(() => NOTHING);

export function forgetTicketHistory(): void {
  useTicketHistory.setState(NOTHING);
}

function isHeld(conversationId: number): boolean {
  return useTicketHistory.getState().conversationId === conversationId;
}

export async function loadTicketHistory(conversationId: number): Promise<void> {
  if (!isHeld(conversationId)) useTicketHistory.setState({ ...NOTHING, conversationId });
  const reply = await call('tickets.history', { conversationId, limit: PAGE });
  if (!isHeld(conversationId)) return;
  useTicketHistory.setState(reply.ok ? { ...reply.value, error: undefined } : { error: reply.error });
}

export async function loadOlderEvents(): Promise<void> {
  const { conversationId, events } = useTicketHistory.getState();
  const oldest = events[0];
  if (conversationId === undefined || !oldest) return;
  const reply = await call('tickets.history', { conversationId, before: oldest.id, limit: PAGE });
  if (!reply.ok || !isHeld(conversationId)) return;
  useTicketHistory.setState((state) => ({
    events: state.events[0] === oldest ? [...reply.value.events, ...state.events] : state.events,
    more: reply.value.more,
  }));
}

export function refreshTicketHistory(conversationIds: readonly number[]): void {
  const { conversationId } = useTicketHistory.getState();
  if (conversationId !== undefined && conversationIds.includes(conversationId)) {
    void loadTicketHistory(conversationId);
  }
}

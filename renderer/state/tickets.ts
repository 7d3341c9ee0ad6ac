/** What people do with tickets (AT-1, AT-4, AT-11), and which of its dialogues is open. */
import { create } from 'zustand';
import type { CallError, CallInput, Reply } from '../../preload/contract.ts';
import type { Ticket } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { useConversation } from './conversation.ts';

export type TicketQuestion =
  | { what: 'transfer' | 'close' | 'snooze'; ticket: Ticket }
  /** Somebody else attends it: by name. */
  | { what: 'take-over'; ticket: Ticket; name: string };

interface TicketsState {
  /** The dialogue that is open. */
  asking: TicketQuestion | undefined;
}

export const useTickets = create<TicketsState>()(() => ({ asking: undefined }));

export function forgetTickets(): void {
  useTickets.setState({ asking: undefined });
}

export function askTicket(asking: TicketQuestion): void {
  useTickets.setState({ asking });
}

export function stopAsking(): void {
  useTickets.setState({ asking: undefined });
}

/** The open conversation shows at once what the list will be told in a moment. */
function take(reply: Reply<Ticket>): CallError | undefined {
  if (!reply.ok) return reply.error;
  const ticket = reply.value;
  useConversation.setState(({ conversation }) =>
    conversation?.id === ticket.conversationId ? { conversation: { ...conversation, ticket } } : {},
  );
  return undefined;
}

export async function acceptTicket(input: CallInput<'tickets.accept'>): Promise<CallError | undefined> {
  return take(await call('tickets.accept', input));
}

export async function transferTicket(input: CallInput<'tickets.transfer'>): Promise<CallError | undefined> {
  return take(await call('tickets.transfer', input));
}

export async function closeTicket(input: CallInput<'tickets.close'>): Promise<CallError | undefined> {
  return take(await call('tickets.close', input));
}

export async function returnTicket(conversationId: number): Promise<CallError | undefined> {
  return take(await call('tickets.return', { conversationId }));
}

export async function reopenTicket(conversationId: number): Promise<CallError | undefined> {
  return take(await call('tickets.reopen', { conversationId }));
}

/** Answers the ticket: main knows in whose zone nine o'clock is meant. */
export async function snoozeTicket(input: CallInput<'tickets.snooze'>): Promise<Reply<Ticket>> {
  const reply = await call('tickets.snooze', input);
  take(reply);
  return reply;
}

export async function wakeTicket(conversationId: number): Promise<CallError | undefined> {
  return take(await call('tickets.wake', { conversationId }));
}

export async function pinTicket(conversationId: number, pinned: boolean): Promise<CallError | undefined> {
  return take(await call('tickets.pin', { conversationId, pinned }));
}

export async function tagTicket(
  conversationId: number,
  tagIds: readonly number[],
): Promise<CallError | undefined> {
  return take(await call('tickets.tag', { conversationId, tagIds: [...tagIds] }));
}

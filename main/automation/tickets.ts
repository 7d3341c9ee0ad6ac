import type { Changes } from '../inbox/changes.ts';

/** What automation needs of tickets and queues; `main/tickets` and `main/queues` give it. */
export interface LiveTicket {
  readonly id: number;
  readonly protocol: string;
  readonly openedAt: number;
  readonly waiting: boolean;
  readonly waitingSince: number | undefined;
  readonly queueId: number | undefined;
  readonly userId: number | undefined;
  readonly robotOff: boolean;
}

export interface TicketsPort {
  /** The ticket of a conversation that is not closed. */
  liveOf(conversationId: number): LiveTicket | undefined;
  /** Whether its newest ticket was closed at that time or later. */
  isClosedSince(conversationId: number, at: number): boolean;
  /** Conversations whose ticket waits without a queue, those first that wait longest. */
  waitingWithoutQueue(): readonly { readonly conversationId: number; readonly channelId: number }[];
  /** The robot gives it to a queue; it goes on waiting there. Inside a transaction. */
  assignQueue(conversationId: number, queueId: number, changes: Changes): void;
  /** It began while the shop was closed (BH-2). Inside a transaction. */
  markOffHours(conversationId: number, changes: Changes): void;
  queueExists(queueId: number): boolean;
  queueName(queueId: number): string;
  userName(userId: number): string;
}

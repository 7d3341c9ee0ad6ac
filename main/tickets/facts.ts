import type { Ticket, TicketEvent } from '../../preload/entities.ts';

/** What happened to a ticket, for who acts on it once it is on disk: automation, notifications. */
export interface TicketFact {
  readonly what:
    | 'opened'
    | 'reopened'
    | 'accepted'
    | 'transferred'
    | 'returned'
    | 'closed'
    /** A person wrote, here (`by` is `user`) or on the phone. */
    | 'answered'
    | 'snoozed'
    | 'woke'
    | 'rated';
  readonly channelId: number;
  readonly conversationId: number;
  readonly contactId: number;
  readonly at: number;
  readonly by: TicketEvent['by'];
  /** The station's user who did it. */
  readonly userId: number | undefined;
  /** As it is afterwards. */
  readonly ticket: Ticket;
  /** Where it was before a transfer or a return. */
  readonly before: { readonly queueId: number | undefined; readonly userId: number | undefined } | undefined;
  /** The message that made it happen. */
  readonly message: { readonly id: number; readonly arrival: 'live' | 'offline' } | undefined;
  /** Of `closed`: whether the contact is told good-bye, and what else they are asked (AT-11). */
  readonly farewell: boolean;
  readonly ratingQuestion: string | undefined;
}

export type TicketListener = (fact: TicketFact) => void;

import type { MessageKind, TicketEvent } from '../../preload/entities.ts';
import type { Circumstances } from './effects.ts';

/** The conversation that something happens in. */
export interface Place {
  readonly id: number;
  readonly channelId: number;
  readonly contactId: number;
}

/** A message that was just stored for the first time. */
export interface StoredMessage {
  readonly id: number;
  readonly at: number;
  readonly fromMe: boolean;
  readonly arrival: 'live' | 'offline' | 'history';
  readonly kind: MessageKind;
  readonly text: string;
  readonly inGroup: boolean;
  /** Whether the contact waits for an answer now that it is there. */
  readonly waits: boolean;
}

/** What a person or the clock does to a ticket. */
export interface Deed {
  readonly by: TicketEvent['by'];
  readonly userId: number | undefined;
  readonly target?: Circumstances['target'];
  readonly note?: string | undefined;
  readonly snoozeUntil?: number;
  readonly closing?: {
    readonly farewell: boolean;
    readonly reasonId: number | undefined;
    readonly rating: boolean;
  };
}

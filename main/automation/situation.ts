/** All that a decision looks at. Plain data and pure functions, so that any moment can be supposed. */
import type { ChannelAutomation, Part } from '../../preload/entities/automation.ts';
import type { AutoText } from '../../preload/entities/hours.ts';
import type { Hours } from '../hours/rules.ts';
import type { Values } from '../templates/rules.ts';

/** What happened. Instants are milliseconds since 1970 UTC. */
export type AutomationEvent =
  | {
      readonly kind: 'message';
      readonly fromMe: boolean;
      readonly arrival: 'live' | 'offline' | 'history';
      readonly at: number;
      readonly content: 'text' | 'voice' | 'other';
      readonly text: string;
    }
  | { readonly kind: 'call' }
  /** A person closed the ticket, and wants to say good-bye or to ask how it was. */
  | { readonly kind: 'closed'; readonly farewell: boolean; readonly ratingQuestion: string | undefined }
  | { readonly kind: 'transferred'; readonly by: 'person' | 'robot' }
  /** A look at a ticket that waits. */
  | { readonly kind: 'waiting' }
  /** A look at a menu that nobody answers. */
  | { readonly kind: 'menu-silence' }
  | { readonly kind: 'follow-up'; readonly text: string; readonly onlyOpenHours: boolean }
  /** A message that a person wrote for this time. */
  | { readonly kind: 'schedule'; readonly text: string };

export interface TicketSituation {
  /** The message in question began it. */
  readonly starts: boolean;
  readonly openedAt: number;
  readonly waiting: boolean;
  readonly waitingSince: number | undefined;
  readonly queueId: number | undefined;
  readonly robotOff: boolean;
  /** The menu that waits for an answer. */
  readonly menu: { readonly until: number; readonly retries: number } | undefined;
}

export interface Situation {
  /** Status, broadcast lists and newsletters have no conversation here. */
  readonly chat: 'person' | 'group';
  readonly automation: ChannelAutomation;
  readonly hours: Hours;
  readonly offHours: AutoText;
  /** *Robô desligado* for this contact. */
  readonly robotOff: boolean;
  /** The one that is not closed; of a `closed` event, the one that was. */
  readonly ticket: TicketSituation | undefined;
  /** The newest word of a person of the shop to this contact, here or on the phone. */
  readonly humanAt: number | undefined;
  /** When the robot said each of these to this contact last. */
  readonly said: Readonly<Partial<Record<Part, number>>>;
  /** What the robot said to this contact of late, oldest first; not what came before a person's word or cure. */
  readonly recent: readonly number[];
  readonly offHoursToday: number;
  /** So many equal texts of the contact came within seconds of ours. */
  readonly echoes: number;
  /** WhatsApp lets this channel say nothing by itself until then. */
  readonly restrictedUntil: number | undefined;
  /** The pace of the channel holds automatic messages back until then. */
  readonly heldUntil: number | undefined;
  readonly values: Values;
  readonly queueName: (queueId: number) => string;
}

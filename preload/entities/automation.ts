/** What goes out by itself, and why (MS, PR). */
import { z } from 'zod';
import { Instant, RowId } from './basics.ts';
import { AutoText, OpenState } from './hours.ts';

/** The words in double braces that a template may hold (MS-2). */
export const TemplateVariable = z.enum([
  'nome',
  'primeiro_nome',
  'saudacao',
  'atendente',
  'fila',
  'canal',
  'protocolo',
  'horario',
]);
export type TemplateVariable = z.infer<typeof TemplateVariable>;

/** Longest template, and longest text that is made of one, in characters. */
export const MAX_TEMPLATE = 4_000;

export const ChannelMessages = z.object({
  greeting: AutoText,
  farewell: AutoText,
  transfer: AutoText,
});
export type ChannelMessages = z.infer<typeof ChannelMessages>;

export const Refusals = z.object({
  /** *Recusar mensagens* (PR-1): the text goes once per period. */
  messages: AutoText.extend({ everyHours: z.int().min(1).max(720) }),
  /** *Recusar mensagens de voz* (PR-2). */
  voice: AutoText,
  /** *Recusar ligações*: the call is rejected whether or not there is a text. */
  calls: AutoText,
});
export type Refusals = z.infer<typeof Refusals>;

/** *Transferir após … em aguardando* (PR-6). Minutes in which the shop is closed do not count. */
export const WaitingTransfer = z.object({
  on: z.boolean(),
  queueId: RowId.optional(),
  minutes: z.int().min(1).max(1_440),
});
export type WaitingTransfer = z.infer<typeof WaitingTransfer>;

export const MenuOption = z.object({
  label: z.string().trim().max(60),
  does: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('queue'), queueId: RowId }),
    z.object({ kind: z.literal('answer'), text: z.string().max(MAX_TEMPLATE) }),
  ]),
});
export type MenuOption = z.infer<typeof MenuOption>;

/** *Chatbot inicial* (PR-7): a numbered menu. 0 is always the way to a person. */
export const Menu = z.object({
  on: z.boolean(),
  intro: z.string().max(MAX_TEMPLATE),
  options: z.array(MenuOption).max(9),
  /** Words of the line for 0. */
  humanLabel: z.string().trim().max(60),
  /** What is said once a queue was chosen, or a person; empty: nothing. */
  chosen: z.string().max(MAX_TEMPLATE),
  /** Stands before the menu when the answer was none of it; empty: the menu alone. */
  unknown: z.string().max(MAX_TEMPLATE),
  /** So many answers that are none, and it waits for a person. */
  retries: z.int().min(0).max(5),
  /** Without an answer for so long, it waits for a person. */
  timeoutMinutes: z.int().min(1).max(1_440),
  /** Where those go who do not answer, or whose answers are none. */
  fallbackQueueId: RowId.optional(),
  /** Least time between two automatic starts for one contact (*timeout*). */
  everyMinutes: z.int().min(0).max(10_080),
  /** Whether it is offered while the shop is closed. */
  whenClosed: z.boolean(),
});
export type Menu = z.infer<typeof Menu>;

/** All that a channel does by itself. */
export const ChannelAutomation = z.object({
  messages: ChannelMessages,
  refusals: Refusals,
  waiting: WaitingTransfer,
  menu: Menu,
});
export type ChannelAutomation = z.infer<typeof ChannelAutomation>;

/** The guards in their order, then what was decided when none of them stopped it. */
export const RuleId = z.enum([
  'not-a-person',
  'own-message',
  'history',
  'too-old',
  'robot-off-contact',
  'robot-off-ticket',
  'human-spoke',
  'other-robot',
  'loop-limit',
  'channel-restricted',
  'pacing',
  'empty-text',

  'refused',
  'refusal-told',
  'voice-refused',
  'voice-told',
  'call-refused',
  'call-told',
  'call-accepted',
  'started',
  'greeting-cool-down',
  'menu-cool-down',
  'off-hours',
  'off-hours-told',
  'closed',
  'menu-choice',
  'menu-answer',
  'menu-human',
  'menu-unknown',
  'menu-gave-up',
  'menu-no-text',
  'menu-timeout',
  'menu-waits',
  'farewell',
  'rating',
  'farewell-unwanted',
  'transfer',
  'transfer-by-robot',
  'waiting-over',
  'waiting-not-yet',
  'waiting-off',
  'follow-up',
  'follow-up-closed',
  'schedule',
  'nothing-to-say',
]);
export type RuleId = z.infer<typeof RuleId>;

/** Why something automatic was done, or not: the rule, what it looked at, and when. Worded by the window. */
export const Because = z.object({
  rule: RuleId,
  /** Instants are milliseconds, lengths of time carry their unit in the name (`ageMinutes`). */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  at: Instant,
});
export type Because = z.infer<typeof Because>;

/** What one automatic message is made of; several become one message (MS-4). */
export const Part = z.enum([
  'greeting',
  'off-hours',
  'menu',
  'menu-answer',
  'menu-chosen',
  'menu-unknown',
  'farewell',
  'rating',
  'transfer',
  'refusal',
  'voice',
  'call',
  'follow-up',
  'schedule',
]);
export type Part = z.infer<typeof Part>;

export const Action = z.discriminatedUnion('do', [
  z.object({ do: z.literal('send'), parts: z.array(Part), text: z.string() }),
  z.object({ do: z.literal('assign-queue'), queueId: RowId }),
  z.object({ do: z.literal('offer-menu'), until: Instant, retries: z.int().nonnegative() }),
  z.object({ do: z.literal('end-menu') }),
  z.object({ do: z.literal('reject-call') }),
]);
export type Action = z.infer<typeof Action>;

export const EventKind = z.enum([
  'message',
  'call',
  'closed',
  'transferred',
  'waiting',
  'menu-silence',
  'follow-up',
  'schedule',
]);
export type EventKind = z.infer<typeof EventKind>;

/** One line of a channel's journal. What repeats within a conversation is one line with a count. */
export const JournalEntry = z.object({
  id: RowId,
  channelId: RowId,
  conversationId: RowId.optional(),
  contactName: z.string().optional(),
  event: EventKind,
  because: Because,
  actions: z.array(Action),
  /** The message that went out. */
  messageId: RowId.optional(),
  /** How often the same was decided in a row; `because` is that of the last time. */
  times: z.int().positive(),
  firstAt: Instant,
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** What the contact of *O que acontece em…?* is like. */
export const SupposedContact = z.object({
  name: z.string().max(120).default('Ana Souza'),
  /** Whether their message begins a ticket. */
  starts: z.boolean().default(true),
  content: z.enum(['text', 'voice', 'call']).default('text'),
  text: z.string().max(4_096).default('Oi'),
  robotOff: z.boolean().default(false),
  /** Minutes since a person of the shop wrote to them. */
  humanMinutesAgo: z.int().nonnegative().optional(),
  /** Minutes since they were greeted. */
  greetedMinutesAgo: z.int().nonnegative().optional(),
  /** Whether they were told already that the shop is closed. */
  toldClosed: z.boolean().default(false),
  /** How late the message comes in. */
  lateMinutes: z.int().nonnegative().default(0),
  /** Whether the menu waits for their answer. */
  menuOpen: z.boolean().default(false),
  group: z.boolean().default(false),
});
export type SupposedContact = z.infer<typeof SupposedContact>;

export const Explanation = z.object({
  hours: OpenState,
  because: Because,
  actions: z.array(Action),
  /** The guards in their order, as far as it went. */
  guards: z.array(z.object({ rule: RuleId, outcome: z.enum(['passed', 'stopped', 'not-asked']) })),
});
export type Explanation = z.infer<typeof Explanation>;

/** A message that was not let in (PR-1), or a voice note that opened no ticket (PR-2). */
export const RefusedMessage = z.object({
  messageId: RowId,
  conversationId: RowId,
  channelId: RowId,
  contactName: z.string(),
  at: Instant,
  why: z.enum(['messages', 'voice']),
  kind: z.string(),
  preview: z.string(),
});
export type RefusedMessage = z.infer<typeof RefusedMessage>;

/** How the robot stands towards one conversation. */
export const RobotState = z.object({
  /** *Robô desligado* for this contact. */
  off: z.boolean(),
  offSince: Instant.optional(),
  /** A person spoke: nothing automatic answers in this ticket. */
  silencedByHumanAt: Instant.optional(),
  /** The other side looks like a robot too, or got as much as is allowed; until when nothing goes out. */
  loopUntil: Instant.optional(),
  /** The menu waits for an answer until then. */
  menuUntil: Instant.optional(),
});
export type RobotState = z.infer<typeof RobotState>;

export const JobState = z.object({
  name: z.string(),
  /** Five cron fields. */
  when: z.string(),
  timeZone: z.string(),
  /** What becomes of a time that was missed. */
  missed: z.enum(['run-once', 'skip']),
  running: z.boolean(),
  nextDue: Instant.optional(),
  last: z
    .object({
      due: Instant,
      startedAt: Instant,
      endedAt: Instant.optional(),
      result: z.enum(['done', 'failed', 'skipped', 'running', 'interrupted']),
      detail: z.string(),
    })
    .optional(),
});
export type JobState = z.infer<typeof JobState>;

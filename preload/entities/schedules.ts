/** Messages for later: *Agendamentos* (SC-1) and *Follow-ups* (SC-2). */
import { z } from 'zod';
import { MAX_TEMPLATE } from './automation.ts';
import { CalendarInstant, Instant, RowId } from './basics.ts';

/** What becomes of a message whose time passed while the station was off. */
export const MissedPolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask') }),
  /** Sent when it is late by no more than that; asked about otherwise. */
  z.object({ kind: z.literal('send-within'), minutes: z.int().min(1).max(10_080) }),
  z.object({ kind: z.literal('skip') }),
]);
export type MissedPolicy = z.infer<typeof MissedPolicy>;

/** Repeats on the wall clock of the shop. */
export const Repeat = z.object({
  every: z.enum(['day', 'week', 'month', 'year']),
  /** Every second week: 2. */
  interval: z.int().min(1).max(99),
  /** For weeks; ISO, 1 is Monday. Empty: the day of the first one. */
  weekDays: z.array(z.int().min(1).max(7)).max(7),
  /** The last day on which it may come, in the zone of the shop. */
  until: z.iso.date().optional(),
  /** So many in all. */
  count: z.int().min(1).max(1_000).optional(),
});
export type Repeat = z.infer<typeof Repeat>;

/** `waiting` for its time · `asking` what to do, as it was missed · `done` · `cancelled`. */
export const ScheduleState = z.enum(['waiting', 'asking', 'done', 'cancelled']);
export type ScheduleState = z.infer<typeof ScheduleState>;

/** What became of one time: `claimed` lies in the outbox, whose message says how far it is. */
export const ScheduleRunState = z.enum(['claimed', 'sent', 'failed', 'skipped', 'missed']);

export const ScheduleRun = z.object({
  dueAt: Instant,
  state: ScheduleRunState,
  messageId: RowId.optional(),
  at: Instant,
});
export type ScheduleRun = z.infer<typeof ScheduleRun>;

export const Schedule = z.object({
  id: RowId,
  conversationId: RowId,
  channelId: RowId,
  contactName: z.string(),
  text: z.string(),
  /** The next one; of what asks, the one that was missed. */
  dueAt: Instant,
  repeat: Repeat.optional(),
  missed: MissedPolicy,
  state: ScheduleState,
  createdAt: Instant,
  createdBy: z.string().optional(),
  lastRun: ScheduleRun.optional(),
});
export type Schedule = z.infer<typeof Schedule>;

/** A schedule as it is written. */
export const ScheduleDraft = z.object({
  text: z.string().max(MAX_TEMPLATE),
  dueAt: CalendarInstant,
  repeat: Repeat.optional(),
  missed: MissedPolicy,
});
export type ScheduleDraft = z.infer<typeof ScheduleDraft>;

/** One time of a schedule in the calendar: past ones as they went, later ones as they are planned. */
export const Occurrence = z.object({
  scheduleId: RowId,
  conversationId: RowId,
  channelId: RowId,
  contactName: z.string(),
  preview: z.string(),
  at: Instant,
  state: z.enum(['planned', 'asking', ...ScheduleRunState.options]),
  repeats: z.boolean(),
});
export type Occurrence = z.infer<typeof Occurrence>;

export const FollowUpStep = z.object({
  /** Without an answer for so long; of open hours only where the rule says so. */
  afterMinutes: z.int().min(1).max(43_200),
  text: z.string().max(MAX_TEMPLATE),
});
export type FollowUpStep = z.infer<typeof FollowUpStep>;

/** "No answer in N hours → send X, at most K times, only in business hours". */
export const FollowUpRule = z.object({
  id: RowId,
  name: z.string(),
  steps: z.array(FollowUpStep),
  onlyOpenHours: z.boolean(),
  /** Starts by itself on a ticket that gets this tag. */
  tagId: RowId.optional(),
  /** Running now. */
  active: z.int().nonnegative(),
});
export type FollowUpRule = z.infer<typeof FollowUpRule>;

export const FollowUp = z.object({
  id: RowId,
  conversationId: RowId,
  ruleId: RowId.optional(),
  ruleName: z.string(),
  /** The next step, from 1. */
  step: z.int().positive(),
  steps: z.int().positive(),
  text: z.string(),
  dueAt: Instant,
  state: z.enum(['active', 'done', 'cancelled']),
  /** Why it ended. */
  ended: z.enum(['answered', 'closed', 'steps-over', 'by-user', 'rule-removed', 'merged']).optional(),
  startedAt: Instant,
});
export type FollowUp = z.infer<typeof FollowUp>;

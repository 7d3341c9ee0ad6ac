/** Rows of what goes out by itself, of business hours, and of messages for later. */
import { z } from 'zod';
import {
  ChannelAutomation,
  ChannelMessages,
  Explanation,
  JobState,
  JournalEntry,
  MAX_TEMPLATE,
  Menu,
  RefusedMessage,
  Refusals,
  RobotState,
  SupposedContact,
  WaitingTransfer,
} from '../entities/automation.ts';
import { CalendarInstant, Instant } from '../entities/basics.ts';
import { BusinessHours, ChannelHours, QueueHours } from '../entities/hours.ts';
import {
  FollowUp,
  FollowUpRule,
  FollowUpStep,
  Occurrence,
  Schedule,
  ScheduleDraft,
  ScheduleState,
} from '../entities/schedules.ts';
import { Name } from '../entities.ts';
import { call, channel, conversation, id, nothing } from './row.ts';

const page = { before: id.optional(), limit: z.int().min(1).max(200) };
const schedule = z.object({ scheduleId: id });
const rule = z.object({
  name: Name,
  steps: z.array(FollowUpStep).min(1).max(10),
  onlyOpenHours: z.boolean(),
  tagId: id.optional(),
});

export const automationCalls = {
  'automation.get': call('receptionist', channel, ChannelAutomation),
  /** Section by section; refused with the field, e.g. `menu.options.2.does.text`. */
  'automation.set': call(
    'manager',
    channel.extend({
      messages: ChannelMessages.optional(),
      refusals: Refusals.optional(),
      waiting: WaitingTransfer.optional(),
      menu: Menu.optional(),
    }),
    ChannelAutomation,
  ),
  /** A template as it would go out (MS-2). */
  'automation.preview': call(
    'receptionist',
    channel.extend({
      text: z.string().max(2 * MAX_TEMPLATE),
      contactName: z.string().max(120).optional(),
      at: Instant.optional(),
    }),
    z.object({
      text: z.string(),
      /** Variables that are none, as they were written. */
      unknown: z.array(z.string()),
      /** Nothing could be seen of it, so nothing would go out. */
      empty: z.boolean(),
      length: z.int(),
      tooLong: z.boolean(),
    }),
  ),
  /** *O que acontece em…?*: what the very same decision says of that moment and contact. */
  'automation.explain': call(
    'receptionist',
    channel.extend({ at: Instant, contact: SupposedContact }),
    Explanation,
  ),
  /** Newest first: of a channel, of a conversation, or of all. */
  'automation.journal': call(
    'receptionist',
    z.object({ channelId: id.optional(), conversationId: id.optional(), ...page }),
    z.object({ entries: z.array(JournalEntry), more: z.boolean() }),
  ),
  /** *Recusadas*, newest first. */
  'automation.refused': call(
    'receptionist',
    z.object({ channelId: id.optional(), ...page }),
    z.object({ messages: z.array(RefusedMessage), total: z.int(), more: z.boolean() }),
  ),
  'automation.robot': call('receptionist', conversation, RobotState),
  /** *Robô desligado* for this contact, on every channel. */
  'automation.setRobot': call('receptionist', conversation.extend({ off: z.boolean() }), RobotState),

  'hours.get': call('receptionist', channel, ChannelHours),
  /** Refused with the field: `hours-inverted` or `hours-overlap` at `hours.week.4.1`, `hours.specials.0.intervals.2`. */
  'hours.set': call('manager', channel.extend({ hours: BusinessHours }), ChannelHours),
  'hours.ofQueue': call('receptionist', z.object({ queueId: id }), QueueHours),
  /** Without hours the queue goes by its channel's. Refused with the field as `hours.set`. */
  'hours.setOfQueue': call('manager', z.object({ queueId: id, hours: BusinessHours.optional() }), nothing),
  'hours.zone': call(
    'receptionist',
    nothing,
    z.object({
      timeZone: z.string(),
      /** It is the one of this PC, as nobody has chosen. */
      ofMachine: z.boolean(),
      zones: z.array(z.string()),
    }),
  ),
  'hours.setZone': call('manager', z.object({ timeZone: z.string().max(64).optional() }), nothing),

  /** What is to come alone, in the order of its time and paged by `after`; else newest first and paged by `before`. */
  'schedules.list': call(
    'receptionist',
    z.object({
      channelId: id.optional(),
      conversationId: id.optional(),
      states: z.array(ScheduleState).optional(),
      after: z.object({ dueAt: Instant, id }).optional(),
      ...page,
    }),
    z.object({
      schedules: z.array(Schedule),
      more: z.boolean(),
      /** Those that wait for an answer of a person, on all channels. */
      asking: z.int(),
    }),
  ),
  /** At most a year; in order of time. */
  'schedules.calendar': call(
    'receptionist',
    z.object({
      from: CalendarInstant,
      to: CalendarInstant,
      channelId: id.optional(),
      conversationId: id.optional(),
    }),
    z.object({ occurrences: z.array(Occurrence), more: z.boolean() }),
  ),
  /** The next times of a repetition, before it is saved. */
  'schedules.times': call(
    'receptionist',
    ScheduleDraft.pick({ dueAt: true, repeat: true }),
    z.array(Instant),
  ),
  'schedules.create': call('receptionist', conversation.extend({ draft: ScheduleDraft }), Schedule),
  'schedules.update': call('receptionist', schedule.extend({ draft: ScheduleDraft }), Schedule),
  'schedules.cancel': call('receptionist', schedule, nothing),
  /** What was missed: send it now, or leave it. */
  'schedules.answer': call('receptionist', schedule.extend({ send: z.boolean() }), nothing),

  'followUps.rules': call('receptionist', nothing, z.array(FollowUpRule)),
  'followUps.createRule': call('manager', rule, z.object({ id })),
  'followUps.updateRule': call('manager', rule.extend({ ruleId: id }), nothing),
  /** What runs of it is cancelled. */
  'followUps.removeRule': call('manager', z.object({ ruleId: id }), nothing),
  /** Of a conversation, newest first. */
  'followUps.list': call('receptionist', conversation, z.array(FollowUp)),
  'followUps.start': call('receptionist', conversation.extend({ ruleId: id }), FollowUp),
  'followUps.cancel': call('receptionist', z.object({ followUpId: id }), nothing),

  'jobs.list': call('receptionist', nothing, z.array(JobState)),
} as const;

/** Rows of tickets and what belongs to them. */
import { z } from 'zod';
import {
  AttendanceSettings,
  ChannelPreferences,
  ClosingReason,
  Handover,
  Hue,
  Name,
  Note,
  Queue,
  Tag,
  Ticket,
  TicketEvent,
} from '../entities.ts';
import { call, channel, conversation, id, ids, nothing } from './row.ts';

/** Longest internal note. */
export const MAX_NOTE = 4_000;
const note = z.string().trim().min(1).max(MAX_NOTE);

export const attendanceCalls = {
  /** The ticket of a conversation is its newest one; each answers how it is afterwards. */
  'tickets.accept': call(
    'receptionist',
    conversation.extend({
      /** Knowing that somebody else attends it; without, that is refused with their name. */
      takeOver: z.boolean().optional(),
    }),
    Ticket,
  ),
  'tickets.transfer': call(
    'receptionist',
    conversation
      .extend({
        queueId: id.optional(),
        userId: id.optional(),
        /** Kept as an internal note. */
        note: z.string().trim().max(MAX_NOTE).optional(),
      })
      .refine(({ queueId, userId }) => queueId !== undefined || userId !== undefined, { path: ['queueId'] }),
    Ticket,
  ),
  /** Back to those that wait. */
  'tickets.return': call('receptionist', conversation, Ticket),
  'tickets.close': call(
    'receptionist',
    conversation.extend({
      farewell: z.boolean(),
      reasonId: id.optional(),
      /** Asks the contact for a rating. */
      rating: z.boolean().optional(),
    }),
    Ticket,
  ),
  'tickets.reopen': call('receptionist', conversation, Ticket),
  'tickets.snooze': call(
    'receptionist',
    conversation.extend({
      until: z.union([z.literal('in-1-hour'), z.literal('tomorrow-9'), z.int().nonnegative()]),
    }),
    Ticket,
  ),
  'tickets.wake': call('receptionist', conversation, Ticket),
  'tickets.pin': call('receptionist', conversation.extend({ pinned: z.boolean() }), Ticket),
  /** All that it has afterwards. */
  'tickets.tag': call('receptionist', conversation.extend({ tagIds: z.array(id).max(20) }), Ticket),
  'tickets.history': call(
    'receptionist',
    conversation.extend({
      /** Events older than this one. */
      before: id.optional(),
      limit: z.int().min(1).max(500).optional(),
    }),
    z.object({
      /** Newest first, at most 100. */
      tickets: z.array(Ticket),
      /** Oldest first. */
      events: z.array(TicketEvent),
      more: z.boolean(),
    }),
  ),

  'notes.list': call('receptionist', conversation, z.array(Note)),
  'notes.add': call('receptionist', conversation.extend({ body: note }), Note),
  'notes.edit': call('receptionist', z.object({ noteId: id, body: note }), Note),
  'notes.remove': call('receptionist', z.object({ noteId: id }), nothing),

  'queues.list': call('receptionist', nothing, z.array(Queue)),
  'queues.create': call('manager', z.object({ name: Name, hue: Hue, memberIds: ids }), z.object({ id })),
  'queues.update': call('manager', z.object({ queueId: id, name: Name, hue: Hue, memberIds: ids }), nothing),
  'queues.reorder': call('manager', z.object({ ids }), nothing),
  /** What uses it goes to `into`; without, a queue in use is refused. */
  'queues.remove': call('manager', z.object({ queueId: id, into: id.optional() }), nothing),

  'tags.list': call('receptionist', nothing, z.array(Tag)),
  'tags.create': call('manager', z.object({ name: Name, hue: Hue }), z.object({ id })),
  'tags.update': call('manager', z.object({ tagId: id, name: Name, hue: Hue }), nothing),
  'tags.remove': call('manager', z.object({ tagId: id }), nothing),

  'closingReasons.list': call('receptionist', nothing, z.array(ClosingReason)),
  'closingReasons.create': call('manager', z.object({ name: Name }), z.object({ id })),
  'closingReasons.rename': call('manager', z.object({ reasonId: id, name: Name }), nothing),
  'closingReasons.reorder': call('manager', z.object({ ids }), nothing),
  'closingReasons.remove': call('manager', z.object({ reasonId: id }), nothing),

  'attendance.get': call('receptionist', nothing, AttendanceSettings),
  'attendance.set': call('manager', AttendanceSettings.partial(), AttendanceSettings),

  'channelPreferences.get': call('receptionist', channel, ChannelPreferences),
  'channelPreferences.set': call(
    'manager',
    channel.extend({ changes: ChannelPreferences.partial() }),
    ChannelPreferences,
  ),

  /** *Passagem de turno* (AT-12): since then, or since the shop closed last. */
  'handover.get': call('receptionist', z.object({ since: z.int().nonnegative().optional() }), Handover),
} as const;

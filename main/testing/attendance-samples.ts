/** Samples of the rows in `preload/contract/attendance.ts`. */
import type { CallName } from '../../preload/contract.ts';
import type {
  AttendanceSettings,
  Handover,
  Note,
  Queue,
  Tag,
  Ticket,
  TicketEvent,
} from '../../preload/entities.ts';
import type { attendanceCalls } from '../../preload/contract/attendance.ts';
import type { Sample } from './contract-samples.ts';

type AttendanceCall = keyof typeof attendanceCalls & CallName;

export const ticket: Ticket = {
  id: 1,
  protocol: '20261121-0001',
  conversationId: 1,
  state: 'open',
  queueId: 1,
  userId: 1,
  openedAt: 0,
  waitingSince: 0,
  acceptedAt: 1,
  pinned: false,
  tagIds: [1],
  offHours: false,
  robotOff: false,
};
const event: TicketEvent = {
  id: 1,
  ticketId: 1,
  at: 0,
  what: 'transferred',
  userName: 'Rita',
  by: 'user',
  detail: { queueName: 'Entregas', note: 'Quer saber do bolo' },
};
const note: Note = {
  id: 1,
  conversationId: 1,
  userName: 'Rita',
  body: 'Prefere pão integral',
  at: 0,
  editable: true,
};
const queue: Queue = { id: 1, name: 'Entregas', hue: 2, memberIds: [1], live: 3 };
const tag: Tag = { id: 1, name: 'Encomenda', hue: 5 };
const settings: AttendanceSettings = {
  reopenHours: 4,
  closingReasonRequired: false,
  lockAfterMinutes: 15,
  ratingAsked: false,
  ratingQuestion: '',
  ratingMinutes: 60,
};
const handover: Handover = {
  since: 0,
  until: 1,
  came: { messages: 0, conversations: 0, rows: [] },
  automatic: { total: 0, messages: [] },
  failed: {
    total: 1,
    messages: [
      {
        messageId: 1,
        conversationId: 1,
        channelId: 1,
        displayName: 'Ana',
        preview: 'Bom dia!',
        kind: 'text',
        at: 0,
        failure: 'refused',
        status: 'failed',
      },
    ],
  },
  waiting: { total: 0, rows: [] },
  snoozed: { total: 0, rows: [] },
  unreadConversations: 0,
};
const conversation = { conversationId: 1 };

export const attendanceSamples: { readonly [N in AttendanceCall]: Sample<N> } = {
  'tickets.accept': {
    valid: { ...conversation, takeOver: true },
    invalid: { ...conversation, takeOver: 'yes' },
    output: ticket,
  },
  'tickets.transfer': {
    valid: { ...conversation, queueId: 1, note: 'Quer saber do bolo' },
    invalid: { ...conversation, note: 'a ninguém' },
    output: ticket,
  },
  'tickets.return': { valid: conversation, invalid: {}, output: ticket },
  'tickets.close': { valid: { ...conversation, farewell: true }, invalid: conversation, output: ticket },
  'tickets.reopen': { valid: conversation, invalid: { conversationId: 0 }, output: ticket },
  'tickets.snooze': {
    valid: { ...conversation, until: 'tomorrow-9' },
    invalid: { ...conversation, until: 'later' },
    output: ticket,
  },
  'tickets.wake': { valid: conversation, invalid: [], output: ticket },
  'tickets.pin': { valid: { ...conversation, pinned: true }, invalid: conversation, output: ticket },
  'tickets.tag': { valid: { ...conversation, tagIds: [1] }, invalid: conversation, output: ticket },
  'tickets.history': {
    valid: { ...conversation, before: 9, limit: 50 },
    invalid: { ...conversation, limit: 5_000 },
    output: { tickets: [ticket], events: [event], more: false },
  },

  'notes.list': { valid: conversation, invalid: {}, output: [note] },
  'notes.add': {
    valid: { ...conversation, body: 'Prefere pão integral' },
    invalid: { ...conversation, body: '   ' },
    output: note,
  },
  'notes.edit': { valid: { noteId: 1, body: 'Outra' }, invalid: { noteId: 1, body: '' }, output: note },
  'notes.remove': { valid: { noteId: 1 }, invalid: {}, output: undefined },

  'queues.list': { valid: undefined, invalid: {}, output: [queue] },
  'queues.create': {
    valid: { name: 'Entregas', hue: 2, memberIds: [] },
    invalid: { name: 'Entregas', hue: 9, memberIds: [] },
    output: { id: 1 },
  },
  'queues.update': {
    valid: { queueId: 1, name: 'Entregas', hue: 2, memberIds: [1] },
    invalid: { queueId: 1, name: '', hue: 2, memberIds: [1] },
    output: undefined,
  },
  'queues.reorder': { valid: { ids: [2, 1] }, invalid: { ids: 1 }, output: undefined },
  'queues.remove': { valid: { queueId: 1, into: 2 }, invalid: { into: 2 }, output: undefined },

  'tags.list': { valid: undefined, invalid: 1, output: [tag] },
  'tags.create': {
    valid: { name: 'Encomenda', hue: 5 },
    invalid: { name: 'Encomenda', hue: -1 },
    output: { id: 1 },
  },
  'tags.update': {
    valid: { tagId: 1, name: 'Encomenda', hue: 5 },
    invalid: { tagId: 1, hue: 5 },
    output: undefined,
  },
  'tags.remove': { valid: { tagId: 1 }, invalid: { tagId: '1' }, output: undefined },

  'closingReasons.list': {
    valid: undefined,
    invalid: {},
    output: [{ id: 1, name: 'Resolvido', retired: false }],
  },
  'closingReasons.create': { valid: { name: 'Resolvido' }, invalid: { name: ' ' }, output: { id: 1 } },
  'closingReasons.rename': {
    valid: { reasonId: 1, name: 'Vendido' },
    invalid: { name: 'Vendido' },
    output: undefined,
  },
  'closingReasons.reorder': { valid: { ids: [1] }, invalid: {}, output: undefined },
  'closingReasons.remove': { valid: { reasonId: 1 }, invalid: {}, output: undefined },

  'attendance.get': { valid: undefined, invalid: {}, output: settings },
  'attendance.set': { valid: { reopenHours: 0 }, invalid: { reopenHours: 73 }, output: settings },

  'channelPreferences.get': {
    valid: { channelId: 1 },
    invalid: {},
    output: { syncMessages: true, listAllContacts: false, ownMessagesOnly: false },
  },
  'channelPreferences.set': {
    valid: { channelId: 1, changes: { ownMessagesOnly: true } },
    invalid: { channelId: 1, changes: { ownMessagesOnly: 1 } },
    output: { syncMessages: true, listAllContacts: false, ownMessagesOnly: true },
  },

  'handover.get': { valid: {}, invalid: { since: -1 }, output: handover },
};

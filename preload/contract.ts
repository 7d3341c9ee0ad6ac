/**
 * The one contract between main and its windows: a row per call and per event (design, seam 1).
 * The dispatcher checks each call against its row; a missing handler does not compile.
 */
import { z } from 'zod';
import { attendanceCalls } from './contract/attendance.ts';
import { automationCalls } from './contract/automation.ts';
import { call, channel, conversation, event, id, ids, nothing } from './contract/row.ts';
import {
  AccountAge,
  Attachment,
  Attention,
  Bound,
  Channel,
  ChannelLimit,
  ChannelMethod,
  ContactHit,
  ContactDetails,
  ContactRow,
  Conversation,
  GuidePointId,
  HealthWarning,
  ImportReport,
  InboxOrder,
  InboxRow,
  InboxTab,
  LinkCheckId,
  LinkPage,
  Message,
  MessageHit,
  MessageKind,
  MessageVersion,
  Name,
  Notice,
  NoticeSettings,
  NoticeSound,
  Pairing,
  PhoneGuide,
  Pin,
  Preferences,
  QuickReply,
  Role,
  Session,
  Shortcut,
  Slug,
  Station,
  User,
  Waveform,
} from './entities.ts';

export type { Caller } from './contract/row.ts';
export { MAX_NOTE } from './contract/attendance.ts';

const contact = z.object({ contactId: id });
/** The last row of the page before: its key in the order of names. */
const ContactCursor = z.object({ key: z.string().max(200), id });

/** Longest text that one message may have; WhatsApp itself cuts at 65,536. */
export const MAX_TEXT = 65_536;
/** Longest file of contacts, in characters: 20,000 people with a line each. */
export const MAX_IMPORT = 2_000_000;

/** Files that may wait in one composer; as many as WhatsApp sends at once. */
export const MAX_ATTACHMENTS = 30;

/** Chosen by the window for each press: the same nonce never sends twice (ST-2). */
const nonce = z.uuid();
const change = z.object({ messageId: id, nonce });

export const calls = {
  'station.get': call('anyone', nothing, Station),
  'preferences.get': call('anyone', nothing, Preferences),
  'preferences.set': call('anyone', Preferences.partial(), Preferences),

  /** Of this machine, and for whoever has its counter to set (AT-8). */
  'notices.settings': call('receptionist', nothing, NoticeSettings),
  'notices.configure': call('receptionist', NoticeSettings.partial(), NoticeSettings),
  /** What this window has before somebody's eyes, whenever that changes: nobody is told of what they look at. */
  'attention.set': call('receptionist', Attention, nothing),

  'session.get': call('anyone', nothing, Session),
  'session.setup': call('anyone', z.object({ shopName: Name, managerName: Name, pin: Pin }), Session),
  'session.unlock': call('anyone', z.object({ userId: id, pin: z.string().max(64) }), Session),
  'session.lock': call('receptionist', nothing, Session),

  /** A person is at the window: it does not lock meanwhile (AT-6). Told sparsely, never by what the window does itself. */
  'session.activity': call('receptionist', nothing, nothing),

  /** Everybody, those who left too: what they did keeps their name. */
  'users.list': call('manager', nothing, z.array(User.extend({ active: z.boolean() }))),
  /** Whom one can transfer to or switch to. */
  'users.names': call('receptionist', nothing, z.array(User)),
  'users.create': call('manager', z.object({ name: Name, role: Role, pin: Pin }), z.object({ id })),
  'users.update': call('manager', z.object({ userId: id, name: Name, role: Role }), nothing),
  'users.setPin': call('manager', z.object({ userId: id, pin: Pin }), nothing),
  /** They can no longer unlock; what they attended waits for somebody else. */
  'users.remove': call('manager', z.object({ userId: id }), nothing),
  'users.restore': call('manager', z.object({ userId: id, pin: Pin }), nothing),

  'shop.get': call(
    'receptionist',
    nothing,
    z.object({ name: z.string(), channelLimit: z.int(), supportContact: z.string() }),
  ),
  'shop.rename': call('manager', z.object({ name: Name }), nothing),
  /** Whom to ask for help (QR-11): a number, an address or any words; empty for nobody. */
  'shop.setSupport': call('manager', z.object({ contact: Name.or(z.literal('')) }), nothing),

  /** Versions, states and last errors, without message text, names, numbers or keys (QR-11, ST-5). */
  'station.diagnosis': call('receptionist', nothing, z.object({ text: z.string() })),

  'channels.list': call(
    'receptionist',
    nothing,
    z.object({ channels: z.array(Channel), limit: ChannelLimit }),
  ),
  /** Channels beyond a lowered limit stay (CH-5). */
  'channels.setLimit': call('manager', z.object({ limit: ChannelLimit }), nothing),
  'channels.create': call('manager', z.object({ name: Name, slug: Slug, method: ChannelMethod }), Channel),
  'channels.rename': call('manager', channel.extend({ name: Name }), Channel),
  'channels.connect': call('receptionist', channel, nothing),
  'channels.check': call('receptionist', channel, z.object({ roundTripMs: z.number().nonnegative() })),
  /** What a removal would move, and where to (CH-9). */
  'channels.bound': call(
    'manager',
    channel,
    z.object({
      bound: Bound,
      destinations: z.array(
        z.object({
          channelId: id,
          /** Contacts whose conversations on both would become one; the names are the newest few. */
          onBoth: z.object({ names: z.array(z.string()), total: z.int() }),
        }),
      ),
    }),
  ),
  'channels.remove': call('manager', channel.extend({ into: id.optional() }), nothing),
  /** With no other channel to take its data: exports them and keeps the conversations to be read. */
  'channels.archive': call('manager', channel, z.object({ folder: z.string() })),

  'pairing.get': call('receptionist', channel, Pairing),
  'pairing.start': call(
    'receptionist',
    channel.extend({
      method: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('qr') }),
        z.object({ kind: z.literal('code'), number: z.string().max(40) }),
      ]),
    }),
    nothing,
  ),
  'pairing.stop': call('receptionist', channel, nothing),
  /** Unlinks the phone that is linked now, so that another can be (QR-3). Not `unlinked`: it still lists the device. */
  'pairing.reset': call('manager', channel, z.object({ unlinked: z.boolean() })),
  /** *O celular pediu chave de acesso*: neither QR nor code can work for this account for now (QR-9). */
  'pairing.passkey': call('receptionist', channel, nothing),

  'linkPage.open': call(
    'receptionist',
    channel,
    z.object({ urls: z.array(z.url()), expiresAt: z.int().nonnegative() }),
  ),
  'linkPage.get': call('receptionist', channel, LinkPage.optional()),
  'linkPage.close': call('receptionist', channel, nothing),

  'phone.guide': call('receptionist', channel, PhoneGuide),
  'phone.tick': call(
    'receptionist',
    channel.extend({ item: z.union([GuidePointId, LinkCheckId]), ticked: z.boolean() }),
    nothing,
  ),
  'phone.accountAge': call('receptionist', channel.extend({ age: AccountAge }), nothing),
  /** *Abri o WhatsApp no celular*. */
  'phone.declareSeen': call('receptionist', channel, nothing),
  'phone.health': call('receptionist', channel, z.array(HealthWarning)),

  /** Texts behind `/` in the composer (AT-4), by shortcut. */
  'quickReplies.list': call('receptionist', nothing, z.array(QuickReply)),
  'quickReplies.save': call(
    'manager',
    z.object({
      /** Absent for a new one. */
      id: id.optional(),
      shortcut: Shortcut,
      text: z.string().max(4096),
      queueId: id.optional(),
      /** A staged file, or the one that it has; absent: none. */
      file: z.union([z.literal('kept'), z.object({ attachmentId: z.uuid() })]).optional(),
    }),
    z.object({ id }),
  ),
  'quickReplies.remove': call('manager', z.object({ id }), nothing),
  /** Its text with the variables of this conversation filled in, and its file, staged for the composer. */
  'quickReplies.fill': call(
    'receptionist',
    conversation.extend({ id }),
    z.object({ text: z.string(), attachment: Attachment.optional() }),
  ),
  'contacts.list': call(
    'receptionist',
    z.object({
      /** Part of a name or number; accents and case do not count. */
      query: z.string().max(200).optional(),
      /** `written`: those with a conversation or added here, and the synchronised ones of channels that list all (PR-4). */
      show: z.enum(['written', 'all', 'blocked']),
      after: ContactCursor.optional(),
      limit: z.int().min(1).max(200),
    }),
    z.object({ rows: z.array(ContactRow), next: ContactCursor.optional(), total: z.int() }),
  ),
  'contacts.get': call('receptionist', contact, ContactDetails),
  'contacts.create': call(
    'receptionist',
    z.object({ name: Name, number: z.string().max(40) }),
    ContactDetails,
  ),
  'contacts.edit': call(
    'receptionist',
    contact.extend({
      /** Empty: what WhatsApp tells is shown again. */
      name: Name.or(z.literal('')).optional(),
      email: z.email().max(254).or(z.literal('')).optional(),
      note: z.string().max(2_000).optional(),
    }),
    ContactDetails,
  ),
  'contacts.optIn': call(
    'receptionist',
    contact.extend({ given: z.boolean(), origin: z.string().trim().max(120) }),
    ContactDetails,
  ),
  /** Here at once; WhatsApp is told through every channel that knows them, as soon as it is connected. */
  'contacts.block': call('receptionist', contact.extend({ blocked: z.boolean() }), ContactDetails),
  /** Makes two contacts of one person one: what the second has goes to the first. */
  'contacts.merge': call('receptionist', z.object({ into: id, from: id }), z.object({ mergeId: id })),
  'contacts.undoMerge': call('receptionist', z.object({ mergeId: id }), z.object({ contactId: id })),
  /** With `dryRun` it only tells what it would do. */
  'contacts.import': call(
    'manager',
    z.object({
      format: z.enum(['csv', 'vcard']),
      text: z.string().max(MAX_IMPORT),
      dryRun: z.boolean(),
    }),
    ImportReport,
  ),
  'contacts.export': call(
    'manager',
    z.object({ format: z.enum(['csv', 'vcard']) }),
    z.object({ fileName: z.string(), text: z.string(), count: z.int() }),
  ),
  /** The conversation to write to them in; makes it when there is none yet. */
  'contacts.conversation': call(
    'receptionist',
    contact.extend({ channelId: id }),
    z.object({ conversationId: id }),
  ),

  'inbox.list': call(
    'receptionist',
    z.object({
      /** Absent: all of them. */
      tab: InboxTab.or(z.literal('all')).optional(),
      channelId: id.optional(),
      queueId: id.optional(),
      tagId: id.optional(),
      /** Tickets of the user who asks. */
      mine: z.boolean().optional(),
      unreadOnly: z.boolean().optional(),
      kind: z.enum(['person', 'group']).optional(),
      /** Absent: the one that the user chose last. Pinned ones come first in both. */
      order: InboxOrder.optional(),
      /** From `next` of the page before. */
      cursor: z.string().max(80).optional(),
      limit: z.int().min(1).max(200),
    }),
    z.object({
      rows: z.array(InboxRow),
      next: z.string().optional(),
      order: InboxOrder,
      /** Under the filters, whatever the tab. */
      counts: z.object({ waiting: z.int(), open: z.int(), snoozed: z.int(), closed: z.int() }),
      /** Under the filters, whatever the tab. */
      unreadConversations: z.int(),
      /** In this tab, under the filters. */
      total: z.int(),
    }),
  ),
  'inbox.rows': call('receptionist', z.object({ ids }), z.array(InboxRow)),
  /** Remembered for the user who asks. */
  'inbox.setOrder': call('receptionist', z.object({ order: InboxOrder }), nothing),

  ...attendanceCalls,
  ...automationCalls,

  'conversation.open': call(
    'receptionist',
    conversation.extend({ limit: z.int().min(1).max(200) }),
    z.object({ conversation: Conversation, messages: z.array(Message), more: z.boolean() }),
  ),
  /** What is next to a message, on one side of it: oldest first; `more` of the same side. */
  'conversation.page': call(
    'receptionist',
    z.union([
      conversation.extend({ before: id, limit: z.int().min(1).max(200) }),
      conversation.extend({ after: id, limit: z.int().min(1).max(200) }),
    ]),
    z.object({ messages: z.array(Message), more: z.boolean() }),
  ),
  /** What stands around one message, or around an instant: half of `limit` on either side. */
  'conversation.around': call(
    'receptionist',
    z.union([
      conversation.extend({ messageId: id, limit: z.int().min(1).max(200) }),
      conversation.extend({ at: z.int().nonnegative(), limit: z.int().min(1).max(200) }),
    ]),
    z.object({
      messages: z.array(Message),
      /** The message itself, or the first one at or after the instant; absent when there is none. */
      messageId: id.optional(),
      moreBefore: z.boolean(),
      moreAfter: z.boolean(),
    }),
  ),
  'conversation.messages': call(
    'receptionist',
    conversation.extend({ ids: z.array(id).max(500) }),
    z.array(Message),
  ),
  /** A person has seen it up to this message: the badge goes and read receipts leave (PH-4). */
  'conversation.seen': call('receptionist', conversation.extend({ upTo: id }), nothing),
  /** Keeps what is being written, whole: what is not named is not kept. */
  'conversation.draft': call(
    'receptionist',
    conversation.extend({
      text: z.string().max(MAX_TEXT),
      attachmentIds: z.array(z.uuid()).max(MAX_ATTACHMENTS).optional(),
      replyTo: id.optional(),
    }),
    nothing,
  ),
  'conversation.typing': call('receptionist', conversation.extend({ typing: z.boolean() }), nothing),

  'messages.send': call(
    'receptionist',
    conversation.extend({
      text: z.string().max(MAX_TEXT),
      nonce,
      /** A staged file, with the text as its caption. It leaves the composer in the same moment. */
      attachmentId: z.uuid().optional(),
      /** `document`: the file as it is. `voice`: recorded in this window, with what the recorder knows of it. */
      as: z.enum(['document', 'voice']).optional(),
      voice: z.object({ seconds: z.int().min(0).max(3600), waveform: Waveform }).optional(),
      /** The message that it answers. */
      replyTo: id.optional(),
    }),
    Message,
  ),
  /** One emoji, or nothing to take it back. */
  'messages.react': call('receptionist', change.extend({ emoji: z.string().max(64) }), Message),
  'messages.edit': call('receptionist', change.extend({ text: z.string().max(MAX_TEXT) }), Message),
  /** For everyone. */
  'messages.delete': call('receptionist', change, Message),
  /** Takes a change that failed off the message; it stays as it was. */
  'messages.dismissChange': call('receptionist', z.object({ messageId: id }), Message),
  'messages.retry': call('receptionist', z.object({ messageId: id }), nothing),
  'messages.fullText': call('receptionist', z.object({ messageId: id }), z.object({ text: z.string() })),
  /** What it said before it was edited or deleted, oldest first. */
  'messages.versions': call('manager', z.object({ messageId: id }), z.array(MessageVersion)),

  /** Fetches a file that was left (`waiting`) or did not come. */
  'media.retry': call('receptionist', z.object({ messageId: id }), nothing),

  /** People and groups by name or number, whoever wrote last first (AT-5). Any text may be asked for. */
  'search.contacts': call(
    'receptionist',
    z.object({ text: z.string().max(MAX_TEXT), limit: z.int().min(1).max(50) }),
    z.object({ contacts: z.array(ContactHit), more: z.boolean() }),
  ),
  /**
   * Messages with all the words of the text, newest first; without a word, those of the kinds. A page may be short or
   * empty and still have a `next`: only so much is looked through for one answer.
   */
  'search.messages': call(
    'receptionist',
    z.object({
      text: z.string().max(MAX_TEXT),
      kinds: z.array(MessageKind).max(MessageKind.options.length).optional(),
      channelId: id.optional(),
      conversationId: id.optional(),
      /** Instants; both are within. */
      from: z.int().nonnegative().optional(),
      to: z.int().nonnegative().optional(),
      /** `next` of the page before. */
      before: id.optional(),
      limit: z.int().min(1).max(100),
    }),
    z.object({ hits: z.array(MessageHit), next: id.optional() }),
  ),
  /** Every message of one conversation in which the text stands, inside words too; newest first, the first thousand. */
  'search.inConversation': call(
    'receptionist',
    conversation.extend({ text: z.string().max(MAX_TEXT) }),
    z.object({ messageIds: z.array(id), total: z.int().nonnegative() }),
  ),
} as const;

/**
 * Events are small facts: a new snapshot, or an invalidation with ids (seam 2). A window whose user may not hear an
 * event does not get it.
 */
export const events = {
  'session.changed': event('anyone', z.object({})),
  'preferences.changed': event('anyone', Preferences),
  'notices.changed': event('receptionist', NoticeSettings),
  'notices.told': event('receptionist', Notice),
  /** A sound, for everybody in the room. */
  'notices.rang': event('anyone', z.object({ sound: NoticeSound, volume: z.int() })),
  /** Somebody clicked a notice of the system's. */
  'notices.opened': event('receptionist', z.object({ conversationId: id })),
  'channel.changed': event('receptionist', Channel),
  'channels.listed': event('receptionist', z.object({})),
  'linkPage.changed': event('receptionist', z.object({ channelId: id, page: LinkPage.optional() })),
  'pairing.changed': event('receptionist', z.object({ channelId: id, pairing: Pairing })),
  'quickReplies.changed': event('receptionist', z.object({})),
  /** Names, numbers or marks of these contacts have changed, or they are gone. */
  'contacts.changed': event('receptionist', z.object({ contactIds: z.array(id) })),
  /** Settings or hours of these channels have changed, or they have opened or closed. */
  'automation.changed': event('receptionist', z.object({ channelIds: z.array(id) })),
  /** Something was decided in these conversations, or the robot was switched. */
  'automation.decided': event('receptionist', z.object({ conversationIds: z.array(id) })),
  'schedules.changed': event('receptionist', z.object({ conversationIds: z.array(id) })),
  /** Follow-ups of these conversations, or their rules. */
  'followUps.changed': event('receptionist', z.object({ conversationIds: z.array(id) })),
  'inbox.changed': event('receptionist', z.object({ conversationIds: z.array(id) })),
  /** Ticket, history or notes of these conversations. */
  'tickets.changed': event('receptionist', z.object({ conversationIds: z.array(id) })),
  /** Queues, tags, closing reasons, users' names, preferences of channels or the settings of attendance. */
  'attendance.changed': event('receptionist', z.object({})),
  'conversation.changed': event('receptionist', z.object({ conversationId: id, messageIds: z.array(id) })),
  'conversation.typing': event('receptionist', z.object({ conversationId: id, typing: z.boolean() })),
} as const;

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]['payload']>;

/** An error as it crosses: the window has words for `code` in the user's language. */
export const CallError = z.object({
  code: z.string(),
  /** The input's field that it is about, for the words to stand beside it. */
  field: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type CallError = z.infer<typeof CallError>;

export type Reply<T> = { ok: true; value: T } | { ok: false; error: CallError };

/** What a window has of the station, whichever shell it lives in. */
export interface StationBridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  /** Returns its unsubscribe. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Whether the window still reaches main; only the browser shell can lose it. */
  onConnection(listener: (connected: boolean) => void): () => void;
}

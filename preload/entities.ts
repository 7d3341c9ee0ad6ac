/** What crosses between main and the windows, as zod schemas; the types on both sides are inferred from them. */
import { z } from 'zod';
import { InboxTab, Ticket } from './entities/attendance.ts';
import { Instant, RowId } from './entities/basics.ts';
import { Attachment, FailureCode, MessageKind, MessageStatus, PreviewKind } from './entities/messages.ts';

export * from './entities/attendance.ts';
export * from './entities/automation.ts';
export * from './entities/hours.ts';
export * from './entities/schedules.ts';
export * from './entities/messages.ts';
export * from './entities/notices.ts';
export * from './entities/search.ts';

export const Role = z.enum(['receptionist', 'manager']);
export type Role = z.infer<typeof Role>;

export const Language = z.enum(['pt-BR', 'en', 'es']);
export type Language = z.infer<typeof Language>;

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** Four to eight digits (AT-6). */
export const Pin = z.string().regex(/^\d{4,8}$/);

/** Nothing in it that could be seen. U+2800 is a Braille pattern without dots; Hangul fillers count as ignorable. */
export function isInvisible(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);
}

/** A name that people type: 1–60 characters once trimmed, something to see, no control or bidi-override characters (CH-2). */
export const Name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/u)
  .refine((name) => name.isWellFormed() && !isInvisible(name));

/** A channel's immutable id: lower-case words joined by single hyphens, at most 40 characters (CH-2). */
export const Slug = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** What is typed after `/` for a quick reply: 1–30 lower-case letters, digits, hyphens (AT-4). */
export const Shortcut = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{Ll}\p{N}][\p{Ll}\p{N}_-]{0,29}$/u);

/** A text that is sent often, called up by its shortcut; the file that goes with it, if any. */
export const QuickReply = z.object({
  id: RowId,
  shortcut: z.string(),
  /** With its variables: `{{nome}}` … */
  text: z.string(),
  /** Only for conversations of this queue; absent for all. */
  queueId: RowId.optional(),
  file: z
    .object({ fileName: z.string(), kind: z.string(), mime: z.string(), size: z.int().nonnegative() })
    .optional(),
});
export type QuickReply = z.infer<typeof QuickReply>;

export const User = z.object({ id: RowId, name: z.string(), role: Role });
export type User = z.infer<typeof User>;

/** Where a window stands: the shop is not set up yet, nobody is at the counter, or somebody is. */
export const Session = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('setup') }),
  z.object({ phase: z.literal('locked'), users: z.array(User), lastUserId: RowId.optional() }),
  z.object({
    phase: z.literal('open'),
    user: User,
    shopName: z.string(),
    /** Minutes without `session.activity` after which main locks the window; 0: never. */
    lockAfterMinutes: z.int().nonnegative(),
  }),
]);
export type Session = z.infer<typeof Session>;

export const TextSize = z.enum(['normal', 'large']);
export type TextSize = z.infer<typeof TextSize>;

export const Preferences = z.object({
  language: Language,
  theme: Theme,
  textSize: TextSize,
  /** Until when the last hand-over sheet told (AT-12). */
  handoverSeenAt: Instant.optional(),
});
export type Preferences = z.infer<typeof Preferences>;

/** The station as its own state page tells it (ST-5). */
export const Station = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'browser']),
  demo: z.boolean(),
  /** A development run against another WhatsApp endpoint (`--wa-url`). */
  otherNetwork: z.boolean(),
  dataFolder: z.string(),
  /** How secrets rest on disk: the system's key store, or a key file only this system user can read. */
  secrets: z.enum(['system', 'file']),
  platform: z.string(),
  runtime: z.string(),
});
export type Station = z.infer<typeof Station>;

export const ChannelMethod = z.enum(['linked-device', 'cloud-api']);
export type ChannelMethod = z.infer<typeof ChannelMethod>;

/**
 * Why a channel is in its state (CH-6); every code has its words in `renderer/i18n`.
 * The table from WhatsApp's answers to these codes is `main/channels/linked-device/close-reasons.ts`.
 */
export const ChannelReason = z.enum([
  'never-linked',
  'waiting-for-scan',
  'linking',
  'starting',
  'restart-required',
  'offline',
  'server-busy',
  'not-answering',
  'mute',
  'refused-by-server',
  'unlinked-on-phone',
  'opened-elsewhere',
  'banned',
  'update-needed',
  'untrusted-server',
  'keys-damaged',
  'keys-missing',
  'worker-crashed',
  'stopped-by-user',
]);
export type ChannelReason = z.infer<typeof ChannelReason>;

export const ChannelState = z.object({
  phase: z.enum(['connected', 'connecting', 'disconnected']),
  reason: ChannelReason.optional(),
  /** When this phase began. */
  since: Instant,
  /** When the next attempt starts by itself. */
  retryAt: Instant.optional(),
  /** Nothing more happens until a person acts. */
  needsPerson: z.boolean(),
});
export type ChannelState = z.infer<typeof ChannelState>;

/** The linked device falls off when the phone's WhatsApp is not opened for 14 days (PH-6). */
export const PhoneWatch = z.object({
  since: Instant,
  /** `seen`: a sign of the phone. `linked`: none since it was linked. */
  known: z.enum(['seen', 'linked']),
  /** Full days without a sign. */
  day: z.int().min(0).max(14),
  endsAt: Instant,
  reminder: z
    .object({
      day: z.union([z.literal(10), z.literal(12), z.literal(13), z.literal(14)]),
      level: z.enum(['info', 'warn', 'urgent']),
    })
    .optional(),
});
export type PhoneWatch = z.infer<typeof PhoneWatch>;

export const AccountAge = z.enum(['unknown', 'under-7-days', 'over-7-days', 'months']);
export type AccountAge = z.infer<typeof AccountAge>;

/** The eight points of *Como configurar o celular* (PH-1). */
export const GuidePointId = z.enum([
  'stable-internet',
  'no-whatsapp-web',
  'screen-always-on',
  'phone-never-off',
  'dedicated-phone',
  'no-power-saving',
  'media-download',
  'never-read-on-phone',
]);
export type GuidePointId = z.infer<typeof GuidePointId>;

/** The check list before the first link (QR-7). */
export const LinkCheckId = z.enum([
  'account-in-use',
  'whatsapp-business',
  'same-internet',
  'whatsapp-web-closed',
  'never-banned',
]);
export type LinkCheckId = z.infer<typeof LinkCheckId>;

export const PhoneGuide = z.object({
  points: z.array(
    z.object({
      id: GuidePointId,
      /** `outdated`: once true, a tip today (PH-2). */
      standing: z.enum(['holds', 'outdated']),
      /** Today's truth, worded by the window. */
      today: z.enum([
        'needed-to-link-and-every-14-days',
        'several-devices-at-once',
        'open-whatsapp-every-14-days',
        'works-with-the-phone-off',
        'any-use-is-a-sign-of-the-phone',
        'works-with-the-phone-asleep',
        'old-media-come-from-the-phone',
        'stays-new-here',
      ]),
      facts: z.record(z.string(), z.number()),
      tickedAt: Instant.optional(),
    }),
  ),
  /** Points that still hold and are not ticked: what the card shows. */
  open: z.array(GuidePointId),
  linkChecks: z.array(z.object({ id: LinkCheckId, tickedAt: Instant.optional() })),
  /** No phone was linked yet: the check list comes before the code. */
  beforeFirstLink: z.boolean(),
  accountAge: AccountAge,
});
export type PhoneGuide = z.infer<typeof PhoneGuide>;

/** A plain warning, not an alarm (PH-3). */
export const HealthWarning = z.discriminatedUnion('id', [
  z.object({ id: z.literal('station-offline') }),
  z.object({ id: z.literal('channel-not-connected') }),
  z.object({ id: z.literal('phone-quiet'), days: z.int(), of: z.int(), endsAt: Instant }),
  z.object({ id: z.literal('devices-full'), others: z.int(), limit: z.int() }),
]);
export type HealthWarning = z.infer<typeof HealthWarning>;

/** What is bound to a channel and moves when it is removed (CH-9). */
export const Bound = z.object({
  conversations: z.int(),
  openTickets: z.int(),
  messages: z.int(),
  queued: z.int(),
  notes: z.int(),
  followUps: z.int(),
  schedules: z.int(),
  prompts: z.int(),
  integrations: z.int(),
});
export type Bound = z.infer<typeof Bound>;

/** The QR page on the LAN (QR-10), while there is one. Its addresses are told once, to who asked for it. */
export const LinkPage = z.object({ expiresAt: Instant, watching: z.int().nonnegative() });
export type LinkPage = z.infer<typeof LinkPage>;

export const Channel = z.object({
  id: RowId,
  slug: Slug,
  name: z.string(),
  method: ChannelMethod,
  /** Digits with country code, once linked. */
  number: z.string().optional(),
  profileName: z.string().optional(),
  linkedAt: Instant.optional(),
  unread: z.int().nonnegative(),
  /** Messages that wait to leave. */
  queued: z.int().nonnegative(),
  state: ChannelState,
  /** Absent while no phone is linked. */
  phone: PhoneWatch.optional(),
  /** Points of the phone guide that still hold and are not ticked. */
  phoneChecksOpen: z.int().nonnegative(),
  /** Its conversations can be read, and nothing else (CH-9). */
  archivedAt: Instant.optional(),
});
export type Channel = z.infer<typeof Channel>;

/** What the linking dialogue shows for one channel (QR-2, QR-5, QR-6, QR-8). */
export const Pairing = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('idle') }),
  z.object({ phase: z.literal('starting') }),
  z.object({
    phase: z.literal('qr'),
    qr: z.string(),
    shownAt: Instant,
    expiresAt: Instant,
    /** When the station stops renewing by itself (ten minutes after the start). */
    endsAt: Instant,
  }),
  z.object({
    phase: z.literal('code'),
    /** Eight characters, shown as XXXX-XXXX. */
    code: z.string().length(8),
    number: z.string(),
    expiresAt: Instant,
    endsAt: Instant,
  }),
  z.object({ phase: z.literal('linking') }),
  z.object({ phase: z.literal('linked'), number: z.string(), profileName: z.string().optional() }),
  z.object({ phase: z.literal('expired') }),
  z.object({
    phase: z.literal('failed'),
    error: z.enum([
      'offline',
      'server-busy',
      'refused-by-server',
      'not-answering',
      'untrusted-server',
      'bad-account-signature',
      'update-needed',
      'banned',
      'number-in-use',
      'no-answer-after-scan',
      'passkey',
      'number-invalid',
      'worker-crashed',
      'keys-damaged',
    ]),
    /** Name of the other channel, for `number-in-use`. */
    detail: z.string().optional(),
  }),
]);
export type Pairing = z.infer<typeof Pairing>;

export const Contact = z.object({
  id: RowId,
  kind: z.enum(['person', 'group']),
  /** What to call them: saved name, their own name, their number; never a hidden LID's digits. */
  displayName: z.string(),
  /** Digits with country code; absent while WhatsApp hides the number. */
  number: z.string().optional(),
  /** Nothing is sent to them. */
  blocked: z.boolean().optional(),
});
export type Contact = z.infer<typeof Contact>;

/** One person in the list of contacts (AT-10). */
export const ContactRow = Contact.extend({
  /** Every number, the one that WhatsApp uses first. */
  numbers: z.array(z.string()),
  lastAt: Instant.optional(),
  blocked: z.boolean(),
  optIn: z.boolean(),
});
export type ContactRow = z.infer<typeof ContactRow>;

export const ContactDetails = ContactRow.extend({
  /** Typed or imported here; wins over what WhatsApp tells. */
  ownName: z.string().optional(),
  /** From the phone's address book, and what the person calls itself. */
  savedName: z.string().optional(),
  pushName: z.string().optional(),
  email: z.string().optional(),
  note: z.string(),
  blockedAt: Instant.optional(),
  /** Agreed to be written to about offers: when, and in whose words. */
  optInAt: Instant.optional(),
  optInOrigin: z.string().optional(),
  createdAt: Instant,
  conversations: z.array(z.object({ id: RowId, channelId: RowId, lastAt: Instant })),
  /** Contacts that a person made one with this one, newest first. */
  merges: z.array(
    z.object({ id: RowId, at: Instant, displayName: z.string(), userName: z.string().optional() }),
  ),
});
export type ContactDetails = z.infer<typeof ContactDetails>;

/** A line of an imported file that was not taken, and why. */
export const RefusedLine = z.object({
  line: z.int().positive(),
  reason: z.enum([
    'no-number-column',
    'no-card',
    'bad-card',
    'no-number',
    'bad-number',
    'repeated',
    'too-many',
    'two-people',
  ]),
  /** What stands there, shortened and made harmless. */
  text: z.string(),
});
export type RefusedLine = z.infer<typeof RefusedLine>;

export const ImportReport = z.object({
  created: z.int().nonnegative(),
  updated: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  refused: z.array(RefusedLine),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const InboxRow = z.object({
  conversationId: RowId,
  channelId: RowId,
  contact: Contact,
  unread: z.int().nonnegative(),
  /** Since when the contact waits for an answer. */
  waitingSince: Instant.optional(),
  lastMessageId: RowId,
  lastAt: Instant,
  preview: z.string(),
  previewKind: PreviewKind,
  previewFromMe: z.boolean(),
  previewStatus: MessageStatus,
  draft: z.string().optional(),
  /** Absent without a ticket: groups, history, contacts whom only the phone wrote to. */
  tab: InboxTab.optional(),
  /** The newest one. */
  ticket: Ticket.optional(),
});
export type InboxRow = z.infer<typeof InboxRow>;

export const Conversation = z.object({
  id: RowId,
  channelId: RowId,
  contact: Contact,
  unread: z.int().nonnegative(),
  /** The first message not yet seen here when it was opened. */
  firstUnreadId: RowId.optional(),
  draft: z.string(),
  /** Files that wait in the composer with the draft. */
  draftAttachments: z.array(Attachment),
  /** The message that the draft answers. */
  draftReplyTo: RowId.optional(),
  /** The newest one. */
  ticket: Ticket.optional(),
});
export type Conversation = z.infer<typeof Conversation>;

/** One message that the hand-over sheet names. */
const HandoverMessage = z.object({
  messageId: RowId,
  conversationId: RowId,
  channelId: RowId,
  displayName: z.string(),
  preview: z.string(),
  kind: MessageKind,
  at: Instant,
  /** Why it did not leave, as far as known. */
  failure: FailureCode.optional(),
  status: MessageStatus,
});

/** *Passagem de turno* (AT-12). Lists are cut; the totals beside them are not. */
export const Handover = z.object({
  since: Instant,
  until: Instant,
  /** Contacts who wrote meanwhile, the newest first. */
  came: z.object({ messages: z.int(), conversations: z.int(), rows: z.array(InboxRow) }),
  /** What the robot answered. */
  automatic: z.object({ total: z.int(), messages: z.array(HandoverMessage) }),
  /** What was to leave and did not, or of which nobody knows; it still asks for somebody, whenever it was. */
  failed: z.object({ total: z.int(), messages: z.array(HandoverMessage) }),
  /** Who waits longest. */
  waiting: z.object({ total: z.int(), rows: z.array(InboxRow) }),
  /** Snoozed ones that wake until the end of the day. */
  snoozed: z.object({ total: z.int(), rows: z.array(InboxRow) }),
  unreadConversations: z.int(),
});
export type Handover = z.infer<typeof Handover>;

/** Numbers of the shop on WhatsApp: how they stand, how they are linked, what is bound to them. */
import { z } from 'zod';
import { Instant, RowId } from './basics.ts';
import { Slug } from './typed.ts';

/** How many channels the station may have at a time (CH-5). */
export const ChannelLimit = z.int().min(1).max(10);

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

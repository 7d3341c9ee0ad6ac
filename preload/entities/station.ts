/** The station itself, and who is at it. */
import { z } from 'zod';
import { Instant, RowId } from './basics.ts';

export const Role = z.enum(['receptionist', 'manager']);
export type Role = z.infer<typeof Role>;

export const Language = z.enum(['pt-BR', 'en', 'es']);
export type Language = z.infer<typeof Language>;

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

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

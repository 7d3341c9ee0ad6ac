/** Who is told what outside of the lists, and how loud (AT-8). */
import { z } from 'zod';
import { Instant, RowId } from './basics.ts';

export const NoticeSound = z.enum(['none', 'bell', 'drop', 'wood', 'chime']);
export type NoticeSound = z.infer<typeof NoticeSound>;

/** Minutes since midnight. */
const MinuteOfDay = z.int().min(0).max(1_439);

/** Of this machine: it stands in one room, whoever has the counter. */
export const NoticeSettings = z.object({
  /** Whether notices say what was written, or only that somebody wrote. */
  showText: z.boolean(),
  sound: NoticeSound,
  /** In percent. */
  volume: z.int().min(0).max(100),
  /** Told again each time that somebody has waited so many minutes more; 0: never. */
  repeatMinutes: z.int().min(0).max(240),
  /** Every day from, up to not including, to, over midnight when `to` is the earlier; by the clock on the wall. */
  quietHours: z.object({ on: z.boolean(), from: MinuteOfDay, to: MinuteOfDay }),
  /** Do not disturb until then; 0: not at all. */
  quietUntil: Instant,
});
export type NoticeSettings = z.infer<typeof NoticeSettings>;

/** What a window has before somebody's eyes. */
export const Attention = z.object({
  focused: z.boolean(),
  /** The list of conversations is in sight. */
  inbox: z.boolean(),
  conversationId: RowId.optional(),
});
export type Attention = z.infer<typeof Attention>;

export const Notice = z.object({
  /** A later notice with the same key takes the place of the earlier. */
  key: z.string(),
  title: z.string(),
  body: z.string(),
  conversationId: RowId.optional(),
  /** `window`: somebody looks at the station, at another place of it. `system`: nobody looks. */
  where: z.enum(['window', 'system']),
});
export type Notice = z.infer<typeof Notice>;

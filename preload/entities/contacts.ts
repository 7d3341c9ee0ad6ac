/** People and groups, as a window sees them (AT-10). */
import { z } from 'zod';
import { Instant, RowId } from './basics.ts';

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

/** What search finds (AT-5). */
import { z } from 'zod';
import { Instant, RowId } from './basics.ts';
import { MessageKind } from './messages.ts';

/** A part of a text that was looked for, in UTF-16 units: data, for the window to mark; never markup. */
export const Mark = z.object({ from: z.int().nonnegative(), to: z.int().positive() });
export type Mark = z.infer<typeof Mark>;

const FoundContact = z.object({
  id: RowId,
  kind: z.enum(['person', 'group']),
  displayName: z.string(),
  number: z.string().optional(),
});

export const ContactHit = z.object({
  contact: FoundContact,
  /** In the displayed name; empty when it was found by its number or by another name. */
  marks: z.array(Mark),
  /** Newest first; empty for somebody who never wrote. */
  conversations: z.array(z.object({ conversationId: RowId, channelId: RowId, lastAt: Instant })),
});
export type ContactHit = z.infer<typeof ContactHit>;

export const MessageHit = z.object({
  messageId: RowId,
  conversationId: RowId,
  channelId: RowId,
  contact: FoundContact,
  fromMe: z.boolean(),
  authorName: z.string().optional(),
  kind: MessageKind,
  /** Documents only. */
  fileName: z.string().optional(),
  at: Instant,
  /** One line around what was found. */
  snippet: z.object({ text: z.string(), marks: z.array(Mark) }),
});
export type MessageHit = z.infer<typeof MessageHit>;

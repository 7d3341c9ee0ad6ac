/** Texts that are sent often (AT-4). */
import { z } from 'zod';
import { RowId } from './basics.ts';

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

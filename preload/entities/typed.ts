/** What people type, and what of it is taken. */
import { z } from 'zod';

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

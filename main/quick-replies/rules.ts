import { unknownVariables } from '../templates/rules.ts';

/** What is wrong with a quick reply; undefined when it may be saved. */
export type Fault =
  | { readonly code: 'quick-reply-empty'; readonly field: 'text' }
  | { readonly code: 'variable-unknown'; readonly field: 'text'; readonly name: string };

/** A reply says something: words, or the file that goes with it. An unknown variable is never sent raw (MS-2). */
export function faultOf({ text, hasFile }: { text: string; hasFile: boolean }): Fault | undefined {
  if (text.trim() === '' && !hasFile) return { code: 'quick-reply-empty', field: 'text' };
  const [name] = unknownVariables(text);
  return name === undefined ? undefined : { code: 'variable-unknown', field: 'text', name };
}

/** What may be saved as an automatic text, and what goes out of it (MS-2, MS-3). Pure. */
import { isInvisible } from '../../preload/entities.ts';
import { MAX_TEMPLATE } from '../../preload/entities/automation.ts';
import { cleanName } from '../contacts/rules.ts';
import { fill, unknownVariables, type Values, VARIABLES } from './rules.ts';

export interface TemplateFault {
  readonly code: 'template-empty' | 'template-too-long' | 'template-unknown-variable';
  /** What was written between the braces, for an unknown variable. */
  readonly variable?: string;
}

const nothing = Object.fromEntries(VARIABLES.map((name) => [name, ''])) as Values;
/** Braces that were opened and never closed: whoever wrote them meant a variable. */
const UNCLOSED = /\{\{(?![^{}]*\}\})\s*([^\s{}]*)/u;

/**
 * Why a text may not be saved: it has to fit, to hold no variable that nobody fills in, and to say something even when
 * every variable turns out empty.
 */
export function faultIn(text: string, { mayBeEmpty = false } = {}): TemplateFault | undefined {
  if (text.length > MAX_TEMPLATE) return { code: 'template-too-long' };
  const variable = unknownVariables(text)[0] ?? UNCLOSED.exec(text)?.[1];
  if (variable !== undefined) return { code: 'template-unknown-variable', variable };
  if (mayBeEmpty && isInvisible(text)) return undefined;
  return isInvisible(fill(text, nothing)) ? { code: 'template-empty' } : undefined;
}

/** The text as it goes out; '' when nothing could be seen of it, and then nothing goes out. */
export function render(text: string, values: Values): string {
  const filled = fill(text, values).trim();
  return isInvisible(filled) ? '' : filled;
}

/** A name as it may stand in a text: people choose theirs, and some choose it to break or to deceive. */
export function nameIn(raw: string | undefined): string {
  return cleanName(raw) ?? '';
}

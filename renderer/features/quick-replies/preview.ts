/** How a text with variables will look, with a customer who does not exist. Pure; main fills in the true values. */
import type { TemplateVariable } from '../../../preload/entities/automation.ts';
import { inPlace } from '../../../preload/sentence.ts';
import { VARIABLES } from '../automation/variables.ts';

export type Piece = { text: string } | { value: string } | { unknown: string };

/** In pieces: plain words, values of variables, and what is no variable. */
export function previewOf(text: string, values: Readonly<Record<TemplateVariable, string>>): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    if (match.index > done) pieces.push({ text: text.slice(done, match.index) });
    const variable = VARIABLES.find((each) => each === match[1]?.trim());
    const value = variable && values[variable];
    if (value === undefined) pieces.push({ unknown: match[0] });
    else pieces.push({ value: variable === 'saudacao' ? inPlace(value, text.slice(0, match.index)) : value });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}

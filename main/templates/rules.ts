/** Texts with variables (MS-2): `{{nome}}` and the like. Pure. */
import { inPlace } from '../../preload/sentence.ts';

/** Every variable that a text of the shop may hold, in the order in which the settings offer them. */
export const VARIABLES = [
  'nome',
  'primeiro_nome',
  'saudacao',
  'atendente',
  'fila',
  'canal',
  'protocolo',
  'horario',
] as const;
export type Variable = (typeof VARIABLES)[number];

/** What each variable stands for; empty where there is nothing to say. */
export type Values = Readonly<Record<Variable, string>>;

/** Blanks are cut off afterwards: looked for here, a row of them would be tried in every length (100 s for 4,000). */
const MARK = /\{\{([^{}]*)\}\}/g;

function isVariable(name: string): name is Variable {
  return (VARIABLES as readonly string[]).includes(name);
}

/** Names between double braces that stand for nothing; a text with any of them is refused at saving. */
export function unknownVariables(text: string): string[] {
  const names = [...text.matchAll(MARK)].map(([, name = '']) => name.trim());
  return [...new Set(names.filter((name) => !isVariable(name)))];
}

/**
 * Puts the values in. A variable without a value goes together with the comma and space before it, so that
 * `Bom dia, {{nome}}!` never becomes `Bom dia, !`. Values are not looked at again: a customer called `{{canal}}` stays one.
 * The greeting of the hour takes a capital where a sentence begins: `{{saudacao}}! Tudo bem?` is `Bom dia! Tudo bem?`.
 */
export function fill(text: string, values: Values): string {
  return text.replace(/((?:,? )?)\{\{([^{}]*)\}\}/g, (all, space: string, written: string, at: number) => {
    const name = written.trim();
    if (!isVariable(name)) return all;
    if (values[name] === '') return '';
    const value = name === 'saudacao' ? inPlace(values[name], text.slice(0, at) + space) : values[name];
    return `${space}${value}`;
  });
}

/** The first of the words of a name; empty for what is no name (a number). */
export function firstName(name: string): string {
  const [first = ''] = name.trim().split(/\s+/);
  return /\p{L}/u.test(first) ? first : '';
}

export type DayPart = 'morning' | 'afternoon' | 'evening';

/** Which greeting suits an hour (0–23) of the shop's clock: until noon, until six, after. */
export function dayPart(hour: number): DayPart {
  if (hour >= 5 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}

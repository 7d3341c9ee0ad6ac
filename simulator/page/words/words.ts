import { en } from './en.ts';
import { es } from './es.ts';
import { ptBr, type Words } from './pt-br.ts';

export const language = document.documentElement.lang;

const dictionaries: Readonly<Record<string, Words>> = { 'pt-BR': ptBr, en, es };

/** The page's words, in the language that the simulator was started in. */
export const words = dictionaries[language] ?? ptBr;

/** Puts values into the `{gaps}` of a text. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));

export const counted = (text: { one: string; other: string }, count: number): string =>
  fill(count === 1 ? text.one : text.other, { count });

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
const shortDate = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });

export const timeText = (at: number): string => clock.format(at);
export const dayText = (at: number): string => calendar.format(at);
export const dateText = (at: number): string => shortDate.format(at);

/** A number as people write it; only Brazilian ones are grouped. */
export function numberText(digits: string): string {
  const [, area, first, last] = /^55(\d\d)(\d{4,5})(\d{4})$/.exec(digits) ?? [];
  return area ? `+55 ${area} ${first}-${last}` : `+${digits}`;
}

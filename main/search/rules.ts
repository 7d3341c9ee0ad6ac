import { type Span, spansOf, type Word } from '../../preload/fold.ts';
import { ninthDigitVariant } from '../contacts/rules.ts';
import { IDS_PER_SECOND } from '../inbox/rules.ts';

/** How much of a long text is shown around what was found, in UTF-16 units. */
const SNIPPET = 160;
const BEFORE = 48;
/** Shorter than this, digits are found in nearly every number. */
const LEAST_DIGITS = 3;

export interface Snippet {
  readonly text: string;
  readonly marks: Span[];
}

/**
 * The words as FTS5 wants them; undefined when there are none. Every token stands in quotes and holds nothing but
 * letters and digits, so nothing that anybody types is ever read as an operator.
 *
 * FTS5 gathers all that a beginning finds before it answers, a whole word as much as is asked for: where `wholeWords`
 * knows the words of a beginning, those are looked for.
 */
export function matchExpression(
  words: readonly Word[],
  wholeWords: (beginning: string) => readonly string[] | undefined = () => undefined,
): string | undefined {
  if (words.length === 0) return undefined;
  return words.map((word) => partExpression(word, wholeWords)).join(' AND ');
}

function partExpression(
  { tokens, prefix }: Word,
  wholeWords: (beginning: string) => readonly string[] | undefined,
): string {
  const before = tokens.slice(0, -1);
  const last = tokens.at(-1)!;
  const phrase = (ending: string) => `"${[...before, ending].join(' ')}"`;
  if (!prefix) return phrase(last);
  const endings = wholeWords(last);
  if (!endings || endings.length === 0) return `${phrase(last)} *`;
  return endings.length === 1 ? phrase(endings[0]!) : `(${endings.map(phrase).join(' OR ')})`;
}

/** No word has a sign before this one, so what follows `found` in the index without being it begins here. */
export const afterWord = (found: string): string => `${found}0`;

/**
 * Ids of messages follow time, so a span of time is a span of ids: from the first of `from`'s second up to, not
 * including, the first after `to`'s.
 */
export function idsBetween(from: number | undefined, to: number | undefined): { low: number; high: number } {
  const second = (at: number) => Math.min(Math.floor(at / 1_000), 9_000_000_000);
  return {
    low: from === undefined ? 0 : second(from) * IDS_PER_SECOND,
    high: to === undefined ? Number.MAX_SAFE_INTEGER : (second(to) + 1) * IDS_PER_SECOND,
  };
}

/** The part of a text where the first of the words stands, on one line, with what was found in it. */
export function snippetOf(text: string, words: readonly Word[]): Snippet {
  const spans = spansOf(text, words) ?? [];
  const start =
    spans[0] && spans[0].from > BEFORE ? wordStart(text, spans[0].from - BEFORE, spans[0].from) : 0;
  const end = Math.min(text.length, start + SNIPPET);
  const whole = end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end;
  const before = start > 0 ? '… ' : '';
  const after = whole < text.length ? ' …' : '';
  // Signs for new lines and the like become one blank each, so that the marks stay where they are.
  const line = text.slice(start, whole).replaceAll(/[\s\p{Cc}]/gu, ' ');
  return {
    text: `${before}${line}${after}`,
    marks: spans.flatMap(({ from, to }) =>
      from < whole
        ? [{ from: from - start + before.length, to: Math.min(to, whole) - start + before.length }]
        : [],
    ),
  };
}

/** The first beginning of a word from `at` on, else `at` itself; never in the middle of a character. */
function wordStart(text: string, at: number, before: number): number {
  const blank = text.slice(at, before).search(/\s\S/u);
  if (blank >= 0) return at + blank + 1;
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at;
}

/**
 * Digits that may stand somewhere in a number with country code, for a number as people write it: with or without
 * country code, the operator's or the trunk's zero, the ninth digit, and any signs between. Empty when it is no number.
 */
export function numberParts(typed: string): string[] {
  if (!/^[\d\s().+/\u00a0\u2010-\u2015-]+$/u.test(typed)) return [];
  const digits = typed.replaceAll(/\D/g, '').slice(0, 20);
  if (digits.length < LEAST_DIGITS) return [];
  const plain = digits.replace(/^0+/, '');
  const parts = new Set([digits, plain]);
  // 0 15 11 98765-4321: the operator that one dials through.
  if (/^0\d{2}[1-9]\d{9,10}$/.test(digits)) parts.add(digits.slice(3));
  for (const part of parts) {
    const variant = withOrWithoutNinth(part);
    if (variant !== undefined) parts.add(variant);
  }
  return [...parts].filter((part) => part.length >= LEAST_DIGITS);
}

/** The same part of a Brazilian mobile number with the ninth digit or without, whole or still being typed. */
function withOrWithoutNinth(digits: string): string | undefined {
  const whole = ninthDigitVariant(digits) ?? ninthDigitVariant(`55${digits}`)?.slice(2);
  if (whole !== undefined) return whole;
  if (/^9[6-9]\d{3,7}$/.test(digits)) return digits.slice(1);
  const begun = /^((?:55)?[1-9][1-9])9([6-9]\d{3,7})$/.exec(digits);
  if (begun) return `${begun[1]}${begun[2]}`;
  const old = /^((?:55)?[1-9][1-9])([6-9]\d{3,7})$/.exec(digits);
  return old ? `${old[1]}9${old[2]}` : undefined;
}

import type { RefusedLine } from '../../preload/entities.ts';
import { cleanName } from './rules.ts';
import { readNumber } from './numbers.ts';

/** One person of a file, made harmless. */
export interface ImportRow {
  /** In the file, from 1. */
  readonly line: number;
  readonly name: string | undefined;
  /** Digits with country code, the first one first; never empty. */
  readonly numbers: readonly string[];
  readonly email: string | undefined;
  readonly note: string;
}

export interface ReadFile {
  readonly rows: readonly ImportRow[];
  readonly refused: readonly RefusedLine[];
}

/** People in one file, and numbers of one of them: beyond that it is no address book of a shop. */
export const MOST_ROWS = 20_000;
export const MOST_NUMBERS = 20;
const MAX_NOTE = 2_000;
const MAX_SHOWN = 80;

export interface RawRow {
  readonly line: number;
  readonly name: string;
  readonly numbers: readonly string[];
  readonly email: string;
  readonly note: string;
}

/** What of a line can be taken; a refusal says why nothing of it can. */
export function readRow(raw: RawRow): ImportRow | RefusedLine {
  const written = raw.numbers.map((number) => number.trim()).filter((number) => number !== '');
  const numbers = [...new Set(written.slice(0, MOST_NUMBERS).flatMap((number) => readNumber(number) ?? []))];
  if (numbers.length === 0) {
    return refused(
      raw.line,
      written.length === 0 ? 'no-number' : 'bad-number',
      `${raw.name} ${written[0] ?? ''}`,
    );
  }
  const email = raw.email.trim();
  return {
    line: raw.line,
    name: cleanName(raw.name),
    numbers,
    email: /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email) ? email : undefined,
    note: cleanText(raw.note).slice(0, MAX_NOTE),
  };
}

export function refused(line: number, reason: RefusedLine['reason'], text: string): RefusedLine {
  return { line, reason, text: cleanText(text).slice(0, MAX_SHOWN) };
}

/** Line breaks stay, everything else that steers a screen goes. */
function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .trim();
}

/** The same number in two lines of one file is one person: the later line adds to the first. */
export function withoutRepeats(lines: readonly (ImportRow | RefusedLine)[]): ReadFile {
  const rows: ImportRow[] = [];
  const out: RefusedLine[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    if ('reason' in line) {
      out.push(line);
      continue;
    }
    if (rows.length >= MOST_ROWS) out.push(refused(line.line, 'too-many', line.name ?? line.numbers[0]!));
    else if (line.numbers.every((number) => seen.has(number)))
      out.push(refused(line.line, 'repeated', line.name ?? line.numbers[0]!));
    else rows.push(line);
    for (const number of line.numbers) seen.add(number);
  }
  return { rows, refused: out };
}

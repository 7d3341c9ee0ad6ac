import ICAL from 'ical.js';
import type { RefusedLine } from '../../preload/entities.ts';
import type { ExportRow } from './csv.ts';
import { type ImportRow, type ReadFile, readRow, refused, withoutRepeats } from './import-row.ts';

interface Card {
  readonly line: number;
  readonly lines: readonly string[];
}

/** Reads contacts from vCards 2.1 (what Android exports), 3.0 and 4.0. A card that is broken takes no other with it. */
export function readVcards(text: string): ReadFile {
  const cards = cardsOf(text.replace(/^\ufeff/, ''));
  if (cards.length === 0) return { rows: [], refused: [refused(1, 'no-card', '')] };
  return withoutRepeats(cards.map((card) => readCard(card)));
}

function cardsOf(text: string): Card[] {
  const cards: Card[] = [];
  let open: { line: number; lines: string[] } | undefined;
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^begin:vcard\s*$/i.test(line)) open = { line: index + 1, lines: [] };
    if (!open) continue;
    open.lines.push(line);
    if (/^end:vcard\s*$/i.test(line)) {
      cards.push(open);
      open = undefined;
    }
  }
  // Cut off in the middle: told, not swallowed.
  if (open) cards.push(open);
  return cards;
}

function readCard({ line, lines }: Card): ImportRow | RefusedLine {
  const old = lines.some((each) => /^version:2\.1\s*$/i.test(each));
  let card: ICAL.Component;
  try {
    card = new ICAL.Component(ICAL.parse((old ? modern(lines) : lines).join('\r\n')));
  } catch {
    return refused(line, 'bad-card', lines.find((each) => /^(?:fn|n)[:;]/i.test(each)) ?? '');
  }
  const first = (name: string) => asText(card.getFirstPropertyValue(name));
  return readRow({
    line,
    name: first('fn') || first('n').split(';').slice(0, 2).toReversed().join(' ').trim(),
    numbers: card.getAllProperties('tel').map((each) => asText(each.getFirstValue()).replace(/^tel:/i, '')),
    email: first('email'),
    note: first('note'),
  });
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value)
    ? value
        .flat()
        .filter((part) => typeof part === 'string')
        .join(';')
    : '';
}

/** Version 2.1 writes parameters without names, and whatever is not ASCII as quoted-printable. */
function modern(lines: readonly string[]): string[] {
  const whole: string[] = [];
  /** Pieces of a value whose soft breaks make it go on in the next line; joined once, for there may be very many. */
  let pieces: string[] = [];
  for (const line of lines) {
    const goesOn = line.endsWith('=') && (pieces.length > 0 || isQuoted(line));
    pieces.push(goesOn ? line.slice(0, -1) : line);
    if (goesOn) continue;
    whole.push(pieces.join(''));
    pieces = [];
  }
  if (pieces.length > 0) whole.push(pieces.join(''));
  return whole.map((line) => {
    const [, head, value] = /^([^:]*):(.*)$/s.exec(line) ?? [];
    if (head === undefined || value === undefined) return line;
    if (/^version$/i.test(head)) return 'VERSION:3.0';
    const name = head.split(';')[0]!.replace(/^.*\./, '');
    return `${name}:${isQuoted(line) ? unquote(value).replaceAll(/[\r\n]+/g, '\\n') : value}`;
  });
}

const isQuoted = (line: string): boolean => /^[^:]*;(?:encoding=)?quoted-printable[;:]/i.test(line);

function unquote(text: string): string {
  const bytes = text.replaceAll(/=([0-9a-f]{2})|[\s\S]/gi, (each, hex: string | undefined) =>
    hex === undefined ? each : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** One card a contact, version 3.0: what phones and mail programs read. */
export function writeVcards(rows: readonly ExportRow[]): string {
  return rows
    .map(({ name, numbers, email, note }) => {
      const card = new ICAL.Component('vcard');
      card.addPropertyWithValue('version', '3.0');
      card.addPropertyWithValue('fn', name);
      card.addPropertyWithValue('n', [name, '', '', '', '']);
      for (const number of numbers) card.addPropertyWithValue('tel', `+${number}`);
      if (email !== '') card.addPropertyWithValue('email', email);
      if (note !== '') card.addPropertyWithValue('note', note);
      return `${card.toString()}\r\n`;
    })
    .join('');
}

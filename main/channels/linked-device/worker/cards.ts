/** vCards as WhatsApp sends them: a name and telephone numbers; all else in them is left where it is. Pure. */
import type { Card } from '../../wire.ts';
import { cut, nameOf } from './bounds.ts';

export const MOST_CARDS = 50;
export const MOST_NUMBERS = 20;
const LONGEST_CARD = 64 * 1024;
const LONGEST_NUMBER = 40;

export interface VCard {
  readonly displayName?: string | null;
  readonly vcard?: string | null;
}

/** Hostile ones are cut short; one that says nothing is left out. */
export function toCards(vcards: readonly VCard[]): Card[] {
  return vcards.slice(0, MOST_CARDS).flatMap((vcard) => {
    const card = toCard(vcard);
    return card.name === '' && card.numbers.length === 0 ? [] : [card];
  });
}

function toCard({ displayName, vcard }: VCard): Card {
  // A line that begins with a space goes on with the one before.
  const lines = cut(vcard, LONGEST_CARD)
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
  const numbers = new Set<string>();
  let name = nameOf(displayName);
  for (const line of lines) {
    const colon = line.indexOf(':');
    const [property = '', ...parameters] = line.slice(0, Math.max(0, colon)).split(';');
    const value = line.slice(colon + 1);
    // `item1.TEL`: the part before the dot only groups lines.
    const what = property.split('.').at(-1)?.toUpperCase();
    if (what === 'FN' && name === '') name = nameOf(unescaped(value));
    if (what === 'TEL' && numbers.size < MOST_NUMBERS) {
      const number = numberOf(value, parameters);
      if (number) numbers.add(number);
    }
  }
  return { name, numbers: [...numbers] };
}

/** WhatsApp's own number for the person is the surest, where it is given. */
function numberOf(value: string, parameters: readonly string[]): string | undefined {
  const waId = parameters.find((each) => /^waid=\d{7,15}$/i.test(each));
  if (waId !== undefined) return `+${waId.slice(waId.indexOf('=') + 1)}`;
  const number = nameOf(unescaped(value).replace(/^tel:/i, '')).slice(0, LONGEST_NUMBER);
  return /\d/.test(number) ? number : undefined;
}

const unescaped = (value: string): string => value.replaceAll(/\\([,;\\])/g, '$1').replaceAll('\\n', ' ');

/** The other way: what WhatsApp's apps make a card of. */
export function toVCard({ name, numbers }: Card): VCard {
  const lines = numbers.slice(0, MOST_NUMBERS).map((number) => {
    const digits = number.replaceAll(/\D/g, '');
    const waId = number.startsWith('+') && digits.length >= 7 && digits.length <= 15 ? `;waid=${digits}` : '';
    return `TEL;type=CELL${waId}:${escaped(number)}`;
  });
  const text = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:;${escaped(name)};;;`,
    `FN:${escaped(name)}`,
    ...lines,
    'END:VCARD',
  ];
  return { displayName: nameOf(name), vcard: text.join('\n') };
}

const escaped = (value: string): string => nameOf(value).replaceAll(/[,;\\]/g, '\\$&');

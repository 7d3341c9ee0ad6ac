import { isInvisible } from '../../preload/entities.ts';
import { writeNumber } from '../../preload/phone-number.ts';

const MAX_NAME = 120;
/** Control characters, and what is as wide as a letter but empty: Hangul fillers, the Braille pattern without dots. */
const GAPS = /[\p{Cc}\u115f\u1160\u2800\u3164\uffa0]+/gu;
/** What cannot be seen, whatever turns the direction of text around included. */
const UNSEEN = /(?!\u200d|[\ufe0e\ufe0f])[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** What joins or colours emoji, where there are none. */
const LOOSE =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d|\u200d(?!\p{Extended_Pictographic})|(?<!\p{Emoji})[\ufe0e\ufe0f]/gu;

/** What cutting by length may leave of the last one. */
const HALF_CHARACTER = /\u200d?\p{Cs}?$/u;

/** A name as it may be shown: others choose theirs, and some choose it to break or to deceive a screen. */
export function cleanName(raw: string | undefined): string | undefined {
  // Cut twice: the first time so that a megabyte is not worked through.
  const flat = raw
    ?.slice(0, 8 * MAX_NAME)
    .toWellFormed()
    .replaceAll(GAPS, ' ')
    .replaceAll(UNSEEN, '')
    .replaceAll(LOOSE, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const name = flat?.slice(0, MAX_NAME).replace(HALF_CHARACTER, '').trim();
  return name === undefined || isInvisible(name) ? undefined : name;
}

/**
 * The other way to write the same Brazilian mobile number: with or without the ninth digit. Which one an account has
 * follows no rule by area, so both are one contact and the one that WhatsApp wrote last is shown.
 */
export function ninthDigitVariant(number: string): string | undefined {
  const short = /^(55[1-9][1-9])([6-9]\d{7})$/.exec(number);
  if (short) return `${short[1]}9${short[2]}`;
  const long = /^(55[1-9][1-9])9([6-9]\d{7})$/.exec(number);
  if (long) return `${long[1]}${long[2]}`;
  return undefined;
}

export interface Names {
  readonly name: string | undefined;
  readonly pushName: string | undefined;
  readonly number: string | undefined;
}

/** Empty when WhatsApp tells neither name nor number: the window has words for that in its language. */
export function displayName({ name, pushName, number }: Names): string {
  return name ?? pushName ?? (number === undefined ? '' : writeNumber(number));
}

/** A contact that some of the addresses in question lead to, and the hidden ids it has. */
export interface Known {
  readonly id: number;
  readonly lids: readonly string[];
}

/**
 * Which of them are one person. A LID belongs to one account for ever while a phone number is given to somebody else
 * after a while, so contacts with different LIDs stay apart, and a number that led to both belongs to the LID it came
 * with. Only a person may say that two accounts are one contact's, and then it has both LIDs (AT-10).
 */
export function onePerson(lid: string | undefined, known: readonly Known[]): number[] {
  let accounts = lid === undefined ? [] : [lid];
  const same = new Set<number>();
  for (const each of known) {
    const apart =
      each.lids.length > 0 && accounts.length > 0 && !each.lids.some((own) => accounts.includes(own));
    if (apart) continue;
    same.add(each.id);
    if (each.lids.length > 0) accounts = [...accounts, ...each.lids];
  }
  return [...same].sort((a, b) => a - b);
}

import { AsYouType, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { writeNumber } from '../../preload/phone-number.ts';

const MOST = 2000;
const known = new Map<string, string>();

/** A number as people write it. Lists write the same few again and again: the newest 2,000 are remembered. */
export function formatPhone(digits: string): string {
  const found = known.get(digits);
  if (found !== undefined) return found;
  const written = writeNumber(digits);
  if (known.size === MOST) known.clear();
  known.set(digits, written);
  return written;
}

/** What is being typed, set out. Without a leading + it is a Brazilian number, because the shop is. */
export function formatTyped(typed: string): string {
  const international = typed.trimStart().startsWith('+');
  const digits = typed.replaceAll(/\D/g, '');
  if (digits === '') return international ? '+' : '';
  return new AsYouType('BR').input(international ? `+${digits}` : digits);
}

/** Digits with country code, when what was typed can be a number. */
export function readPhone(typed: string): string | undefined {
  const found = parsePhoneNumberFromString(typed, 'BR');
  return found?.isPossible() ? found.number.slice(1) : undefined;
}

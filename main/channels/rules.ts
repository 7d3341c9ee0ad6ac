import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { ninthDigitVariant } from '../contacts/rules.ts';
import { nameKey } from '../name-key.ts';

interface Named {
  readonly id?: number;
  readonly name: string;
  readonly slug: string;
}

/** What stands against a name or an ID; in the order in which a form shows it. */
export function clashWith(wanted: Named, others: readonly Named[]): 'name-taken' | 'slug-taken' | undefined {
  const rest = others.filter(({ id }) => id !== wanted.id);
  if (rest.some(({ name }) => nameKey(name) === nameKey(wanted.name))) return 'name-taken';
  if (rest.some(({ slug }) => slug === wanted.slug)) return 'slug-taken';
  return undefined;
}

/** The digits of a number typed with its country code, with or without the plus; `undefined` when it can be none. */
export function numberTyped(text: string): string | undefined {
  if (!/^[\d\s+().-]+$/.test(text)) return undefined;
  const number = parsePhoneNumberFromString(`+${text.replaceAll(/\D/g, '').replace(/^00/, '')}`);
  if (!number) return undefined;
  const digits = number.number.slice(1);
  // Brazil's mobiles of before the ninth digit are on WhatsApp still, and in no table of numbers.
  return number.isValid() || ninthDigitVariant(digits) !== undefined ? digits : undefined;
}

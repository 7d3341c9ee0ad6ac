import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A number as people write it, as digits with country code; nothing when it cannot be one. Without a country code it is
 * taken for a number of the shop's country, Brazil.
 */
export function readNumber(typed: string): string | undefined {
  const text = typed.trim().slice(0, 40);
  if (!/^\+?[\d\s().\u00a0\u2010-\u2015/-]+$/.test(text)) return undefined;
  const international = text.replace(/^00/, '+');
  if (international.startsWith('+')) return digitsOf(international);
  // WhatsApp and other programs write the country code without its plus sign.
  const digits = text.replaceAll(/\D/g, '');
  const local = parsePhoneNumberFromString(text, 'BR');
  if (local?.isValid()) return local.number.slice(1);
  return digitsOf(`+${digits}`) ?? (local?.isPossible() ? local.number.slice(1) : undefined);
}

function digitsOf(international: string): string | undefined {
  const number = parsePhoneNumberFromString(international);
  return number?.isPossible() ? number.number.slice(1) : undefined;
}

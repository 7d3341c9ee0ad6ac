import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * Digits with country code, as people write them: `+55 11 91234-5678`. libphonenumber's international form has spaces
 * alone; in Brazil, and in WhatsApp, a Brazilian number has its hyphen. What is no number is written `+` and its digits.
 */
export function writeNumber(digits: string): string {
  const written = parsePhoneNumberFromString(`+${digits}`)?.formatInternational() ?? `+${digits}`;
  return written.startsWith('+55 ') ? written.replace(/ (\d{4})$/, '-$1') : written;
}

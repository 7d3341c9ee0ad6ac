/**
 * A number in the international form of libphonenumber, as people write it. That form has spaces alone; in Brazil, and
 * in WhatsApp, a Brazilian number has its hyphen: `+55 11 91234-5678`.
 */
export function asWritten(international: string): string {
  return international.startsWith('+55 ') ? international.replace(/ (\d{4})$/, '-$1') : international;
}

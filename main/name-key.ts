/** What looks like a space and is none; NFKD has made U+1160 of U+3164 and U+FFA0. */
const BLANK = /[\u115f\u1160\u2800]/g;

/** What makes two names the same to people: case, accents, spacing and what cannot be seen do not count. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(BLANK, ' ')
    .replaceAll(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}

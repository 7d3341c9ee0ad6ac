/** Where a sentence begins, for texts that are put together: main sends them, windows show how they will look. */

const BEGINS = /(^|\n|[.!?…])[\s¡¿*_~"“(]*$/u;

/** `word` as it is written after `before`: with a capital where a sentence begins. */
export function inPlace(word: string, before: string): string {
  return BEGINS.test(before) ? word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : word;
}

/** A digit alone, as typed or as a keycap (U+20E3), with anything invisible or blank around it. */
const ONE_DIGIT = /^[\s\p{Cf}]*([1-5])\uFE0F?\u20E3?[\s\p{Cf}.!]*$/u;

/** The rating that an answer is, 1 to 5; undefined when it is something else (AT-11). */
export function ratingOf(text: string): number | undefined {
  // No rating is long, and whoever writes chooses the length.
  if (text.length > 16) return undefined;
  const digit = ONE_DIGIT.exec(text)?.[1];
  return digit === undefined ? undefined : Number(digit);
}

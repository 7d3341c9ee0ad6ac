/**
 * The contract's MAX_TEXT. Importing it would bring the whole of zod into the window; limits.test.ts holds the two
 * together.
 */
export const LONGEST_TEXT = 65_536;

/** The contract's MAX_NOTE. */
export const LONGEST_NOTE = 4000;

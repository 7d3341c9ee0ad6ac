import * as fc from 'fast-check';

/** Any text a stranger could send, up to so many code points: controls, directions, halves of surrogates. */
export const noise = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 0x10_ff_ff }), { maxLength, size: 'max' })
    .map((points) => String.fromCodePoint(...points));

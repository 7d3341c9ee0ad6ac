/**
 * libsignal prints whole sessions, private ratchet keys included, to the console. Its sentences are
 * swallowed; everything else that is printed passes.
 */
const SENTENCES =
  /^(Closing (session|open session)|Opening session|Session (already|error)|Removing old closed session|Decrypted message with closed session|Failed to decrypt message with any known session|Migrating session)/;

export function quietLibsignal(): void {
  for (const level of ['info', 'warn', 'error'] as const) {
    const print = console[level].bind(console);
    console[level] = (...words: unknown[]) => {
      if (typeof words[0] !== 'string' || !SENTENCES.test(words[0])) print(...words);
    };
  }
}

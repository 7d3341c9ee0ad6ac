/** Thrown by every waiting helper whose time is up; says what was there instead. */
class WaitedTooLong extends Error {
  override name = 'WaitedTooLong';
}

export interface Wait {
  /** Real milliseconds to wait before giving up; 30,000 by default, for machines that do ten other things. */
  timeoutMs?: number;
}

/**
 * Resolves with the first defined answer of `look`, asked now and at each call of the function handed to
 * `watch`. Rejects with WaitedTooLong; `describe` then tells what there is.
 */
export function until<Found>(
  look: () => Found | undefined,
  watch: (poke: () => void) => () => void,
  describe: () => string,
  { timeoutMs = 30_000 }: Wait = {},
): Promise<Found> {
  const already = look();
  if (already !== undefined) return Promise.resolve(already);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unwatch();
      reject(new WaitedTooLong(`nothing within ${timeoutMs} ms; there is: ${describe()}`));
    }, timeoutMs);
    const unwatch = watch(() => {
      const found = look();
      if (found === undefined) return;
      clearTimeout(timer);
      unwatch();
      resolve(found);
    });
  });
}

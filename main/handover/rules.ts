const HOUR = 3_600_000;

/** Without hours a shop's night is the last half day. */
const NIGHT_MS = 12 * HOUR;
/** What lies further back is no hand-over. */
const LONGEST_MS = 7 * 24 * HOUR;

/** From when the sheet tells, in milliseconds: what was asked for, else the last closing, else twelve hours ago. */
export function sinceOf(asked: number | undefined, closedAt: number | undefined, now: number): number {
  const since = asked ?? closedAt ?? now - NIGHT_MS;
  return Math.max(0, now - LONGEST_MS, Math.min(since, now));
}

/** When a message goes or went out. Pure. */
import { dayMonthTime, soon } from '../../i18n/time.ts';

/** Up to then day and month are enough to tell it. */
const SOON_MS = 180 * 86_400_000;

/** As short as it is clear: with the year where the time is over or far off. */
export function whenSent(at: number, now: number, zone: Parameters<typeof soon>[2]): string {
  return at > now && at - now < SOON_MS ? soon(at, now, zone) : dayMonthTime(at, zone);
}

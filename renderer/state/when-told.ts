/** When the hand-over sheet comes by itself. Pure. */
import type { Handover } from '../../preload/entities.ts';
import { dayNumber } from '../i18n/time.ts';

/** A sheet that says nothing only stands in the way. */
export function saysSomething({ came, automatic, failed, waiting, snoozed }: Handover): boolean {
  return came.messages + automatic.total + failed.total + waiting.total + snoozed.total > 0;
}

/** Whether the day of the last hand-over is over. The very first day has nothing before it. */
export function isNewDay(seenAt: number | undefined, now: number): boolean {
  if (seenAt === undefined) return false;
  return dayNumber(now, { language: 'en' }) > dayNumber(seenAt, { language: 'en' });
}

/** Business hours in words, for `{{horario}}`. Pure. */
import { type BusinessHours, type Interval, MINUTES_OF_A_DAY } from '../../preload/entities/hours.ts';
import type { Words } from '../i18n/index.ts';

/** Monday to Sunday, neighbours with the same hours together: *seg. a sex. 9h–12h, 13h–18h; sáb. 9h–13h*. */
export function hoursInWords(hours: BusinessHours | undefined, words: Words): string {
  if (!hours?.on) return '';
  const days = words('hours.weekdays').split(',');
  const runs: { first: number; last: number; text: string }[] = [];
  for (const [index, intervals] of hours.week.entries()) {
    const text = intervals
      .toSorted((a, b) => a.from - b.from)
      .map((interval) => intervalInWords(interval, words))
      .join(', ');
    const run = runs.at(-1);
    if (run && run.text === text) run.last = index;
    else runs.push({ first: index, last: index, text });
  }
  return runs
    .filter(({ text }) => text !== '')
    .map(({ first, last, text }) => `${daysInWords(days, first, last, words)} ${text}`)
    .join('; ');
}

function daysInWords(days: readonly string[], first: number, last: number, words: Words): string {
  const [from = '', to = ''] = [days[first], days[last]];
  if (first === last) return from;
  return words(last === first + 1 ? 'hours.two-days' : 'hours.days', { from, to });
}

function intervalInWords({ from, to }: Interval, words: Words): string {
  return `${timeInWords(from, words)}–${timeInWords(to, words)}`;
}

function timeInWords(minutes: number, words: Words): string {
  const inDay = minutes % MINUTES_OF_A_DAY;
  const hour = Math.floor(inDay / 60);
  const minute = inDay % 60;
  const two = String(minute).padStart(2, '0');
  return minute === 0 ? words('hours.full', { hour }) : words('hours.time', { hour, minute: two });
}

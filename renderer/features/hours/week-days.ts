import type { Language } from '../../../preload/entities.ts';
import { dateFormat } from '../../i18n/formats.ts';

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1, 12);

const known = new Map<Language, readonly string[]>();

/** Monday first, as the week of the contract. */
export function weekDayNames(language: Language): readonly string[] {
  const found = known.get(language);
  if (found) return found;
  const format = dateFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const names = Array.from({ length: 7 }, (_, day) => {
    const name = format.format(MONDAY + day * 86_400_000).replace(/-feira$/u, '');
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  });
  known.set(language, names);
  return names;
}

/** `24 de dezembro`, of a date without a time. */
export function dateWords(date: string, language: Language): string {
  return dateFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${date}T12:00:00Z`));
}

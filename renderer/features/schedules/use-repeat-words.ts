import { useTranslation } from 'react-i18next';
import type { Repeat } from '../../../preload/entities.ts';
import { dateFormat, listFormat } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/words.ts';
import { weekDayNames } from '../hours/week-days.ts';

/** A repetition as a short phrase: `toda semana (segunda e quinta), até 31/12/2026`. */
export function useRepeatWords(): (repeat: Repeat | undefined) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = weekDayNames(language);
  return (repeat) => {
    if (!repeat) return t('schedules.once');
    const { every, interval, weekDays, until, count } = repeat;
    const days = listFormat(language).format(
      weekDays.map((day) => (names[day - 1] ?? '').toLocaleLowerCase(language)),
    );
    return [
      t(`schedules.every.${every}`, { count: interval }),
      ...(days === '' ? [] : [t('schedules.onDays', { days })]),
      ...(until === undefined
        ? []
        : [
            t('schedules.untilDate', {
              date: dateFormat(language, { dateStyle: 'short', timeZone: 'UTC' }).format(
                new Date(`${until}T12:00:00Z`),
              ),
            }),
          ]),
      ...(count === undefined ? [] : [t('schedules.times', { count })]),
    ].join(', ');
  };
}

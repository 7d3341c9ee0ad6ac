import { numberFormat } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/words.ts';
import { delayOf } from './delay.ts';

const INTL = { minutes: 'minute', hours: 'hour', days: 'day' } as const;

/** `2 horas`, `3 dias`. */
export function useDelayWords(): (minutes: number) => string {
  const language = useLanguage();
  return (minutes) => {
    const { amount, unit } = delayOf(minutes);
    return numberFormat(language, {
      style: 'unit',
      unit: INTL[unit],
      unitDisplay: 'long',
    }).format(amount);
  };
}

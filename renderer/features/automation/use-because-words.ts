import { useTranslation } from 'react-i18next';
import type { Because } from '../../../preload/entities/automation.ts';
import { fullTime, lengthOf } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';

/** Values that are instants, by their names in the contract. */
const INSTANTS: ReadonlySet<string> = new Set(['until', 'opensAt', 'closesAt', 'since', 'at']);

const MINUTES: ReadonlySet<string> = new Set([
  'ageMinutes',
  'limitMinutes',
  'minutesAgo',
  'openMinutes',
  'windowMinutes',
]);

/** Why the robot did what it did, or kept quiet, as a sentence. */
export function useBecauseWords(): (because: Because) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const inWords = (name: string, value: string | number | boolean) => {
    if (typeof value !== 'number') return value;
    if (INSTANTS.has(name)) return fullTime(value, { language });
    if (MINUTES.has(name)) return value < 1 ? t('automation.underMinute') : lengthOf(value, language);
    return name === 'everyHours' ? lengthOf(value * 60, language) : value;
  };
  return ({ rule, values }) => {
    const shown = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, inWords(name, value)]),
    );
    return t(`automation.because.${rule}`, shown);
  };
}

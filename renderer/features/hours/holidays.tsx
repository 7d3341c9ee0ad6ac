import { useTranslation } from 'react-i18next';
import type { HolidayId, HolidayOffer } from '../../../preload/entities/hours.ts';
import { useLanguage } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import styles from './hours.module.css';
import { dateWords } from './week-days.ts';

interface HolidaysProps {
  offered: readonly HolidayOffer[];
  kept: readonly HolidayId[];
  onKept: (kept: HolidayId[]) => void;
}

/** Brazil's holidays with the date of the next one; the shop says on which it stays closed. */
export function Holidays({ offered, kept, onKept }: HolidaysProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const national = offered.filter(({ kind }) => kind === 'national').map(({ id }) => id);
  const all = national.every((id) => kept.includes(id));
  const toggle = (id: HolidayId, on: boolean) =>
    onKept(on ? [...kept, id] : kept.filter((each) => each !== id));
  return (
    <section className={styles.part} aria-label={t('hours.holidays')}>
      <h2>{t('hours.holidays')}</h2>
      <p className={styles.about}>{t('hours.holidaysAbout')}</p>
      <div>
        <Button
          size="small"
          onClick={() =>
            onKept(all ? kept.filter((id) => !national.includes(id)) : [...new Set([...kept, ...national])])
          }
        >
          {t(all ? 'hours.noNational' : 'hours.allNational')}
        </Button>
      </div>
      <div className={styles.holidays}>
        {offered.map(({ id, kind, date }) => (
          <Checkbox
            key={id}
            label={t(`hours.holiday.${id}`)}
            about={
              kind === 'optional'
                ? `${dateWords(date, language)} · ${t('hours.optional')}`
                : dateWords(date, language)
            }
            checked={kept.includes(id)}
            onChecked={(on) => toggle(id, on)}
          />
        ))}
      </div>
    </section>
  );
}

import { CalendarPlus, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SpecialDay } from '../../../preload/entities/hours.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { dateOf } from '../forms/local-fields.ts';
import styles from './hours.module.css';
import { IntervalEditor } from './interval-editor.tsx';
import { nextFree } from './week.ts';

interface SpecialDaysProps {
  days: readonly SpecialDay[];
  error: { field: string; words: string } | undefined;
  onDays: (days: SpecialDay[]) => void;
}

/** Days that go by hours of their own: an inventory, Christmas Eve until noon. */
export function SpecialDays({ days, error, onDays }: SpecialDaysProps) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<SpecialDay>) =>
    onDays(days.map((day, place) => (place === index ? { ...day, ...part } : day)));
  return (
    <section className={styles.part} aria-label={t('hours.specials')}>
      <h2>{t('hours.specials')}</h2>
      <p className={styles.about}>{t('hours.specialsAbout')}</p>
      <ul className={styles.specials}>
        {days.map((day, index) => {
          const wrong = error?.field.startsWith(`specials.${index}.`) ? error : undefined;
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a day is known by its place until it is saved
            <li key={index} className={styles.special}>
              <TextField
                label={t('hours.date')}
                type="date"
                value={day.date}
                onValue={(date) => change(index, { date })}
                error={wrong?.field.endsWith('.date') ? wrong.words : undefined}
              />
              <TextField
                label={t('hours.specialName')}
                maxLength={60}
                value={day.name}
                onValue={(name) => change(index, { name })}
                error={wrong?.field.endsWith('.name') ? wrong.words : undefined}
              />
              <IconButton
                icon={Trash2}
                label={t('hours.removeSpecial', { name: day.name || day.date })}
                onClick={() => onDays(days.filter((_, place) => place !== index))}
              />
              <div className={styles.specialHours}>
                <Checkbox
                  label={t('hours.yearly')}
                  checked={day.yearly}
                  onChecked={(yearly) => change(index, { yearly })}
                />
                {day.intervals.length === 0 && <p className={styles.about}>{t('hours.closedAllDay')}</p>}
                {day.intervals.map((interval, place) => (
                  <IntervalEditor
                    // oxlint-disable-next-line react/no-array-index-key -- an interval is known by its place
                    key={place}
                    dayName={day.name || t('hours.thisDay')}
                    interval={interval}
                    onInterval={(next) =>
                      change(index, {
                        intervals: day.intervals.map((each, other) => (other === place ? next : each)),
                      })
                    }
                    onRemove={() =>
                      change(index, { intervals: day.intervals.filter((_, other) => other !== place) })
                    }
                  />
                ))}
                {wrong?.field.includes('.intervals') && (
                  <p className={styles.bad} role="alert">
                    {wrong.words}
                  </p>
                )}
                <div>
                  <Button
                    size="small"
                    icon={Plus}
                    onClick={() => change(index, { intervals: [...day.intervals, nextFree(day.intervals)] })}
                  >
                    {t('hours.addHours')}
                  </Button>
                </div>
              </div>
            </li>
          );
        })}
      </ul>
      <div>
        <Button
          icon={CalendarPlus}
          onClick={() =>
            onDays([...days, { date: dateOf(Date.now()), yearly: false, name: '', intervals: [] }])
          }
        >
          {t('hours.addSpecial')}
        </Button>
      </div>
    </section>
  );
}

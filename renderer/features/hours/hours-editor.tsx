import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { BusinessHours, HolidayOffer } from '../../../preload/entities/hours.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { Switch } from '../../ui/switch.tsx';
import { TemplateField } from '../automation/template-field.tsx';
import { Holidays } from './holidays.tsx';
import styles from './hours.module.css';
import { IntervalEditor } from './interval-editor.tsx';
import { SpecialDays } from './special-days.tsx';
import { clashes, copiedTo, withDay } from './week.ts';
import { type Selected, WeekGrid } from './week-grid.tsx';
import { weekDayNames } from './week-days.ts';

interface HoursEditorProps {
  hours: BusinessHours;
  onChange: (part: Partial<BusinessHours>) => void;
  offered: readonly HolidayOffer[];
  /** What main refused; shown at the part that its field names. */
  error: CallError | undefined;
  /** The channel in whose words the off-hours text is previewed. */
  previewOf: number | undefined;
  /** Stands below the week. */
  copy?: ReactNode;
}

/** The week, the days that differ from it, and what is said while it is closed (BH-1, BH-2). */
export function HoursEditor({ hours, onChange, offered, error, previewOf, copy }: HoursEditorProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const dayNames = weekDayNames(useLanguage());
  const [selected, setSelected] = useState<Selected>();
  const chosen = selected && hours.week[selected.day]?.[selected.place];
  const field = error?.field?.replace(/^hours\./, '') ?? '';
  const wrong = (part: string) => (error && field.startsWith(part) ? words(error) : undefined);
  const wrongSpecial = wrong('specials');
  return (
    <div className={styles.parts}>
      <section className={styles.part} aria-label={t('hours.week')}>
        <h2>{t('hours.week')}</h2>
        <p className={styles.about}>{t('hours.weekAbout')}</p>
        <WeekGrid
          week={hours.week}
          selected={selected}
          dayNames={dayNames}
          onWeek={(week) => onChange({ week })}
          onSelect={setSelected}
        />
        {selected && chosen && (
          <IntervalEditor
            dayName={dayNames[selected.day] ?? ''}
            interval={chosen}
            onInterval={(next) => {
              const day = hours.week[selected.day] ?? [];
              onChange({
                week: withDay(
                  hours.week,
                  selected.day,
                  day.map((each, place) => (place === selected.place ? next : each)),
                ),
              });
            }}
            onRemove={() => {
              const day = hours.week[selected.day] ?? [];
              onChange({
                week: withDay(
                  hours.week,
                  selected.day,
                  day.filter((_, place) => place !== selected.place),
                ),
              });
              setSelected(undefined);
            }}
            onCopyDay={(to) =>
              onChange({
                week: copiedTo(
                  hours.week,
                  selected.day,
                  to === 'all' ? [0, 1, 2, 3, 4, 5, 6] : [0, 1, 2, 3, 4],
                ),
              })
            }
          />
        )}
        {clashes(hours.week).size > 0 && (
          <p id="hours-clash" className={styles.bad} role="alert">
            {t('errors.hours-overlap')}
          </p>
        )}
        {wrong('week') !== undefined && clashes(hours.week).size === 0 && (
          <p className={styles.bad} role="alert">
            {wrong('week')}
          </p>
        )}
        {copy}
      </section>

      <Holidays offered={offered} kept={hours.holidays} onKept={(holidays) => onChange({ holidays })} />
      <SpecialDays
        days={hours.specials}
        error={wrongSpecial === undefined ? undefined : { field, words: wrongSpecial }}
        onDays={(specials) => onChange({ specials })}
      />

      <section className={styles.part} aria-label={t('hours.offHours')}>
        <h2>{t('hours.offHours')}</h2>
        <Switch
          label={t('hours.offHoursOn')}
          about={t('hours.offHoursAbout')}
          checked={hours.offHours.on}
          onChecked={(on) => onChange({ offHours: { ...hours.offHours, on } })}
        />
        <TemplateField
          channelId={previewOf}
          label={t('hours.offHoursText')}
          value={hours.offHours.text}
          onValue={(text) => onChange({ offHours: { ...hours.offHours, text } })}
          error={wrong('offHours')}
        />
      </section>
    </div>
  );
}

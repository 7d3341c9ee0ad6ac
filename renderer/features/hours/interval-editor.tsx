import { CopyPlus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interval } from '../../../preload/entities/hours.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Field } from '../../ui/field.tsx';
import fieldStyles from '../../ui/field.module.css';
import { DAY, intervalOf, timeOf } from './week.ts';
import styles from './hours.module.css';

interface IntervalEditorProps {
  dayName: string;
  interval: Interval;
  onInterval: (interval: Interval) => void;
  onRemove: () => void;
  /** To other days; absent where there are none. */
  onCopyDay?: (to: 'weekdays' | 'all') => void;
}

/** The chosen interval by its exact times. */
export function IntervalEditor({ dayName, interval, onInterval, onRemove, onCopyDay }: IntervalEditorProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.editor} aria-label={t('hours.chosen', { day: dayName })}>
      <span className={styles.editorDay}>{dayName}</span>
      <TimeField
        label={t('hours.from')}
        value={timeOf(interval.from)}
        onValue={(from) => take(intervalOf(from, timeOf(interval.to)))}
      />
      <TimeField
        label={t('hours.to')}
        value={timeOf(interval.to)}
        hint={interval.to > DAY ? t('hours.nextDay') : undefined}
        onValue={(to) => take(intervalOf(timeOf(interval.from), to))}
      />
      <div className={styles.editorActions}>
        {onCopyDay && (
          <Menu
            label={t('hours.copyDay')}
            trigger={
              <Button size="small" icon={CopyPlus}>
                {t('hours.copyDay')}
              </Button>
            }
          >
            <MenuItem icon={CopyPlus} onSelect={() => onCopyDay('weekdays')}>
              {t('hours.toWeekdays')}
            </MenuItem>
            <MenuItem icon={CopyPlus} onSelect={() => onCopyDay('all')}>
              {t('hours.toAll')}
            </MenuItem>
          </Menu>
        )}
        <Button size="small" icon={Trash2} onClick={onRemove}>
          {t('hours.removeInterval')}
        </Button>
      </div>
    </fieldset>
  );

  function take(next: Interval | undefined): void {
    if (next) onInterval(next);
  }
}

interface TimeFieldProps {
  label: string;
  value: string;
  hint?: string | undefined;
  onValue: (value: string) => void;
}

/** Keeps what is half typed: a time that is no time yet must not jump back under whoever types it. */
export function TimeField({ label, value, hint, onValue }: TimeFieldProps) {
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(value);
  }, [value]);
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          ref={field}
          type="time"
          className={fieldStyles.control}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            if (event.target.value !== '') onValue(event.target.value);
          }}
          onBlur={() => setTyped(value)}
        />
      )}
    </Field>
  );
}

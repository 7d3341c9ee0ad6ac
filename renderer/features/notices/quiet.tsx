import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeSettings } from '../../../preload/entities.ts';
import { clockTime, dayNumber, fullTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Part } from '../settings/page.tsx';
import { minuteOf, nextMorning, timeOf } from './clock-times.ts';
import styles from './notices-page.module.css';

const HOUR = 3_600_000;

interface QuietProps {
  settings: NoticeSettings;
  onChange: (changes: Partial<NoticeSettings>) => void;
}

/** Do not disturb: for a while, or every day. */
export function Quiet({ settings, onChange }: QuietProps) {
  const { t } = useTranslation();
  const now = useNow('half-minute');
  const { quietHours, quietUntil } = settings;
  const until = useUntil(quietUntil, now);
  return (
    <Part title={t('notices.quiet')} about={t('notices.quietAbout')}>
      <div className={styles.quiet}>
        {until === undefined ? (
          <>
            <Button onClick={() => onChange({ quietUntil: Date.now() + HOUR })}>
              {t('notices.forAnHour')}
            </Button>
            <Button onClick={() => onChange({ quietUntil: nextMorning(Date.now()) })}>
              {t('notices.untilMorning')}
            </Button>
          </>
        ) : (
          <>
            <output>{t('notices.quietUntil', { until })}</output>
            <Button onClick={() => onChange({ quietUntil: 0 })}>{t('notices.disturbAgain')}</Button>
          </>
        )}
      </div>
      <Checkbox
        label={t('notices.quietHours')}
        about={t('notices.quietHoursAbout')}
        checked={quietHours.on}
        onChecked={(on) => onChange({ quietHours: { ...quietHours, on } })}
      />
      {quietHours.on && (
        <div className={styles.hours}>
          <TimeField
            label={t('notices.from')}
            minute={quietHours.from}
            onMinute={(from) => onChange({ quietHours: { ...quietHours, from } })}
          />
          <TimeField
            label={t('notices.to')}
            minute={quietHours.to}
            onMinute={(to) => onChange({ quietHours: { ...quietHours, to } })}
          />
        </div>
      )}
    </Part>
  );
}

/** When the peace ends, in words; undefined when it has ended. */
export function useUntil(quietUntil: number, now: number): string | undefined {
  const language = useLanguage();
  if (quietUntil <= now) return undefined;
  const today = dayNumber(quietUntil, { language }) === dayNumber(now, { language });
  return today ? clockTime(quietUntil, { language }) : fullTime(quietUntil, { language });
}

interface TimeFieldProps {
  label: string;
  minute: number;
  onMinute: (minute: number) => void;
}

function TimeField({ label, minute, onMinute }: TimeFieldProps) {
  const id = useId();
  return (
    <span className={styles.time}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="time"
        required
        className={styles.timeField}
        defaultValue={timeOf(minute)}
        onChange={(event) => {
          const chosen = minuteOf(event.target.value);
          if (chosen !== undefined) onMinute(chosen);
        }}
      />
    </span>
  );
}

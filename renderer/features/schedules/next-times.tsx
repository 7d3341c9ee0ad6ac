import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Repeat } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { dayMonthTime, fullTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import styles from './schedule-dialog.module.css';

const PAUSE_MS = 200;

/** When it would go out, reckoned where it will be. */
export function NextTimes({ dueAt, repeat }: { dueAt: number; repeat: Repeat | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [times, setTimes] = useState<readonly number[]>();
  const asked = JSON.stringify({ dueAt, ...(repeat && { repeat }) });
  useEffect(() => {
    let current = true;
    const look = async () => {
      const reply = await call('schedules.times', JSON.parse(asked) as { dueAt: number; repeat?: Repeat });
      if (current) setTimes(reply.ok ? reply.value : undefined);
    };
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked]);
  if (!times) return null;
  return (
    <div className={styles.times} aria-live="polite">
      <span>{t('schedules.nextTimes')}</span>
      {times.length === 0 ? (
        <p className={styles.none}>{t('errors.schedule-never')}</p>
      ) : (
        <ol aria-label={t('schedules.nextTimes')}>
          {times.map((at) => (
            <li key={at}>
              <time title={fullTime(at, { language })}>{dayMonthTime(at, { language })}</time>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

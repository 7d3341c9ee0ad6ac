import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { JobState } from '../../../preload/entities/automation.ts';
import { call } from '../../bridge.ts';
import { clockTime, dayMonthTime, soon } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './jobs-part.module.css';
import { Part } from './page.tsx';

const JOBS = [
  'phone-reminder',
  'opening-hours',
  'waiting-tickets',
  'schedules',
  'follow-ups',
  'automation-tidy',
  'media-tidy',
] as const;
const TONES = {
  done: 'ok',
  failed: 'bad',
  skipped: 'neutral',
  running: 'brand',
  interrupted: 'warn',
} as const;

/** *Estado da estação*: what it does by the clock, when it did it last, and when it will again. */
export function JobsPart() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const now = useNow('half-minute');
  const [jobs, setJobs] = useState<readonly JobState[]>();
  const [error, setError] = useState<CallError>();
  const [tried, setTried] = useState(0);
  useEffect(() => {
    let current = true;
    const load = async () => {
      const reply = await call('jobs.list');
      if (!current) return;
      if (reply.ok) setJobs(reply.value);
      setError(reply.ok ? undefined : reply.error);
    };
    void load();
    return () => {
      current = false;
    };
    // Most of them run every minute.
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [now, tried]);
  return (
    <Part title={t('jobs.title')} about={t('jobs.about')}>
      {error && (
        <Banner
          tone="bad"
          action={
            <Button size="small" onClick={() => setTried(tried + 1)}>
              {t('common.tryAgain')}
            </Button>
          }
        >
          {words(error)}
        </Banner>
      )}
      {!jobs && !error && <Skeleton width="100%" height="8rem" />}
      {jobs && (
        <Card>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('jobs.what')}</th>
                <th scope="col">{t('jobs.when')}</th>
                <th scope="col">{t('jobs.last')}</th>
                <th scope="col">{t('jobs.next')}</th>
              </tr>
            </thead>
            <tbody>
              {jobs.map((job) => (
                <Row key={job.name} job={job} now={now} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
      {jobs && (
        <div className={styles.foot}>
          <Button size="small" icon={RefreshCw} onClick={() => setTried(tried + 1)}>
            {t('jobs.refresh')}
          </Button>
        </div>
      )}
    </Part>
  );
}

function Row({ job: { name, when, timeZone, missed, last, nextDue }, now }: { job: JobState; now: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const known = JOBS.find((each) => each === name);
  return (
    <tr>
      <th scope="row">
        {known ? t(`jobs.names.${known}`) : name}
        <span className={styles.about}>{t(`jobs.missed.${missed}`)}</span>
      </th>
      <td title={`${when} (${timeZone})`}>{useTimes(when)}</td>
      <td>
        {last ? (
          <>
            <Badge tone={TONES[last.result]}>{t(`jobs.results.${last.result}`)}</Badge>
            <time className={styles.about}>{dayMonthTime(last.startedAt, { language, timeZone })}</time>
            {last.result === 'failed' && last.detail !== '' && (
              <span className={styles.detail} dir="auto">
                {last.detail}
              </span>
            )}
          </>
        ) : (
          <span className={styles.about}>{t('jobs.never')}</span>
        )}
      </td>
      <td>{nextDue === undefined ? '–' : soon(nextDue, now, { language, timeZone })}</td>
    </tr>
  );
}

/** The two patterns that the station's table has; any other is told as it is written. */
function useTimes(cron: string): string {
  const { t } = useTranslation();
  const language = useLanguage();
  if (cron === '* * * * *') return t('jobs.everyMinute');
  const [, minute, hour] = /^(\d+) (\d+) \* \* \*$/.exec(cron) ?? [];
  if (minute === undefined || hour === undefined) return cron;
  const time = clockTime(timeOfDay(Number(hour), Number(minute)), { language, timeZone: 'UTC' });
  return t('jobs.everyDay', { time });
}

function timeOfDay(hour: number, minute: number): number {
  return Date.UTC(2024, 0, 1, hour, minute);
}

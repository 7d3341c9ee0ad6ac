import { useTranslation } from 'react-i18next';
import type { OpenState } from '../../../preload/entities/hours.ts';
import { clockTime, longDate, dayNumber } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { StatusDot } from '../../ui/state-pill.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './hours.module.css';

interface OpenNowProps {
  state: OpenState;
  /** Whether the channel has hours at all. */
  on: boolean;
  timeZone: string;
}

/** One sentence: open or closed, until when, in the shop's own time. */
export function OpenNow({ state, on, timeZone }: OpenNowProps) {
  const { t } = useTranslation();
  const when = useMoment(timeZone);
  const moment = state.open ? state.until : state.opensAt;
  return (
    <p className={styles.now} aria-live="polite">
      <StatusDot tone={state.open ? 'ok' : 'idle'} />
      <strong>{t(state.open ? 'hours.open' : 'hours.closed')}</strong>
      {!on && <span>{t('hours.always')}</span>}
      {moment !== undefined && (
        <span>{t(state.open ? 'hours.closesAt' : 'hours.opensAt', { when: when(moment) })}</span>
      )}
      {state.holiday !== undefined && <span>{t(`hours.holiday.${state.holiday}`)}</span>}
      {state.special !== undefined && state.special !== '' && <bdi>{state.special}</bdi>}
      <span>{t('hours.inZone', { zone: timeZone.replaceAll('_', ' ') })}</span>
    </p>
  );
}

/** `09:00` today, else with its day. */
function useMoment(timeZone: string): (at: number) => string {
  const language = useLanguage();
  const now = useNow('half-minute');
  const zone = { language, timeZone };
  return (at) =>
    dayNumber(at, zone) === dayNumber(now, zone)
      ? clockTime(at, zone)
      : `${longDate(at, zone)}, ${clockTime(at, zone)}`;
}

/** Lines about a channel that its card and its page share. */
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../preload/entities.ts';
import { ago, countdown, fullTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { useNow, useSecondsLeft } from '../../ui/use-now.ts';
import styles from './channel-facts.module.css';
import { useStateWords } from './use-state-words.ts';

/** How it stands since when, why, and when it tries again. */
export function StateLine({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const { state: phase, reason } = useStateWords()(channel);
  const { since, retryAt } = channel.state;
  return (
    <p className={styles.state}>
      <time className={styles.since} title={fullTime(since, { language })}>
        {t('channels.since', { state: phase, ago: ago(since, now, language) })}
      </time>{' '}
      {reason}
      {retryAt !== undefined && channel.state.phase !== 'connected' && <Retry at={retryAt} />}
    </p>
  );
}

function Retry({ at }: { at: number }) {
  const { t } = useTranslation();
  const left = useSecondsLeft(at);
  return (
    <span className={styles.retry}>
      {left > 0 ? t('channels.retryIn', { time: countdown(left) }) : t('channels.retryNow')}
    </span>
  );
}

/** When its phone was last seen (PH-6); coloured as the banner is. */
export function PhoneLine({ phone }: { phone: NonNullable<Channel['phone']> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const { since, known, day, reminder } = phone;
  const words = { ago: ago(since, now, language), day };
  return (
    <p className={styles.phone} data-level={reminder?.level} title={fullTime(since, { language })}>
      {reminder && <strong>{t(`phone.reminder.${reminder.level}`)}. </strong>}
      {known === 'seen' ? t('channels.phoneSeen', words) : t('channels.phoneLinked', words)}
    </p>
  );
}

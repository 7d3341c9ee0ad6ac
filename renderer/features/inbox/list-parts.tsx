import { useState } from 'react';
import { CalendarDays } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import { daySeparator } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useNow } from '../../ui/use-now.ts';
import { JumpToDate } from './jump-to-date.tsx';
import { SeenOnPhone } from './seen-on-phone.tsx';
import styles from './message-list.module.css';

/** Between the days of a talk; a press goes to any other day. */
export function Day({ at }: { at: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const [near, setNear] = useState(false);
  const [jumping, setJumping] = useState(false);
  const day = daySeparator(at, now, { language });
  return (
    <div className={styles.day}>
      <button
        type="button"
        title={t('inbox.jump.title')}
        aria-label={t('inbox.jump.from', { day })}
        aria-haspopup="dialog"
        onPointerEnter={() => setNear(true)}
        onFocus={() => setNear(true)}
        onClick={() => setJumping(true)}
      >
        {day}
        {near && <CalendarDays size={12} aria-hidden="true" />}
      </button>
      {jumping && <JumpToDate from={at} onClose={() => setJumping(false)} />}
    </div>
  );
}

export function Unread({ count, seenOnPhone }: { count: number; seenOnPhone: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={styles.unread}>
      <span>{t('inbox.unreadMarker', { count })}</span>
      {seenOnPhone && <SeenOnPhone count={count} />}
    </div>
  );
}

export function OnTheirWay({ words }: { words: string }) {
  return (
    <span className={styles.pill}>
      <Spinner size={14} /> {words}
    </span>
  );
}

export function EndFailed({ error, onRetry }: { error: CallError; onRetry: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  return (
    <span className={styles.pill} role="alert">
      {words(error)}
      <Button size="small" onClick={onRetry}>
        {t('common.tryAgain')}
      </Button>
    </span>
  );
}

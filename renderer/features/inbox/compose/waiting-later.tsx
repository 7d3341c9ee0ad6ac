import { CalendarClock, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '../../../../preload/entities.ts';
import { useCancelLater } from '../../schedules/confirm-cancel.tsx';
import { useRepeatWords } from '../../schedules/use-repeat-words.ts';
import { whenSent } from '../../schedules/when-sent.ts';
import { useLanguage } from '../../../i18n/words.ts';
import { loadSendLater, useSendLater } from '../../../state/send-later.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useNow } from '../../../ui/use-now.ts';
import styles from './send-later.module.css';

const NONE: readonly Schedule[] = [];

/** What goes out by itself later, so that nobody writes it twice. */
export function WaitingLater({ conversationId }: { conversationId: number }) {
  const { t } = useTranslation();
  const repeatWords = useRepeatWords();
  const { cancel, confirm } = useCancelLater();
  const language = useLanguage();
  const now = useNow('half-minute');
  const waiting = useSendLater((state) => (state.conversationId === conversationId ? state.waiting : NONE));
  useEffect(() => void loadSendLater(conversationId), [conversationId]);
  if (waiting.length === 0) return null;
  return (
    <>
      <ul className={styles.waiting} aria-label={t('composer.later.waiting')}>
        {waiting.map((schedule) => (
          <li key={schedule.id} className={styles.one}>
            <CalendarClock size={14} aria-hidden="true" />
            <span className={styles.when}>{whenSent(schedule.dueAt, now, { language })}</span>
            {schedule.repeat && <span className={styles.repeat}>{repeatWords(schedule.repeat)}</span>}
            <span className={styles.what} dir="auto">
              {schedule.text}
            </span>
            <IconButton
              icon={X}
              label={t('composer.later.cancel', { text: schedule.text.slice(0, 40) })}
              side="top"
              onClick={() => cancel(schedule)}
            />
          </li>
        ))}
      </ul>
      {confirm}
    </>
  );
}

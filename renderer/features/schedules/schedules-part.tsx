import { CalendarPlus, CalendarX2, Pencil } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '../../../preload/entities.ts';
import { fullTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { loadSendLater, useSendLater } from '../../state/send-later.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { PanelPart } from '../inbox/panel-part.tsx';
import { useCancelLater } from './confirm-cancel.tsx';
import type { Recipient } from './recipient-field.tsx';
import { ScheduleDialog } from './late-schedule-dialog.tsx';
import styles from './schedules-part.module.css';
import { useRepeatWords } from './use-repeat-words.ts';
import { whenSent } from './when-sent.ts';

const NONE: readonly Schedule[] = [];

/** What goes out later in this conversation (SC-1). */
export function SchedulesPart({ conversationId, to }: { conversationId: number; to: Recipient | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const repeatWords = useRepeatWords();
  const { cancel, confirm } = useCancelLater();
  const waiting = useSendLater((state) => (state.conversationId === conversationId ? state.waiting : NONE));
  const [open, setOpen] = useState<Schedule | 'new'>();
  useEffect(() => void loadSendLater(conversationId), [conversationId]);

  const when = (at: number) => whenSent(at, now, { language });
  return (
    <PanelPart
      title={t('schedules.title')}
      action={
        to && <IconButton icon={CalendarPlus} label={t('schedules.add')} onClick={() => setOpen('new')} />
      }
    >
      {waiting.length === 0 && <p className={styles.none}>{t('schedules.noneHere')}</p>}
      <ul className={styles.list} aria-label={t('schedules.title')}>
        {waiting.map((schedule) => (
          <li key={schedule.id} className={styles.one}>
            <div className={styles.words}>
              <time className={styles.when} title={fullTime(schedule.dueAt, { language })}>
                {when(schedule.dueAt)}
              </time>
              {schedule.state === 'asking' && (
                <span className={styles.asking}>{t('schedules.runs.asking')}</span>
              )}
              {schedule.repeat && <span className={styles.none}>{repeatWords(schedule.repeat)}</span>}
              <p className={styles.text} dir="auto" title={schedule.text}>
                {schedule.text}
              </p>
            </div>
            {schedule.state === 'waiting' && (
              <IconButton
                icon={Pencil}
                label={t('schedules.editAt', { when: when(schedule.dueAt) })}
                onClick={() => setOpen(schedule)}
              />
            )}
            <IconButton
              icon={CalendarX2}
              label={t('schedules.cancelAt', { when: when(schedule.dueAt) })}
              onClick={() => cancel(schedule)}
            />
          </li>
        ))}
      </ul>
      {confirm}
      {open === 'new' && to && (
        <ScheduleDialog title={t('schedules.add')} to={to} onClose={() => setOpen(undefined)} />
      )}
      {open !== undefined && open !== 'new' && (
        <ScheduleDialog title={t('schedules.edit')} schedule={open} onClose={() => setOpen(undefined)} />
      )}
    </PanelPart>
  );
}

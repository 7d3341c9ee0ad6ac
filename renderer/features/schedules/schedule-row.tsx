import { CalendarX2, MessageSquare, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '../../../preload/entities.ts';
import { dayMonthTime, fullTime } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { useChannel } from '../../state/channels.ts';
import { openConversation } from '../../state/conversation.ts';
import { answerSchedule } from '../../state/schedules.ts';
import { goTo, notify } from '../../state/ui.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './schedules.module.css';
import { useRepeatWords } from './use-repeat-words.ts';
import { whenSent } from './when-sent.ts';

export const RUN_TONES = {
  claimed: 'brand',
  sent: 'ok',
  failed: 'bad',
  skipped: 'neutral',
  missed: 'warn',
} as const;

interface ScheduleRowProps {
  schedule: Schedule;
  onEdit: () => void;
  onCancel: () => void;
}

export function ScheduleRow({ schedule, onEdit, onCancel }: ScheduleRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const repeatWords = useRepeatWords();
  const channel = useChannel(schedule.channelId);
  const { conversationId, dueAt, repeat, state, lastRun, createdBy } = schedule;
  const name = schedule.contactName || t('contacts.unnamed');
  const open = () => {
    goTo({ at: 'inbox' });
    void openConversation(
      conversationId,
      lastRun?.messageId === undefined ? undefined : { messageId: lastRun.messageId },
    );
  };
  return (
    <li className={styles.row}>
      <div className={styles.when}>
        <time title={fullTime(dueAt, { language })}>{whenSent(dueAt, now, { language })}</time>
        {repeat && <span className={styles.faint}>{repeatWords(repeat)}</span>}
      </div>
      <div className={styles.words}>
        <p className={styles.head}>
          <span className={styles.name} dir="auto">
            {name}
          </span>
          {channel && <bdi className={styles.faint}>{channel.name}</bdi>}
          {createdBy !== undefined && (
            <span className={styles.faint}>{t('schedules.by', { name: createdBy })}</span>
          )}
        </p>
        <p className={styles.text} dir="auto">
          {schedule.text}
        </p>
        {lastRun && (
          <p className={styles.head}>
            <Badge tone={RUN_TONES[lastRun.state]}>{t(`schedules.runs.${lastRun.state}`)}</Badge>
            <time className={styles.faint}>{dayMonthTime(lastRun.dueAt, { language })}</time>
          </p>
        )}
      </div>
      <div className={styles.acts}>
        {state === 'asking' && <Answer scheduleId={schedule.id} name={name} />}
        {state === 'waiting' && (
          <IconButton icon={Pencil} label={t('schedules.editNamed', { name })} onClick={onEdit} />
        )}
        <IconButton icon={MessageSquare} label={t('schedules.open', { name })} onClick={open} />
        {(state === 'waiting' || (state === 'asking' && repeat)) && (
          <IconButton icon={CalendarX2} label={t('schedules.cancelNamed', { name })} onClick={onCancel} />
        )}
      </div>
    </li>
  );
}

/** What was missed while the station was off goes out now, or not at all. */
function Answer({ scheduleId, name }: { scheduleId: number; name: string }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [busy, setBusy] = useState(false);
  const answer = async (send: boolean) => {
    if (busy) return;
    setBusy(true);
    const refused = await answerSchedule(scheduleId, send);
    setBusy(false);
    if (refused) notify('bad', words(refused));
    else notify('ok', t(send ? 'schedules.sending' : 'schedules.left', { name }));
  };
  return (
    <>
      <Button size="small" look="primary" busy={busy} onClick={() => void answer(true)}>
        {t('schedules.sendNow')}
      </Button>
      <Button size="small" onClick={() => void answer(false)}>
        {t('schedules.leave')}
      </Button>
    </>
  );
}

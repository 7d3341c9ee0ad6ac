import { CalendarPlus, Repeat2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../preload/entities.ts';
import { clockTime, longDate } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { openConversation } from '../../state/conversation.ts';
import { goTo } from '../../state/ui.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './calendar.module.css';
import { RUN_TONES } from './schedule-row.tsx';

const TONES = { ...RUN_TONES, planned: 'brand', asking: 'warn' } as const;

interface DayListProps {
  day: number;
  past: boolean;
  occurrences: readonly Occurrence[];
  onAdd: () => void;
}

/** All that goes, went or should have gone out on one day. */
export function DayList({ day, past, occurrences, onAdd }: DayListProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const title = longDate(day, { language });
  const open = (conversationId: number) => {
    goTo({ at: 'inbox' });
    void openConversation(conversationId);
  };
  return (
    <section className={styles.dayList} aria-label={title}>
      <h3>{title}</h3>
      {occurrences.length === 0 && <p className={styles.faint}>{t('schedules.nothingOnDay')}</p>}
      <ol>
        {occurrences.map(({ scheduleId, at, contactName, conversationId, preview, repeats, state }) => (
          <li key={`${scheduleId} ${at}`}>
            <button type="button" className={styles.occurrence} onClick={() => open(conversationId)}>
              <span className={styles.head}>
                <time>{clockTime(at, { language })}</time>
                <Badge tone={TONES[state]}>{t(`schedules.runs.${state}`)}</Badge>
                {repeats && <Repeat2 size={14} aria-label={t('schedules.repeats')} />}
              </span>
              <span className={styles.name} dir="auto">
                {contactName || t('contacts.unnamed')}
              </span>
              <span className={styles.preview} dir="auto">
                {preview}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {!past && (
        <Button size="small" icon={CalendarPlus} onClick={onAdd}>
          {t('schedules.addOnDay')}
        </Button>
      )}
    </section>
  );
}

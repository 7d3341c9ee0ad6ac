import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSchedules, useSchedules } from '../../state/schedules.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Calendar } from './calendar.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { ScheduleList } from './schedule-list.tsx';
import styles from './schedules.module.css';

type View = 'list' | 'calendar';

/** *Agendamentos*: what goes out later, as a list and as a month (SC-1). */
export default function Schedules() {
  const { t } = useTranslation();
  const asking = useSchedules((state) => state.asking);
  const show = useSchedules((state) => state.show);
  const [view, setView] = useState<View>('list');
  /** The new one's dialogue: with the time that it proposes. */
  const [adding, setAdding] = useState<{ dueAt?: number }>();
  return (
    <section className={styles.place} aria-label={t('schedules.title')}>
      <div className={styles.page}>
        <header className={styles.header}>
          <div className={styles.heading}>
            <h1>{t('schedules.title')}</h1>
            <p className={styles.about}>{t('schedules.pageAbout')}</p>
          </div>
          <Button look="primary" icon={CalendarPlus} onClick={() => setAdding({})}>
            {t('schedules.add')}
          </Button>
        </header>
        {asking > 0 && (
          <Banner
            tone="warn"
            live
            action={
              (view !== 'list' || show !== 'asking') && (
                <Button
                  size="small"
                  onClick={() => {
                    setView('list');
                    showSchedules('asking');
                  }}
                >
                  {t('schedules.decide')}
                </Button>
              )
            }
          >
            {t('schedules.askingBanner', { count: asking })}
          </Banner>
        )}
        <Tabs
          label={t('schedules.view')}
          value={view}
          onValue={setView}
          tabs={[
            {
              value: 'list',
              label: t('schedules.list'),
              content: <ScheduleList onAdd={() => setAdding({})} />,
            },
            {
              value: 'calendar',
              label: t('schedules.calendar'),
              content: <Calendar onAdd={(dueAt) => setAdding({ dueAt })} />,
            },
          ]}
        />
      </div>
      {adding && (
        <ScheduleDialog title={t('schedules.add')} {...adding} onClose={() => setAdding(undefined)} />
      )}
    </section>
  );
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule, ScheduleState } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import {
  cancelSchedule,
  loadMoreSchedules,
  loadSchedules,
  showSchedules,
  useSchedules,
} from '../../state/schedules.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ToggleChips } from '../../ui/toggle-chips.tsx';
import { ConfirmCancel } from './confirm-cancel.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { ScheduleRow } from './schedule-row.tsx';
import styles from './schedules.module.css';

const STATES: readonly ScheduleState[] = ['waiting', 'asking', 'done', 'cancelled'];

export function ScheduleList({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { show, rows, more, error } = useSchedules();
  const [editing, setEditing] = useState<Schedule>();
  const [cancelling, setCancelling] = useState<Schedule>();
  useEffect(() => void loadSchedules(), []);

  const cancel = async () => {
    if (!cancelling) return;
    const refused = await cancelSchedule(cancelling.id);
    setCancelling(undefined);
    if (refused) notify('bad', words(refused));
    else notify('ok', t('schedules.cancelled'));
  };
  return (
    <div className={styles.list}>
      <ToggleChips
        label={t('schedules.show')}
        value={show}
        onValue={showSchedules}
        chips={STATES.map((value) => ({ value, label: t(`schedules.states.${value}`) }))}
      />
      {error && !rows && (
        <EmptyState
          title={words(error)}
          action={<Button onClick={() => void loadSchedules()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {!rows && !error && <Skeleton width="100%" height="4rem" />}
      {rows?.length === 0 && (
        <EmptyState
          title={t(`schedules.none.${show}`)}
          about={show === 'waiting' ? t('schedules.noneAbout') : undefined}
          action={show === 'waiting' ? <Button onClick={onAdd}>{t('schedules.add')}</Button> : undefined}
        />
      )}
      {rows && rows.length > 0 && (
        <Card className={styles.card}>
          <ul aria-label={t(`schedules.states.${show}`)}>
            {rows.map((schedule) => (
              <ScheduleRow
                key={schedule.id}
                schedule={schedule}
                onEdit={() => setEditing(schedule)}
                onCancel={() => setCancelling(schedule)}
              />
            ))}
          </ul>
        </Card>
      )}
      {more && (
        <div>
          <Button size="small" onClick={() => void loadMoreSchedules()}>
            {t('schedules.more')}
          </Button>
        </div>
      )}
      {editing && (
        <ScheduleDialog
          title={t('schedules.edit')}
          schedule={editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      <ConfirmCancel
        schedule={cancelling}
        onClose={() => setCancelling(undefined)}
        onConfirm={() => void cancel()}
      />
    </div>
  );
}

import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { cancelLater } from '../../state/send-later.ts';
import { notify } from '../../state/ui.ts';
import { Confirm } from '../../ui/confirm.tsx';

interface ConfirmCancelProps {
  /** What is about to be cancelled; undefined asks nothing. */
  schedule: Schedule | undefined;
  onClose: () => void;
  onConfirm: () => void;
}

export function ConfirmCancel({ schedule, onClose, onConfirm }: ConfirmCancelProps) {
  const { t } = useTranslation();
  return (
    <Confirm
      open={schedule !== undefined}
      onClose={onClose}
      title={t('schedules.cancelTitle')}
      about={t(schedule?.repeat ? 'schedules.cancelAllAbout' : 'schedules.cancelAbout')}
      cancel={t('common.back')}
      confirm={t('schedules.cancel')}
      onConfirm={onConfirm}
    />
  );
}

/** Takes back what waits in the open conversation: at once, but what repeats only when asked, as all its times go. */
export function useCancelLater(): { cancel: (schedule: Schedule) => void; confirm: ReactNode } {
  const words = useErrorWords();
  const [asking, setAsking] = useState<Schedule>();
  const cancelNow = async (schedule: Schedule) => {
    setAsking(undefined);
    const refused = await cancelLater(schedule);
    if (refused) notify('bad', words(refused));
  };
  return {
    cancel: (schedule) => (schedule.repeat ? setAsking(schedule) : void cancelNow(schedule)),
    confirm: (
      <ConfirmCancel
        schedule={asking}
        onClose={() => setAsking(undefined)}
        onConfirm={() => asking && void cancelNow(asking)}
      />
    ),
  };
}

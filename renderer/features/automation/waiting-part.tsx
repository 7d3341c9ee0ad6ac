import { useTranslation } from 'react-i18next';
import type { WaitingTransfer } from '../../../preload/entities/automation.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './automation.module.css';
import { NumberField } from './number-field.tsx';
import { QueueField } from './queue-field.tsx';
import { SaveFoot } from './save-foot.tsx';
import { useAutomation } from './use-automation.ts';

/** *Transferir após … em aguardando* (PR-6). */
export function WaitingPart({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const form = useAutomation(channelId, 'waiting');
  const { value, error } = form;
  if (!value) return error ? <Banner tone="bad">{words(error)}</Banner> : <Skeleton width="60%" />;
  return (
    <section className={styles.part} aria-label={t('automation.waiting.title')}>
      <h2>{t('automation.waiting.title')}</h2>
      <Switch
        label={t('automation.waiting.on')}
        about={t('automation.waiting.about')}
        checked={value.on}
        onChecked={(on) => form.change({ ...value, on })}
      />
      {value.on && (
        <div className={`${styles.inset} ${styles.row}`}>
          <NumberField
            label={t('automation.waiting.minutes')}
            least={1}
            most={1_440}
            value={value.minutes}
            onValue={(minutes) => form.change({ ...value, minutes })}
          />
          <QueueField
            label={t('automation.waiting.queue')}
            value={value.queueId}
            onValue={(queueId) => form.change(withQueue(value, queueId))}
            error={error?.field === 'waiting.queueId' ? words(error) : undefined}
          />
        </div>
      )}
      <SaveFoot form={form} />
    </section>
  );
}

function withQueue(value: WaitingTransfer, queueId: number | undefined): WaitingTransfer {
  const { queueId: _, ...rest } = value;
  return queueId === undefined ? rest : { ...rest, queueId };
}

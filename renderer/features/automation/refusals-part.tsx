import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './automation.module.css';
import { NumberField } from './number-field.tsx';
import { RefusedList } from './refused-list.tsx';
import { SaveFoot } from './save-foot.tsx';
import { TemplateField } from './template-field.tsx';
import { useAutomation } from './use-automation.ts';

const KINDS = ['messages', 'voice', 'calls'] as const;

/** *Recusar mensagens*, voice notes and calls, and what was refused (PR-1, PR-2). */
export function RefusalsPart({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const form = useAutomation(channelId, 'refusals');
  const { value, error } = form;
  if (!value) return error ? <Banner tone="bad">{words(error)}</Banner> : <Skeleton width="60%" />;
  return (
    <section className={styles.part} aria-label={t('automation.refusals.title')}>
      <h2>{t('automation.refusals.title')}</h2>
      {KINDS.map((kind) => (
        <div key={kind} className={styles.part}>
          <Switch
            label={t(`automation.refusals.${kind}`)}
            about={t(`automation.refusals.${kind}About`)}
            checked={value[kind].on}
            onChecked={(on) => form.change({ ...value, [kind]: { ...value[kind], on } })}
          />
          {value[kind].on && (
            <div className={styles.inset}>
              <TemplateField
                channelId={channelId}
                label={t('automation.refusals.text')}
                hint={t('automation.refusals.textHint')}
                rows={3}
                value={value[kind].text}
                onValue={(text) => form.change({ ...value, [kind]: { ...value[kind], text } })}
                error={error?.field === `refusals.${kind}.text` ? words(error) : undefined}
              />
              {kind === 'messages' && (
                <NumberField
                  label={t('automation.refusals.everyHours')}
                  least={1}
                  most={720}
                  value={value.messages.everyHours}
                  onValue={(everyHours) =>
                    form.change({ ...value, messages: { ...value.messages, everyHours } })
                  }
                />
              )}
            </div>
          )}
        </div>
      ))}
      <SaveFoot form={form} />
      <RefusedList channelId={channelId} />
    </section>
  );
}

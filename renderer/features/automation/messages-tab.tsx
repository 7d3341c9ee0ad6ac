import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../preload/entities.ts';
import type { ChannelMessages } from '../../../preload/entities/automation.ts';
import { Banner } from '../../ui/banner.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useErrorWords } from '../../i18n/words.ts';
import { Journal } from './journal.tsx';
import { SaveFoot } from './save-foot.tsx';
import styles from './automation.module.css';
import { TemplateField } from './template-field.tsx';
import { useAutomation } from './use-automation.ts';
import { WhatHappens } from './what-happens.tsx';

const TEXTS = ['greeting', 'farewell', 'transfer'] as const satisfies readonly (keyof ChannelMessages)[];

/** *Mensagens* of one channel: greeting, farewell, transfer (MS-1, MS-2), and what the robot has said and why. */
export function MessagesTab({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const form = useAutomation(channel.id, 'messages');
  const { value, error } = form;
  if (!value) return error ? <Banner tone="bad">{words(error)}</Banner> : <Skeleton width="60%" />;
  return (
    <div className={styles.tab}>
      {TEXTS.map((name) => (
        <section key={name} className={styles.part} aria-label={t(`automation.${name}.title`)}>
          <Switch
            label={t(`automation.${name}.title`)}
            about={t(`automation.${name}.about`)}
            checked={value[name].on}
            onChecked={(on) => form.change({ ...value, [name]: { ...value[name], on } })}
          />
          <TemplateField
            channelId={channel.id}
            label={t(`automation.${name}.text`)}
            value={value[name].text}
            onValue={(text) => form.change({ ...value, [name]: { ...value[name], text } })}
            error={error?.field === `messages.${name}.text` ? words(error) : undefined}
          />
        </section>
      ))}
      <p className={styles.about}>{t('automation.oneMessage')}</p>
      <SaveFoot form={form} />
      <WhatHappens channelId={channel.id} />
      <Journal channelId={channel.id} />
    </div>
  );
}

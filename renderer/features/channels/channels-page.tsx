import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/words.ts';
import { loadChannels, useChannels } from '../../state/channels.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PhonePicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Page } from '../settings/page.tsx';
import { ArchivedChannels } from './archived-channels.tsx';
import { ChannelCard } from './channel-card.tsx';
import { isInUse } from './channel-state.ts';
import styles from './channels-page.module.css';
import { NewChannel } from './new-channel.tsx';

export default function ChannelsPage() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { channels: all, limit, error } = useChannels();
  const channels = all?.filter(isInUse);
  const archived = all?.filter((channel) => !isInUse(channel)) ?? [];
  const [creating, setCreating] = useState(false);
  const full = channels !== undefined && channels.length >= limit;
  const create = (
    <Button
      look="primary"
      icon={Plus}
      disabled={channels === undefined || full}
      aria-describedby={full ? 'channel-limit' : undefined}
      onClick={() => setCreating(true)}
    >
      {t('channels.new')}
    </Button>
  );
  return (
    <Page
      title={t('channels.title')}
      about={t('channels.about')}
      wide
      action={
        channels !== undefined &&
        channels.length > 0 && (
          <div className={styles.actions}>
            <p className={styles.count}>{t('channels.count', { used: channels.length, count: limit })}</p>
            {create}
          </div>
        )
      }
    >
      {full && channels.length > 0 && (
        <p id="channel-limit" className={styles.limit}>
          {t('channels.limit', { count: limit, used: channels.length })}
        </p>
      )}
      {channels === undefined ? (
        error ? (
          <EmptyState
            title={t('channels.listFailed')}
            about={words(error)}
            action={<Button onClick={() => void loadChannels()}>{t('common.tryAgain')}</Button>}
          />
        ) : (
          <output className={styles.cards} aria-label={t('common.loading')}>
            <Skeleton width="100%" height="13rem" />
            <Skeleton width="100%" height="13rem" />
          </output>
        )
      ) : channels.length === 0 ? (
        <EmptyState
          picture={<PhonePicture />}
          title={t('channels.none.title')}
          about={t('channels.none.about')}
          action={create}
        />
      ) : (
        <ul className={styles.cards} aria-label={t('channels.title')}>
          {channels.map((channel) => (
            <li key={channel.id}>
              <ChannelCard channel={channel} />
            </li>
          ))}
        </ul>
      )}
      {archived.length > 0 && <ArchivedChannels channels={archived} />}
      {creating && <NewChannel onClose={() => setCreating(false)} />}
    </Page>
  );
}

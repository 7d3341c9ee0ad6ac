import { QrCode } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../state/channels.ts';
import { clearFilter, setFilter, useInbox } from '../../state/inbox.ts';
import { isFiltered, type ListTab } from '../../state/merge.ts';
import { useIsManager } from '../../state/session.ts';
import { goTo, showPairing } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PhonePicture, QuietShopPicture } from '../../ui/pictures.tsx';
import { isInUse, needsLinking } from '../channels/channel-state.ts';
import styles from './conversation-list.module.css';

/** Why the list is empty: each tab has its own reason, and filters are easily forgotten. */
export function NoConversations() {
  const { t } = useTranslation();
  const filter = useInbox((state) => state.filter);
  const everHeard = useInbox((state) => state.everHeard);
  // The room beside it says what to do.
  if (!everHeard) return <p className={styles.quiet}>{t('inbox.empty')}</p>;
  if (isFiltered(filter)) {
    return (
      <EmptyState
        title={t('inbox.filtered.title')}
        about={t('inbox.filtered.about')}
        action={<Button onClick={() => void clearFilter()}>{t('inbox.filter.clear')}</Button>}
      />
    );
  }
  return <EmptyTab tab={filter.tab} />;
}

function EmptyTab({ tab }: { tab: ListTab }) {
  const { t } = useTranslation();
  const open = useInbox((state) => state.counts.open);
  const waiting = useInbox((state) => state.counts.waiting);
  // To where there is something to do.
  const next = tab === 'waiting' && open > 0 ? 'open' : tab === 'open' && waiting > 0 ? 'waiting' : undefined;
  return (
    <EmptyState
      picture={tab === 'waiting' ? <QuietShopPicture /> : undefined}
      title={t(`inbox.emptyTab.${tab}.title`)}
      about={t(`inbox.emptyTab.${tab}.about`)}
      action={
        next && (
          <Button onClick={() => void setFilter({ tab: next })}>
            {t('inbox.emptyTab.go', { tab: t(`inbox.tabs.${next}`) })}
          </Button>
        )
      }
    />
  );
}

/** What is missing before the first conversation can come. */
export function FirstSteps() {
  const { t } = useTranslation();
  const channels = useChannels((state) => state.channels)?.filter(isInUse);
  const isManager = useIsManager();
  if (!channels) return null;
  if (channels.length === 0) {
    return (
      <EmptyState
        picture={<PhonePicture />}
        title={t('inbox.noChannel.title')}
        about={isManager ? t('inbox.noChannel.about') : t('inbox.noChannel.askManager')}
        action={
          isManager && (
            <Button look="primary" onClick={() => goTo({ at: 'settings', page: 'channels' })}>
              {t('inbox.noChannel.action')}
            </Button>
          )
        }
      />
    );
  }
  const toScan = channels.every(needsLinking) ? channels[0] : undefined;
  if (toScan) {
    return (
      <EmptyState
        picture={<PhonePicture />}
        title={t('inbox.toScan.title')}
        about={t('inbox.toScan.about', { channel: toScan.name })}
        action={
          <Button look="primary" icon={QrCode} onClick={() => showPairing(toScan.id)}>
            {t('channels.scan')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      picture={<QuietShopPicture />}
      title={t('inbox.quiet.title')}
      about={t('inbox.quiet.about')}
    />
  );
}

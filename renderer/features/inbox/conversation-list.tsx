import { MessageSquarePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/words.ts';
import { keysOf } from '../../keyboard/shortcuts.ts';
import { useChannels } from '../../state/channels.ts';
import { chooseWhomToWrite } from '../../state/contacts.ts';
import { loadInbox, useInbox } from '../../state/inbox.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './conversation-list.module.css';
import { ConversationRows } from './conversation-rows.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ListTabs } from './list-tabs.tsx';
import { NoConversations } from './no-conversations.tsx';

export function ConversationList() {
  const { t } = useTranslation();
  const rows = useInbox((state) => state.rows);
  const error = useInbox((state) => state.error);
  const hasChannel = useChannels((state) => (state.channels?.length ?? 0) > 0);
  return (
    <section className={styles.column} data-region="list" tabIndex={-1} aria-label={t('inbox.list')}>
      <header className={styles.header}>
        <h1>{t('inbox.title')}</h1>
        {hasChannel && (
          <IconButton
            icon={MessageSquarePlus}
            label={t('shortcuts.do.newChat')}
            keys={keysOf('newChat')}
            onClick={chooseWhomToWrite}
          />
        )}
      </header>
      <ListTabs>
        <FilterBar />
        {rows === undefined ? (
          error ? (
            <ListError />
          ) : (
            <Waiting />
          )
        ) : rows.length === 0 ? (
          <NoConversations />
        ) : (
          <ConversationRows rows={rows} />
        )}
      </ListTabs>
    </section>
  );
}

function ListError() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const error = useInbox((state) => state.error);
  return (
    <EmptyState
      title={t('inbox.listFailed')}
      about={error && words(error)}
      action={<Button onClick={() => void loadInbox()}>{t('common.tryAgain')}</Button>}
    />
  );
}

const WIDTHS = ['55%', '40%', '62%', '48%', '35%', '58%'];

function Waiting() {
  const { t } = useTranslation();
  return (
    <output aria-busy="true" aria-label={t('common.loading')}>
      {WIDTHS.map((width) => (
        <div key={width} className={styles.waiting}>
          <Skeleton width="2.5rem" height="2.5rem" round />
          <div className={styles.waitingWords}>
            <Skeleton width={width} />
            <Skeleton width="80%" />
          </div>
        </div>
      ))}
    </output>
  );
}

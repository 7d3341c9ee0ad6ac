import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { useChannel } from '../../state/channels.ts';
import { openConversation, useConversation } from '../../state/conversation.ts';
import { addFiles, takesFiles } from '../../state/tray.ts';
import { notify } from '../../state/ui.ts';
import { useViewer } from '../../state/viewer.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PeekBar } from '../tickets/peek-bar.tsx';
import { FindBar } from '../search/find-bar.tsx';
import { isInUse } from '../channels/channel-state.ts';
import { DropZone } from './compose/drop-zone.tsx';
import { Composer } from './composer.tsx';
import { focusComposer } from './focus.ts';
import { MessageList } from './message-list.tsx';
import { ThreadHeader } from './thread-header.tsx';
import styles from './thread.module.css';

const Viewer = lazy(() => import('./viewer/viewer.tsx'));

export function Thread({ conversationId }: { conversationId: number }) {
  const { t } = useTranslation();
  const conversation = useConversation((state) => state.conversation);
  const error = useConversation((state) => state.error);
  return (
    <section className={styles.thread} data-region="thread" tabIndex={-1} aria-label={t('inbox.thread')}>
      <ThreadHeader conversationId={conversationId} />
      <FindBar conversationId={conversationId} />
      {conversation ? (
        <Talk key={conversation.id} conversation={conversation} />
      ) : error ? (
        <ThreadError conversationId={conversationId} />
      ) : (
        <Waiting />
      )}
    </section>
  );
}

function Talk({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { id, contact } = conversation;
  const channel = useChannel(conversation.channelId);
  const viewing = useViewer((state) => state.messageId !== undefined);
  const closed = channel === undefined || !isInUse(channel);
  return (
    <DropZone
      className={styles.talk}
      disabled={closed}
      name={contact.displayName}
      onFiles={(files) => {
        if (!takesFiles(id)) {
          notify('bad', t('composer.noFiles'));
          return;
        }
        addFiles(id, files);
        focusComposer(id);
      }}
    >
      <MessageList conversation={conversation} />
      <PeekBar conversationId={id} />
      <Composer conversation={conversation} />
      {viewing && (
        <Suspense>
          <Viewer contactName={contact.displayName} />
        </Suspense>
      )}
    </DropZone>
  );
}

function ThreadError({ conversationId }: { conversationId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const error = useConversation((state) => state.error);
  return (
    <EmptyState
      title={t('inbox.threadFailed')}
      about={error && words(error)}
      action={<Button onClick={() => void openConversation(conversationId)}>{t('common.tryAgain')}</Button>}
    />
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <output className={styles.waiting} aria-label={t('common.loading')}>
      <Skeleton width="42%" height="3rem" />
      <Skeleton width="30%" height="2.25rem" />
      <span className={styles.mine}>
        <Skeleton width="36%" height="2.25rem" />
      </span>
    </output>
  );
}

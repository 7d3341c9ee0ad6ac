import { Paperclip, Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuickReply } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { useQueue } from '../../state/attendance.ts';
import { loadQuickReplies, removeQuickReply, useQuickReplies } from '../../state/quick-replies.ts';
import { useIsManager } from '../../state/session.ts';
import { notify } from '../../state/ui.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { holds } from '../inbox/compose/quick-replies.ts';
import { Page } from '../settings/page.tsx';
import styles from './quick-replies-page.module.css';
import { QuickReplyForm } from './quick-reply-form.tsx';

/** Above so many one looks for them by words. */
const MANY = 8;

export default function QuickRepliesPage() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const isManager = useIsManager();
  const replies = useQuickReplies((state) => state.replies);
  const error = useQuickReplies((state) => state.error);
  const [wanted, setWanted] = useState('');
  const [editing, setEditing] = useState<QuickReply | 'new'>();
  const [removing, setRemoving] = useState<QuickReply>();
  useEffect(() => void loadQuickReplies(), []);

  const sought = wanted.trim();
  const found = replies?.filter((reply) => holds(reply, sought));
  return (
    <Page
      title={t('settings.pages.quickReplies')}
      about={t('quickReplies.about')}
      action={
        isManager && (
          <Button look="primary" icon={Plus} onClick={() => setEditing('new')}>
            {t('quickReplies.add')}
          </Button>
        )
      }
    >
      {error && !replies && (
        <EmptyState
          title={t('quickReplies.listFailed')}
          about={words(error)}
          action={<Button onClick={() => void loadQuickReplies()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {!replies && !error && <Skeleton width="100%" height="4rem" />}
      {replies?.length === 0 && (
        <EmptyState
          title={t('quickReplies.empty.title')}
          about={isManager ? t('quickReplies.empty.about') : t('quickReplies.emptyForTeam')}
        />
      )}
      {replies && replies.length > MANY && (
        <TextField
          type="search"
          label={t('quickReplies.search')}
          value={wanted}
          onValue={setWanted}
          className={styles.search}
        />
      )}
      {found && found.length > 0 && (
        <Card>
          <ul aria-label={t('settings.pages.quickReplies')}>
            {found.map((reply) => (
              <Line
                key={reply.id}
                reply={reply}
                onEdit={isManager ? () => setEditing(reply) : undefined}
                onRemove={() => setRemoving(reply)}
              />
            ))}
          </ul>
        </Card>
      )}
      {found?.length === 0 && sought !== '' && <p className={styles.none}>{t('quickReplies.noneFits')}</p>}
      {editing && (
        <QuickReplyForm
          reply={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {removing && <Removal reply={removing} onClose={() => setRemoving(undefined)} />}
    </Page>
  );
}

interface LineProps {
  reply: QuickReply;
  onEdit: (() => void) | undefined;
  onRemove: () => void;
}

function Line({ reply: { shortcut, text, queueId, file }, onEdit, onRemove }: LineProps) {
  const { t } = useTranslation();
  const queue = useQueue(queueId);
  return (
    <li className={styles.line}>
      <span className={styles.shortcut} dir="ltr">
        /<bdi>{shortcut}</bdi>
      </span>
      <div className={styles.words}>
        <p className={styles.text} dir="auto">
          {text}
        </p>
        {(file ?? queue) && (
          <p className={styles.about}>
            {file && (
              <span className={styles.file}>
                <Paperclip size={13} aria-hidden="true" /> <bdi>{file.fileName}</bdi>
              </span>
            )}
            {queue && <Badge tone="neutral">{t('quickReplies.onlyQueue', { queue: queue.name })}</Badge>}
          </p>
        )}
      </div>
      {onEdit && (
        <>
          <IconButton icon={Pencil} label={t('quickReplies.edit', { shortcut })} onClick={onEdit} />
          <IconButton icon={Trash2} label={t('quickReplies.remove', { shortcut })} onClick={onRemove} />
        </>
      )}
    </li>
  );
}

function Removal({ reply: { id, shortcut }, onClose }: { reply: QuickReply; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const error = await removeQuickReply(id);
    setBusy(false);
    onClose();
    if (error) notify('bad', words(error));
    else notify('ok', t('quickReplies.removed', { shortcut }));
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('quickReplies.removeTitle', { shortcut })}
      about={t('quickReplies.removeAbout')}
      cancel={t('common.cancel')}
      confirm={t('quickReplies.removeConfirm')}
      busy={busy}
      onConfirm={() => void remove()}
    />
  );
}

import {
  Ban,
  Camera,
  FileText,
  type LucideIcon,
  MapPin,
  Mic,
  Music,
  SquareUser,
  Sticker,
  Video,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../../preload/entities.ts';
import { useConversation } from '../../state/conversation.ts';
import styles from './preview.module.css';
import { Ticks } from './ticks.tsx';
import { Typing } from './typing.tsx';

/** A row's last word: who writes right now, what was begun and not sent, or the last message. */
export function Preview({ row, open }: { row: InboxRow; open: boolean }) {
  const { t } = useTranslation();
  const typing = useConversation((state) => row.conversationId in state.typing);
  if (typing) return <Typing className={styles.preview} />;
  if (row.draft && !open) {
    return (
      <span className={styles.preview}>
        <span className={styles.draft}>{t('inbox.draft')}</span> <bdi>{row.draft}</bdi>
      </span>
    );
  }
  return (
    <span className={styles.preview}>
      {row.previewFromMe && (
        <span className={styles.mine}>
          <Ticks status={row.previewStatus} /> {t('inbox.you')}{' '}
        </span>
      )}
      <LastMessage row={row} />
    </span>
  );
}

const ICONS = {
  image: Camera,
  video: Video,
  audio: Music,
  voice: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: SquareUser,
} as const satisfies Partial<Record<InboxRow['previewKind'], LucideIcon>>;

function hasIcon(kind: InboxRow['previewKind']): kind is keyof typeof ICONS {
  return kind in ICONS;
}

/** The text; of anything else its picture, its word, and the caption or the file's name. */
export function LastMessage({
  row: { previewKind: kind, preview },
}: {
  row: Pick<InboxRow, 'previewKind' | 'preview'>;
}) {
  const { t } = useTranslation();
  if (kind === 'text') return <bdi>{preview}</bdi>;
  if (kind === 'unreadable') return <i>{t('message.unreadableShort')}</i>;
  if (kind === 'deleted') {
    return (
      <i>
        <Ban className={styles.kind} size={14} aria-hidden="true" /> {t('inbox.preview.deleted')}
      </i>
    );
  }
  if (kind === 'other') return preview === '' ? <i>{t('inbox.preview.other')}</i> : <bdi>{preview}</bdi>;
  if (!hasIcon(kind)) return <bdi>{preview}</bdi>;
  const Icon = ICONS[kind];
  return (
    <>
      <Icon className={styles.kind} size={14} aria-hidden="true" /> {t(`inbox.preview.${kind}`)}
      {preview !== '' && (
        <>
          {': '}
          <bdi>{preview}</bdi>
        </>
      )}
    </>
  );
}

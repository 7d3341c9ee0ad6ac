import { Pencil, Reply, StickyNote, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { answer, type Draft, setNote, stopEditing } from '../../../state/composer.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Summary } from '../bubble/quote-box.tsx';
import styles from './context-bar.module.css';

interface ContextBarProps {
  conversationId: number;
  contactName: string;
  draft: Draft;
}

/** What the words in the field are for, when they are no plain message: an answer, a rewriting, a note. */
export function ContextBar({ conversationId, contactName, draft }: ContextBarProps) {
  const { t } = useTranslation();
  const { editing, replyTo, isNote } = draft;
  if (editing) {
    return (
      <div className={styles.bar}>
        <Pencil size={16} aria-hidden="true" />
        <div className={styles.words}>
          <strong>{t('composer.editing')}</strong>
          <Summary kind={editing.kind} text={editing.text} />
        </div>
        <IconButton
          icon={X}
          label={t('composer.stopEditing')}
          keys="Esc"
          side="top"
          onClick={() => stopEditing(conversationId)}
        />
      </div>
    );
  }
  if (isNote) {
    return (
      <div className={styles.bar} data-note>
        <StickyNote size={16} aria-hidden="true" />
        <div className={styles.words}>
          <strong>{t('composer.note')}</strong>
          <span>{t('composer.noteAbout')}</span>
        </div>
        <IconButton
          icon={X}
          label={t('composer.stopNote')}
          keys="Esc"
          side="top"
          onClick={() => setNote(conversationId, false)}
        />
      </div>
    );
  }
  if (!replyTo) return null;
  const who = replyTo.fromMe ? t('message.quoteOurs') : (replyTo.authorName ?? contactName);
  return (
    <div className={styles.bar}>
      <Reply size={16} aria-hidden="true" />
      <div className={styles.words}>
        <strong dir="auto">{t('composer.replyTo', { name: who })}</strong>
        <Summary kind={replyTo.kind} text={replyTo.text} />
      </div>
      <IconButton
        icon={X}
        label={t('composer.stopReply')}
        keys="Esc"
        side="top"
        onClick={() => answer(conversationId, undefined)}
      />
    </div>
  );
}

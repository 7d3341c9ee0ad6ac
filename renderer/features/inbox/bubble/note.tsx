import { EllipsisVertical, Pencil, StickyNote, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../../preload/contract.ts';
import type { Note as NoteEntity } from '../../../../preload/entities.ts';
import { clockTime, fullTime } from '../../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../../i18n/words.ts';
import { editNote, removeNote } from '../../../state/notes.ts';
import { notify } from '../../../state/ui.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { LONGEST_NOTE } from '../limits.ts';
import { LinkedText } from './linked-text.tsx';
import styles from './note.module.css';

/** Yellow, and across the middle: nobody can take it for something that was sent. */
export function Note({ note }: { note: NoteEntity }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  return (
    <article
      className={styles.note}
      aria-label={t('message.note')}
      data-focus-item={`note-${note.id}`}
      tabIndex={-1}
    >
      <header className={styles.header}>
        <StickyNote size={14} aria-hidden="true" />
        <span className={styles.who}>
          {t('message.note')}
          {note.userName !== undefined && (
            <>
              {' · '}
              <bdi>{note.userName}</bdi>
            </>
          )}
        </span>
        <time title={fullTime(note.at, { language })}>
          {note.editedAt !== undefined && `${t('message.edited')} · `}
          {clockTime(note.at, { language })}
        </time>
        {note.editable && (
          <Menu
            label={t('message.noteMenu')}
            align="end"
            trigger={
              <IconButton icon={EllipsisVertical} label={t('message.noteMenu')} className={styles.more} />
            }
          >
            <MenuItem icon={Pencil} onSelect={() => setEditing(true)}>
              {t('message.edit')}
            </MenuItem>
            <MenuItem icon={Trash2} onSelect={() => setRemoving(true)}>
              {t('message.removeNote.action')}
            </MenuItem>
          </Menu>
        )}
      </header>
      {editing ? (
        <NoteForm note={note} onDone={() => setEditing(false)} />
      ) : (
        <p className={styles.body} dir="auto">
          <LinkedText text={note.body} />
        </p>
      )}
      {removing && <RemoveNote note={note} onClose={() => setRemoving(false)} />}
    </article>
  );
}

function NoteForm({ note, onDone }: { note: NoteEntity; onDone: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [body, setBody] = useState(note.body);
  const [error, setError] = useState<CallError>();
  const save = async () => {
    const wrong = await editNote(note, body);
    setError(wrong);
    if (!wrong) onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        className={styles.field}
        aria-label={t('message.note')}
        dir="auto"
        ref={(field) => field?.focus()}
        maxLength={LONGEST_NOTE}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onDone();
        }}
      />
      {error && <span role="alert">{words(error)}</span>}
      <span className={styles.actions}>
        <Button size="small" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button size="small" type="submit" look="primary">
          {t('common.save')}
        </Button>
      </span>
    </form>
  );
}

function RemoveNote({ note, onClose }: { note: NoteEntity; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const remove = async () => {
    const error = await removeNote(note);
    onClose();
    if (error) notify('bad', words(error));
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('message.removeNote.title')}
      about={t('message.removeNote.about')}
      cancel={t('common.cancel')}
      confirm={t('message.removeNote.action')}
      onConfirm={() => void remove()}
    />
  );
}

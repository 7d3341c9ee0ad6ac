import { EllipsisVertical, Pencil, StickyNote, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Note as NoteEntity } from '../../../../preload/entities.ts';
import { clockTime, fullTime } from '../../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../../i18n/words.ts';
import { editNote, removeNote } from '../../../state/notes.ts';
import { notify } from '../../../state/ui.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { NoteForm, noteForm } from '../../tickets/note-form.tsx';
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
        <NoteForm
          form={noteForm(note)}
          known={note.body}
          onSave={(body) => editNote(note, body)}
          onClose={() => setEditing(false)}
        />
      ) : (
        <p className={styles.body} dir="auto">
          <LinkedText text={note.body} />
        </p>
      )}
      {removing && <RemoveNote note={note} onClose={() => setRemoving(false)} />}
    </article>
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

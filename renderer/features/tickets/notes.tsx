import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Note } from '../../../preload/entities.ts';
import { ago, fullTime } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { addNote, editNote, loadNotes, removeNote, useNotes } from '../../state/notes.ts';
import { useHolds } from '../../state/unsaved.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { PanelPart } from '../inbox/panel-part.tsx';
import { NoteForm, noteForm } from './note-form.tsx';
import styles from './notes.module.css';

/** What the team has to know of this contact; the newest stands first (AT-4). */
export function Notes({ conversationId }: { conversationId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const notes = useNotes((state) => state.notes);
  const error = useNotes((state) => state.error);
  const [writing, setWriting] = useState<'new' | number>();
  const [removing, setRemoving] = useState<Note>();
  const form = noteForm({ conversationId });
  const begun = useHolds([form]);
  useEffect(() => void loadNotes(conversationId), [conversationId]);

  const remove = async () => {
    if (!removing) return;
    const refused = await removeNote(removing);
    setRemoving(undefined);
    if (refused) notify('bad', words(refused));
  };
  return (
    <PanelPart
      title={t('notes.title')}
      action={<IconButton icon={Plus} label={t('notes.add')} onClick={() => setWriting('new')} />}
    >
      {(writing === 'new' || begun) && (
        <NoteForm
          form={form}
          resumed={writing !== 'new'}
          onSave={(body) => addNote(conversationId, body)}
          onClose={() => setWriting(undefined)}
        />
      )}
      {error && (
        <div className={styles.none}>
          {t('notes.failed')}{' '}
          <Button size="small" onClick={() => void loadNotes(conversationId)}>
            {t('common.tryAgain')}
          </Button>
        </div>
      )}
      {!notes && !error && <Skeleton width="80%" />}
      {notes?.length === 0 && writing === undefined && !begun && (
        <p className={styles.none}>{t('notes.none')}</p>
      )}
      <ul className={styles.notes}>
        {notes?.toReversed().map((note) => (
          <li key={note.id}>
            {writing === note.id ? (
              <NoteForm
                form={noteForm(note)}
                known={note.body}
                onSave={(body) => editNote(note, body)}
                onClose={() => setWriting(undefined)}
              />
            ) : (
              <NoteCard note={note} onEdit={() => setWriting(note.id)} onRemove={() => setRemoving(note)} />
            )}
          </li>
        ))}
      </ul>
      <Confirm
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t('notes.removeTitle')}
        about={t('notes.removeAbout')}
        cancel={t('common.cancel')}
        confirm={t('notes.remove')}
        onConfirm={() => void remove()}
      />
    </PanelPart>
  );
}

function NoteCard({ note, onEdit, onRemove }: { note: Note; onEdit: () => void; onRemove: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  return (
    <article className={styles.note}>
      <p className={styles.body} dir="auto">
        {note.body}
      </p>
      <footer className={styles.foot}>
        <span className={styles.by}>
          {note.userName !== undefined && <bdi>{note.userName}</bdi>}{' '}
          <time title={fullTime(note.at, { language })}>{ago(note.at, now, language)}</time>
          {note.editedAt !== undefined && ` (${t('notes.edited')})`}
        </span>
        {note.editable && (
          <>
            <IconButton icon={Pencil} className={styles.act} label={t('notes.edit')} onClick={onEdit} />
            <IconButton icon={Trash2} className={styles.act} label={t('notes.remove')} onClick={onRemove} />
          </>
        )}
      </footer>
    </article>
  );
}

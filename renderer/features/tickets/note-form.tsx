import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Note } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { useAsking } from '../forms/use-asking.ts';
import styles from './notes.module.css';

const LONGEST_NOTE = 4000;

interface NoteFormProps {
  /** The one that is edited; absent for a new one. */
  note?: Note;
  onSave: (body: string) => Promise<CallError | undefined>;
  onClose: () => void;
}

/** Ctrl+Enter saves, Esc leaves it as it was. */
export function NoteForm({ note, onSave, onClose }: NoteFormProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [body, setBody] = useState(note?.body ?? '');
  const { busy, error, ask } = useAsking();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);

  const save = async () => {
    if (body.trim() !== '' && (await ask(() => onSave(body)))) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <textarea
        ref={field}
        className={styles.field}
        aria-label={t('notes.label')}
        placeholder={t('notes.placeholder')}
        rows={3}
        maxLength={LONGEST_NOTE}
        dir="auto"
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={press}
      />
      {error && (
        <p role="alert" className={styles.wrong}>
          {words(error)}
        </p>
      )}
      <div className={styles.actions}>
        <Button size="small" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button size="small" type="submit" look="primary" busy={busy} disabled={body.trim() === ''}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

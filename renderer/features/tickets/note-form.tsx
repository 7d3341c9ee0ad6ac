import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Note } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { useKept } from '../../state/unsaved.ts';
import { Button } from '../../ui/button.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { LONGEST_NOTE } from '../inbox/limits.ts';
import styles from './notes.module.css';

interface NoteFormProps {
  /** Its name among what is left unsaved. */
  form: string;
  /** What the note says so far. */
  known?: string;
  /** It is there because something was left in it, and takes no focus from where one writes. */
  resumed?: boolean;
  onSave: (body: string) => Promise<CallError | undefined>;
  onClose: () => void;
}

/** Of a note that is there, or of a new one for a conversation. */
export function noteForm(of: Note | { conversationId: number }): string {
  return 'id' in of ? `note-edit-${of.id}` : `note-new-${of.conversationId}`;
}

/** Ctrl+Enter saves, Esc leaves it as it was. What one turns away from stays in it. */
export function NoteForm({ form, known = '', resumed = false, onSave, onClose }: NoteFormProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [body = '', keep] = useKept(form, known);
  const { busy, error, ask } = useAsking();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (resumed) return;
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
    // Once, where it opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const close = () => {
    keep();
    onClose();
  };

  const save = async () => {
    if (body.trim() !== '' && (await ask(() => onSave(body)))) close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
    else if (event.key === 'Escape') close();
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
        onChange={(event) => keep(event.target.value)}
        onKeyDown={press}
      />
      {error && (
        <p role="alert" className={styles.wrong}>
          {words(error)}
        </p>
      )}
      <div className={styles.actions}>
        <Button size="small" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button size="small" type="submit" look="primary" busy={busy} disabled={body.trim() === ''}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

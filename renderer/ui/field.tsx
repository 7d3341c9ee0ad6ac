import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import styles from './field.module.css';

export interface FieldWords {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** The error changes as time goes by: whoever shows it tells screen readers once. */
  silent?: boolean;
}

interface FieldProps extends FieldWords {
  children: (control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

/** A label, its control, and below it the hint or what is wrong: one line is kept, so that nothing jumps. */
export function Field({ label, hint, error, silent = false, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = error !== undefined || hint !== undefined;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        ...(hasNote && { 'aria-describedby': noteId }),
        ...(error !== undefined && { 'aria-invalid': true }),
      })}
      <div id={noteId} className={styles.note} data-error={error !== undefined || undefined}>
        {error === undefined ? (
          hint
        ) : (
          <>
            <CircleAlert size={14} aria-hidden="true" />
            <span {...(!silent && { role: 'alert' })}>{error}</span>
          </>
        )}
      </div>
    </div>
  );
}

import { type SubmitEvent, useId, useState } from 'react';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { focusOnArrival } from './focus.ts';
import styles from './name-form.module.css';

interface NameFormProps {
  label: string;
  onSubmit: (name: string) => void;
  onCancel?: () => void;
}

/** Asks for somebody's name. */
export function NameForm({ label, onSubmit, onCancel }: NameFormProps) {
  const id = useId();
  const [name, setName] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onSubmit(name.trim());
    setName('');
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={focusOnArrival}
        value={name}
        maxLength={60}
        autoComplete="off"
        onChange={({ target }) => setName(target.value)}
        onKeyDown={({ key }) => key === 'Escape' && onCancel?.()}
      />
      <div className={styles.actions}>
        {onCancel && <Button onClick={onCancel}>{words.cancel}</Button>}
        <Button look="primary" type="submit">
          {words.add}
        </Button>
      </div>
    </form>
  );
}

import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import { Field, type FieldWords } from './field.tsx';
import styles from './field.module.css';

interface TextFieldProps
  extends Omit<FieldWords, 'silent'>, Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'id'> {
  value: string;
  onValue: (value: string) => void;
  mono?: boolean;
}

export function TextField({ label, hint, error, value, onValue, mono, className, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          {...rest}
          {...control}
          className={cx(styles.control, mono && styles.mono, className)}
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  );
}

import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import { Field, type FieldWords } from './field.tsx';
import styles from './field.module.css';

interface TextAreaProps
  extends Omit<FieldWords, 'silent'>, Omit<ComponentProps<'textarea'>, 'onChange' | 'value' | 'id'> {
  value: string;
  onValue: (value: string) => void;
}

export function TextArea({ label, hint, error, value, onValue, className, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <textarea
          dir="auto"
          {...rest}
          {...control}
          className={cx(styles.control, styles.area, className)}
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  );
}

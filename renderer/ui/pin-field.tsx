import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import { Field, type FieldWords } from './field.tsx';
import styles from './field.module.css';

const LONGEST = 8;

interface PinFieldProps
  extends FieldWords, Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'id' | 'type' | 'inputMode'> {
  value: string;
  onValue: (value: string) => void;
}

/** Four to eight digits, never shown. What is no digit does not go in. */
export function PinField({
  label,
  hint,
  error,
  silent = false,
  value,
  onValue,
  className,
  ...rest
}: PinFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} silent={silent}>
      {(control) => (
        <input
          {...rest}
          {...control}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={LONGEST}
          className={cx(styles.control, value !== '' && styles.pin, className)}
          value={value}
          onChange={(event) => onValue(event.target.value.replaceAll(/\D/g, ''))}
        />
      )}
    </Field>
  );
}

import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import styles from './select.module.css';

export interface Choice<T extends string> {
  value: T;
  label: string;
}

interface SelectProps<T extends string> extends Omit<
  ComponentProps<'select'>,
  'onChange' | 'value' | 'size'
> {
  choices: readonly Choice<T>[];
  value: T;
  onValue: (value: T) => void;
  size?: 'small' | 'large';
}

/** The browser's own select, dressed: its keyboard, type-ahead and screen-reader words cost nothing and are complete. */
export function Select<T extends string>({
  choices,
  value,
  onValue,
  size = 'large',
  className,
  ...rest
}: SelectProps<T>) {
  return (
    <select
      {...rest}
      className={cx(styles.select, styles[size], className)}
      value={value}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.value === event.target.value);
        if (chosen) onValue(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

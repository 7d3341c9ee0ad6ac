import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './toggle-chips.module.css';

interface ToggleChipsProps<T extends string> {
  label: string;
  value: T;
  onValue: (value: T) => void;
  chips: readonly { value: T; label: ReactNode }[];
}

/** Which part of a list is shown; one is always on. */
export function ToggleChips<T extends string>({ label, value, onValue, chips }: ToggleChipsProps<T>) {
  const choose = (next: string) => {
    const chosen = chips.find((chip) => chip.value === next);
    if (chosen) onValue(chosen.value);
  };
  return (
    <ToggleGroup.Root
      className={styles.chips}
      type="single"
      aria-label={label}
      value={value}
      onValueChange={choose}
    >
      {chips.map((chip) => (
        <ToggleGroup.Item key={chip.value} className={styles.chip} value={chip.value}>
          {chip.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

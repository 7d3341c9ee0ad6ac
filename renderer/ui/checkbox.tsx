import type { ReactNode } from 'react';
import styles from './checkbox.module.css';

interface CheckboxProps {
  label: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  /** Stands beside the label, in the same area to press. */
  picture?: ReactNode;
  about?: ReactNode;
}

/** A line that is ticked, all of it the area to press. */
export function Checkbox({ label, checked, onChecked, picture, about }: CheckboxProps) {
  return (
    <label className={styles.line} data-picture={picture !== undefined || undefined}>
      <input
        type="checkbox"
        className={styles.box}
        checked={checked}
        onChange={(event) => onChecked(event.target.checked)}
      />
      {picture}
      <span className={styles.words}>
        <span className={styles.label}>{label}</span>
        {about !== undefined && <span className={styles.about}>{about}</span>}
      </span>
    </label>
  );
}

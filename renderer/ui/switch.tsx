import { Switch as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import styles from './switch.module.css';

interface SwitchProps {
  label: string;
  about?: ReactNode;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  disabled?: boolean;
}

/** Something that is on or off from now on. */
export function Switch({ label, about, checked, onChecked, disabled = false }: SwitchProps) {
  const id = useId();
  return (
    <div className={styles.line}>
      <Radix.Root
        id={id}
        className={styles.switch}
        checked={checked}
        onCheckedChange={onChecked}
        disabled={disabled}
        {...(about !== undefined && { 'aria-describedby': `${id}-about` })}
      >
        <Radix.Thumb className={styles.thumb} />
      </Radix.Root>
      <div className={styles.words}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {about !== undefined && (
          <p id={`${id}-about`} className={styles.about}>
            {about}
          </p>
        )}
      </div>
    </div>
  );
}

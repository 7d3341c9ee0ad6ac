import { RadioGroup } from 'radix-ui';
import { cx } from './cx.ts';
import { hueOf } from './hue.ts';
import styles from './hue-picker.module.css';

interface HuePickerProps {
  label: string;
  /** What each hue is called, by its number. */
  names: readonly string[];
  value: number;
  onValue: (hue: number) => void;
}

/** One of the design system's colours. */
export function HuePicker({ label, names, value, onValue }: HuePickerProps) {
  return (
    <div className={styles.field}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      <RadioGroup.Root
        className={styles.hues}
        aria-label={label}
        orientation="horizontal"
        value={String(value)}
        onValueChange={(next) => onValue(Number(next))}
      >
        {names.map((name, hue) => (
          <RadioGroup.Item
            key={name}
            value={String(hue)}
            className={cx(styles.hue, hueOf(hue))}
            aria-label={name}
            title={name}
          />
        ))}
      </RadioGroup.Root>
    </div>
  );
}

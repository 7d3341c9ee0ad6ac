import { RadioGroup } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import styles from './choice-cards.module.css';

export interface CardChoice<T extends string> {
  value: T;
  label: string;
  disabled?: boolean;
  content?: ReactNode;
}

interface ChoiceCardsProps<T extends string> {
  label: string;
  choices: readonly CardChoice<T>[];
  value: T;
  onValue: (value: T) => void;
  columns?: number;
}

/** One of a few, each with room to explain itself. */
export function ChoiceCards<T extends string>({
  label,
  choices,
  value,
  onValue,
  columns = 2,
}: ChoiceCardsProps<T>) {
  const id = useId();
  const choose = (next: string) => {
    const chosen = choices.find((choice) => choice.value === next);
    if (chosen) onValue(chosen.value);
  };
  return (
    <RadioGroup.Root
      className={styles.group}
      aria-label={label}
      value={value}
      onValueChange={choose}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          className={styles.card}
          value={choice.value}
          disabled={choice.disabled}
          aria-labelledby={`${id}-${choice.value}`}
          {...(choice.content !== undefined && { 'aria-describedby': `${id}-${choice.value}-about` })}
        >
          <span className={styles.head}>
            <span className={styles.radio} />
            <span id={`${id}-${choice.value}`} className={styles.label}>
              {choice.label}
            </span>
          </span>
          {choice.content !== undefined && <span id={`${id}-${choice.value}-about`}>{choice.content}</span>}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

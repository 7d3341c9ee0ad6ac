import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

interface TabsProps<T extends string> {
  label: string;
  value: T;
  onValue: (value: T) => void;
  tabs: readonly {
    value: T;
    label: string;
    /** What waits there, in words; drawn as a dot. */
    mark?: string | undefined;
    content: ReactNode;
  }[];
}

export function Tabs<T extends string>({ label, value, onValue, tabs }: TabsProps<T>) {
  const choose = (next: string) => {
    const chosen = tabs.find((tab) => tab.value === next);
    if (chosen) onValue(chosen.value);
  };
  return (
    <Radix.Root className={styles.tabs} value={value} onValueChange={choose}>
      <Radix.List className={styles.list} aria-label={label}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} className={styles.tab} value={tab.value} title={tab.mark}>
            {tab.label}
            {tab.mark !== undefined && <span className={styles.mark} />}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} className={styles.content} value={tab.value}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

import type { ReactNode } from 'react';
import styles from './panel-part.module.css';

interface PanelPartProps {
  title: string;
  /** Beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** A titled part of the contact's panel. */
export function PanelPart({ title, action, children }: PanelPartProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.header}>
        <h3 className={styles.title}>{title}</h3>
        {action}
      </header>
      {children}
    </section>
  );
}

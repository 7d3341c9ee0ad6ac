import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import styles from './page.module.css';

interface PageProps {
  title: string;
  about?: string;
  /** Where this page belongs. */
  above?: ReactNode;
  action?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** One page of the settings: heading, what it is for, its main action. */
export function Page({ title, about, above, action, wide = false, children }: PageProps) {
  return (
    <div className={cx(styles.page, wide && styles.wide)}>
      <header className={styles.header}>
        <div className={styles.heading}>
          {above}
          <h1 dir="auto">{title}</h1>
          {about !== undefined && <p className={styles.about}>{about}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}

/** A titled part of a page. */
export function Part({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h2>{title}</h2>
      {about !== undefined && <p className={styles.about}>{about}</p>}
      <div className={styles.content}>{children}</div>
    </section>
  );
}

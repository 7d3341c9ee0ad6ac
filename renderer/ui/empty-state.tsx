import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  picture?: ReactNode;
  title: string;
  about?: ReactNode;
  /** What to do about it. */
  action?: ReactNode;
}

export function EmptyState({ picture, title, about, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {picture}
      <h2 className={styles.title}>{title}</h2>
      {about !== undefined && <p className={styles.about}>{about}</p>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}

import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

interface BadgeProps {
  tone?: 'brand' | 'neutral' | 'ok' | 'warn' | 'bad' | 'honey';
  children: ReactNode;
}

/** A word on a tinted ground. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}

interface CountProps {
  count: number;
  /** What is counted, for screen readers: `3 não lidas`. */
  label: string;
}

const MOST = 99;

export function Count({ count, label }: CountProps) {
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{count > MOST ? `${MOST}+` : count}</span>
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  );
}

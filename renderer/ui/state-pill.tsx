import type { ReactNode } from 'react';
import styles from './state-pill.module.css';

export type Tone = 'ok' | 'busy' | 'bad' | 'idle';

/** Told by shape as well as by colour: full, turning, broken ring, empty ring. */
export function StatusDot({ tone }: { tone: Tone }) {
  return (
    <svg
      className={styles.dot}
      data-tone={tone}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {tone === 'ok' && <circle cx="6" cy="6" r="5" fill="currentColor" />}
      {tone === 'busy' && (
        <>
          <circle
            cx="6"
            cy="6"
            r="4.5"
            fill="none"
            stroke="currentColor"
            strokeOpacity="0.3"
            strokeWidth="2"
          />
          <path
            d="M10.5 6A4.5 4.5 0 0 0 6 1.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
          />
        </>
      )}
      {tone === 'bad' && (
        <>
          <circle cx="6" cy="6" r="5" fill="currentColor" />
          <path d="M3.5 6h5" stroke="var(--surface)" strokeWidth="1.75" strokeLinecap="round" />
        </>
      )}
      {tone === 'idle' && <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="2" />}
    </svg>
  );
}

export function StatePill({ tone, words }: { tone: Tone; words: ReactNode }) {
  return (
    <span className={styles.pill} data-tone={tone}>
      <StatusDot tone={tone} />
      <span className={styles.words}>{words}</span>
    </span>
  );
}

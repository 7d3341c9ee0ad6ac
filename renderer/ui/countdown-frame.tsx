import type { ReactNode } from 'react';
import styles from './countdown-frame.module.css';

interface CountdownFrameProps {
  /** What is left, from 1 to 0. */
  left: number;
  children: ReactNode;
}

/** A square with round corners, clockwise from the middle of its top. */
const OUTLINE =
  'M160 2H302A16 16 0 0 1 318 18V302A16 16 0 0 1 302 318H18A16 16 0 0 1 2 302V18A16 16 0 0 1 18 2H160';

/** A line round its content that shortens with the time left. The time in words stands elsewhere. */
export function CountdownFrame({ left, children }: CountdownFrameProps) {
  return (
    <div className={styles.frame}>
      <svg className={styles.line} viewBox="0 0 320 320" aria-hidden="true">
        <path className={styles.track} d={OUTLINE} />
        <path
          className={styles.left}
          d={OUTLINE}
          pathLength={1}
          strokeDasharray="1 2"
          strokeDashoffset={left - 1}
        />
      </svg>
      {children}
    </div>
  );
}

import styles from './skeleton.module.css';

interface SkeletonProps {
  width: string;
  height?: string;
  round?: boolean;
}

/** Holds the place of what is on its way. Shows only after a moment: most answers come sooner than that. */
export function Skeleton({ width, height = '0.75rem', round = false }: SkeletonProps) {
  return (
    <span
      className={styles.skeleton}
      data-round={round || undefined}
      style={{ width, height }}
      aria-hidden="true"
    />
  );
}

import { useId } from 'react';
import styles from './brand.module.css';

/** The mark: an awning over a counter. */
export function BrandMark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#2a4f9f" />
      <path d="M7 8h18l2 6.5H5z" fill="#fff" />
      <path d="M5 14.5h7.3a3.65 3.65 0 0 1-7.3 0zM19.7 14.5H27a3.65 3.65 0 0 1-7.3 0z" fill="#fff" />
      <path d="M12.35 14.5h7.3a3.65 3.65 0 0 1-7.3 0zM13 8h6l.65 6.5h-7.3z" fill="#e2a33b" />
      <rect x="6" y="22" width="20" height="3" rx="1.5" fill="#fff" />
    </svg>
  );
}

/** Tiles, as on the front of an old shop. Only for full-page screens: it would tire the eye behind text. */
export function TileWall() {
  const id = useId();
  return (
    <svg className={styles.wall} aria-hidden="true">
      <defs>
        <pattern id={id} width="72" height="72" patternUnits="userSpaceOnUse">
          <g fill="none" stroke="currentColor" strokeWidth="1.5">
            <path d="M36 4c6 12 20 26 32 32-12 6-26 20-32 32C30 56 16 42 4 36 16 30 30 16 36 4z" />
            <path d="M36 22c3 6 8 11 14 14-6 3-11 8-14 14-3-6-8-11-14-14 6-3 11-8 14-14z" />
            <path d="M0 18a18 18 0 0 0 18-18M54 0a18 18 0 0 0 18 18M72 54a18 18 0 0 0-18 18M18 72A18 18 0 0 0 0 54" />
            <path d="M0 8a8 8 0 0 0 8-8M64 0a8 8 0 0 0 8 8M72 64a8 8 0 0 0-8 8M8 72a8 8 0 0 0-8-8" />
          </g>
          <circle cx="36" cy="36" r="3" fill="currentColor" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}

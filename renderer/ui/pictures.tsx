/** Drawings for the empty states, in the theme's own colours. */
import type { ReactNode } from 'react';
import styles from './pictures.module.css';

function Picture({ children }: { children: ReactNode }) {
  return (
    <svg className={styles.picture} width="200" height="132" viewBox="0 0 200 132" aria-hidden="true">
      <ellipse className={styles.ground} cx="100" cy="122" rx="92" ry="7" />
      {children}
    </svg>
  );
}

/** The awning over the counter, shared by the drawings of the shop. */
function Counter() {
  return (
    <>
      <path className={styles.wall} d="M34 30h132v92H34z" />
      <path className={styles.brand} d="M38 12h124l10 24H28z" />
      <path className={styles.light} d="M62.8 12h24.8l-1.6 24H57.2zM112.4 12h24.8l5.6 24H114z" />
      <path
        className={styles.brand}
        d="M28 36h29.2a14.6 12 0 0 1-29.2 0zM86 36h28a14 12 0 0 1-28 0zM142.8 36H172a14.6 12 0 0 1-29.2 0z"
      />
      <path
        className={styles.light}
        d="M57.2 36H86a14.4 12 0 0 1-28.8 0zM114 36h28.8a14.4 12 0 0 1-28.8 0z"
      />
      <path className={styles.wood} d="M24 86h152v8H24z" />
      <path className={styles.front} d="M32 94h136v28H32z" />
      <path className={styles.lines} d="M66 94v28M100 94v28M134 94v28" />
    </>
  );
}

export function CounterPicture() {
  return (
    <Picture>
      <Counter />
      <path className={styles.bell} d="M86 82a14 14 0 0 1 28 0z" />
      <path className={styles.stroke} d="M84 83.5h32M100 68v-3" />
      <circle className={styles.dot} cx="100" cy="64" r="2.5" />
    </Picture>
  );
}

export function QuietShopPicture() {
  return (
    <Picture>
      <Counter />
      <path className={styles.cup} d="M112 70h20v9a7 7 0 0 1-7 7h-6a7 7 0 0 1-7-7z" />
      <path className={styles.stroke} d="M132 73h3a4.500 4.500 0 0 1 0 9h-3.500" />
      <path className={styles.steam} d="M118 64c-2-3 2-4 0-7M126 64c-2-3 2-4 0-7" />
      <path
        className={styles.bubble}
        d="M60 58h30a6 6 0 0 1 6 6v8a6 6 0 0 1-6 6H70l-8 6v-6h-2a6 6 0 0 1-6-6v-8a6 6 0 0 1 6-6z"
      />
      <g className={styles.dot}>
        <circle cx="67" cy="68" r="2" />
        <circle cx="75" cy="68" r="2" />
        <circle cx="83" cy="68" r="2" />
      </g>
    </Picture>
  );
}

export function PhonePicture() {
  return (
    <Picture>
      <rect className={styles.wall} x="34" y="22" width="52" height="98" rx="10" />
      <rect className={styles.screen} x="40" y="32" width="40" height="76" rx="3" />
      <path className={styles.stroke} d="M54 27h12M56 114h8" />
      <path
        className={styles.light}
        d="M46 42h20a4 4 0 0 1 4 4v6a4 4 0 0 1-4 4H46zM46 62h14a4 4 0 0 1 4 4v4a4 4 0 0 1-4 4H46z"
      />
      <path className={styles.brand} d="M74 80H58a4 4 0 0 0-4 4v6a4 4 0 0 0 4 4h16z" />
      <path className={styles.link} d="M92 70h26" />
      <rect className={styles.wall} x="122" y="40" width="66" height="50" rx="6" />
      <rect className={styles.screen} x="127" y="45" width="56" height="40" rx="2" />
      <path className={styles.front} d="M147 90h16l3 14h-22z" />
      <rect className={styles.wood} x="134" y="104" width="42" height="6" rx="3" />
      <path
        className={styles.brand}
        d="M139 55h7v7h-7zM164 55h7v7h-7zM139 69h7v7h-7zM151 55h4v4h-4zM156 62h4v4h-4zM151 69h7v4h-7zM164 68h4v8h-4z"
      />
    </Picture>
  );
}

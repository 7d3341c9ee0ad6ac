/** Small drawings of the points about the phone, in the theme's own colours. */
import type { ReactNode } from 'react';
import type { GuidePointId } from '../../preload/entities.ts';
import styles from './pictures.module.css';

function Drawing({ children }: { children: ReactNode }) {
  return (
    <svg className={styles.picture} width="64" height="64" viewBox="0 0 64 64" aria-hidden="true">
      <circle className={styles.ground} cx="32" cy="32" r="31" />
      {children}
    </svg>
  );
}

/** A phone, upright; `x` is its left edge. */
function Handset({ x = 21, children }: { x?: number; children?: ReactNode }) {
  return (
    <g transform={`translate(${x} 10)`}>
      <rect className={styles.wall} width="22" height="44" rx="5" />
      <rect className={styles.screen} x="3" y="5" width="16" height="33" rx="1.5" />
      <path className={styles.fine} d="M9 41h4" />
      {children}
    </g>
  );
}

const DRAWINGS: Record<GuidePointId, ReactNode> = {
  'stable-internet': (
    <>
      <Handset x={12} />
      <path className={styles.bold} d="M38 31a13 13 0 0 1 14 0M34 26a20 20 0 0 1 22 0" />
      <circle className={styles.brand} cx="45" cy="37" r="3" />
    </>
  ),
  'no-whatsapp-web': (
    <>
      <rect className={styles.wall} x="8" y="16" width="34" height="23" rx="3" />
      <rect className={styles.screen} x="11" y="19" width="28" height="17" rx="1" />
      <path className={styles.wood} d="M4 40h42l-3 4H7z" />
      <path className={styles.brand} d="M17 24h10a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2h-6l-4 3z" />
      <g transform="translate(27 12) scale(0.9)">
        <Handset x={14} />
      </g>
    </>
  ),
  'screen-always-on': (
    <Handset>
      <circle className={styles.bell} cx="11" cy="19" r="4.5" />
      <path
        className={styles.ray}
        d="M11 10v2.500M11 25.500V28M4 19h0.500M17.500 19h0.500M6 14l1 1M16 14l-1 1M6 24l1-1M16 24l-1-1"
      />
    </Handset>
  ),
  'phone-never-off': (
    <Handset>
      <path className={styles.bold} d="M7.500 15.500a6 6 0 1 0 7 0M11 12v7" />
    </Handset>
  ),
  'dedicated-phone': (
    <>
      <path className={styles.brand} d="M10 10h44l4 9H6z" />
      <path className={styles.light} d="M21 10h11v9H19.500zM43 10h11l4 9H45z" />
      <g transform="translate(0 12)">
        <Handset>
          <path className={styles.brand} d="M5 10h9a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H9l-4 3z" />
        </Handset>
      </g>
    </>
  ),
  'no-power-saving': (
    <>
      <Handset x={10} />
      <rect className={styles.wall} x="36" y="22" width="18" height="28" rx="3" />
      <rect className={styles.wood} x="42" y="18" width="6" height="4" rx="1" />
      <rect className={styles.cup} x="39" y="33" width="12" height="14" rx="1.5" />
      <path className={styles.spark} d="M46 26l-4 8h3l-1 6 5-9h-3.500z" />
    </>
  ),
  'media-download': (
    <>
      <Handset x={11}>
        <path className={styles.light} d="M5 10h12v11H5z" />
        <path className={styles.brand} d="M5 21l4-6 3 4 2-2 3 4z" />
        <circle className={styles.bell} cx="14" cy="13" r="1.5" />
      </Handset>
      <path className={styles.bold} d="M45 20v17M38 31l7 7 7-7M38 45h14" />
    </>
  ),
  'never-read-on-phone': (
    <>
      <Handset x={9}>
        <path className={styles.light} d="M5 10h9a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H9l-4 3z" />
        <path className={styles.light} d="M17 24H9a2 2 0 0 0-2 2v3a2 2 0 0 0 2 2h6l2 2z" />
      </Handset>
      <path className={styles.fine} d="M35 32c5-8 17-8 22 0-5 8-17 8-22 0z" />
      <circle className={styles.brand} cx="46" cy="32" r="4" />
    </>
  ),
};

export function PhonePointPicture({ point }: { point: GuidePointId }) {
  return <Drawing>{DRAWINGS[point]}</Drawing>;
}

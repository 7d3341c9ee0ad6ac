import { create } from 'qrcode';
import { useMemo } from 'react';
import styles from './qr.module.css';

/** Modules of empty margin that readers count on. */
const QUIET = 4;

/** Always dark on white, whatever the theme: many phones' cameras do not read the inverse. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => draw(text), [text]);
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an svg drawn here has no source for an img
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function draw(text: string): { path: string; size: number } {
  // The lowest correction gives the largest modules; on a bright screen nothing is smudged.
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const start = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column++;
      const run = column - start + 1;
      path += `M${start + QUIET} ${row + QUIET}h${run}v1h-${run}z`;
    }
  }
  return { path, size: modules.size + 2 * QUIET };
}

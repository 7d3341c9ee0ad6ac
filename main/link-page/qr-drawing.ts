import { create } from 'qrcode';

/** A QR as one SVG path over a square of `size` modules, its quiet zone included. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** The four light modules around it without which many cameras do not find the code. */
const QUIET_ZONE = 4;

export function drawQr(text: string): QrDrawing {
  // A screen has no dirt to correct for: the lowest level gives the largest modules.
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    let column = 0;
    while (column < modules.size) {
      const from = column;
      while (column < modules.size && modules.get(row, column)) column += 1;
      // One rectangle per run of dark modules: no seams between modules at odd zoom levels.
      if (column > from)
        path += `M${from + QUIET_ZONE} ${row + QUIET_ZONE}h${column - from}v1H${from + QUIET_ZONE}z`;
      else column += 1;
    }
  }
  return { size: modules.size + 2 * QUIET_ZONE, path };
}

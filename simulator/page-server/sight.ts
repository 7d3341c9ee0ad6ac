import { create } from 'qrcode';
import type { Sight } from './protocol.ts';

/** Draws the QR code; one path, because thousands of elements would make the page crawl. */
export function draw(qr: string): Sight {
  const { size, data } = create(qr, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (data[row * size + column]) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  return { size, path };
}

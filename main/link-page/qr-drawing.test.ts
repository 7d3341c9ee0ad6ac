import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { drawQr } from './qr-drawing.ts';

/** The dark modules of a drawing, as `row,column`. */
function darkModules(path: string): Set<string> {
  const dark = new Set<string>();
  for (const [, x = '', y = '', width = '', back = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g)) {
    expect(back).toBe(x);
    for (let column = 0; column < Number(width); column += 1) dark.add(`${y},${Number(x) + column}`);
  }
  return dark;
}

test('QR-10 draws every module of the code, and four light ones around it', () => {
  const text = 'https://wa.me/settings/linked_devices#2@aZ9/k+Q1,m8Xw,Pz03,1';
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  const { size, path } = drawQr(text);
  const expected = new Set<string>();
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) expected.add(`${row + 4},${column + 4}`);
  expect(size).toBe(modules.size + 8);
  expect(darkModules(path)).toEqual(expected);
  expect(path.replace(/M\d+ \d+h\d+v1H\d+z/g, '')).toBe('');
});

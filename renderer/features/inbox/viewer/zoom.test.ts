import { expect, test } from 'vitest';
import { FITS, moved, zoomed } from './zoom.ts';

test('AT-3 the point under the pointer stays under it', () => {
  const at = { x: 100, y: -40 };
  const view = zoomed(FITS, 2, at);
  // What was under the pointer was 100 from the middle; doubled and moved it still is.
  expect(view.x + 100 * view.zoom).toBeCloseTo(100);
  expect(view.y - 40 * view.zoom).toBeCloseTo(-40);
});

test('AT-3 it neither shrinks below the window nor grows without end', () => {
  expect(zoomed(FITS, 0.5)).toEqual(FITS);
  expect(zoomed({ zoom: 1.2, x: 30, y: 30 }, 0.5)).toEqual(FITS);
  let view = FITS;
  for (let turn = 0; turn < 50; turn += 1) view = zoomed(view, 1.5);
  expect(view.zoom).toBe(8);
});

test('AT-3 a picture is never lost out of the window', () => {
  const room = { width: 800, height: 600 };
  expect(moved(FITS, 50, 50, room)).toEqual(FITS);
  expect(moved({ zoom: 2, x: 0, y: 0 }, 9999, -9999, room)).toEqual({ zoom: 2, x: 800, y: -600 });
});

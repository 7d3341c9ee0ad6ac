/** How far one has gone into a picture, and which part of it stands in the middle. Pure. */

export interface View {
  /** 1 fits the window. */
  zoom: number;
  /** How far the picture is moved, in pixels of the window. */
  x: number;
  y: number;
}

export const FITS: View = { zoom: 1, x: 0, y: 0 };
const DEEPEST = 8;
export const STEP = 1.5;

/** Zooms by a factor; the point of the picture under `at` (from the middle of the window) stays under it. */
export function zoomed(view: View, factor: number, at: { x: number; y: number } = { x: 0, y: 0 }): View {
  const zoom = Math.min(DEEPEST, Math.max(1, view.zoom * factor));
  if (zoom === 1) return FITS;
  const ratio = zoom / view.zoom;
  return { zoom, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
}

/** Moves it, but never out of the window: half of it stays. */
export function moved(view: View, dx: number, dy: number, room: { width: number; height: number }): View {
  if (view.zoom === 1) return FITS;
  const limit = (value: number, size: number) => {
    const most = (size * view.zoom) / 2;
    return Math.min(most, Math.max(-most, value));
  };
  return { ...view, x: limit(view.x + dx, room.width), y: limit(view.y + dy, room.height) };
}

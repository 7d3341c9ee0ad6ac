import { fileURLToPath } from 'node:url';

/** What was built lies together; from source it lies in `dist`. */
const built = import.meta.url.endsWith('.ts') ? '../../dist/' : '../';
const placeOf = (name: string) => fileURLToPath(new URL(`${built}${name}`, import.meta.url));

export const places = {
  renderer: placeOf('renderer'),
  preload: placeOf('preload/index.cjs'),
  simulator: placeOf('simulator/worker.js'),
  resources: placeOf('../resources'),
} as const;

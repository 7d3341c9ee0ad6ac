import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from './measure.ts';

const LIMIT_KB = 300;

/** T14: what a window loads before it can show anything, as the page itself names it. */
export function measureBundle(folder: string): Figure {
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, file]) => file!);
  if (named.length === 0) throw new Error('the page names no script: is it built?');
  const bytes = [...new Set(named)].map((file) => gzipSync(readFileSync(path.join(folder, file))).length);
  const kilobytes = bytes.reduce((sum, each) => sum + each, 0) / 1_000;
  return {
    target: 'T14',
    what: 'scripts and styles of the first load, gzip',
    unit: 'kB',
    product: kilobytes,
    bound: `≤ ${LIMIT_KB} kB`,
    met: kilobytes <= LIMIT_KB,
    note: `${bytes.length} files`,
  };
}

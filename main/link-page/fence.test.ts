import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const main = path.join(import.meta.dirname, '..');

/** What a file imports, type-only or not, and whether by `import`, `export … from` or `import()`. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/\bfrom '([^']+)'|\bimport\(?\s*'([^']+)'/g)].map(
    ([, from, bare]) => from ?? bare ?? '',
  );
}

/** Every file and package that can be reached from `file`. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const each of importsOf(file)) {
    if (each.startsWith('.')) reach(path.resolve(path.dirname(file), each), seen);
    else seen.add(each);
  }
  return seen;
}

test('QR-10 the page’s server reaches nothing of the station but the clock, refusals, the shape of a linking and of a number', () => {
  const reached = [...reach(path.join(import.meta.dirname, 'link-pages.ts'))];
  const packages = reached.filter((each) => !path.isAbsolute(each));
  const outside = reached
    .filter((each) => path.isAbsolute(each) && !each.startsWith(import.meta.dirname + path.sep))
    .map((each) => path.relative(main, each))
    // The shape's own parts.
    .filter((each) => !each.startsWith('../preload/entities/'));
  expect(outside.sort()).toEqual([
    '../preload/entities.ts',
    '../preload/phone-number.ts',
    'clock.ts',
    'failure.ts',
  ]);
  expect(packages.sort()).toEqual([
    'libphonenumber-js/min',
    'node:crypto',
    'node:events',
    'node:http',
    'node:net',
    'node:os',
    'node:stream/consumers',
    'pino',
    'qrcode',
    'zod',
  ]);
});

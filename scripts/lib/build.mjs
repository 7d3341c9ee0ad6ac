// @ts-check
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { binOf, root } from './places.mjs';
import { runTool } from './run.mjs';

const stamp = path.join(root, 'dist/.sources');
const sources = [
  'main',
  'preload',
  'renderer',
  'simulator',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** Builds when what is built is not of these sources. */
export async function buildIfStale() {
  const now = digest();
  if (now === stamped()) return { code: 0, output: '' };
  console.log('Building, once for these sources (up to two minutes on a slow machine)…');
  return await build(now);
}

export async function build(digestNow = digest()) {
  const built = await runTool(binOf('vite'), ['build', '--app', '--logLevel', 'warn'], { quiet: true });
  if (built.code === 0) {
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, digestNow);
  }
  return built;
}

function stamped() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}

/** Of the contents, not of the times: a fresh checkout has new times for old files. */
function digest() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesOf(source)) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} name
 * @returns {string[]}
 */
function filesOf(name) {
  if (path.extname(name) !== '') return [name];
  return readdirSync(path.join(root, name), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

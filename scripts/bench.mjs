// @ts-check
/** Measures the targets: `npm run bench -- [--full] [--json FILE] [--only T1,T3]`. */
import path from 'node:path';
import { buildIfStale } from './lib/build.mjs';
import { root } from './lib/places.mjs';
import { run, runTool } from './lib/run.mjs';

const installed = await run(process.execPath, [path.join(root, 'scripts/bootstrap.mjs')]);
if (installed.code !== 0) process.exit(installed.code);
const built = await buildIfStale();
if (built.code !== 0) {
  console.error(built.output);
  process.exit(built.code);
}
const { code } = await runTool(path.join(root, 'bench/index.ts'), process.argv.slice(2));
process.exit(code);

// @ts-check
/** Everything that must hold, one stage after another; ends with one line of figures. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { binOf, root } from './lib/places.mjs';
import { readReport } from './lib/report.mjs';
import { runTool, toolEnv } from './lib/run.mjs';

/** @typedef {import('./lib/report.mjs').Result} Result */
/** @typedef {{ name: string, run: () => Promise<Result> }} Stage */

const reports = path.join(root, 'node_modules/.cache/reports');
mkdirSync(reports, { recursive: true });

/** Tests start stations by the hundred, of which each would compile all its code anew. */
const testEnv = { ...toolEnv, NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compiled') };

/** @type {Result} */
const total = { passed: 0, failures: [], flaky: [], skipped: [] };

// The heavy ones on one side, what needs one core and little memory on the other.
await Promise.all([
  runStages([
    check('types', 'typescript', 'tsc', ['-b']),
    check('lint', 'oxlint', 'oxlint', ['--type-aware', '--max-warnings', '0']),
  ]),
  runStages([
    check('format', 'oxfmt', 'oxfmt', ['--check']),
    check('unused code', 'knip', 'knip', []),
    { name: 'build', run: async () => asResult('build', await build()) },
  ]),
]);
await runStages([
  tests('unit and contract tests', 'unit'),
  tests('models and large amounts', 'slow'),
  tests('session tests', 'session'),
  tests('browser tests', 'e2e'),
]);

// Last of all, where a log that is cut still has them.
for (const test of total.flaky) console.log(`flaky: ${test}`);
for (const failure of total.failures) console.log(`failed: ${failure}`);
const skipped = total.skipped.length > 0 ? `, ${total.skipped.length} skipped` : '';
console.log(`${total.passed} passed, ${total.failures.length} failed${skipped}`);
process.exit(total.failures.length === 0 ? 0 : 1);

/** @param {readonly Stage[]} stages */
async function runStages(stages) {
  for (const { name, run } of stages) {
    const started = performance.now();
    const { passed, failures, flaky, skipped } = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${failures.length === 0 ? 'ok    ' : 'FAILED'}  ${name}  (${seconds} s)`);
    for (const test of skipped) console.log(`        skipped: ${test}`);
    total.passed += passed;
    total.failures.push(...failures);
    total.flaky.push(...flaky);
    total.skipped.push(...skipped);
  }
}

/**
 * @param {string} name
 * @param {string} packageName
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Stage}
 */
function check(name, packageName, command, args) {
  return {
    name,
    run: async () => asResult(name, await runTool(binOf(packageName, command), args, { quiet: true })),
  };
}

/**
 * A check has no number of its own: it only counts when it fails.
 * @param {string} name
 * @param {{ code: number, output: string }} ended
 * @returns {Result}
 */
function asResult(name, { code, output }) {
  if (code !== 0) console.log(output.trimEnd());
  return { passed: 0, failures: code === 0 ? [] : [name], flaky: [], skipped: [] };
}

/**
 * @param {string} name
 * @param {string} project
 * @returns {Stage}
 */
function tests(name, project) {
  const report = path.join(reports, `${project}.json`);
  return {
    name,
    run: async () => {
      rmSync(report, { force: true });
      const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
      const { code } = await runTool(binOf('vitest'), ['run', '--project', project, ...reporters], {
        env: testEnv,
      });
      const result = readReport(project, report);
      if (code === 0 || result.failures.length > 0) return result;
      return { ...result, failures: [`${project}: something outside of every test went wrong`] };
    },
  };
}

// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './places.mjs';

/**
 * What became of a stage. `failures` are its failed tests, one line each; `flaky` passed only when tried again.
 * @typedef {{ passed: number, failures: string[], flaky: string[], skipped: string[] }} Result
 */

/**
 * Of vitest's JSON report.
 * @typedef {{ name: string, status: string, message: string, assertionResults: Assertion[] }} FileReport
 * @typedef {{ ancestorTitles: string[], title: string, status: string, failureMessages: string[] }} Assertion
 */

/**
 * What a test run wrote down. A report that cannot be read is a failure of its own.
 * @param {string} project
 * @param {string} file
 * @returns {Result}
 */
export function readReport(project, file) {
  /** @type {FileReport[]} */
  let files;
  try {
    files = JSON.parse(readFileSync(file, 'utf8')).testResults;
  } catch {
    return { passed: 0, failures: [`${project}: it ended without a report`], flaky: [], skipped: [] };
  }
  return summarize(project, files);
}

/**
 * @param {string} project
 * @param {readonly FileReport[]} files
 * @returns {Result}
 */
export function summarize(project, files) {
  const all = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status, failureMessages }) => {
      const names = [...ancestorTitles, title].filter((each) => each !== '');
      return {
        status,
        error: failureMessages[0],
        line: `${project} ${path.relative(root, name)} > ${names.join(' > ')}`,
      };
    }),
  );
  // A file that could not even be loaded has no tests to fail.
  const broken = files.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const passed = all.filter(({ status }) => status === 'passed');
  const failed = all.filter(({ status }) => status === 'failed');
  return {
    passed: passed.length,
    failures: [
      ...failed.map(({ line, error }) => withReason(line, error)),
      ...broken.map(({ name, message }) => withReason(`${project} ${path.relative(root, name)}`, message)),
    ],
    // Only an earlier try leaves its error with a test that passed.
    flaky: passed.flatMap(({ line, error }) => (error === undefined ? [] : [withReason(line, error)])),
    skipped: all.filter(({ status }) => !['passed', 'failed'].includes(status)).map(({ line }) => line),
  };
}

const LONGEST_REASON = 160;

/**
 * @param {string} line
 * @param {string | undefined} error
 */
function withReason(line, error = '') {
  const reason = error.split('\n', 1)[0]?.trim().slice(0, LONGEST_REASON);
  return reason ? `${line} (${reason})` : line;
}

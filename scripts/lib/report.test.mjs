// @ts-check
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './places.mjs';
import { readReport, summarize } from './report.mjs';

/** @param {string} name */
const file = (name) => path.join(root, name);
/**
 * @param {string} title
 * @param {string} status
 * @param {string[]} failureMessages
 */
const of = (title, status, ...failureMessages) => ({
  ancestorTitles: ['PH-6 a clock'],
  title,
  status,
  failureMessages,
});

test('each failed test is a line with its file, its name and the beginning of the reason', () => {
  const assertionResults = [
    of('goes', 'passed'),
    of('stands', 'failed', 'AssertionError: expected 1 to be 2\n    at somewhere'),
    of('limps', 'passed', 'Error: too late'),
    of('waits', 'pending'),
  ];
  const name = path.join('main', 'jobs', 'jobs.test.ts');
  expect(summarize('unit', [{ name: file(name), status: 'failed', message: '', assertionResults }])).toEqual({
    passed: 2,
    failures: [`unit ${name} > PH-6 a clock > stands (AssertionError: expected 1 to be 2)`],
    flaky: [`unit ${name} > PH-6 a clock > limps (Error: too late)`],
    skipped: [`unit ${name} > PH-6 a clock > waits`],
  });
});

test('a file that cannot be loaded is a failure', () => {
  const broken = {
    name: file('a.test.ts'),
    status: 'failed',
    message: 'no such module',
    assertionResults: [],
  };
  expect(summarize('unit', [broken])).toMatchObject({ failures: ['unit a.test.ts (no such module)'] });
});

test('so is a run without a report', () => {
  expect(readReport('e2e', file('none.json'))).toMatchObject({
    failures: ['e2e: it ended without a report'],
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { GREETING_MS, OFF_HOURS_A_DAY, REFUSAL_MS } from './decide.ts';
import {
  ECHO_LIMIT,
  firstGuards,
  type Guard,
  HUMAN_MS,
  lastGuards,
  LOOP_LIMIT,
  LOOP_PAUSE_MS,
  LOOP_WINDOW_MS,
  MAX_AGE_MS,
} from './guards.ts';

const root = path.join(import.meta.dirname, '../..');
const file = path.join(root, 'docs/automation.md');
const { automation } = JSON.parse(readFileSync(path.join(root, 'renderer/i18n/pt-BR.json'), 'utf8')) as {
  automation: { because: Record<string, string> };
};
const minutes = (ms: number) => `${ms / 60_000} min`;

function guardTable(): string[] {
  const row = (when: string) => (guard: Guard) =>
    `| ${when} | \`${guard.rule}\` | ${guard.of.join(', ')} | ${guard.about} | ${automation.because[guard.rule] ?? ''} |`;
  return [
    '| Asked | Rule | Stands before | What it does | The journal says |',
    '|---|---|---|---|---|',
    ...firstGuards.map(row('first')),
    ...lastGuards.map(row('last')),
  ];
}

function limitTable(): string[] {
  const limits: [string, string][] = [
    ['Oldest message that is answered', minutes(MAX_AGE_MS)],
    ['Silence after a word of a person, beside the whole ticket', minutes(HUMAN_MS)],
    ['Between two greetings to one contact', minutes(GREETING_MS)],
    ['Between two answers to voice notes, or to calls', minutes(REFUSAL_MS)],
    ['Off-hours texts to one contact in 24 h', String(OFF_HOURS_A_DAY)],
    ['Automatic messages to one contact', `${LOOP_LIMIT} in ${minutes(LOOP_WINDOW_MS)}`],
    ['Silence after that many', minutes(LOOP_PAUSE_MS)],
    ['Equal texts at once that show a robot', String(ECHO_LIMIT)],
  ];
  return ['| Limit | Value |', '|---|---|', ...limits.map(([what, value]) => `| ${what} | ${value} |`)];
}

function withTable(text: string, name: string, table: readonly string[]): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const before = text.slice(0, text.indexOf(begin));
  const after = text.slice(text.indexOf(end) + end.length);
  return `${before}${[begin, ...table, end].join('\n')}${after}`;
}

/** `UPDATE_DOCS=1 npm run test:unit` writes it anew. */
test('docs/automation.md has the guards and limits that the code goes by', () => {
  const text = readFileSync(file, 'utf8');
  const wanted = withTable(withTable(text, 'guards', guardTable()), 'limits', limitTable());
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, wanted);
  expect(readFileSync(file, 'utf8')).toBe(wanted);
});

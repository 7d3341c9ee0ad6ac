/**
 * The figures of the targets, each beside its floor measured in the same run.
 * `--full` takes the corpus of a million messages, `--json FILE` writes the figures down, `--only T1,T4` picks some.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureBundle } from './bundle.ts';
import { measureDecisions } from './decisions.ts';
import { buildStation } from './fixture.ts';
import { measureHistory } from './history.ts';
import { measureIngest } from './ingest.ts';
import type { Figure } from './measure.ts';
import { measureMemory } from './memory.ts';
import { measureReading } from './reading.ts';
import { measureScreen } from './screen.ts';
import { measureSearch } from './search.ts';
import { measureSocket } from './socket.ts';

const QUICK = { size: 100_000, rounds: 3, samples: 400, texts: 2_000 };
const FULL = { size: 1_000_000, rounds: 5, samples: 1_000, texts: 2_000 };
/** Of each class of words, in each round. */
const SEARCHES = 100;
const root = path.join(import.meta.dirname, '..');

const { values } = parseArgs({
  options: { full: { type: 'boolean' }, json: { type: 'string' }, only: { type: 'string' } },
});
const { size, rounds, samples, texts } = values.full ? FULL : QUICK;
const only = values.only?.split(',');
const wanted = (...targets: string[]) => !only || targets.some((target) => only.includes(target));

const folder = mkdtempSync(path.join(os.tmpdir(), 'balcao-bench-'));
const figures: Figure[] = [];
/** Whoever waits sees what is there already. */
function keep(...measured: readonly Figure[]): void {
  figures.push(...measured);
  for (const { target, what, unit, product, ratio } of measured) {
    const beside = ratio === undefined ? '' : `, ${ratio.toFixed(2)} of the floor`;
    console.error(`${target} ${what}: ${amount(product, unit)}${beside}`);
  }
}
try {
  if (wanted('T1', 'T4', 'T5', 'T6', 'T7', 'T8')) {
    const file = path.join(folder, 'station.sqlite');
    await buildStation(file, size);
    if (wanted('T6', 'T7', 'T8')) keep(...(await measureScreen(file, rounds)));
    if (wanted('T7')) keep(...(await measureSearch(file, rounds, SEARCHES)));
    if (wanted('T4', 'T5')) keep(...(await measureReading(file, rounds, samples)));
    if (wanted('T1')) keep(...(await measureIngest(file, size, rounds, samples)));
  }
  if (wanted('T2')) keep(...(await measureHistory(rounds)));
  if (wanted('T3')) keep(await measureSocket(rounds, texts));
  if (wanted('MS4')) keep(measureDecisions());
  if (wanted('CH20')) keep(await measureMemory());
  if (wanted('T14')) keep(measureBundle(path.join(root, 'dist/renderer')));
} finally {
  rmSync(folder, { recursive: true });
}
const numberOf = ({ target }: Figure) => Number(/\d+/.exec(target)?.[0]);
figures.sort((a, b) => numberOf(a) - numberOf(b));

const machine = {
  date: new Date().toISOString(),
  cpu: os.cpus()[0]?.model ?? '',
  cores: os.cpus().length,
  memoryGB: Math.round(os.totalmem() / 1e9),
  system: `${os.type()} ${os.release()}`,
  node: process.version,
  load: os.loadavg()[0],
};
print(figures);
if (values.json !== undefined) {
  writeFileSync(
    values.json,
    `${JSON.stringify({ machine, messages: size, rounds, figures }, undefined, 2)}\n`,
  );
}

function print(rows: readonly Figure[]): void {
  console.log(
    `${machine.date} · ${machine.cpu} × ${machine.cores} · Node ${machine.node} · load ${machine.load}`,
  );
  console.log(`${size.toLocaleString('en')} messages, median of ${rounds} interleaved rounds\n`);
  console.log('| target | what | product | floor | ratio | target is | met | |');
  console.log('|---|---|--:|--:|--:|---|---|---|');
  for (const { target, what, unit, product, floor, ratio, bound, met, note = '' } of rows) {
    const amounts = [amount(product, unit), amount(floor, unit), ratio?.toFixed(2) ?? ''];
    console.log(`| ${[target, what, ...amounts, bound, met ? 'yes' : '**no**', note].join(' | ')} |`);
  }
}

function amount(value: number | undefined, unit: string): string {
  if (value === undefined) return '';
  return `${value.toFixed(unit === 'ms' ? 3 : 0)} ${unit}`;
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Channel, Station } from '../../preload/entities.ts';
import { describe as describeStation } from './diagnosis.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'balcao-diagnosis-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const station: Station = {
  version: '1.2.3',
  shell: 'browser',
  demo: false,
  otherNetwork: false,
  dataFolder: '/home/marta/balcao',
  secrets: 'file',
  platform: 'linux 6 x64',
  runtime: 'Node 24',
};
const channel: Channel = {
  id: 7,
  slug: 'vendas-da-marta',
  name: 'Vendas da Marta',
  method: 'linked-device',
  number: '5511987654321',
  profileName: 'Padaria Sol',
  unread: 3,
  queued: 2,
  phoneChecksOpen: 0,
  state: { phase: 'disconnected', reason: 'banned', since: 0, needsPerson: true },
};

test('QR-11 the diagnosis tells states and last errors, and nothing of persons or of this PC', () => {
  const lines = [
    { level: 30, time: 't0', msg: 'all is well' },
    { level: 50, time: 't1', channel: 7, msg: 'the door is stuck' },
  ];
  writeFileSync(
    path.join(folder, 'station.log'),
    `half a li\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`,
  );
  const text = describeStation({ station, channels: [channel], jobs: [], logs: folder, now: 0 });
  expect(text).toContain('Balcão 1.2.3');
  expect(text).toContain('channel 7 linked-device: disconnected banned');
  expect(text).toContain('t1 channel 7 the door is stuck');
  expect(text).not.toContain('all is well');
  for (const secret of ['Marta', 'marta', '98765', 'Padaria Sol']) expect(text).not.toContain(secret);
});

test('QR-11 a station without a log is described all the same', () => {
  const text = describeStation({ station, channels: [], jobs: [], logs: folder, now: 0 });
  expect(text).toContain('last errors:');
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from './log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'balcao-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = () => readFileSync(path.join(folder, 'station.log'), 'utf8');

test('a line carries no text, no name and no full number', () => {
  const log = createLog(folder);
  log.warn(
    {
      channel: 3,
      text: 'segredo',
      message: { body: 'segredo', pushName: 'Ana Segredo' },
      err: new Error('no session for 5511987654321@s.whatsapp.net'),
    },
    'cannot send to 5511987654321',
  );
  expect(read()).not.toMatch(/segredo|Ana|5511987654321/i);
  expect(JSON.parse(read())).toMatchObject({ channel: 3, msg: 'cannot send to …21' });
});

test.each(['5511987654321.0', '422081857330225_1.0', '5511987654321:7@s.whatsapp.net', '"5511987654321"'])(
  'nor the number in %s',
  (id) => {
    createLog(folder).warn(`no session for ${id}`);
    expect(read()).not.toMatch(/987654|1857330/);
  },
);

test('times, counts and versions stay readable', () => {
  createLog(folder).info({ ms: 1234.567_891, count: 50_000, version: '7.0.0-rc14' }, 'measured');
  expect(JSON.parse(read())).toMatchObject({ ms: 1234.567_891, count: 50_000, version: '7.0.0-rc14' });
  expect((JSON.parse(read()) as { time: string }).time).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test('files rotate, and only five are kept', () => {
  const log = createLog(folder, { maxBytes: 500 });
  for (let line = 0; line < 100; line += 1) log.info({ line }, 'a line that takes its room');
  expect(readdirSync(folder).sort((a, b) => a.localeCompare(b))).toEqual([
    'station.log',
    'station.log.1',
    'station.log.2',
    'station.log.3',
    'station.log.4',
  ]);
  expect(statSync(path.join(folder, 'station.log.4')).size).toBeLessThan(700);
  expect(read()).toContain('"line":99');
});

test('an older run is continued, not overwritten', () => {
  createLog(folder).info('first run');
  createLog(folder).info('second run');
  expect(read()).toMatch(/first run[\s\S]*second run/);
});

test('a folder that is gone does not stop the station', () => {
  const log = createLog(path.join(folder, 'nowhere'));
  expect(() => log.info('lost')).not.toThrow();
});

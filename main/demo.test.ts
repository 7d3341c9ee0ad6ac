import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import type { Pairing } from '../preload/entities.ts';
import type { BusEvent } from './api/bus.ts';
import { pathsIn } from './boot/data-folder.ts';
import { startDemonstration } from './demo.ts';
import { useTempFolder } from './testing/temp-folder.ts';

const folder = useTempFolder();
const log = pino({ level: 'silent' });

/** A simulator that only tells what it was told, through its page's address. */
function simulator(onStart: string): string {
  const file = path.join(folder(), 'worker.mjs');
  writeFileSync(
    file,
    `import { parentPort, workerData } from 'node:worker_threads';
     import { appendFileSync } from 'node:fs';
     const note = (what) => appendFileSync(${JSON.stringify(path.join(folder(), 'note'))}, JSON.stringify(what) + '\\n');
     note(workerData);
     parentPort.on('message', (message) => { note(message); if (message.type === 'close') parentPort.close(); });
     ${onStart}`,
  );
  return file;
}
const ready = `parentPort.postMessage({ type: 'ready', url: 'ws://127.0.0.1:1/ws/chat', rootKeyHex: '${'ab'.repeat(32)}',
  caPem: 'PEM', mediaHost: '127.0.0.1:2', pageUrl: 'http://127.0.0.1:3/secret/' });`;
const start = (entry: string) => startDemonstration({ paths: pathsIn(folder()), language: 'es', log, entry });

async function noted(lines: number): Promise<unknown[]> {
  const read = () => readFileSync(path.join(folder(), 'note'), 'utf8').trim().split('\n');
  await vi.waitFor(() => expect(read()).toHaveLength(lines));
  return read().map((line) => JSON.parse(line) as unknown);
}

test('gives the station its network, and the phone what stands on the screen', async () => {
  const demonstration = await start(simulator(ready));
  expect(demonstration).toMatchObject({
    network: { url: 'ws://127.0.0.1:1/ws/chat', caPem: 'PEM' },
    pageUrl: 'http://127.0.0.1:3/secret/',
  });
  expect(new Uint8Array(demonstration.network.rootKey)).toEqual(new Uint8Array(32).fill(0xab));

  let hear = (_event: BusEvent) => {};
  demonstration.watch({
    listen(listener) {
      hear = listener;
      return () => {};
    },
  });
  const qr = (text: string): Pairing => ({ phase: 'qr', qr: text, shownAt: 0, expiresAt: 0, endsAt: 0 });
  const shows = (channelId: number, pairing: Pairing) =>
    hear({ event: 'pairing.changed', payload: { channelId, pairing } });
  shows(1, qr('first'));
  shows(2, { phase: 'starting' });
  shows(2, qr('second'));
  shows(1, { phase: 'idle' });
  shows(2, { phase: 'linking' });
  await demonstration.close();
  expect(await noted(5)).toEqual([
    { stateFile: path.join(folder(), 'simulator.json'), seed: 1, lang: 'es' },
    { type: 'see', qr: 'first' },
    { type: 'see', qr: 'second' },
    { type: 'see' },
    { type: 'close' },
  ]);
});

test.each([
  ['throws', "throw new Error('no port');"],
  ['says something else', "parentPort.postMessage({ type: 'ready', url: 1 });"],
  ['ends', 'process.exit();'],
])('a simulator that %s is a start that failed, in words', async (_how, onStart) => {
  await expect(start(simulator(onStart))).rejects.toMatchObject({ code: 'simulator-failed', exitCode: 1 });
});

test('one that does not end when it is asked to is ended', async () => {
  const demonstration = await start(
    simulator(`${ready} parentPort.removeAllListeners('message'); parentPort.on('message', () => {});`),
  );
  await expect(demonstration.close()).resolves.toBeUndefined();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';

test('runs as a worker thread: says where it listens, ends when told', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-simulator-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const port = new Worker(path.join(import.meta.dirname, 'worker.ts'), {
    workerData: { stateFile: path.join(folder, 'network.sqlite'), seed: 7, lang: 'pt-BR' },
  });
  const [ready] = (await once(port, 'message')) as [Record<string, string>];
  expect(ready).toMatchObject({
    type: 'ready',
    url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/ws\/chat$/) as string,
    rootKeyHex: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    mediaHost: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
  });
  port.postMessage({ type: 'see', qr: 'anything' });
  port.postMessage({ type: 'close' });
  const [code] = (await once(port, 'exit')) as [number];
  expect(code).toBe(0);
});

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FromHost } from '../protocol.ts';

const host = new URL('./host.ts', import.meta.url).href;

/** A host whose sessions do what they are told: fail in all the ways in which something can. */
const source = `
  const { parentPort } = require('node:worker_threads');
  const net = require('node:net');
  const fail = { now: () => { throw new Error('now'); }, timer: () => setTimeout(fail.now),
    microtask: () => queueMicrotask(fail.now), socket: () => net.connect(1, '127.0.0.1') };
  import(${JSON.stringify(host)}).then(({ runHost }) => {
    runHost(parentPort, undefined, (settings, post, gone) => ({
      tell: ({ how }) => {
        if (how === 'promise') void Promise.reject(new Error('alone'));
        else if (how) fail[how]();
        else post({ say: 'caught-up' });
      },
      failed: (what) => post({ say: 'log', level: 'error', text: what }),
      crash: (error) => gone(error.message),
    }));
    parentPort.on('message', ({ nobody }) => nobody && setTimeout(fail.now));
    parentPort.postMessage('up');
  });
`;

let worker: Worker;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const post = (message: object) => worker.postMessage(message);
/** Two sessions in it, others for each test. */
let [one, two] = [-1, 0];
beforeAll(async () => {
  worker = new Worker(source, { eval: true, execArgv: [], stderr: true });
  await once(worker, 'message');
});
beforeEach(() => {
  [one, two] = [one + 2, two + 2];
  for (const session of [one, two]) post({ session, begin: {} });
});
afterAll(async () => void (await worker.terminate()));

const answer = async (message: object): Promise<FromHost> => {
  const heard = once(worker, 'message');
  post(message);
  const [said] = (await heard) as [FromHost];
  return said;
};
const tell = (session: number, how?: string) => answer({ session, tell: { how } });

test.each([['now'], ['timer'], ['microtask'], ['socket']])(
  'an error that nobody caught ends the session that it came from: %s',
  async (how) => {
    const error = expect.any(String) as string;
    expect(await tell(one, how)).toEqual({ session: one, gone: true, error });
    expect(await tell(two)).toEqual({ session: two, said: { say: 'caught-up' } });
  },
);

test('a promise that was left alone is logged and ends nothing', async () => {
  const said = { say: 'log', level: 'error', text: 'unhandled' };
  expect(await tell(one, 'promise')).toEqual({ session: one, said });
  expect(await tell(one)).toEqual({ session: one, said: { say: 'caught-up' } });
});

test('what is no session’s own ends the host, which is the end of all of them', async () => {
  const exit = new Promise((resolve) => worker.once('exit', resolve));
  const error = once(worker, 'error');
  post({ nobody: true });
  expect(await error).toMatchObject([{ message: 'now' }]);
  await exit;
});

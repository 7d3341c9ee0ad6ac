import { once } from 'node:events';
import { createHmac, randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

const guards = new URL('./guards.ts', import.meta.url).href;

/** Runs in a thread of its own, where the guards may change what all share; gives its answer and all it printed. */
async function inThread(body: string): Promise<{ answer: unknown; printed: string }> {
  const source = `
    const { parentPort } = require('node:worker_threads');
    import(${JSON.stringify(guards)}).then(async (guards) => parentPort.postMessage(await (async () => { ${body} })()));
  `;
  const worker = new Worker(source, { eval: true, execArgv: [], stdout: true, stderr: true });
  let printed = '';
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (data) => (printed += String(data)));
  const [[answer]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
  return { answer, printed };
}

test('a signature that does not verify is no longer taken for one', async () => {
  const { answer } = await inThread(`
    guards.makeSignaturesCount();
    const { Curve } = await import('@whiskeysockets/baileys');
    const pair = Curve.generateKeyPair();
    const message = Buffer.from('message');
    const signature = Curve.sign(pair.private, message);
    return [
      Curve.verify(pair.public, message, signature),
      Curve.verify(pair.public, Buffer.from('another'), signature),
      Curve.verify(Curve.generateKeyPair().public, message, signature),
      Curve.verify(pair.public, message, Buffer.alloc(64, 7)),
    ];
  `);
  expect(answer).toEqual([true, false, false, false]);
});

test('nothing is printed, whatever libsignal has to say', async () => {
  const { answer, printed } = await inThread(`
    guards.silenceConsole();
    for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir']) console[method]('privKey');
    return 'done';
  `);
  expect({ answer, printed }).toEqual({ answer: 'done', printed: '' });
});

test('keys that are mere bytes give what they gave before', async () => {
  const key = randomBytes(32).toString('hex');
  const { answer } = await inThread(`
    guards.wrapRawKeys();
    const { createHmac, createCipheriv, createDecipheriv } = await import('node:crypto');
    const key = Buffer.from('${key}', 'hex');
    const iv = Buffer.alloc(12, 1);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const sealed = Buffer.concat([cipher.update('olá'), cipher.final()]);
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(cipher.getAuthTag());
    const opened = Buffer.concat([decipher.update(sealed), decipher.final()]).toString();
    return [createHmac('sha256', key).update('olá').digest('hex'), createHmac('sha256', 'text').update('x').digest('hex'), opened];
  `);
  expect(answer).toEqual([
    createHmac('sha256', Buffer.from(key, 'hex')).update('olá').digest('hex'),
    createHmac('sha256', 'text').update('x').digest('hex'),
    'olá',
  ]);
});

test('works of one contact do not wait for each other in libsignal', async () => {
  const { answer } = await inThread(`
    guards.dissolveJobQueue();
    const { createRequire } = await import('node:module');
    const fromBaileys = createRequire(require.resolve('@whiskeysockets/baileys', { paths: [${JSON.stringify(import.meta.dirname)}] }));
    const { SessionCipher, ProtocolAddress } = fromBaileys('libsignal');
    const cipher = () => new SessionCipher({}, new ProtocolAddress('111', 0));
    const never = cipher().queueJob(() => new Promise(() => {}));
    return cipher().queueJob(async () => 'through');
  `);
  expect(answer).toBe('through');
});

import { EventEmitter } from 'node:events';
import type { BinaryNode, WASocket } from '@whiskeysockets/baileys';
import { beforeEach, expect, test } from 'vitest';
import { unlink } from './unlinking.ts';

const boom = (message: string, statusCode: number) =>
  Object.assign(new Error(message), { output: { statusCode } });

let ev: EventEmitter;
let asked: BinaryNode[];
let ended: unknown[];
let answer: () => Promise<unknown>;
let isOpen: boolean;
const sock = (me: { id: string } | undefined = { id: '5511987654321:7@s.whatsapp.net' }) =>
  ({
    ev,
    authState: { creds: { me } },
    ws: {
      get isOpen() {
        return isOpen;
      },
    },
    query: (node: BinaryNode) => {
      asked.push(node);
      return answer();
    },
    end: (error: unknown) => ended.push(error),
  }) as unknown as WASocket;

beforeEach(() => {
  ev = new EventEmitter();
  asked = [];
  ended = [];
  isOpen = true;
  answer = () => Promise.resolve({ tag: 'iq', attrs: { type: 'result' } });
});

/** The line ends while the question is out, for that reason. */
const lineEnds = (error: Error) => () => {
  isOpen = false;
  ev.emit('connection.update', { connection: 'close', lastDisconnect: { error } });
  return Promise.reject(boom('Connection Closed', 428));
};

test('an answer is an agreement, and ends the connection on purpose', async () => {
  expect(await unlink(sock(), 1000)).toBe(true);
  expect(asked).toMatchObject([
    { attrs: { xmlns: 'md', type: 'set' }, content: [{ tag: 'remove-companion-device' }] },
  ]);
  expect(ended).toMatchObject([{ message: 'Intentional Logout', output: { statusCode: 401 } }]);
});

test.each<[string, () => Promise<unknown>, boolean]>([
  ['no answer is none', () => Promise.resolve(undefined), false],
  ['a refusal is none', () => Promise.reject(new Error('not-authorized')), false],
  ['an end because the device is no more is one', lineEnds(boom('Stream Errored (conflict)', 401)), true],
  ['any other end is none', lineEnds(boom('Connection Terminated', 428)), false],
])('%s', async (_, told, agreed) => {
  answer = () => told();
  expect(await unlink(sock(), 1000)).toBe(agreed);
  expect(ended).toHaveLength(agreed ? 1 : 0);
});

test('who has no account has nothing to unlink', async () => {
  expect(await unlink(sock(undefined), 1000)).toBe(true);
});

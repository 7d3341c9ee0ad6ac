import { expect, test } from 'vitest';
import { isPairingSign, toClose } from './endings.ts';

/** As Baileys throws them. */
const boom = (message: string, { statusCode, data }: { statusCode: number; data: unknown }) =>
  Object.assign(new Error(message), { output: { statusCode }, data });

test('a close carries status, words, the conflict and the code of the system', () => {
  const conflict = { tag: 'conflict', attrs: { type: 'device_removed' } };
  expect(toClose(boom('Stream Errored (conflict)', { statusCode: 401, data: conflict }))).toEqual({
    code: 401,
    message: 'Stream Errored (conflict)',
    conflict: 'device_removed',
  });
  const refused = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
  expect(toClose(boom('WebSocket Error ()', { statusCode: 408, data: refused })).message).toBe(
    'WebSocket Error () ECONNREFUSED',
  );
  expect(toClose(new TypeError('mine'))).toEqual({ message: 'mine' });
  expect(toClose(undefined)).toEqual({ message: '' });
});

test('the phone has answered when it says so, and not when something else is told', () => {
  const hello = (stage: string) => ({
    tag: 'notification',
    attrs: { type: 'link_code_companion_reg' },
    content: [{ tag: 'link_code_companion_reg', attrs: { stage } }],
  });
  expect(isPairingSign(hello('primary_hello'))).toBe(true);
  expect(isPairingSign(hello('other'))).toBe(false);
  expect(isPairingSign({ tag: 'notification', attrs: { type: 'companion_reg_refresh' } })).toBe(true);
  expect(isPairingSign({ tag: 'notification', attrs: { type: 'devices' } })).toBe(false);
});

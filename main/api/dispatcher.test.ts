import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { calls, type CallName } from '../../preload/contract.ts';
import type { User } from '../../preload/entities.ts';
import { Refusal } from '../failure.ts';
import { samples } from '../testing/contract-samples.ts';
import { createDispatcher } from './dispatcher.ts';
import type { CallContext, Handlers } from './handler.ts';

const names = Object.keys(calls) as CallName[];
const manager: User = { id: 1, name: 'Marta', role: 'manager' };
const receptionist: User = { id: 2, name: 'Rita', role: 'receptionist' };

const logged: string[] = [];
const log = pino({}, { write: (line: string) => logged.push(line) });

/** Handlers that answer with the samples and note what reached them. */
function recordingHandlers() {
  const heard: { name: CallName; input: unknown; context: CallContext }[] = [];
  const entries = names.map((name) => [
    name,
    (input: unknown, context: CallContext) => {
      heard.push({ name, input, context });
      return samples[name].output;
    },
  ]);
  return { heard, handlers: Object.fromEntries(entries) as Handlers };
}

let { heard, handlers } = recordingHandlers();
const dispatcher = (with_: Partial<Handlers> = {}, checkOutput = true) =>
  createDispatcher({ handlers: { ...handlers, ...with_ }, log, checkOutput });

beforeEach(() => {
  ({ heard, handlers } = recordingHandlers());
  logged.length = 0;
});

describe.each(names)('%s', (name) => {
  const { valid, invalid, output } = samples[name];

  test('a valid input reaches its handler, whose answer comes back', async () => {
    const reply = await dispatcher()(name, valid, { user: manager });
    expect(reply).toEqual({ ok: true, value: output });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ name, context: { user: manager } });
  });

  test('an invalid input is refused before its handler', async () => {
    const reply = await dispatcher()(name, invalid, { user: manager });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(heard).toHaveLength(0);
  });

  test.each([
    { caller: 'nobody', user: undefined, rows: ['anyone'], code: 'locked' },
    { caller: 'a receptionist', user: receptionist, rows: ['anyone', 'receptionist'], code: 'not-allowed' },
    { caller: 'a manager', user: manager, rows: ['anyone', 'receptionist', 'manager'], code: undefined },
  ])('$caller is served or refused as its row says', async ({ user, rows, code }) => {
    const reply = await dispatcher()(name, valid, { user });
    const served = rows.includes(calls[name].role);
    expect(reply).toEqual(served ? { ok: true, value: output } : { ok: false, error: { code } });
    expect(heard).toHaveLength(served ? 1 : 0);
  });
});

test.each(['no.such.call', 'constructor', '__proto__', '', 7, null, undefined, {}, ['station.get']])(
  'the name %j is no call',
  async (name) => {
    expect(await dispatcher()(name, undefined, { user: manager })).toEqual({
      ok: false,
      error: { code: 'unknown-call' },
    });
  },
);

test('an invalid input names its field', async () => {
  const input = { channelId: 1, method: { kind: 'code', number: 'x'.repeat(41) } };
  expect(await dispatcher()('pairing.start', input, { user: manager })).toEqual({
    ok: false,
    error: { code: 'invalid-input', field: 'method.number' },
  });
});

test('a refusal crosses as data', async () => {
  const refusing = dispatcher({
    'session.unlock': () => Promise.reject(new Refusal('pin-wrong', { field: 'pin', params: { left: 2 } })),
  });
  expect(await refusing('session.unlock', samples['session.unlock'].valid, { user: undefined })).toEqual({
    ok: false,
    error: { code: 'pin-wrong', field: 'pin', params: { left: 2 } },
  });
});

test('any other throw is logged and says nothing of itself', async () => {
  const faulty = dispatcher({
    'station.get': () => {
      throw new Error('SQLITE_CORRUPT');
    },
  });
  expect(await faulty('station.get', undefined, { user: undefined })).toEqual({
    ok: false,
    error: { code: 'internal' },
  });
  expect(logged.join()).toContain('SQLITE_CORRUPT');
});

test('an output that breaks the contract is a fault of ours', async () => {
  const wrong = { 'users.create': () => ({ id: -1 }) };
  const input = samples['users.create'].valid;
  expect(await dispatcher(wrong)('users.create', input, { user: manager })).toEqual({
    ok: false,
    error: { code: 'internal' },
  });
  expect(await dispatcher(wrong, false)('users.create', input, { user: manager })).toEqual({
    ok: true,
    value: { id: -1 },
  });
});

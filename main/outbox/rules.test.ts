import { expect, test } from 'vitest';
import { messageIdOf } from './message-id.ts';
import { afterFailure, backoff, isBlank, MAX_ATTEMPTS, nextDue, type Waiting } from './rules.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const NONE = new Set<number>();

const waiting = (id: number, about: Partial<Waiting> = {}): Waiting => ({
  id,
  line: id,
  heavy: false,
  state: 'queued',
  attempts: 0,
  notBefore: 0,
  ...about,
});

test('ST-2 the same press of send has the same WhatsApp id, and no other press has it', () => {
  const nonce = '5b8a0d5e-7f0b-4a51-8f5e-3d5a8f0c9f11';
  expect(messageIdOf(nonce)).toMatch(/^3EB0[0-9A-F]{18}$/);
  expect(messageIdOf(nonce)).toBe(messageIdOf(nonce));
  expect(messageIdOf(nonce.replace('1', '2'))).not.toBe(messageIdOf(nonce));
});

test('pauses double up to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(backoff)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

test.each([
  [''],
  [' \n\t'],
  ['\u200b\u200d'],
  ['\ufeff'],
  ['\u0000'],
  ['\u3164 \u115f\u1160\uffa0'],
  ['\u2800\ufe0f'],
])('%j is nothing to send', (text) => {
  expect(isBlank(text)).toBe(true);
});

test.each([['.'], [' a '], ['🙂'], ['\u200bx']])('%j is', (text) => {
  expect(isBlank(text)).toBe(false);
});

test('the oldest that may go goes next', () => {
  expect(nextDue([waiting(1), waiting(2)], NONE, NOW)).toMatchObject({ kind: 'send', row: { id: 1 } });
  expect(nextDue([], NONE, NOW)).toEqual({ kind: 'nothing' });
});

test('within a conversation nothing overtakes what pauses or is not settled; other conversations go on', () => {
  const pausing = waiting(1, { line: 7, attempts: 1, notBefore: NOW + 2_000 });
  const behind = waiting(2, { line: 7 });
  expect(nextDue([pausing, behind], NONE, NOW)).toEqual({ kind: 'wait', ms: 2_000 });
  expect(nextDue([pausing, behind, waiting(3)], NONE, NOW)).toMatchObject({ row: { id: 3 } });
  const unsettled = waiting(1, { line: 7, state: 'sending' });
  expect(nextDue([unsettled, behind], NONE, NOW)).toEqual({ kind: 'nothing' });
});

test('what was handed over on this connection holds nothing back', () => {
  const rows = [waiting(1, { line: 7, state: 'sending' }), waiting(2, { line: 7 })];
  expect(nextDue(rows, new Set([1]), NOW)).toMatchObject({ row: { id: 2 } });
});

test('a clock that is set back an hour does not make a pause an hour long', () => {
  const pausing = waiting(1, { attempts: 1, notBefore: NOW + 2_000 });
  expect(nextDue([pausing], NONE, NOW - 3_600_000)).toMatchObject({ kind: 'send' });
});

test('a long wait is looked at again within a minute', () => {
  expect(nextDue([waiting(1, { notBefore: NOW + 86_400_000 })], NONE, NOW)).toEqual({
    kind: 'wait',
    ms: 60_000,
  });
});

test('a failed try pauses, and ends when it is final or the last', () => {
  const timedOut = { kind: 'transient', code: 'timed-out' } as const;
  expect(afterFailure(timedOut, 1, NOW)).toEqual({ kind: 'again', attempts: 1, notBefore: NOW + 2_000 });
  expect(afterFailure(timedOut, MAX_ATTEMPTS, NOW)).toEqual({ kind: 'failed', failure: 'timed-out' });
  expect(afterFailure({ kind: 'final', code: 'not-on-whatsapp' }, 1, NOW)).toEqual({
    kind: 'failed',
    failure: 'not-on-whatsapp',
  });
});

test('a try that never reached the network does not count', () => {
  expect(afterFailure({ kind: 'transient', code: 'not-connected' }, MAX_ATTEMPTS, NOW)).toEqual({
    kind: 'again',
    attempts: MAX_ATTEMPTS - 1,
    notBefore: NOW + 2_000,
  });
});

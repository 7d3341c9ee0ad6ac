import { expect, test } from 'vitest';
import { type Known, together } from './rules.ts';

const received: Known = { unread: 1, origin: 'contact', userId: null, status: 'received', failure: null };
const fromPhone: Known = { unread: 0, origin: 'phone', userId: null, status: 'sent', failure: null };
const fromHere: Known = { unread: 0, origin: 'station', userId: 7, status: 'read', failure: null };

test('CH-9 what was seen on either channel is seen', () => {
  expect(together(received, { ...received, unread: 0 }).unread).toBe(0);
  expect(together({ ...received, unread: 0 }, received).unread).toBe(0);
  expect(together(received, received)).toEqual(received);
});

test('CH-9 who wrote it here stays known when the other channel has it from the phone’s history', () => {
  expect(together(fromPhone, fromHere)).toEqual(fromHere);
  expect(together(fromHere, fromPhone)).toEqual(fromHere);
});

test('CH-9 a proof that it went overrules a failure and a doubt, and nothing overrules a proof', () => {
  const failed: Known = { ...fromHere, status: 'failed', failure: 'timed-out' };
  expect(together(failed, fromPhone)).toMatchObject({ status: 'sent', failure: null, userId: 7 });
  expect(together(fromPhone, failed)).toMatchObject({ status: 'sent', failure: null });
  expect(together({ ...fromHere, status: 'uncertain' }, fromPhone).status).toBe('sent');
  expect(together(fromPhone, { ...fromHere, status: 'queued' }).status).toBe('sent');
});

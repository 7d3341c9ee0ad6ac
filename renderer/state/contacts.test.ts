import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { enter } from '../bridge.ts';
import { forgetContacts, loadContacts, loadMoreContacts, searchContacts, useContacts } from './contacts.ts';

/** An address book of 250, given a page at a time as main does. */
const book = Array.from({ length: 250 }, (_, index) => ({ id: index }));
const limits: number[] = [];

interface Question {
  after?: { id: number };
  limit: number;
}

beforeAll(async () => {
  const list = ({ after, limit }: Question) => {
    limits.push(limit);
    const from = after ? after.id + 1 : 0;
    const rows = book.slice(from, from + limit);
    const next = from + limit < book.length ? rows.at(-1) : undefined;
    return Promise.resolve({ ok: true, value: { rows, next, total: book.length } });
  };
  vi.stubGlobal('window', { station: { call: (_name: string, input: Question) => list(input) } });
  await enter(() => {});
});
afterAll(() => {
  forgetContacts();
  vi.unstubAllGlobals();
});

const held = () => useContacts.getState().rows?.length;

test('AT-10 the list is as long after a change as it was before, and starts anew for other words', async () => {
  await loadContacts();
  await loadMoreContacts();
  await loadMoreContacts();
  expect(held()).toBe(250);
  limits.length = 0;
  await loadContacts();
  expect([held(), limits]).toEqual([250, [200, 50]]);
  expect(useContacts.getState()).toMatchObject({ next: undefined, total: 250 });
  vi.useFakeTimers();
  searchContacts('ana');
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(held()).toBe(100);
});

import { expect, test } from 'vitest';
import type { Ticket } from '../../../preload/entities.ts';
import { isPeek, standingOf } from './ticket-state.ts';

function ticket(about: Partial<Ticket>): Ticket {
  return {
    id: 1,
    protocol: '20261125-0001',
    conversationId: 1,
    state: 'waiting',
    openedAt: 0,
    pinned: false,
    tagIds: [],
    offHours: false,
    robotOff: false,
    ...about,
  };
}

test.each([
  ['waiting', {}, 'waiting'],
  ['attended', { state: 'open' as const, userId: 1 }, 'open'],
  ['put off while it waits', { snoozedUntil: 5 }, 'snoozed'],
  ['put off while it is attended', { state: 'open' as const, snoozedUntil: 5 }, 'snoozed'],
  ['closed while it was put off', { state: 'closed' as const, snoozedUntil: 5 }, 'closed'],
])('AT-1 AT-11 where it stands: %s', (_, about, standing) => {
  expect(standingOf(ticket(about))).toBe(standing);
});

test('AT-2 only what waits is a peek', () => {
  expect(isPeek(ticket({}))).toBe(true);
  expect(isPeek(ticket({ state: 'open' }))).toBe(false);
  expect(isPeek(ticket({ state: 'closed' }))).toBe(false);
  expect(isPeek(undefined)).toBe(false);
});

import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Counter, openCounter, RITA } from '../attendance/testing/counter.ts';
import { says } from '../inbox/testing/wire.ts';
import { createSnoozes } from './snoozes.ts';

const HOUR = 3_600_000;

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

test('AT-11 what was snoozed wakes at the next start when its time passed while the station was off', async () => {
  await counter.heard.messages(1, [says('oi')]);
  await counter.ask(RITA, 'tickets.snooze', { conversationId: 1, until: 'in-1-hour' });
  counter.attendance.stop();
  counter.clock.advance(3 * HOUR);
  expect(counter.tickets.ticketOf(1)).toHaveProperty('snoozedUntil');
  const { clock, write, tickets, conversations } = counter;
  const snoozes = createSnoozes({ clock, log: pino({ level: 'silent' }), write, tickets, conversations });
  snoozes.look();
  expect(counter.tickets.ticketOf(1)).not.toHaveProperty('snoozedUntil');
  snoozes.stop();
});

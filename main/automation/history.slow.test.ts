import { expect, test } from 'vitest';
import { openCounter, RECEPTION, says, WEEK } from './testing/counter.ts';
import { pn } from '../inbox/testing/wire.ts';

const MESSAGES = 50_000;
const BATCH = 1_000;
const PEOPLE = 200;

test(`MS-3 a history of ${MESSAGES} messages answers none, opens no ticket and leaves no line, young as it may be`, async () => {
  const counter = await openCounter();
  counter.set({});
  counter.setHours(WEEK);
  for (let first = 0; first < MESSAGES; first += BATCH) {
    await counter.inbox.heard.messages(
      RECEPTION,
      Array.from({ length: BATCH }, (_, n) =>
        says(`antiga ${first + n}`, {
          arrival: 'history',
          at: counter.clock.now() - n,
          chat: [pn(`55119${String((first + n) % PEOPLE).padStart(8, '0')}`)],
        }),
      ),
    );
  }
  await counter.settled();
  counter.automation.start();
  await counter.automation.work.waiting();
  await counter.settled();
  const count = (table: string) => counter.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)[0]?.n;
  expect(count('message')).toBe(MESSAGES);
  expect(['ticket', 'decision', 'robot_word', 'outbox'].map(count)).toEqual([0, 0, 0, 0]);
  expect(counter.sent()).toEqual([]);
  counter.close();
}, 180_000);

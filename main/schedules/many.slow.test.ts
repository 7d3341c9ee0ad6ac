import { expect, test } from 'vitest';
import { AUTOMATION, NOW, openCounter } from '../automation/testing/counter.ts';

const MANY = 10_000;
/** The machine may be busy with other tests; alone it is less than a tenth. */
const LONGEST_MS = 2_000;

/** The longest time in which the loop did nothing else. */
async function longestTurn(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let before = performance.now();
  const look = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
  }, 0);
  await work;
  clearInterval(look);
  return longest;
}

test(`SC-1 ${MANY} due at once, half of them to one contact: each once, and the loop goes on`, async () => {
  const counter = await openCounter();
  const off = { on: false, text: '' };
  counter.set({
    menu: { ...AUTOMATION.menu, on: false },
    messages: { greeting: off, farewell: off, transfer: off },
  });
  await counter.says('oi');
  const numbers = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY})`;
  for (const sql of [
    `INSERT INTO contact (id, kind, reach, display_name, created_at) SELECT 100 + i, 'person', 'pn', 'n' || i, 0 FROM n`,
    'INSERT INTO conversation (id, channel_id, contact_id) SELECT 100 + i, 1, 100 + i FROM n',
    `INSERT INTO schedule (conversation_id, state, body, due_at)
       SELECT iif(i % 2 = 0, 1, 100 + i), 'waiting', 'n' || i, ${NOW} FROM n`,
  ]) {
    counter.run(`${numbers} ${sql}`);
  }
  // They leave later, at the pace of the line.
  counter.driver.behave(() => new Promise(() => {}));
  const work = counter.automation.work.schedules();
  expect(await longestTurn(work)).toBeLessThan(LONGEST_MS);
  expect(await work).toBe(`${MANY} sent, 0 to ask about, 0 missed, 0 held back, 0 wait for the line`);
  expect(
    counter.rows(
      'SELECT count(*) AS messages, count(DISTINCT body) AS texts FROM message JOIN outbox ON message_id = id',
    ),
  ).toEqual([{ messages: MANY, texts: MANY }]);
  expect(await counter.automation.work.schedules()).toMatch(/^0 sent/);
  counter.close();
}, 240_000);

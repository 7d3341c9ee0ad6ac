import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  AUTOMATION,
  type Counter,
  NOW,
  openCounter,
  RECEPTION,
  says,
} from '../automation/testing/counter.ts';
import { HOUR, MINUTE } from '../automation/testing/situations.ts';

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
  const off = { on: false, text: '' };
  counter.set({
    menu: { ...AUTOMATION.menu, on: false },
    messages: { greeting: off, farewell: off, transfer: off },
  });
  await counter.says('oi');
});
afterEach(() => counter.close());

const draft = { text: 'Chega hoje.', dueAt: NOW + HOUR, missed: { kind: 'ask' } } as const;
const create = (about: object = {}) =>
  counter.call('schedules.create', { conversationId: 1, draft: { ...draft, ...about } });
const run = async () => {
  const did = await counter.automation.work.schedules();
  await counter.settled();
  return did;
};
const list = async () => await counter.call('schedules.list', { limit: 50 });

test('SC-1 goes out at its time, once, also after a restart', async () => {
  await create();
  expect(await run()).toMatch(/^0 sent/);
  counter.clock.advance(HOUR);
  expect(await run()).toMatch(/^1 sent/);
  expect(await run()).toMatch(/^0 sent/);
  expect(counter.sent()).toEqual(['Chega hoje.']);
  expect((await list()).schedules).toMatchObject([
    { state: 'done', lastRun: { state: 'sent', dueAt: NOW + HOUR } },
  ]);
});

test('SC-1 missed while the PC was off: a person is asked, and says', async () => {
  const { id } = await create();
  counter.clock.advance(3 * HOUR);
  await run();
  expect(counter.sent()).toEqual([]);
  expect(await list()).toMatchObject({ asking: 1, schedules: [{ state: 'asking' }] });
  await counter.call('schedules.answer', { scheduleId: id, send: true });
  await counter.settled();
  expect(counter.sent()).toEqual(['Chega hoje.']);
  await expect(counter.call('schedules.answer', { scheduleId: id, send: true })).rejects.toThrow(
    'schedule-over',
  );
});

test('SC-1 within its tolerance it is sent, and one that skips goes on to its next time', async () => {
  await create({ missed: { kind: 'send-within', minutes: 180 } });
  await create({
    text: 'Toda semana.',
    missed: { kind: 'skip' },
    repeat: { every: 'week', interval: 1, weekDays: [] },
  });
  counter.clock.advance(3 * HOUR);
  expect(await run()).toMatch(/^1 sent, 0 to ask about, 1 missed/);
  expect((await list()).schedules).toMatchObject([
    { state: 'waiting', dueAt: NOW + HOUR + 7 * 24 * HOUR },
    {},
  ]);
});

test('SC-2 a follow-up asks again and stops at an answer', async () => {
  const { id: ruleId } = await counter.call('followUps.createRule', {
    name: 'Orçamento',
    onlyOpenHours: false,
    steps: [
      { afterMinutes: 30, text: 'Viu?' },
      { afterMinutes: 30, text: 'E aí?' },
    ],
  });
  await counter.call('followUps.start', { conversationId: 1, ruleId });
  counter.clock.advance(30 * MINUTE);
  await counter.automation.work.followUps();
  await counter.settled();
  expect(counter.sent()).toEqual(['Viu?']);
  await counter.inbox.heard.messages(RECEPTION, [says('vi!', { at: counter.clock.now() })]);
  await counter.settled();
  counter.clock.advance(HOUR);
  await counter.automation.work.followUps();
  expect(counter.sent()).toEqual(['Viu?']);
  expect(await counter.call('followUps.list', { conversationId: 1 })).toMatchObject([
    { state: 'cancelled', ended: 'answered', step: 2 },
  ]);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  AUTOMATION,
  type Counter,
  NOW,
  openCounter,
  RECEPTION,
  says,
} from '../automation/testing/counter.ts';
import type { MissedPolicy, Repeat, ScheduleState } from '../../preload/entities/schedules.ts';
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

test.each<[MissedPolicy, minutes: number, before: string, after: string]>([
  [{ kind: 'ask' }, 4, 'waiting', 'done'],
  [{ kind: 'ask' }, 6, 'asking', 'asking'],
  [{ kind: 'send-within', minutes: 60 }, 59, 'waiting', 'done'],
  [{ kind: 'send-within', minutes: 60 }, 61, 'asking', 'asking'],
  [{ kind: 'skip' }, 6, 'done', 'done'],
])(
  'SC-1 %j, the line down for %i min: %s, and %s once it is back',
  async (missed, minutes, before, after) => {
    await create({ missed });
    counter.inbox.heard.disconnected(RECEPTION);
    counter.clock.advance(HOUR);
    await run();
    counter.clock.advance(minutes * MINUTE);
    await run();
    expect((await list()).schedules).toMatchObject([{ state: before }]);
    expect(counter.rows('SELECT * FROM outbox')).toEqual([]);
    counter.inbox.heard.connected(RECEPTION);
    await counter.inbox.heard.caughtUp(RECEPTION);
    await run();
    await run();
    expect((await list()).schedules).toMatchObject([{ state: after }]);
    expect(counter.sent()).toEqual(after === 'done' && before !== 'done' ? ['Chega hoje.'] : []);
  },
);

test('SC-1 what is to come is paged in the order of its time, what is over with the newest first', async () => {
  const ids: number[] = [];
  for (const hours of [3, 1, 2, 1]) ids.push((await create({ dueAt: NOW + hours * HOUR })).id);
  const [third, first, second, also] = ids;
  const states: ScheduleState[] = ['waiting', 'asking'];
  const page = await counter.call('schedules.list', { states, limit: 3 });
  expect(page).toMatchObject({ more: true, schedules: [{ id: first }, { id: also }, { id: second }] });
  const { dueAt, id } = page.schedules[0]!;
  expect(await counter.call('schedules.list', { states, after: { dueAt, id }, limit: 3 })).toMatchObject({
    more: false,
    schedules: [{ id: also }, { id: second }, { id: third }],
  });
  for (const scheduleId of [second!, third!]) await counter.call('schedules.cancel', { scheduleId });
  expect(await counter.call('schedules.list', { states: ['cancelled'], limit: 3 })).toMatchObject({
    schedules: [{ id: second }, { id: third }],
  });
});

test('SC-1 saved again just after it went out, it goes on with its next time', async () => {
  const repeat: Repeat = { every: 'day', interval: 1, weekDays: [] };
  const { id: scheduleId } = await create({ repeat });
  counter.clock.advance(HOUR);
  await run();
  counter.clock.advance(MINUTE / 2);
  const saved = await counter.call('schedules.update', { scheduleId, draft: { ...draft, repeat } });
  expect(saved).toMatchObject({ state: 'waiting', dueAt: draft.dueAt + 24 * HOUR });
  await expect(counter.call('schedules.update', { scheduleId, draft })).rejects.toThrow('schedule-past');
  // As an earlier version saved it.
  counter.run(`UPDATE schedule SET due_at = ${draft.dueAt}`);
  await run();
  expect((await list()).schedules).toMatchObject([{ state: 'waiting', dueAt: draft.dueAt + 24 * HOUR }]);
  expect(counter.sent()).toEqual(['Chega hoje.']);
});

test('SC-1 one that throws is left, and takes no other with it', async () => {
  await create();
  counter.clock.advance(HOUR);
  await run();
  // Its message is known, and has its reason already.
  counter.run('DELETE FROM schedule_run');
  counter.run(`UPDATE schedule SET state = 'waiting'`);
  await create({ text: 'Outro.', dueAt: counter.clock.now() });
  expect(await run()).toMatch(/^1 sent/);
  expect(counter.sent()).toEqual(['Chega hoje.', 'Outro.']);
  expect((await list()).schedules.map(({ state }) => state)).toEqual(['done', 'waiting']);
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

import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  AUTOMATION,
  type Counter,
  openCounter,
  RECEPTION,
  RITA,
  WEEK,
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
  counter.run(`INSERT INTO tag (id, name, name_key, hue) VALUES (5, 'Orçamento', 'orcamento', 1)`);
  await counter.says('quanto custa?');
});
afterEach(() => counter.close());

const rule = (about: object = {}) =>
  counter.call('followUps.createRule', {
    name: 'Orçamento',
    onlyOpenHours: false,
    tagId: 5,
    steps: [
      { afterMinutes: 30, text: 'Viu o orçamento?' },
      { afterMinutes: 60, text: 'Ainda quer?' },
    ],
    ...about,
  });
const tag = (...tagIds: number[]) =>
  counter.inbox.write('test.tag', (changes) => counter.tickets.tag({ id: 1 }, tagIds, RITA.id, changes));
const list = () => counter.call('followUps.list', { conversationId: 1 });
async function run(after: number) {
  counter.clock.advance(after);
  await counter.automation.work.followUps();
  await counter.settled();
}

test('SC-2 a tag starts it, once; taken away and given again while it runs, it is still one', async () => {
  await rule();
  tag(5);
  tag();
  tag(5);
  expect(await list()).toMatchObject([{ state: 'active', step: 1, steps: 2 }]);
  await run(30 * MINUTE);
  await run(HOUR);
  expect(counter.sent()).toEqual(['Viu o orçamento?', 'Ainda quer?']);
  expect(await list()).toMatchObject([{ state: 'done', ended: 'steps-over' }]);
});

test('SC-2 a tag without a rule starts nothing, and a rule that is removed ends what it began', async () => {
  counter.run(`INSERT INTO tag (id, name, name_key, hue) VALUES (6, 'VIP', 'vip', 1)`);
  const { id: ruleId } = await rule();
  tag(6);
  expect(await list()).toEqual([]);
  tag(5);
  await counter.call('followUps.removeRule', { ruleId });
  await run(HOUR);
  expect(counter.sent()).toEqual([]);
  expect(await list()).toMatchObject([{ state: 'cancelled', ended: 'rule-removed' }]);
});

test('SC-2 only in hours: a step that falls into the night waits for the morning', async () => {
  counter.setHours(WEEK);
  await rule({ onlyOpenHours: true, steps: [{ afterMinutes: 9 * 60, text: 'Viu?' }] });
  tag(5);
  // Ten in the morning and eight open hours: nine more of them end at ten of the next day.
  await run(9 * HOUR);
  expect(counter.sent()).toEqual([]);
  await run(15 * HOUR);
  expect(counter.sent()).toEqual(['Viu?']);
});

test('SC-2 the closing ends it, and a person can', async () => {
  await rule();
  tag(5);
  const [running] = await list();
  await counter.call('followUps.cancel', { followUpId: running!.id });
  expect(await list()).toMatchObject([{ state: 'cancelled', ended: 'by-user' }]);
  tag();
  tag(5);
  const place = counter.inbox.conversations.byId(1)!;
  const closing = { farewell: false, reasonId: undefined, rating: false };
  counter.inbox.write('test.close', (changes) =>
    counter.tickets.act(place, 'close', { by: 'user', userId: RITA.id, closing }, changes),
  );
  await run(2 * HOUR);
  expect(counter.sent()).toEqual([]);
  expect((await list())[0]).toMatchObject({ state: 'cancelled', ended: 'closed' });
});

test('SC-2 while the line is down nothing is said, and an answer that waited at the server ends it', async () => {
  await rule();
  tag(5);
  counter.inbox.heard.disconnected(RECEPTION);
  await run(30 * MINUTE);
  await run(HOUR);
  expect(await list()).toMatchObject([{ state: 'active', step: 1 }]);
  counter.inbox.heard.connected(RECEPTION);
  await run(HOUR);
  expect(counter.sent()).toEqual([]);
  await counter.says('vi, obrigada', { arrival: 'offline' });
  await counter.inbox.heard.caughtUp(RECEPTION);
  await run(HOUR);
  expect(counter.sent()).toEqual([]);
  expect(await list()).toMatchObject([{ state: 'cancelled', ended: 'answered', step: 1 }]);
});

test('SC-2 a step that finds the line gone at the last moment is late after ten minutes', async () => {
  await rule();
  tag(5);
  counter.driver.behave(() => new Promise(() => {}));
  await run(30 * MINUTE);
  expect(counter.rows('SELECT good_until AS at FROM outbox')).toEqual([
    { at: counter.clock.now() + 10 * MINUTE },
  ]);
});

test('SC-2 a blocked contact ends it: nothing goes out once they are unblocked', async () => {
  await rule();
  tag(5);
  counter.run('UPDATE contact SET blocked_at = 1');
  await run(30 * MINUTE);
  expect(await list()).toMatchObject([{ state: 'cancelled', ended: 'by-user' }]);
  counter.run('UPDATE contact SET blocked_at = NULL');
  await run(HOUR);
  expect(counter.sent()).toEqual([]);
});

test('SC-2 a closing that the power cut from its end is found', async () => {
  await rule();
  tag(5);
  counter.clock.advance(MINUTE);
  counter.run(`UPDATE ticket SET state = 'closed', closed_at = ${counter.clock.now()}`);
  await run(HOUR);
  expect(counter.sent()).toEqual([]);
  expect(await list()).toMatchObject([{ state: 'cancelled', ended: 'closed' }]);
});

test('SC-2 a tag with a rule is put on a group without any trouble, and nothing begins there', async () => {
  await rule();
  const family = [{ kind: 'group', value: '1203630001' }] as const;
  await counter.says('oi, grupo', { chat: family, author: [{ kind: 'pn', value: '5511911111111' }] });
  const [{ id }] = counter.rows<{ id: number }>('SELECT max(id) AS id FROM conversation') as [{ id: number }];
  const place = counter.inbox.conversations.byId(id)!;
  const act = <R>(work: Parameters<typeof counter.inbox.write<R>>[1]) =>
    counter.inbox.write('test.group', work);
  act((changes) => counter.tickets.act(place, 'accept', { by: 'user', userId: RITA.id }, changes));
  expect(() => act((changes) => counter.tickets.tag(place, [5], RITA.id, changes))).not.toThrow();
  expect(await counter.call('followUps.list', { conversationId: id })).toEqual([]);
});

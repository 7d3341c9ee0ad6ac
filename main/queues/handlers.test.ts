import { afterEach, beforeEach, expect, test } from 'vitest';
import { BEA, type Counter, MARTA, openCounter, RITA } from '../attendance/testing/counter.ts';
import { says } from '../inbox/testing/wire.ts';
import { queueHandlers } from './handlers.ts';

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

const create = (name: string, memberIds: number[] = []) =>
  counter.ask(MARTA, 'queues.create', { name, hue: 1, memberIds });
const list = () => counter.ask(RITA, 'queues.list', undefined);

test('AT-7 queues have a colour, members and an order of their own', async () => {
  await create('Entregas', [RITA.id, BEA.id]);
  await create('Bolos');
  expect(await list()).toEqual([
    { id: 1, name: 'Entregas', hue: 1, memberIds: [RITA.id, BEA.id], live: 0 },
    { id: 2, name: 'Bolos', hue: 1, memberIds: [], live: 0 },
  ]);
  await counter.ask(MARTA, 'queues.update', {
    queueId: 1,
    name: 'Entregas',
    hue: 4,
    memberIds: [BEA.id, 99],
  });
  await counter.ask(MARTA, 'queues.reorder', { ids: [2, 1] });
  expect(await list()).toMatchObject([{ id: 2 }, { id: 1, hue: 4, memberIds: [BEA.id] }]);
});

test('AT-7 a name is one queue’s, and what is not there is refused', async () => {
  await create('Entregas');
  await create('Bolos');
  await expect(create('éntregas')).rejects.toMatchObject({ code: 'name-taken', field: 'name' });
  const update = (queueId: number, name: string) =>
    counter.ask(MARTA, 'queues.update', { queueId, name, hue: 1, memberIds: [] });
  await expect(update(2, 'ENTREGAS')).rejects.toMatchObject({ code: 'name-taken' });
  await expect(update(9, 'Outra')).rejects.toMatchObject({ code: 'queue-not-found' });
});

test('AT-6 a receptionist sees queues and does not change them', async () => {
  const { id: queueId } = await create('Entregas');
  await expect(
    counter.ask(RITA, 'queues.create', { name: 'Minha', hue: 1, memberIds: [] }),
  ).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(counter.ask(RITA, 'queues.remove', { queueId })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  expect(await list()).toHaveLength(1);
});

test('AT-7 a queue in use is refused, or what uses it goes to another one', async () => {
  const { id: from } = await create('Entregas');
  const { id: into } = await create('Bolos');
  await counter.heard.messages(1, [says('oi')]);
  await counter.ask(RITA, 'tickets.transfer', { conversationId: 1, queueId: from });
  await expect(counter.ask(MARTA, 'queues.remove', { queueId: from })).rejects.toMatchObject({
    code: 'queue-in-use',
    params: { tickets: 1, rules: 0 },
  });
  await expect(counter.ask(MARTA, 'queues.remove', { queueId: from, into: from })).rejects.toMatchObject({
    code: 'queue-not-found',
    field: 'into',
  });
  await counter.ask(MARTA, 'queues.remove', { queueId: from, into });
  expect(await counter.call('inbox.rows', { ids: [1] })).toMatchObject([{ ticket: { queueId: into } }]);
  expect(await list()).toMatchObject([{ id: into, live: 1 }]);
  // What was, keeps its name.
  const { events } = await counter.ask(RITA, 'tickets.history', { conversationId: 1 });
  expect(events.at(-1)?.detail).toMatchObject({ queueName: 'Entregas' });
});

test('AT-7 closed tickets hold no queue back', async () => {
  const { id: queueId } = await create('Entregas');
  await counter.heard.messages(1, [says('oi')]);
  await counter.ask(RITA, 'tickets.transfer', { conversationId: 1, queueId });
  await counter.ask(RITA, 'tickets.close', { conversationId: 1, farewell: false });
  await counter.ask(MARTA, 'queues.remove', { queueId });
  expect(await list()).toEqual([]);
  const page = await counter.ask(RITA, 'inbox.list', { tab: 'closed', limit: 1 });
  expect(page.rows[0]?.ticket).not.toHaveProperty('queueId');
});

test('AT-7 a rule that names a queue counts as use, and is re-pointed with it', async () => {
  const { id: from } = await create('Entregas');
  const { id: into } = await create('Bolos');
  const moved: number[][] = [];
  const handlers = queueHandlers({
    bus: { emit: () => {} },
    write: counter.write,
    store: counter.attendance.queues,
    audit: () => {},
    uses: [{ count: () => 2, repoint: (...pair) => void moved.push(pair) }],
  });
  const as = { window: { user: MARTA }, user: MARTA };
  expect(() => void handlers['queues.remove']({ queueId: from }, as)).toThrow('queue-in-use');
  void handlers['queues.remove']({ queueId: from, into }, as);
  expect(moved).toEqual([[from, into]]);
});

test('AT-7 hours of its own are kept as they were written', async () => {
  const { id } = await create('Entregas');
  const { queues } = counter.attendance;
  expect(queues.hours(id)).toBeUndefined();
  queues.setHours(id, { days: [1, 2] });
  expect(queues.hours(id)).toEqual({ days: [1, 2] });
  queues.setHours(id, undefined);
  expect(queues.hours(id)).toBeUndefined();
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { BEA, type Counter, MARTA, openCounter, RITA } from '../attendance/testing/counter.ts';
import { ANA, ANA_LID, says } from '../inbox/testing/wire.ts';

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
  await counter.heard.messages(1, [says('oi')]);
});
afterEach(() => counter.close());

const add = (user = RITA, body = 'Prefere pão integral') =>
  counter.ask(user, 'notes.add', { conversationId: 1, body });
const list = (user = RITA, conversationId = 1) => counter.ask(user, 'notes.list', { conversationId });

test('AT-4 a note has its author and time, and windows hear of it', async () => {
  counter.told.length = 0;
  const note = await add();
  expect(note).toEqual({
    id: 1,
    conversationId: 1,
    userName: 'Rita',
    body: 'Prefere pão integral',
    at: counter.clock.now(),
    editable: true,
  });
  expect(await list()).toEqual([note]);
  expect(counter.told).toEqual([{ name: 'tickets.changed', payload: { conversationIds: [1] } }]);
});

test('AT-4 its author edits and removes it, a manager any, another receptionist none', async () => {
  const { id: noteId } = await add();
  expect(await list(BEA)).toMatchObject([{ editable: false }]);
  expect(await list(MARTA)).toMatchObject([{ editable: true }]);
  await expect(counter.ask(BEA, 'notes.edit', { noteId, body: 'x' })).rejects.toMatchObject({
    code: 'note-of-another',
  });
  await expect(counter.ask(BEA, 'notes.remove', { noteId })).rejects.toMatchObject({
    code: 'note-of-another',
  });
  counter.clock.advance(1_000);
  expect(await counter.ask(RITA, 'notes.edit', { noteId, body: 'Integral, sem sal' })).toMatchObject({
    body: 'Integral, sem sal',
    editedAt: counter.clock.now(),
    userName: 'Rita',
  });
  await counter.ask(MARTA, 'notes.remove', { noteId });
  expect(await list()).toEqual([]);
  await expect(counter.ask(RITA, 'notes.remove', { noteId })).rejects.toMatchObject({
    code: 'note-not-found',
  });
});

test('AT-4 a note never goes to the outbox, and an empty or endless one is refused', async () => {
  await add();
  expect(counter.queuedOf(1)).toBe(0);
  await expect(add(RITA, ' \n')).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(add(RITA, 'x'.repeat(4_001))).rejects.toMatchObject({ code: 'invalid-input' });
});

test('AT-10 notes and tickets follow their contact when two turn out to be one person', async () => {
  await counter.heard.messages(1, [says('sou eu', { chat: [ANA_LID] })]);
  await add();
  await counter.ask(BEA, 'notes.add', { conversationId: 2, body: 'É a Ana?' });
  await counter.ask(BEA, 'tickets.accept', { conversationId: 2 });
  await counter.heard.contacts(1, [{ addresses: [ANA, ANA_LID] }]);
  const [row] = (await counter.ask(RITA, 'inbox.list', { limit: 9 })).rows;
  const { conversationId } = row!;
  expect(row).toMatchObject({
    tab: 'open',
    ticket: { state: 'open', userId: BEA.id, protocol: '20261121-0001' },
  });
  const { tickets, events } = await counter.ask(RITA, 'tickets.history', { conversationId });
  expect(tickets.map(({ state }) => state)).toEqual(['open', 'closed']);
  expect(events.map(({ what }) => what)).toEqual(['opened', 'opened', 'accepted', 'merged']);
  // A window may still hold the id that is gone.
  const gone = conversationId === 1 ? 2 : 1;
  expect(await counter.ask(RITA, 'tickets.history', { conversationId: gone })).toMatchObject({ more: false });
});

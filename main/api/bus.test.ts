import { expect, test } from 'vitest';
import type { Channel } from '../../preload/entities.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { createBus, type BusEvent } from './bus.ts';
import { allows } from './roles.ts';

function listeningBus() {
  const clock = createManualClock();
  const bus = createBus(clock);
  const heard: BusEvent[] = [];
  bus.subscribe(
    () => true,
    (event) => heard.push(event),
  );
  return { clock, bus, heard };
}

const channel = (id: number, unread: number): Channel => ({
  id,
  slug: `canal-${id}`,
  name: `Canal ${id}`,
  method: 'linked-device',
  unread,
  queued: 0,
  phoneChecksOpen: 0,
  state: { phase: 'connected', since: 0, needsPerson: false },
});

test('snapshots of one channel merge to the last, others stand for themselves', () => {
  const { clock, bus, heard } = listeningBus();
  bus.emit('channel.changed', channel(1, 1));
  bus.emit('channel.changed', channel(2, 5));
  bus.emit('channel.changed', channel(1, 2));
  clock.advance(49);
  expect(heard).toEqual([]);
  clock.advance(1);
  expect(heard).toEqual([
    { event: 'channel.changed', payload: channel(1, 2) },
    { event: 'channel.changed', payload: channel(2, 5) },
  ]);
});

test('invalidations merge to the union of their ids', () => {
  const { clock, bus, heard } = listeningBus();
  bus.emit('inbox.changed', { conversationIds: [1, 2] });
  bus.emit('conversation.changed', { conversationId: 1, messageIds: [10] });
  bus.emit('conversation.changed', { conversationId: 2, messageIds: [20] });
  bus.emit('inbox.changed', { conversationIds: [2, 3] });
  bus.emit('conversation.changed', { conversationId: 1, messageIds: [11, 10] });
  clock.advance(50);
  expect(heard).toEqual([
    { event: 'inbox.changed', payload: { conversationIds: [1, 2, 3] } },
    { event: 'conversation.changed', payload: { conversationId: 1, messageIds: [10, 11] } },
    { event: 'conversation.changed', payload: { conversationId: 2, messageIds: [20] } },
  ]);
});

test('a history sync of thousands of messages is about twenty events a second', () => {
  const { clock, bus, heard } = listeningBus();
  for (let message = 1; message <= 5000; message += 1) {
    bus.emit('inbox.changed', { conversationIds: [(message % 40) + 1] });
    if (message % 5 === 0) clock.advance(1);
  }
  clock.advance(50);
  expect(heard.length).toBeGreaterThan(15);
  expect(heard.length).toBeLessThanOrEqual(21);
});

test('what was heard is not heard again', () => {
  const { clock, bus, heard } = listeningBus();
  bus.emit('session.changed', {});
  clock.advance(500);
  bus.emit('channels.listed', {});
  clock.advance(500);
  expect(heard.map(({ event }) => event)).toEqual(['session.changed', 'channels.listed']);
});

test('a locked window hears nothing of the shop, from the very flush', () => {
  const clock = createManualClock();
  const bus = createBus(clock);
  const window: { user: { id: number; name: string; role: 'receptionist' } | undefined } = {
    user: { id: 2, name: 'Rita', role: 'receptionist' },
  };
  const heard: string[] = [];
  bus.subscribe(
    (row) => allows(row, window.user),
    ({ event }) => heard.push(event),
  );
  bus.emit('inbox.changed', { conversationIds: [1] });
  clock.advance(50);
  bus.emit('inbox.changed', { conversationIds: [2] });
  window.user = undefined;
  bus.emit('session.changed', {});
  clock.advance(50);
  expect(heard).toEqual(['inbox.changed', 'session.changed']);
});

test('who has unsubscribed hears nothing, nor does anybody once it is closed', () => {
  const { clock, bus, heard } = listeningBus();
  const more: BusEvent[] = [];
  const unsubscribe = bus.subscribe(
    () => true,
    (event) => more.push(event),
  );
  unsubscribe();
  bus.emit('session.changed', {});
  clock.advance(50);
  bus.emit('session.changed', {});
  bus.close();
  clock.advance(50);
  expect(more).toHaveLength(0);
  expect(heard).toHaveLength(1);
});

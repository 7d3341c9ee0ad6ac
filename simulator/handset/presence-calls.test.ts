import { useWorld } from '../testing/world.ts';
import { proto } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
import { until } from '../base/until.ts';
import { createManualClock } from '../index.ts';

const clock = createManualClock();
const world = useWorld(() => ({ clock }));

const onScreen = <Found>(number: string, look: () => Found | undefined) =>
  until(
    look,
    (poke) => world.net.on('screen', (screen) => screen.number === number && poke()),
    () => 'nothing of the kind',
  );

describe('typing and presence', () => {
  test('a customer types, records and stops', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const seen = (state: string) =>
      client.event(
        'presence.update',
        ({ id, presences }) => id === ana.jid && presences[id]?.lastKnownPresence === state,
      );
    ana.types();
    await seen('composing');
    ana.types('recording');
    await seen('recording');
    ana.stopsTyping();
    expect(await seen('available')).toBeDefined();
  });

  test('her phone shows that the shop types', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    await client.socket.sendPresenceUpdate('composing', ana.jid);
    await onScreen(ana.number, () => ana.seesTyping || undefined);
    await client.socket.sendPresenceUpdate('paused', ana.jid);
    await onScreen(ana.number, () => !ana.seesTyping || undefined);
    expect(ana.seesTyping).toBe(false);
  });

  test('whoever watches a customer sees her come and go', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const seen = (state: string) =>
      client.event(
        'presence.update',
        ({ id, presences }) => id === ana.jid && presences[id]?.lastKnownPresence === state,
      );
    await client.socket.presenceSubscribe(ana.jid);
    await seen('unavailable');
    ana.appears(true);
    await seen('available');
    ana.appears(false);
    const gone = await client.event(
      'presence.update',
      ({ presences }) => presences[ana.jid]?.lastSeen !== undefined,
    );
    expect(gone.presences[ana.jid]?.lastSeen).toBe(Math.floor(clock.now() / 1000));
  });
});

describe('calls', () => {
  test('a call that the client rejects', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const call = ana.calls({ video: true });
    const [offer] = await client.event('call', ([first]) => first?.status === 'offer');
    expect(offer).toMatchObject({ id: call.id, chatId: ana.jid, isVideo: true });
    await client.socket.rejectCall(call.id, offer?.from ?? '');
    await onScreen(ana.number, () => (call.state === 'rejected' ? true : undefined));
    expect(call.state).toBe('rejected');
  });

  test('a call that nobody takes is missed', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const call = ana.calls();
    await client.event('call', ([first]) => first?.status === 'offer');
    clock.advance(45_000);
    await client.event('call', ([first]) => first?.status === 'timeout');
    const missed = await client.message((m) => m.key.id === call.id);
    expect(missed.messageStubType).toBe(proto.WebMessageInfo.StubType.CALL_MISSED_VOICE);
    expect(call.state).toBe('missed');
  });

  test('a call that the customer gives up', async () => {
    const client = await world.linked();
    const call = world.net.customer('Ana').calls();
    call.hangUp();
    const ended = await client.event('call', ([first]) => first?.status === 'terminate');
    expect(ended[0]?.id).toBe(call.id);
  });
});

describe('the clock', () => {
  test('receipts wait for it', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const sent = await client.socket.sendMessage(ana.jid, { text: 'oi' });
    await ana.receives((m) => m.id === sent?.key.id);
    const told = world.next('receipt', ({ from }) => from === ana.number);
    clock.advance(299);
    expect(client.events.some(({ name }) => name === 'messages.update')).toBe(false);
    clock.advance(1);
    expect((await told).ids).toEqual([sent?.key.id]);
  });
});

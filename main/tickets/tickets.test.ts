import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BEA, type Counter, MARTA, openCounter, RITA } from '../attendance/testing/counter.ts';
import { ANA, BIA, group, says } from '../inbox/testing/wire.ts';

const RECEPTION = 1;
const DELIVERIES = 2;
const NOON = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;
const MINUTE = 60_000;

let counter: Counter;
let nonces = 0;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

const hear = (...batch: ReturnType<typeof says>[]) => counter.heard.messages(RECEPTION, batch);
const now = () => counter.clock.now();
/** What the contact says at this moment. */
const hearNow = (text: string, about: Parameters<typeof says>[1] = {}) =>
  hear(says(text, { at: now(), ...about }));
const ticket = (conversationId = 1) => counter.tickets.ticketOf(conversationId);
const answer = (text = 'Bom dia!', user = RITA) => {
  nonces += 1;
  return counter.ask(user, 'messages.send', {
    conversationId: 1,
    text,
    nonce: `3f0b2f7e-6c1d-4b53-9a39-${String(nonces).padStart(12, '0')}`,
  });
};
const history = async (conversationId = 1) => counter.ask(RITA, 'tickets.history', { conversationId });
const story = async () =>
  (await history()).events.map(({ what, by, userName }) => [what, by, userName].filter(Boolean).join(' '));
const told = () => counter.facts.map(({ what, by }) => `${what} ${by}`);
const close = (user = RITA) => counter.ask(user, 'tickets.close', { conversationId: 1, farewell: false });
const accept = (user = RITA) => counter.ask(user, 'tickets.accept', { conversationId: 1 });

describe('AT-1 a message opens a ticket', () => {
  test('waiting, with the shop’s day in its protocol, and its history begins', async () => {
    await hear(says('Bom dia! Quanto é o bolo?'));
    expect(ticket()).toMatchObject({
      state: 'waiting',
      protocol: '20261121-0001',
      openedAt: NOON,
      waitingSince: NOON,
    });
    await hear(says('oi', { chat: [BIA] }));
    expect(ticket(2)).toMatchObject({ protocol: '20261121-0002' });
    expect((await history()).events).toMatchObject([
      { what: 'opened', by: 'contact', detail: { protocol: '20261121-0001' } },
    ]);
    expect(told()).toEqual(['opened contact', 'opened contact']);
    expect(counter.facts[0]).toMatchObject({
      channelId: RECEPTION,
      conversationId: 1,
      contactId: 1,
      message: { arrival: 'live' },
    });
  });

  test('one per contact and channel: more messages belong to it, another channel has its own', async () => {
    await hear(says('oi'), says('tem pão?'));
    await counter.heard.messages(DELIVERIES, [says('oi')]);
    const rows = counter.db
      .statement<[], { conversation_id: number }>('test', 'SELECT conversation_id FROM ticket')
      .all();
    expect(rows.map((row) => row.conversation_id)).toEqual([1, 2]);
    expect(() =>
      counter.db
        .statement(
          'test',
          `INSERT INTO ticket (protocol, conversation_id, state, opened_at) VALUES ('x', 1, 'open', 1)`,
        )
        .run(),
    ).toThrow('UNIQUE');
  });

  test('what waited at the server while the station was off opens one too, waiting since it was written', async () => {
    await hear(says('sábado', { arrival: 'offline', at: NOON - 40 * HOUR }));
    expect(ticket()).toMatchObject({ state: 'waiting', openedAt: NOON, waitingSince: NOON - 40 * HOUR });
    expect(counter.facts[0]?.message).toMatchObject({ arrival: 'offline' });
  });

  test('history, receipts, what the phone begins, groups and redelivered messages open none', async () => {
    const letter = says('antes', { arrival: 'history' });
    await hear(letter);
    await hear(says('da história', { arrival: 'history', chat: [BIA] }));
    await hear(says('pelo celular', { fromMe: true, chat: [BIA] }));
    await hear(says('no grupo', { chat: [group('1203630001')], author: [ANA] }));
    await hear(letter);
    await counter.heard.receipts(RECEPTION, [
      { waIds: [letter.waId], chat: [ANA], what: 'seen-on-phone', at: NOON },
    ]);
    expect([1, 2, 3].map((id) => ticket(id))).toEqual([undefined, undefined, undefined]);
    expect(counter.facts).toEqual([]);
  });

  test('a group gets one when somebody accepts it, and none by itself once that is closed', async () => {
    const chat = [group('1203630001')];
    await hear(says('no grupo', { chat, author: [ANA] }));
    await accept();
    expect(ticket()).toMatchObject({ state: 'open', userId: RITA.id });
    await close();
    await hearNow('de novo', { chat, author: [ANA] });
    expect(ticket()).toMatchObject({ state: 'closed' });
  });
});

describe('AT-1 answers', () => {
  beforeEach(() => hear(says('oi')));

  test('whoever answers attends, and the first answer is kept', async () => {
    counter.clock.advance(MINUTE);
    await answer();
    expect(ticket()).toMatchObject({
      state: 'open',
      userId: RITA.id,
      acceptedAt: NOON + MINUTE,
      firstAnswerAt: NOON + MINUTE,
    });
    expect(ticket()?.waitingSince).toBeUndefined();
    counter.clock.advance(MINUTE);
    await answer('Já vai', BEA);
    expect(ticket()).toMatchObject({ userId: RITA.id, firstAnswerAt: NOON + MINUTE });
    expect(await story()).toEqual(['opened contact', 'accepted user Rita']);
    expect(told()).toEqual(['opened contact', 'accepted user', 'answered user', 'answered user']);
  });

  test('an answer on the phone takes it out of the queue, and the next message brings it back', async () => {
    counter.clock.advance(MINUTE);
    await hearNow('pelo celular', { fromMe: true });
    expect(ticket()).toMatchObject({ state: 'open', firstAnswerAt: NOON + MINUTE });
    expect(ticket()?.userId).toBeUndefined();
    counter.clock.advance(MINUTE);
    await hearNow('e o bolo?');
    expect(ticket()).toMatchObject({ state: 'waiting', waitingSince: NOON + 2 * MINUTE });
    expect(await story()).toEqual(['opened contact', 'answered-on-phone phone', 'returned contact']);
  });

  test('what the phone sent before the contact wrote again answers nothing', async () => {
    await hear(says('pelo celular', { fromMe: true, arrival: 'offline', at: NOON - MINUTE }));
    expect(ticket()).toMatchObject({ state: 'waiting', waitingSince: NOON });
  });

  test('the robot’s words leave who waits waiting', async () => {
    counter.write('test', (changes) =>
      counter.outgoing.enqueueWithin(
        { conversationId: 1, text: 'Olá! Já vamos atender.', nonce: '3f0b2f7e-6c1d-4b53-9a39-0d6f0a6f3d11' },
        changes,
      ),
    );
    expect(ticket()).toMatchObject({ state: 'waiting', waitingSince: NOON });
    expect(told()).toEqual(['opened contact']);
  });
});

describe('AT-4 accept', () => {
  beforeEach(() => hear(says('oi')));

  test('two at once: the second is refused with the name of the first, and nothing has changed', async () => {
    const results = await Promise.allSettled([accept(RITA), accept(BEA)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((results[1] as PromiseRejectedResult).reason).toMatchObject({
      code: 'ticket-taken',
      params: { name: 'Rita' },
    });
    expect(ticket()).toMatchObject({ userId: RITA.id });
    expect(await story()).toEqual(['opened contact', 'accepted user Rita']);
  });

  test('pressed twice by the same person it is the same', async () => {
    await accept();
    await accept();
    expect(await story()).toEqual(['opened contact', 'accepted user Rita']);
  });

  test('somebody who knows that another attends it may take it over, which the history says', async () => {
    await accept();
    await counter.ask(BEA, 'tickets.accept', { conversationId: 1, takeOver: true });
    expect(ticket()).toMatchObject({ userId: BEA.id });
    expect((await history()).events.at(-1)).toMatchObject({
      what: 'accepted',
      userName: 'Bea',
      detail: { fromUserName: 'Rita' },
    });
  });

  test('of a conversation that has none it begins one', async () => {
    await hear(says('da história', { arrival: 'history', chat: [BIA] }));
    await counter.ask(RITA, 'tickets.accept', { conversationId: 2 });
    expect(ticket(2)).toMatchObject({ state: 'open', userId: RITA.id });
  });
});

describe('AT-4 transfer and return', () => {
  let queueId: number;
  beforeEach(async () => {
    await hear(says('oi'));
    await accept();
    ({ id: queueId } = await counter.ask(MARTA, 'queues.create', {
      name: 'Entregas',
      hue: 2,
      memberIds: [BEA.id],
    }));
  });
  const transfer = (about: { queueId?: number; userId?: number; note?: string }) =>
    counter.ask(RITA, 'tickets.transfer', { conversationId: 1, ...about });

  test('to a queue it waits there for anybody, and the note becomes an internal one', async () => {
    counter.clock.advance(MINUTE);
    await answer();
    await transfer({ queueId, note: 'Quer saber da entrega' });
    expect(ticket()).toMatchObject({ state: 'waiting', queueId, waitingSince: NOON + MINUTE });
    expect(ticket()?.userId).toBeUndefined();
    expect((await history()).events.at(-1)).toMatchObject({
      what: 'transferred',
      userName: 'Rita',
      detail: { queueName: 'Entregas', note: 'Quer saber da entrega' },
    });
    expect(await counter.ask(BEA, 'notes.list', { conversationId: 1 })).toMatchObject([
      { userName: 'Rita', body: 'Quer saber da entrega', editable: false },
    ]);
    expect(counter.facts.at(-1)).toMatchObject({ what: 'transferred', before: { userId: RITA.id } });
  });

  test('to a person it waits for them, and whoever has it now need not be the one', async () => {
    await transfer({ userId: BEA.id });
    expect(ticket()).toMatchObject({ state: 'waiting', userId: BEA.id });
    await counter.ask(BEA, 'tickets.accept', { conversationId: 1 });
    expect(ticket()).toMatchObject({ state: 'open', userId: BEA.id });
  });

  test('to what is not there it is refused with the field', async () => {
    await expect(transfer({ queueId: 99 })).rejects.toMatchObject({
      code: 'queue-not-found',
      field: 'queueId',
    });
    await expect(transfer({ userId: 99 })).rejects.toMatchObject({ code: 'user-unknown', field: 'userId' });
    await expect(transfer({})).rejects.toMatchObject({ code: 'invalid-input' });
    expect(ticket()).toMatchObject({ state: 'open', userId: RITA.id });
  });

  test('returned it waits for anybody; one that waits for somebody is for everybody again', async () => {
    await counter.ask(RITA, 'tickets.return', { conversationId: 1 });
    expect(ticket()).toMatchObject({ state: 'waiting' });
    await transfer({ userId: BEA.id });
    await counter.ask(RITA, 'tickets.return', { conversationId: 1 });
    expect(ticket()?.userId).toBeUndefined();
  });
});

describe('AT-1, AT-4 closing and what comes after', () => {
  beforeEach(async () => {
    await hear(says('oi'));
    await accept();
  });

  test('it ends the waiting, unpins, and tells whether a farewell is wanted', async () => {
    await counter.ask(RITA, 'tickets.pin', { conversationId: 1, pinned: true });
    counter.clock.advance(HOUR);
    await counter.ask(RITA, 'tickets.close', { conversationId: 1, farewell: true });
    expect(ticket()).toMatchObject({ state: 'closed', pinned: false, closedAt: NOON + HOUR });
    expect((await counter.call('inbox.rows', { ids: [1] }))[0]).not.toHaveProperty('waitingSince');
    expect(counter.facts.at(-1)).toMatchObject({ what: 'closed', farewell: true, ratingQuestion: undefined });
    await close();
    expect(told().filter((fact) => fact.startsWith('closed'))).toHaveLength(1);
  });

  test('a message within the set time reopens the same one, waiting for anybody', async () => {
    await close();
    counter.clock.advance(4 * HOUR - 1_000);
    await hearNow('obrigada!');
    expect(ticket()).toMatchObject({ id: 1, state: 'waiting', waitingSince: now() });
    expect(ticket()).not.toHaveProperty('closedAt');
    expect(await story()).toEqual([
      'opened contact',
      'accepted user Rita',
      'closed user Rita',
      'reopened contact',
    ]);
    expect(told().at(-1)).toBe('reopened contact');
  });

  test('later it is a new one with a protocol of its own, and both are in the history', async () => {
    await close();
    counter.clock.advance(4 * HOUR);
    await hearNow('outro assunto');
    expect(ticket()).toMatchObject({ id: 2, state: 'waiting', protocol: '20261121-0002' });
    const { tickets } = await history();
    expect(tickets.map(({ id, state }) => [id, state])).toEqual([
      [2, 'waiting'],
      [1, 'closed'],
    ]);
  });

  test('what was written in time but waited at the server still belongs to it', async () => {
    await close();
    const written = now() + HOUR;
    counter.clock.advance(60 * HOUR);
    await hearNow('obrigada!', { arrival: 'offline', at: written });
    expect(ticket()).toMatchObject({ id: 1, state: 'waiting' });
  });

  test('a shop may reopen nothing', async () => {
    await counter.ask(MARTA, 'attendance.set', { reopenHours: 0 });
    await close();
    await hearNow('obrigada!');
    expect(ticket()).toMatchObject({ id: 2 });
  });

  test('by hand it is reopened whenever, and attended by who did it', async () => {
    await close();
    counter.clock.advance(90 * 24 * HOUR);
    await counter.ask(BEA, 'tickets.reopen', { conversationId: 1 });
    expect(ticket()).toMatchObject({ id: 1, state: 'open', userId: BEA.id });
  });

  test('what a closed one does not take is refused', async () => {
    await close();
    await expect(accept()).rejects.toMatchObject({ code: 'ticket-closed' });
    await expect(counter.ask(RITA, 'tickets.pin', { conversationId: 1, pinned: true })).rejects.toMatchObject(
      { code: 'ticket-closed' },
    );
    await expect(
      counter.ask(RITA, 'tickets.snooze', { conversationId: 1, until: 'in-1-hour' }),
    ).rejects.toMatchObject({ code: 'ticket-closed' });
    await expect(
      counter.ask(RITA, 'tickets.transfer', { conversationId: 1, userId: BEA.id }),
    ).rejects.toMatchObject({ code: 'ticket-closed' });
  });

  test('AT-11 a reason is kept by its name, wanted where the shop wants one, and retired once used', async () => {
    const { id: reasonId } = await counter.ask(MARTA, 'closingReasons.create', { name: 'Vendido' });
    await counter.ask(MARTA, 'attendance.set', { closingReasonRequired: true });
    await expect(close()).rejects.toMatchObject({ code: 'closing-reason-required', field: 'reasonId' });
    await expect(
      counter.ask(RITA, 'tickets.close', { conversationId: 1, farewell: false, reasonId: 99 }),
    ).rejects.toMatchObject({ code: 'closing-reason-not-found' });
    await counter.ask(RITA, 'tickets.close', { conversationId: 1, farewell: false, reasonId });
    await counter.ask(MARTA, 'closingReasons.remove', { reasonId });
    expect((await history()).events.at(-1)?.detail).toEqual({ reasonName: 'Vendido' });
    expect(await counter.ask(RITA, 'closingReasons.list', undefined)).toEqual([
      { id: reasonId, name: 'Vendido', retired: true },
    ]);
    expect(await counter.ask(MARTA, 'closingReasons.create', { name: 'vendido' })).toEqual({ id: 2 });
  });
});

describe('AT-11 rating', () => {
  beforeEach(async () => {
    await hear(says('oi'));
    await accept();
    await counter.ask(RITA, 'tickets.close', { conversationId: 1, farewell: true, rating: true });
  });

  test('the question goes along with the closing, in the shop’s words or the station’s', async () => {
    expect(counter.facts.at(-1)).toMatchObject({ what: 'closed', ratingQuestion: 'De 1 a 5?' });
    await counter.ask(MARTA, 'attendance.set', { ratingQuestion: 'Gostou?' });
    await counter.ask(RITA, 'tickets.reopen', { conversationId: 1 });
    await counter.ask(RITA, 'tickets.close', { conversationId: 1, farewell: true, rating: true });
    expect(counter.facts.at(-1)).toMatchObject({ ratingQuestion: 'Gostou?' });
  });

  test('a digit within the time is the rating: it opens nothing and nobody waits', async () => {
    counter.clock.advance(59 * MINUTE);
    await hearNow('5');
    expect(ticket()).toMatchObject({ state: 'closed', rating: 5 });
    const [row] = await counter.call('inbox.rows', { ids: [1] });
    expect(row).toMatchObject({ tab: 'closed', preview: '5' });
    expect(row).not.toHaveProperty('waitingSince');
    expect((await history()).events.at(-1)).toMatchObject({
      what: 'rated',
      by: 'contact',
      detail: { rating: 5 },
    });
    expect(told().at(-1)).toBe('rated contact');
  });

  test('only the first one is; the next message is a message', async () => {
    await hearNow('4');
    await hearNow('5');
    expect(ticket()).toMatchObject({ state: 'waiting', rating: 4 });
  });

  test('anything else is a normal message, and so is a digit that comes too late', async () => {
    await hearNow('foi ótimo');
    expect(ticket()).toMatchObject({ state: 'waiting' });
    await close();
    counter.clock.advance(61 * MINUTE);
    await hearNow('5');
    expect(ticket()).toMatchObject({ state: 'waiting' });
    expect(ticket()).not.toHaveProperty('rating');
  });

  test('without a question a digit is no rating', async () => {
    await counter.ask(RITA, 'tickets.reopen', { conversationId: 1 });
    await close();
    await hearNow('5');
    expect(ticket()).toMatchObject({ state: 'waiting' });
  });
});

describe('AT-11 snooze', () => {
  beforeEach(async () => {
    await hear(says('oi'));
    counter.attendance.wake();
  });
  const snooze = (until: 'in-1-hour' | 'tomorrow-9' | number) =>
    counter.ask(RITA, 'tickets.snooze', { conversationId: 1, until });
  const tab = async () => (await counter.call('inbox.rows', { ids: [1] }))[0]?.tab;

  test('it leaves its tab and comes back at its time, to the state that it had', async () => {
    await snooze('in-1-hour');
    expect(await tab()).toBe('snoozed');
    counter.clock.advance(HOUR - 1);
    expect(await tab()).toBe('snoozed');
    counter.clock.advance(1_001);
    expect(await tab()).toBe('waiting');
    expect(await story()).toEqual(['opened contact', 'snoozed user Rita', 'woke clock']);
    expect(told()).toEqual(['opened contact', 'snoozed user', 'woke clock']);
  });

  test('tomorrow is nine o’clock of the shop', async () => {
    await accept();
    expect((await snooze('tomorrow-9')).snoozedUntil).toBe(Date.UTC(2026, 10, 22, 12));
    counter.clock.advance(24 * HOUR + 1_000);
    expect(await tab()).toBe('open');
  });

  test('a new message wakes it at once, and so does a person', async () => {
    await snooze('tomorrow-9');
    await hearNow('oi?');
    expect(await tab()).toBe('waiting');
    await snooze('tomorrow-9');
    await counter.ask(RITA, 'tickets.wake', { conversationId: 1 });
    expect(await tab()).toBe('waiting');
  });

  test('a machine that slept over the time, or whose clock was moved, wakes it when it looks again', async () => {
    await snooze('in-1-hour');
    counter.clock.set(NOON + 5 * HOUR);
    counter.attendance.wake();
    expect(await tab()).toBe('waiting');
    await snooze('in-1-hour');
    counter.clock.set(now() + 2 * HOUR);
    counter.clock.advance(MINUTE);
    expect(await tab()).toBe('waiting');
  });

  test('a time that is over or too far away is refused', async () => {
    await expect(snooze(NOON)).rejects.toMatchObject({ code: 'snooze-time-invalid', field: 'until' });
    await expect(snooze(NOON + 400 * 24 * HOUR)).rejects.toMatchObject({ code: 'snooze-time-invalid' });
  });
});

test('a listener that fails takes nothing from the others, and nothing from what is stored', async () => {
  counter.tickets.listen(() => {
    throw new Error('broken');
  });
  const heard: string[] = [];
  counter.tickets.listen(({ what }) => void heard.push(what));
  await hear(says('oi'));
  expect(heard).toEqual(['opened']);
  expect(ticket()).toBeDefined();
});

test('AT-11 tags are set all at once, each change is in the history, and they go when they are removed', async () => {
  await hear(says('oi'));
  const { id: cake } = await counter.ask(MARTA, 'tags.create', { name: 'Bolo', hue: 1 });
  const { id: order } = await counter.ask(MARTA, 'tags.create', { name: 'Encomenda', hue: 2 });
  const tag = (...tagIds: number[]) => counter.ask(RITA, 'tickets.tag', { conversationId: 1, tagIds });
  expect((await tag(cake, order, cake)).tagIds).toEqual([cake, order]);
  expect((await tag(order)).tagIds).toEqual([order]);
  expect((await history()).events.slice(1).map(({ what, detail }) => [what, detail.tagName])).toEqual([
    ['tagged', 'Bolo'],
    ['tagged', 'Encomenda'],
    ['untagged', 'Bolo'],
  ]);
  await expect(tag(99)).rejects.toMatchObject({ code: 'tag-not-found' });
  await counter.ask(MARTA, 'tags.remove', { tagId: order });
  expect(ticket()?.tagIds).toEqual([]);
});

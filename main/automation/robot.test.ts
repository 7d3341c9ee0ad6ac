import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BIA, group } from '../inbox/testing/wire.ts';
import {
  ANA,
  AUTOMATION,
  type Counter,
  MARTA,
  NOW,
  openCounter,
  RECEPTION,
  RITA,
  says,
  WEEK,
} from './testing/counter.ts';
import { HOUR, MINUTE } from './testing/situations.ts';
import { WAITING } from './ticket-port.ts';

const DAY = 24 * HOUR;
const silent = { on: false, text: '' };
const noMenu = { menu: { ...AUTOMATION.menu, on: false } };

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
  counter.set(noMenu);
});
afterEach(() => counter.close());

const withAna = 1;
const journal = async () => (await counter.call('automation.journal', { limit: 50 })).entries;
const rules = async () => (await journal()).map(({ because }) => because.rule);
const place = () => counter.inbox.conversations.byId(withAna)!;
const act = (what: Parameters<Counter['tickets']['act']>[1], about: object = {}) =>
  counter.inbox.write('test.act', (changes) =>
    counter.tickets.act(place(), what, { by: 'user', userId: RITA.id, ...about }, changes),
  );
const close = (farewell = true) =>
  act('close', { closing: { farewell, reasonId: undefined, rating: false } });
const answer = async (text: string) => {
  await counter.inbox.handlers['messages.send'](
    { conversationId: withAna, text, nonce: crypto.randomUUID() },
    { window: { user: RITA }, user: RITA },
  );
  await counter.settled();
};

describe('MS-1 greeting', () => {
  test('goes out once, after what it answers, with its reason', async () => {
    await counter.says('oi');
    await counter.says('tem bolo?');
    expect(counter.sent()).toEqual(['Olá!']);
    expect(await rules()).toEqual(['nothing-to-say', 'started']);
    const [row] = counter.rows<{ origin: string; waiting: number }>(
      `SELECT m.origin, v.waiting_since AS waiting FROM message m JOIN conversation v ON v.id = m.conversation_id
       WHERE m.from_me = 1`,
    );
    expect(row).toMatchObject({ origin: 'robot', waiting: NOW });
  });
  test('MS-3 an answer is good for ten minutes without a line', async () => {
    counter.close();
    counter = await openCounter({ receipts: false });
    counter.set(noMenu);
    await counter.says('oi');
    expect(counter.rows('SELECT good_until AS at FROM outbox')).toEqual([
      { at: counter.clock.now() + 10 * MINUTE },
    ]);
  });
  test('three messages in one batch are greeted once', async () => {
    await counter.inbox.heard.messages(
      RECEPTION,
      ['a', 'b', 'c'].map((text) => says(text, { at: NOW })),
    );
    await counter.settled();
    expect(counter.sent()).toEqual(['Olá!']);
  });
  test('not again within twelve hours, though a ticket ends in between', async () => {
    await counter.says('oi');
    counter.clock.advance(HOUR);
    close(false);
    counter.clock.advance(5 * HOUR);
    await counter.says('oi de novo');
    expect(counter.rows('SELECT id FROM ticket')).toHaveLength(2);
    expect(counter.sent()).toEqual(['Olá!']);
    expect((await rules())[0]).toBe('greeting-cool-down');
  });
  test('MS-3 never in groups, never for history, and what waited all weekend opens its tickets silently', async () => {
    const family = { chat: [group('1203630001')], author: [BIA] };
    await counter.inbox.heard.messages(RECEPTION, [
      says('no grupo', { ...family, at: NOW }),
      says('antiga', { arrival: 'history', at: NOW - MINUTE, chat: [BIA] }),
      says('sábado', { arrival: 'offline', at: NOW - 2 * DAY }),
      says('domingo', { arrival: 'offline', at: NOW - DAY }),
    ]);
    await counter.settled();
    await counter.says('segunda');
    expect(counter.sent()).toEqual([]);
    expect(counter.rows('SELECT id FROM ticket')).toHaveLength(1);
    expect((await rules()).sort()).toEqual(['not-a-person', 'nothing-to-say', 'too-old']);
    expect((await journal()).find(({ because }) => because.rule === 'too-old')?.times).toBe(2);
  });
  test('MS-3 a history of very many messages answers none and leaves no line', async () => {
    for (let batch = 0; batch < 10; batch += 1) {
      await counter.inbox.heard.messages(
        RECEPTION,
        Array.from({ length: 500 }, (_, n) => says(`antiga ${n}`, { arrival: 'history', at: NOW - DAY + n })),
      );
    }
    await counter.settled();
    expect(counter.sent()).toEqual([]);
    expect(await journal()).toEqual([]);
  });
  test('a hostile name is cleaned and never filled in again', async () => {
    await counter.says('oi', { pushName: '{{fila}} \u202Eana\n\u0000x' });
    expect(counter.sent()).toEqual(['Olá, {{fila}}!']);
    counter.run(
      `UPDATE contact SET push_name = 'Ana {{fila}}' || char(8238) || char(10) || 'B', name = NULL`,
    );
    counter.set({
      ...noMenu,
      messages: { ...AUTOMATION.messages, farewell: { on: true, text: 'Tchau, {{nome}}!' } },
    });
    close();
    await counter.settled();
    expect(counter.sent().at(-1)).toBe('Tchau, Ana {{fila}} B!');
  });
});

describe('BH-2 closed', () => {
  beforeEach(() => counter.setHours(WEEK));
  test('told once per closed period; the ticket waits, marked', async () => {
    counter.clock.advance(9 * HOUR);
    await counter.says('ainda aberto?');
    await counter.says('alô?');
    counter.clock.advance(3 * HOUR);
    await counter.says('oi?');
    expect(counter.sent()).toEqual(['Olá!\n\nEstamos fechados.']);
    expect(counter.tickets.ticketOf(withAna)).toMatchObject({ state: 'waiting', offHours: true });
    counter.clock.advance(21 * HOUR);
    await counter.says('fechado de novo?');
    expect(counter.sent()).toHaveLength(2);
  });
  test('a clock that is put back tells nobody twice', async () => {
    counter.clock.advance(9 * HOUR + 30 * MINUTE);
    await counter.says('oi');
    counter.clock.set(counter.clock.now() - 2 * HOUR);
    await counter.says('oi');
    expect(counter.sent()).toHaveLength(1);
  });
  test('BH-3 the job opens and closes, on time and after a sleep', async () => {
    expect(counter.automation.work.openings()).toBe('0 opened, 0 closed');
    counter.clock.advance(9 * HOUR);
    expect(counter.automation.work.openings()).toBe('0 opened, 1 closed');
    counter.clock.set(NOW + 24 * HOUR);
    expect(counter.automation.work.openings()).toBe('1 opened, 0 closed');
    expect(counter.heard.filter((name) => name === 'automation.changed')).toHaveLength(3);
    expect(counter.automation.closedSince()).toBe(NOW + 8 * HOUR);
  });
});

describe('a person speaks', () => {
  test('here: the robot is quiet for the rest of the ticket', async () => {
    counter.set({ ...noMenu, messages: { ...AUTOMATION.messages, greeting: silent } });
    await counter.says('oi');
    await answer('Bom dia!');
    counter.set({});
    counter.setHours(WEEK);
    counter.clock.advance(10 * HOUR);
    await counter.says('obrigada');
    expect(counter.sent()).toEqual(['Bom dia!']);
    expect((await rules())[0]).toBe('human-spoke');
    expect(await counter.call('automation.robot', { conversationId: withAna })).toMatchObject({
      silencedByHumanAt: NOW,
    });
  });
  test('on the phone: it ends the menu', async () => {
    counter.set({ messages: { ...AUTOMATION.messages, greeting: silent } });
    await counter.says('oi');
    expect(await counter.call('automation.robot', { conversationId: withAna })).toHaveProperty('menuUntil');
    counter.clock.advance(MINUTE);
    await counter.says('Já respondo', { fromMe: true });
    await counter.says('1');
    expect(counter.sent()).toHaveLength(1);
    expect(counter.rows('SELECT * FROM menu_session')).toEqual([]);
  });
  test('what the robot says silences nobody, and ends no waiting', async () => {
    counter.set({});
    await counter.says('oi');
    await counter.says('1');
    expect(counter.sent()).toHaveLength(2);
    expect(counter.tickets.ticketOf(withAna)).toMatchObject({ state: 'waiting', waitingSince: NOW });
  });
});

describe('MS-1 farewell and transfer', () => {
  test('a person closes with a farewell, and transfers to a queue that is named', async () => {
    counter.run(`INSERT INTO queue (name, name_key, hue, position) VALUES ('Entregas', 'entregas', 1, 1)`);
    await counter.says('oi');
    act('transfer', { target: { queueId: 1, userId: undefined } });
    close();
    await counter.settled();
    expect(counter.sent()).toEqual(['Olá!', 'Você vai falar com Entregas.', 'Até logo!']);
  });
  test('MS-3 in a group the transfer and the closing are silent', async () => {
    counter.run(`INSERT INTO queue (name, name_key, hue, position) VALUES ('Entregas', 'entregas', 1, 1)`);
    await counter.says('oi, grupo', { chat: [group('1203630001')], author: [BIA] });
    act('accept');
    act('transfer', { target: { queueId: 1, userId: undefined } });
    act('close', { closing: { farewell: true, reasonId: undefined, rating: true } });
    await counter.settled();
    expect(counter.tickets.ticketOf(withAna)?.state).toBe('closed');
    expect(counter.sent()).toEqual([]);
    expect(await rules()).toEqual(['not-a-person', 'not-a-person', 'not-a-person']);
  });
});

describe('what the manager sets', () => {
  test('MS-2 a template has 4,000 characters at most; the one that is longer is named', async () => {
    const greeting = (length: number) =>
      counter.call('automation.set', {
        channelId: RECEPTION,
        messages: { ...AUTOMATION.messages, greeting: { on: true, text: 'x'.repeat(length) } },
      });
    expect((await greeting(4_000)).messages.greeting.text).toHaveLength(4_000);
    await expect(greeting(4_001)).rejects.toMatchObject({
      code: 'template-too-long',
      field: 'messages.greeting.text',
    });
  });
  test('BH-1 hours copied from another channel are the same there, and in the audit log', async () => {
    const specials = [{ date: '2026-12-24', name: 'Véspera', yearly: true, intervals: [] }];
    counter.setHours({ ...WEEK, specials, holidays: ['christmas'] });
    const { hours } = await counter.call('hours.get', { channelId: RECEPTION });
    await counter.call('hours.set', { channelId: 2, hours });
    expect((await counter.call('hours.get', { channelId: 2 })).hours).toEqual(hours);
    expect(counter.rows('SELECT user_id AS userId, action, detail FROM audit')).toEqual([
      { userId: MARTA.id, action: 'hours.set', detail: '{"channel":"Canal 2"}' },
    ]);
  });
});

describe('PR-1, PR-2 refusals', () => {
  const refusing = {
    refusals: { ...AUTOMATION.refusals, messages: { on: true, text: 'Não.', everyHours: 24 } },
  };
  test('nothing opens a ticket, who writes is told once, and all is kept under Recusadas', async () => {
    counter.set({ ...noMenu, ...refusing });
    await counter.says('oi');
    await counter.says('alô');
    expect(counter.sent()).toEqual(['Não.']);
    expect(counter.rows('SELECT id FROM ticket')).toEqual([]);
    const refused = await counter.call('automation.refused', { channelId: RECEPTION, limit: 10 });
    expect(refused).toMatchObject({
      total: 2,
      messages: [{ preview: 'alô', why: 'messages' }, { preview: 'oi' }],
    });
  });
  test('a voice note gets the set answer and opens no ticket by itself', async () => {
    const key = new Uint8Array(32);
    const source = { directPath: '/v', mediaKey: key, fileSha256: key, fileEncSha256: key };
    const media = { kind: 'voice', mime: 'audio/ogg', size: 1, source } as const;
    await counter.says('', { content: { kind: 'media', media, text: '' } });
    expect(counter.sent()).toEqual(['Escreva, por favor.']);
    expect(counter.rows('SELECT id FROM ticket')).toEqual([]);
    expect(await counter.call('automation.refused', { limit: 10 })).toMatchObject({
      messages: [{ why: 'voice' }],
    });
  });
  test('a call is rejected and answered, also to somebody who never wrote', async () => {
    const rejected: string[] = [];
    const ring = (callId: string, state: 'ringing' | 'ended' = 'ringing') =>
      counter.automation.called(RECEPTION, { callId, chat: [BIA], video: false, at: NOW, state }, () => {
        rejected.push(callId);
        return Promise.resolve();
      });
    ring('A');
    ring('A', 'ended');
    ring('B');
    await counter.settled();
    expect(rejected).toEqual(['A', 'B']);
    expect(counter.sent()).toEqual(['Não atendemos ligações.']);
    expect(await rules()).toEqual(['call-told', 'call-refused']);
  });
});

describe('PR-6, PR-7 queues', () => {
  beforeEach(() => {
    counter.run(
      `INSERT INTO queue (id, name, name_key, hue, position) VALUES (1, 'Vendas', 'vendas', 1, 1), (7, 'Geral', 'g', 1, 2)`,
    );
  });
  test('a ticket that waits without a queue goes to the one that is set, also after a restart', async () => {
    await counter.says('oi');
    counter.clock.advance(4 * MINUTE);
    await counter.automation.work.waiting();
    expect(counter.tickets.ticketOf(withAna)?.queueId).toBeUndefined();
    counter.clock.advance(MINUTE);
    expect(await counter.automation.work.waiting()).toBe('1 to their queue, 0 menus over');
    expect(counter.tickets.ticketOf(withAna)).toMatchObject({ queueId: 7, state: 'waiting' });
    expect(await rules()).toEqual(['transfer-by-robot', 'waiting-over', 'started']);
  });
  test('looking for those that wait reads the live ones only, and none where it is off', async () => {
    const plan = counter.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${WAITING}`);
    expect(plan.map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/SEARCH t USING INDEX ticket_live/),
    );
    await counter.says('oi');
    counter.set({ waiting: { ...AUTOMATION.waiting, on: false } });
    counter.clock.advance(HOUR);
    expect(await counter.automation.work.waiting()).toMatch(/^0 to their queue/);
  });
  test('the menu takes an answer to its queue, and silence to a person', async () => {
    counter.set({});
    await counter.says('oi');
    await counter.says('vendas');
    expect(counter.sent().at(-1)).toBe('Certo: Vendas.');
    expect(counter.tickets.ticketOf(withAna)?.queueId).toBe(1);
    await counter.says('oi', { chat: [BIA] });
    counter.clock.advance(10 * MINUTE);
    expect(await counter.automation.work.waiting()).toMatch(/1 menus over/);
    expect(counter.rows('SELECT * FROM menu_session')).toEqual([]);
  });
  test('AT-7 a queue with hours of its own is closed by them while its channel is open', async () => {
    const before = await counter.call('hours.ofQueue', { queueId: 7 });
    expect(before).toMatchObject({ own: false, hours: { on: true }, timeZone: 'America/Sao_Paulo' });
    await counter.call('hours.setOfQueue', { queueId: 7, hours: WEEK });
    expect(await counter.call('hours.ofQueue', { queueId: 7 })).toMatchObject({ own: true, hours: WEEK });
    await counter.says('oi');
    counter.clock.advance(5 * MINUTE);
    await counter.automation.work.waiting();
    counter.clock.advance(9 * HOUR);
    await counter.says('ainda aberto?');
    await counter.says('oi?', { chat: [BIA] });
    expect(counter.sent().filter((text) => text.includes('Estamos fechados.'))).toEqual([
      'Estamos fechados.',
    ]);
    await expect(
      counter.call('hours.setOfQueue', {
        queueId: 7,
        hours: { ...WEEK, week: WEEK.week.map(() => [{ from: 600, to: 500 }]) },
      }),
    ).rejects.toMatchObject({ code: 'hours-inverted', field: 'hours.week.0.0' });
    await counter.call('hours.setOfQueue', { queueId: 7 });
    expect(await counter.call('hours.ofQueue', { queueId: 7 })).toMatchObject({ own: false });
  });
  test('a queue that a rule uses is counted and re-pointed', async () => {
    counter.run(`INSERT INTO queue (id, name, name_key, hue, position) VALUES (8, 'Nova', 'n', 1, 3)`);
    counter.set({});
    const { queueUse } = counter.rules;
    expect([queueUse.count(7), queueUse.count(1), queueUse.count(9), queueUse.count(8)]).toEqual([
      1, 1, 1, 0,
    ]);
    queueUse.repoint(7, 8);
    queueUse.repoint(1, 8);
    expect([queueUse.count(7), queueUse.count(1), queueUse.count(8)]).toEqual([0, 0, 2]);
  });
});

describe('loops', () => {
  test('two robots talk for an hour: the limit goes out and no more, and the reason and the cure are shown', async () => {
    counter.set({ menu: { ...AUTOMATION.menu, retries: 5 } });
    for (let minute = 0; minute < 60; minute += 1) {
      await counter.says(`Bem-vindo ao robô ${minute}`);
      counter.clock.advance(MINUTE);
    }
    expect(counter.sent().length).toBeLessThanOrEqual(3);
    expect((await rules()).includes('loop-limit')).toBe(true);
  });
  test('one that answers at once with the same words is known for a robot', async () => {
    counter.set({ menu: { ...AUTOMATION.menu, retries: 5 } });
    for (let turn = 0; turn < 6; turn += 1) {
      await counter.says('Obrigado pelo contato!');
      counter.clock.advance(3_000);
    }
    expect(counter.sent().length).toBeLessThanOrEqual(3);
    expect((await rules())[0]).toBe('other-robot');
  });
  test('Robô desligado keeps it quiet for this contact; switched on again, a loop is forgiven', async () => {
    await counter.says('oi');
    expect(await counter.call('automation.setRobot', { conversationId: withAna, off: true })).toMatchObject({
      off: true,
    });
    close();
    await counter.settled();
    expect(counter.sent()).toEqual(['Olá!']);
    expect((await rules())[0]).toBe('robot-off-contact');
    await counter.call('automation.setRobot', { conversationId: withAna, off: false });
    expect(await counter.call('automation.robot', { conversationId: withAna })).toEqual({ off: false });
  });
});

test('ST-2 what was stored just before the end is decided at the next start, once', async () => {
  await counter.inbox.heard.messages(RECEPTION, [says('oi', { at: NOW })]);
  counter.automation.stop();
  await counter.settled();
  expect(counter.sent()).toEqual([]);
  const again = await counter.restarted();
  again.automation.start();
  await again.settled();
  again.automation.start();
  await again.settled();
  expect(again.sent()).toEqual(['Olá!']);
});

test('MS-4 the conversation shows why the robot answered', async () => {
  await counter.says('oi');
  const context = { window: { user: RITA }, user: RITA };
  const { messages } = await counter.inbox.handlers['conversation.open'](
    { conversationId: withAna, limit: 9 },
    context,
  );
  expect(messages.map(({ origin, because }) => [origin, because])).toEqual([
    ['contact', undefined],
    ['robot', { rule: 'started', values: { greeting: true, menu: false }, at: NOW }],
  ]);
});

test('two conversations that become one keep what was said in both', async () => {
  await counter.says('oi');
  await counter.says('oi', { chat: [BIA] });
  counter.run(`UPDATE robot_word SET at = at - 1`);
  counter.inbox.write('test.merge', (changes) => {
    const follow = counter.follow;
    follow(2, withAna);
    changes.conversation(withAna);
  });
  expect(counter.rows('SELECT DISTINCT conversation_id AS id FROM robot_word')).toEqual([{ id: withAna }]);
  expect(ANA.kind).toBe('pn');
});

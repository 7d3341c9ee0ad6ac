import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallInput, CallOutput } from '../../preload/contract.ts';
import type { Amendment, WireMessage } from '../channels/wire.ts';
import { createSight } from '../channel-preferences/sight.ts';
import { createRing, RITA, type Ring } from '../inbox/testing/ring.ts';
import { ANA, BIA, group, pn, says } from '../inbox/testing/wire.ts';
import { searchHandlers, type SearchHandlers } from './handlers.ts';
import { createSearchStore } from './store.ts';

const RECEPTION = 1;
const DELIVERIES = 2;
const NOON = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400_000;

let ring: Ring;
let handlers: SearchHandlers;
beforeEach(async () => {
  ring = await createRing();
  handlers = searchHandlers(createSearchStore(ring.db, { admits: () => true }));
});
afterEach(() => ring.close());

const ask = async <N extends keyof SearchHandlers>(name: N, input: CallInput<N>) =>
  (await handlers[name](input, { window: { user: RITA }, user: RITA })) as CallOutput<N>;
const search = (text: string, more: Partial<CallInput<'search.messages'>> = {}) =>
  ask('search.messages', { text, limit: 30, ...more });
const texts = async (text: string, more: Partial<CallInput<'search.messages'>> = {}) =>
  (await search(text, more)).hits.map(({ snippet }) => snippet.text);
const hear = (text: string, more: Partial<WireMessage> = {}, channel = RECEPTION) =>
  ring.heard.messages(channel, [says(text, more)]);

describe('AT-5 message text', () => {
  test('is found without its accents, whatever the case, by the beginnings of its words; newest first', async () => {
    await hear('O código do pedido é 4471', { chat: [ANA], at: NOON });
    await hear('qual o CODIGO mesmo?', { chat: [BIA], at: NOON + 1_000 });
    await hear('nada disso', { chat: [BIA], at: NOON + 2_000 });
    for (const typed of ['codigo', 'código', 'CÓDIGO', 'cod', 'co']) {
      expect(await texts(typed)).toEqual(['qual o CODIGO mesmo?', 'O código do pedido é 4471']);
    }
    expect(await texts('codigo pedido')).toEqual(['O código do pedido é 4471']);
    expect(await texts('"codigo pedido"')).toEqual([]);
    expect(await texts('c')).toEqual([]);
  });

  test.each([3, 300])('is found by a beginning of %i words, in the middle of a page too', async (count) => {
    const all = Array.from({ length: count }, (_, n) => `encomenda${n}`);
    await ring.heard.messages(
      RECEPTION,
      all.map((text, n) => says(text, { chat: [ANA], at: NOON + n * 1_000 })),
    );
    await hear('encomendei', { chat: [ANA], at: NOON + 1_000_000 });
    const newest = all.toReversed();
    expect(await texts('encomend', { limit: 3 })).toEqual(['encomendei', ...newest.slice(0, 2)]);
    expect(await texts('encomenda', { limit: 2 })).toEqual(newest.slice(0, 2));
    expect(await texts('encomende')).toEqual(['encomendei']);
    expect(await texts('encomendou')).toEqual([]);
  });

  test('comes with what was found as data', async () => {
    await hear('<b>bolo</b> & <script>', { chat: [ANA] });
    const { hits } = await search('bolo');
    expect(hits[0]?.snippet).toEqual({ text: '<b>bolo</b> & <script>', marks: [{ from: 3, to: 7 }] });
    expect(hits[0]).toMatchObject({ fromMe: false, kind: 'text', channelId: RECEPTION });
  });

  test('comes page by page, each once', async () => {
    for (let n = 0; n < 7; n += 1) await hear(`bolo ${n}`, { chat: [ANA], at: NOON + n * 1_000 });
    const first = await search('bolo', { limit: 3 });
    const second = await search('bolo', { limit: 3, before: first.next });
    const third = await search('bolo', { limit: 3, before: second.next });
    const all = [first, second, third].flatMap(({ hits }) => hits.map(({ snippet }) => snippet.text));
    expect(all).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `bolo ${n}`));
    expect(third.next).toBeUndefined();
  });

  test('is filtered by channel, time and conversation', async () => {
    await hear('bolo ontem', { chat: [ANA], at: NOON - DAY });
    await hear('bolo hoje', { chat: [ANA], at: NOON });
    await hear('bolo entregue', { chat: [BIA], at: NOON + 1_000 }, DELIVERIES);
    expect(await texts('bolo', { channelId: DELIVERIES })).toEqual(['bolo entregue']);
    expect(await texts('bolo', { from: NOON })).toEqual(['bolo entregue', 'bolo hoje']);
    expect(await texts('bolo', { to: NOON - 1 })).toEqual(['bolo ontem']);
    expect(await texts('bolo', { from: NOON, to: NOON })).toEqual(['bolo hoje']);
    const [row] = (await ring.call('inbox.list', { limit: 1, channelId: RECEPTION })).rows;
    const conversationId = row!.conversationId;
    expect(await texts('bolo', { conversationId })).toEqual(['bolo hoje', 'bolo ontem']);
    expect(await texts('bo ho', { conversationId })).toEqual(['bolo hoje']);
  });

  test('a filter that leaves little of a common word gives short pages with a next one', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) =>
      says(`bolo ${n}`, { chat: [ANA], at: NOON + n * 1_000, arrival: 'history' }),
    );
    await ring.heard.messages(DELIVERIES, [
      says('bolo raro', { chat: [BIA], at: NOON - DAY, arrival: 'history' }),
    ]);
    await ring.heard.messages(RECEPTION, many);
    const found: string[] = [];
    let before: number | undefined;
    let pages = 0;
    do {
      const page = await search('bolo', { channelId: DELIVERIES, before });
      found.push(...page.hits.map(({ snippet }) => snippet.text));
      before = page.next;
      pages += 1;
    } while (before !== undefined && pages < 1_000);
    expect(found).toEqual(['bolo raro']);
  });

  test.each(['', ' ', '"', '*', '😀', '!?', 'a"b', 'AND', 'NEAR(', '\u0000', '\ud800', 'x'.repeat(10_000)])(
    'asked by %j, it answers calmly',
    async (typed) => {
      await hear('bolo', { chat: [ANA] });
      expect((await search(typed)).hits).toEqual([]);
      expect((await ask('search.contacts', { text: typed, limit: 5 })).contacts).toEqual([]);
    },
  );

  test('PR-5 a receptionist who sees only their own messages finds no colleague’s, by any way', async () => {
    await hear('segredo do contato', { chat: [ANA], at: NOON });
    await hear('segredo da colega', { chat: [ANA], at: NOON + 1_000, fromMe: true });
    const sight = createSight(ring.db, {
      get: () => ({ syncMessages: true, listAllContacts: false, ownMessagesOnly: true }),
    });
    const held = searchHandlers(createSearchStore(ring.db, sight));
    const [row] = (await ring.call('inbox.list', { limit: 1 })).rows;
    const { conversationId } = row!;
    const by = async (role: 'manager' | 'receptionist') => {
      const user = { ...RITA, role };
      const context = { window: { user }, user };
      const everywhere = await held['search.messages']({ text: 'segredo', limit: 5 }, context);
      const here = await held['search.messages']({ text: 'segredo', conversationId, limit: 5 }, context);
      const through = await held['search.inConversation']({ text: 'segredo', conversationId }, context);
      return [everywhere.hits.length, here.hits.length, through.total];
    };
    expect(await by('receptionist')).toEqual([1, 1, 1]);
    expect(await by('manager')).toEqual([2, 2, 2]);
  });

  test('what was deleted is found by nobody any more, what was edited by its new words only', async () => {
    const target = says('palavra secreta', { chat: [ANA], at: NOON });
    const other = says('palavra antiga', { chat: [ANA], at: NOON + 1_000 });
    await ring.heard.messages(RECEPTION, [target, other]);
    const change = (waId: string, what: Amendment['change']) =>
      ring.heard.messages(RECEPTION, [
        says('', {
          chat: [ANA],
          at: NOON + 2_000,
          content: { kind: 'amendment', target: { waId, fromMe: false }, change: what },
        }),
      ]);
    await change(target.waId, { kind: 'delete' });
    await change(other.waId, { kind: 'edit', text: 'palavra nova' });
    expect(await texts('palavra')).toEqual(['palavra nova']);
    expect(await texts('secreta')).toEqual([]);
    expect(await texts('antiga')).toEqual([]);
  });
});

describe('AT-5 inside one conversation', () => {
  test('every message with the text is told, inside words too, newest first', async () => {
    await hear('banana', { chat: [ANA], at: NOON });
    await hear('uma BANÁNA e outra', { chat: [ANA], at: NOON + 1_000 });
    await hear('nada', { chat: [ANA], at: NOON + 2_000 });
    await hear('banana', { chat: [BIA], at: NOON + 3_000 });
    const rows = (await ring.call('inbox.list', { limit: 10 })).rows;
    const ana = rows.find(({ preview }) => preview === 'nada')!;
    const found = await ask('search.inConversation', { conversationId: ana.conversationId, text: 'anan' });
    const { messages } = await ring.call('conversation.open', {
      conversationId: ana.conversationId,
      limit: 10,
    });
    expect(found).toEqual({ messageIds: [messages[1]!.id, messages[0]!.id], total: 2 });
  });

  test('a long one is read to its beginning', async () => {
    const many = Array.from({ length: 2_500 }, (_, n) =>
      says(n % 2 ? 'sim' : 'não', { chat: [ANA], at: NOON + n * 1_000, arrival: 'history' }),
    );
    await ring.heard.messages(RECEPTION, many);
    const [row] = (await ring.call('inbox.list', { limit: 1 })).rows;
    const found = await ask('search.inConversation', { conversationId: row!.conversationId, text: 'NAO' });
    expect(found.total).toBe(1_250);
    expect(found.messageIds).toHaveLength(1_000);
    expect(found.messageIds).toEqual(found.messageIds.toSorted((a, b) => b - a));
  });
});

describe('AT-5 contacts', () => {
  const names = async (text: string) =>
    (await ask('search.contacts', { text, limit: 10 })).contacts.map(({ contact }) => contact.displayName);

  test('are found by name, without accents, and by number as people write it', async () => {
    await hear('oi', { chat: [pn('5511987654321')], pushName: 'Érica Conceição' });
    await hear('oi', { chat: [pn('551136667777')], pushName: 'Bia' });
    await hear('oi', { chat: [group('g1')], author: [BIA] });
    expect(await names('erica')).toEqual(['Érica Conceição']);
    expect(await names('conc eri')).toEqual(['Érica Conceição']);
    for (const typed of ['(11) 98765-4321', '8765-4321', '+55 11 8765 4321', '4321']) {
      expect(await names(typed)).toEqual(['Érica Conceição']);
    }
    expect(await names('3666')).toEqual(['Bia']);
    expect(await names('nobody')).toEqual([]);
  });

  test('come with their conversations, whoever wrote last first, and what was found in the name', async () => {
    await hear('oi', { chat: [pn('5511911111111')], pushName: 'Ana Lima', at: NOON });
    await hear('oi', { chat: [pn('5511922222222')], pushName: 'Mariana Ana', at: NOON + 1_000 });
    await hear('oi', { chat: [pn('5511911111111')], pushName: 'Ana Lima', at: NOON + 2_000 }, DELIVERIES);
    const { contacts, more } = await ask('search.contacts', { text: 'ana', limit: 1 });
    expect(more).toBe(true);
    expect(contacts).toHaveLength(1);
    expect(contacts[0]).toMatchObject({
      contact: { displayName: 'Ana Lima' },
      marks: [{ from: 0, to: 3 }],
      conversations: [{ channelId: DELIVERIES }, { channelId: RECEPTION }],
    });
  });

  test('a name that changed is found by the new one only', async () => {
    await hear('oi', { chat: [ANA], pushName: 'Fulana' });
    await hear('oi de novo', { chat: [ANA], pushName: 'Beltrana', at: NOON + 5_000 });
    expect(await names('beltrana')).toEqual(['Beltrana']);
    expect(await names('fulana')).toEqual([]);
  });
});

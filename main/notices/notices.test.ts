import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventName, EventPayload } from '../../preload/contract.ts';
import type { NoticeSettings } from '../../preload/entities.ts';
import type { WindowSession } from '../api/handler.ts';
import { wordsIn } from '../i18n/index.ts';
import { createRing, RITA, type Ring } from '../inbox/testing/ring.ts';
import { ANA, BIA, says } from '../inbox/testing/wire.ts';
import { createWatch, type Watch } from './attention.ts';
import { createNotices, type Notices } from './notices.ts';
import { createNoticeStore } from './store.ts';

const RECEPTION = 1;
const MINUTE = 60_000;

let ring: Ring;
let watch: Watch;
let notices: Notices;
let settings: NoticeSettings;
let told: { name: EventName; payload: unknown }[];
let system: { title: string; body: string; open: () => void }[];
let counter: WindowSession;

beforeEach(async () => {
  ring = await createRing();
  watch = createWatch();
  told = [];
  system = [];
  counter = { user: RITA };
  settings = {
    showText: true,
    sound: 'bell',
    volume: 70,
    repeatMinutes: 10,
    quietHours: { on: false, from: 0, to: 0 },
    quietUntil: 0,
  };
  notices = createNotices({
    store: createNoticeStore(ring.db),
    clock: ring.clock,
    bus: {
      emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void told.push({ name, payload }),
    },
    notify: { message: (notice) => void system.push(notice), phone: () => {}, badge: () => {} },
    words: () => wordsIn('pt-BR'),
    settings: () => settings,
    watch,
  });
  notices.start();
});
afterEach(() => {
  notices.stop();
  ring.close();
});

/** A message arrives live, now. */
async function hear(text: string, chat = ANA, pushName = 'Ana') {
  const before = ring.arrivals.length;
  await ring.heard.messages(RECEPTION, [says(text, { chat: [chat], pushName, at: ring.clock.now() })]);
  for (const arrival of ring.arrivals.slice(before)) notices.arrived(arrival);
  return ring.arrivals.at(-1)!.conversationId;
}
const rung = () => told.filter(({ name }) => name === 'notices.rang').length;
const inWindow = () => told.flatMap(({ name, payload }) => (name === 'notices.told' ? [payload] : []));

describe('AT-8 a message', () => {
  test('is told by the system with name and channel, and rings, when nobody looks', async () => {
    const conversationId = await hear('Bom dia!');
    ring.clock.advance(1_000);
    expect(system).toMatchObject([{ title: 'Ana · recepcao', body: 'Bom dia!' }]);
    expect(inWindow()).toEqual([
      {
        key: `conversation-${conversationId}`,
        title: 'Ana · recepcao',
        body: 'Bom dia!',
        conversationId,
        where: 'system',
      },
    ]);
    expect(told).toContainEqual({ name: 'notices.rang', payload: { sound: 'bell', volume: 70 } });
    system[0]?.open();
    expect(told.at(-1)).toEqual({ name: 'notices.opened', payload: { conversationId } });
  });

  test('is told in its own words, whatever was answered meanwhile', async () => {
    const conversationId = await hear('Bom dia!');
    await ring.call('messages.send', { conversationId, nonce: 'n-1', text: 'Já vamos atender.' });
    ring.clock.advance(1_000);
    expect(system.map(({ body }) => body)).toEqual(['Bom dia!']);
  });

  test('of several short ones is one notice that counts them', async () => {
    await hear('Oi');
    await hear('tudo bem?');
    await hear('tem bolo?');
    ring.clock.advance(1_000);
    expect(system.map(({ body }) => body)).toEqual(['3 mensagens novas\ntem bolo?']);
    expect(rung()).toBe(1);
  });

  test('is never told to whoever has its conversation before their eyes', async () => {
    const conversationId = await hear('Oi');
    ring.clock.advance(1_000);
    told.length = system.length = 0;
    watch.set(counter, { focused: true, inbox: true, conversationId });
    await hear('Olá?');
    ring.clock.advance(1_000);
    expect([system, told]).toEqual([[], []]);
    watch.set(counter, { focused: false, inbox: true, conversationId });
    await hear('Alô?');
    ring.clock.advance(1_000);
    expect(system).toHaveLength(1);
  });

  test('is told by the system again once the window that looked has gone, or was locked', async () => {
    const conversationId = await hear('Oi');
    ring.clock.advance(1_000);
    system.length = 0;
    watch.set(counter, { focused: true, inbox: true, conversationId });
    counter.user = undefined;
    await hear('um');
    ring.clock.advance(1_000);
    expect(system).toHaveLength(1);
    counter.user = RITA;
    watch.forget(counter);
    await hear('dois');
    ring.clock.advance(1_000);
    expect(system).toHaveLength(2);
  });

  test('that was seen before anybody could be told is no news', async () => {
    const conversationId = await hear('Oi');
    const upTo = ring.arrivals.at(-1)!.messageId;
    await ring.call('conversation.seen', { conversationId, upTo });
    ring.clock.advance(1_000);
    expect([system, told]).toEqual([[], []]);
  });

  test('keeps its text to itself where that was chosen', async () => {
    settings = { ...settings, showText: false };
    await hear('segredo');
    ring.clock.advance(1_000);
    expect(JSON.stringify([system, told])).not.toContain('segredo');
    expect(system).toMatchObject([{ title: 'Ana · recepcao', body: 'Nova mensagem' }]);
  });

  test('makes no sound where none was chosen, and is told all the same', async () => {
    settings = { ...settings, sound: 'none' };
    await hear('Oi');
    ring.clock.advance(1_000);
    settings = { ...settings, sound: 'wood', volume: 0 };
    await hear('Olá');
    ring.clock.advance(1_000);
    expect(rung()).toBe(0);
    expect(system).toHaveLength(2);
  });

  test('of more than three conversations at once is told as a number, with the channel', async () => {
    for (let n = 1; n <= 4; n += 1) await hear('oi', { kind: 'pn', value: `551190000000${n}` }, `P${n}`);
    ring.clock.advance(1_000);
    expect(system).toMatchObject([{ title: '4 conversas com mensagens novas', body: 'recepcao' }]);
  });

  test('disturbs nobody who asked for peace', async () => {
    settings = { ...settings, quietUntil: ring.clock.now() + 5 * MINUTE };
    await hear('Oi');
    ring.clock.advance(1_000);
    expect([system, told]).toEqual([[], []]);
    ring.clock.advance(5 * MINUTE);
    await hear('Oi?');
    ring.clock.advance(1_000);
    expect(system).toHaveLength(1);
  });

  test('that waited at the server is no flood', async () => {
    await ring.heard.messages(RECEPTION, [says('ontem', { arrival: 'offline' })]);
    for (const arrival of ring.arrivals) notices.arrived(arrival);
    ring.clock.advance(1_000);
    expect([system, told]).toEqual([[], []]);
  });
});

describe('AT-8 who waits', () => {
  test('is told again every so many minutes, until somebody has answered', async () => {
    const conversationId = await hear('Oi');
    ring.clock.advance(1_000);
    told.length = system.length = 0;
    ring.clock.advance(9 * MINUTE);
    expect(system).toEqual([]);
    ring.clock.advance(2 * MINUTE);
    expect(system).toMatchObject([{ title: 'Ana · recepcao', body: 'Espera resposta há 10 min' }]);
    ring.clock.advance(10 * MINUTE);
    expect(system).toHaveLength(2);
    await ring.call('messages.send', { conversationId, text: 'Bom dia!', nonce: crypto.randomUUID() });
    ring.clock.advance(60 * MINUTE);
    expect(system).toHaveLength(2);
  });

  test('together with others is one notice, with the longest', async () => {
    await hear('Oi', ANA, 'Ana');
    ring.clock.advance(MINUTE);
    await hear('Oi', BIA, 'Bia');
    ring.clock.advance(1_000);
    system.length = 0;
    settings = { ...settings, repeatMinutes: 30 };
    settings = { ...settings, quietUntil: ring.clock.now() + 60 * MINUTE };
    ring.clock.advance(61 * MINUTE);
    expect(system).toMatchObject([
      {
        title: '2 pessoas esperam resposta',
        body: expect.stringMatching(/^Ana · recepcao: espera há 6\d min$/),
      },
    ]);
  });

  test('is told in the window to whoever looks at something else there', async () => {
    const conversationId = await hear('Oi');
    ring.clock.advance(1_000);
    told.length = system.length = 0;
    watch.set(counter, { focused: true, inbox: true });
    ring.clock.advance(11 * MINUTE);
    expect(system).toEqual([]);
    expect(inWindow()).toMatchObject([{ where: 'window', conversationId }]);
  });

  test('never, where that was chosen', async () => {
    settings = { ...settings, repeatMinutes: 0 };
    await hear('Oi');
    ring.clock.advance(1_000);
    system.length = 0;
    ring.clock.advance(120 * MINUTE);
    expect(system).toEqual([]);
  });
});

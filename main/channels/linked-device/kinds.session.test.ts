import { proto } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
// oxlint-disable-next-line no-restricted-imports -- the network that these tests run against
import type { Attachment, ChatMessage, Customer } from '../../../simulator/index.ts';
import type { OutgoingContent } from '../driver.ts';
import type { WireMessage } from '../wire.ts';
import { says, useStation } from './testing/station.ts';

const station = useStation();

const pn = ({ number }: Customer) => ({ kind: 'pn', value: number }) as const;
const lid = ({ lid: value }: Customer) => ({ kind: 'lid', value }) as const;
let last = 0;
const newId = () => `3EB0${(++last).toString(16).toUpperCase().padStart(16, '0')}`;
const heard = (id: string): Promise<WireMessage> =>
  station.until(() => station.heard.messages.find(({ waId }) => waId === id), 'the message');
const rawOf = ({ raw }: ChatMessage) => proto.Message.decode(raw);

async function send(to: Customer, content: OutgoingContent, more: object = {}): Promise<string> {
  const waId = newId();
  await station.driver.send({ waId, chat: [pn(to)], content, ...more });
  return waId;
}

describe('AT-3 what comes in', () => {
  test.for<[string, Attachment, object]>([
    [
      'a place',
      { kind: 'location', latitude: -23.5, longitude: -46.6, name: 'Praça da Sé', address: 'Sé' },
      { kind: 'location', latitude: -23.5, longitude: -46.6, name: 'Praça da Sé', address: 'Sé' },
    ],
    [
      'a place that moves',
      { kind: 'location', latitude: 1.5, longitude: 2.5, live: true },
      { kind: 'location', latitude: 1.5, longitude: 2.5, live: true },
    ],
    [
      'a place on no map',
      { kind: 'location', latitude: NaN, longitude: 500, name: 'x' },
      { kind: 'other', label: 'location', text: 'x' },
    ],
    [
      'a card',
      { kind: 'contacts', cards: [{ name: 'Bia', number: '5511912345678' }] },
      { kind: 'contacts', cards: [{ name: 'Bia', numbers: ['+5511912345678'] }] },
    ],
    [
      'cards',
      {
        kind: 'contacts',
        cards: [
          { name: 'Bia', number: '5511912345678' },
          { name: 'Zé', number: '5511912345679' },
        ],
      },
      {
        kind: 'contacts',
        cards: [
          { name: 'Bia', numbers: ['+5511912345678'] },
          { name: 'Zé', numbers: ['+5511912345679'] },
        ],
      },
    ],
    [
      'a file that nobody can fetch',
      { kind: 'raw', message: { imageMessage: { caption: 'só isto', directPath: '/x' } } },
      { kind: 'other', label: 'image', text: 'só isto' },
    ],
    [
      'a call to an event',
      { kind: 'raw', message: { eventMessage: { name: 'Festa junina' } } },
      { kind: 'other', label: 'event', text: 'Festa junina' },
    ],
  ])('%s', async ([, attachment, content]) => {
    await station.link();
    const message = await heard(await station.net.customer('Ana').sends(attachment));
    expect(message.content).toEqual(content);
  });

  test('an answer names what it answers, hers or ours', async () => {
    await station.link();
    const ana = station.net.customer('Ana', { addressing: 'lid' });
    const question = await ana.says('Tem pão?');
    await heard(question);
    const answer = newId();
    await station.driver.send({ waId: answer, chat: [lid(ana)], content: says('Tem sim!') });
    await ana.receives(({ id }) => id === answer);
    expect((await heard(await ana.replies(answer, 'Guarda dois'))).quote).toEqual({
      waId: answer,
      fromMe: true,
      kind: 'text',
      text: 'Tem sim!',
    });
    expect((await heard(await ana.replies(question, 'de queijo'))).quote).toEqual({
      waId: question,
      fromMe: false,
      kind: 'text',
      text: 'Tem pão?',
    });
  });

  test('second thoughts of the phone are ours', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const question = await ana.says('Tem pão?');
    const chat = station.phone.to(ana);
    await chat.receives(({ id }) => id === question);
    const written = await chat.says('Tem');
    const thoughts = [
      await chat.edits(written, 'Tem, sim'),
      await chat.reacts(question, '👍'),
      await chat.deletes(written),
    ];
    const found = await Promise.all(thoughts.map(heard));
    expect(found.map(({ fromMe, chat: [where] }) => [fromMe, where])).toEqual(
      thoughts.map(() => [true, pn(ana)]),
    );
    expect(found.map(({ content }) => content)).toEqual([
      {
        kind: 'amendment',
        target: { waId: written, fromMe: true },
        change: { kind: 'edit', text: 'Tem, sim' },
      },
      {
        kind: 'amendment',
        target: { waId: question, fromMe: false },
        change: { kind: 'react', emoji: '👍' },
      },
      { kind: 'amendment', target: { waId: written, fromMe: true }, change: { kind: 'delete' } },
    ]);
  });

  test('in a group, second thoughts and quotes name the author', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const bia = station.net.customer('Bia');
    const group = station.net.group('Fornecedores', [ana, bia]);
    const id = await ana.in(group).says('bom dia');
    await bia.in(group).receives((message) => message.id === id);
    const reaction = await heard(await bia.in(group).reacts(id, '☀️'));
    expect(reaction).toMatchObject({
      author: expect.arrayContaining([lid(bia)]),
      content: {
        target: { waId: id, fromMe: false, author: expect.arrayContaining([lid(ana)]) },
        change: { kind: 'react', emoji: '☀️' },
      },
    });
    const reply = await heard(await bia.in(group).replies(id, 'bom dia!'));
    expect(reply.quote).toMatchObject({
      waId: id,
      fromMe: false,
      author: expect.arrayContaining([lid(ana)]),
      text: 'bom dia',
    });
    const deletion = await heard(await ana.in(group).deletes(id));
    expect(deletion.content).toMatchObject({
      target: { waId: id, fromMe: false, author: expect.arrayContaining([lid(ana)]) },
      change: { kind: 'delete' },
    });
  });

  test('ST-2 second thoughts are kept until main has them: a crash, a lost receipt, what never was here', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const id = await ana.says('quero um');
    await heard(id);
    // A reaction may overtake its message, and an edit may come of a message from before the link.
    const before: Attachment = {
      kind: 'raw',
      message: {
        reactionMessage: { key: { id: 'NEVER-SEEN', fromMe: false, remoteJid: ana.jid }, text: '👀' },
      },
    };
    station.confirms = false;
    const early = await ana.sends(before);
    station.net.faults.loseNextReceipt();
    const edit = await ana.edits(id, 'quero dois');
    await heard(early);
    await heard(edit);
    station.heard.messages.length = 0;
    station.crash();
    await station.stands({ phase: 'connecting' });
    await station.connected();
    expect((await heard(early)).content).toMatchObject({ target: { waId: 'NEVER-SEEN' } });
    expect((await heard(edit)).content).toMatchObject({
      target: { waId: id },
      change: { kind: 'edit', text: 'quero dois' },
    });
    station.confirms = true;
    station.driver.confirm(station.heard.messages);
    await station.until(() => station.heard.caughtUp > 1, 'the end of what waited');
  });
});

describe('AT-3 what goes out', () => {
  test('a place and cards', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const place = { latitude: -23.5, longitude: -46.6, name: 'Padaria', address: 'Rua 1' };
    const where = await send(ana, { kind: 'location', ...place });
    const got = await ana.receives(({ id }) => id === where);
    expect(got).toMatchObject({ kind: 'location', text: 'Padaria\nRua 1\n-23.5, -46.6' });
    const zé = { name: 'Zé; o padeiro', numbers: ['+5511912345678'] };
    const card = await send(ana, { kind: 'contacts', cards: [zé] });
    expect(await ana.receives(({ id }) => id === card)).toMatchObject({ kind: 'contact' });
    const cards = await send(ana, { kind: 'contacts', cards: [zé, { name: 'Bia', numbers: ['1234'] }] });
    const { contactsArrayMessage } = rawOf(await ana.receives(({ id }) => id === cards));
    expect(contactsArrayMessage?.contacts?.map(({ displayName }) => displayName)).toEqual([zé.name, 'Bia']);
  });

  test('an answer shows what it answers', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const question = await ana.says('Tem pão?');
    const quote = { waId: question, fromMe: false, kind: 'text', text: 'Tem pão?' } as const;
    const answer = await send(ana, says('Tem sim!'), { quote });
    const got = await ana.receives(({ id }) => id === answer);
    expect(got.replyTo).toBe(question);
    const context = rawOf(got).extendedTextMessage?.contextInfo;
    expect(context?.quotedMessage?.conversation).toBe('Tem pão?');
    expect(context?.participant).toBe(`${ana.number}@s.whatsapp.net`);
  });

  test('second thoughts reach her phone', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const question = await ana.says('Tem pão?');
    const answer = await send(ana, says('Tem'));
    await ana.receives(({ id }) => id === answer);
    const ours = { waId: answer, fromMe: true };
    const hers = { waId: question, fromMe: false };
    await send(ana, { kind: 'amendment', target: ours, change: { kind: 'edit', text: 'Tem, sim' } });
    await ana.receives(({ id, text, edited }) => id === answer && edited && text === 'Tem, sim');
    await send(ana, { kind: 'amendment', target: hers, change: { kind: 'react', emoji: '👍' } });
    const reacted = (emoji: string | undefined) =>
      station.until(() => {
        const message = ana.messages.find(({ id }) => id === question);
        return message && Object.values(message.reactions)[0] === emoji;
      }, 'the reaction');
    await reacted('👍');
    await send(ana, { kind: 'amendment', target: hers, change: { kind: 'react', emoji: '' } });
    await reacted(undefined);
    await send(ana, { kind: 'amendment', target: ours, change: { kind: 'delete' } });
    await ana.receives(({ id, deleted }) => id === answer && deleted);
  });

  test('what she wrote is not ours to change', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const target = { waId: await ana.says('oi'), fromMe: false };
    for (const change of [{ kind: 'delete' }, { kind: 'edit', text: 'x' }] as const) {
      await expect(send(ana, { kind: 'amendment', target, change })).rejects.toMatchObject({
        kind: 'final',
        code: 'refused',
      });
    }
  });
});

describe('PR-2 calls', () => {
  test('ring here, and are rejected from here', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const call = ana.calls({ video: true });
    const ringing = await station.until(() => station.heard.calls[0], 'the call');
    expect(ringing).toMatchObject({ callId: call.id, video: true, state: 'ringing' });
    expect(ringing.chat).toContainEqual(pn(ana));
    await station.driver.rejectCall(ringing);
    await station.until(() => call.state === 'rejected', 'her phone to say so');
  });

  test('end here when she gives up; one that was missed while we were away never rings', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const call = ana.calls();
    await station.until(() => station.heard.calls.length > 0, 'the call');
    call.hangUp();
    await station.until(() => station.heard.calls.at(-1)?.state === 'ended', 'its end');
    await station.driver.close();
    station.heard.calls.length = 0;
    ana.calls();
    await station.restart();
    await station.connected();
    await station.until(() => station.heard.calls.length > 0, 'the call that was missed');
    expect(station.heard.calls.map(({ state }) => state)).toEqual(['ended']);
  });
});

describe('AT-10 blocking', () => {
  test('is told to WhatsApp, and what WhatsApp tells is heard', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await heard(await ana.says('oi'));
    await station.until(() => station.heard.blocks[0]?.change === 'all', 'the list');
    await station.driver.setBlocked([pn(ana)], true);
    expect(station.phone.blocked).toEqual([ana.number]);
    expect(station.heard.blocks.at(-1)).toEqual({ change: 'added', people: [[pn(ana)]] });
    const unheard = await ana.says('ninguém ouve');
    const bia = station.net.customer('Bia');
    await heard(await bia.says('eu sim'));
    expect(station.heard.messages.some(({ waId }) => waId === unheard)).toBe(false);
    await station.driver.setBlocked([pn(ana)], false);
    expect(station.phone.blocked).toEqual([]);
    station.phone.blocks(bia, true);
    const told = await station.until(
      () => station.heard.blocks.find(({ people: [who] }) => who?.some(({ value }) => value === bia.lid)),
      'what the phone blocked',
    );
    expect(told.change).toBe('added');
    await station.restart();
    await station.connected();
    await station.until(
      () => station.heard.blocks.at(-1)?.change === 'all' && station.heard.blocks.at(-1)?.people.length === 1,
      'the list anew',
    );
  });

  test('a number is looked up as WhatsApp writes it', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    expect(await station.driver.lookUp(ana.number)).toEqual([pn(ana), lid(ana)]);
    expect(await station.driver.lookUp('5511900009999')).toBeUndefined();
  });
});

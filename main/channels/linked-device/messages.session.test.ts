import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
// oxlint-disable-next-line no-restricted-imports -- what is done on the phone of these tests
import type { Customer, Phone } from '../../../simulator/index.ts';
import type { Address } from '../wire.ts';
import { says, stored, textOf, useStation } from './testing/station.ts';

let ids = 0;
/** As the outbox chooses them. */
const newId = () => `3EB0${(++ids).toString(16).toUpperCase().padStart(18, '0')}`;
const pn = (person: { number: string }): Address => ({ kind: 'pn', value: person.number });
const lid = (person: { lid: string }): Address => ({ kind: 'lid', value: person.lid });

describe('what comes in', () => {
  const station = useStation();

  test('a text, with who wrote it under both addresses and their own name', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const id = await ana.says('Bom dia, tem pão de queijo? 🧀');
    const message = await station.until(() => station.heard.messages[0], 'it');
    expect(message).toEqual({
      waId: id,
      chat: [pn(ana), lid(ana)],
      fromMe: false,
      at: expect.any(Number),
      pushName: 'Ana',
      arrival: 'live',
      content: { kind: 'text', text: 'Bom dia, tem pão de queijo? 🧀' },
    });
    expect(Math.abs(message.at - Date.now())).toBeLessThan(5000);
    await ana.ticks(id, 'delivered');
  });

  test('from a chat that is addressed by the hidden id', async () => {
    await station.link();
    const bia = station.net.customer('Bia', { addressing: 'lid' });
    await bia.says('oi');
    const message = await station.until(() => station.heard.messages[0], 'it');
    expect(message.chat).toEqual([lid(bia), pn(bia)]);
  });

  test('what was written on the phone, as ours', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const id = await station.phone.says(ana, 'já respondo');
    const message = await station.until(() => station.heard.messages[0], 'it');
    expect(message).toMatchObject({ waId: id, fromMe: true, arrival: 'live', chat: [pn(ana), lid(ana)] });
    expect(station.heard.phoneSeen.at(-1)).toBeGreaterThan(Date.now() - 5000);
  });

  test.each<[string, (phone: Phone, ana: Customer, times: number) => unknown]>([
    ['an address book that it changed', (phone, ana, times) => phone.saves(ana, `Ana ${times}`)],
    ['a chat that was read on it', (phone, ana) => phone.reads(ana)],
  ])('PH-6 a sign of the phone: %s', async (_, does) => {
    await station.link();
    const ana = station.net.customer('Ana');
    const seen = () => station.heard.phoneSeen.at(-1) ?? 0;
    const before = seen();
    // Signs are told by the second, and linking was one as well.
    for (let times = 0; seen() === before; times += 1) {
      await ana.says('oi');
      await station.until(() => station.heard.messages.length > times, 'the message');
      await does(station.phone, ana, times);
      await pause(100);
    }
    expect(seen()).toBeGreaterThan(before);
  });

  test('what waited while the station was away comes once, in order, as offline', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await ana.says('um');
    await station.until(() => station.heard.messages.length === 1, 'the first');
    await station.driver.close();
    for (const text of ['dois', 'três', 'quatro']) await ana.says(text);
    await station.phone.says(ana, 'do celular');
    const before = station.heard.caughtUp;
    station.driver.connect();
    await station.until(() => station.heard.messages.length === 5, 'what waited');
    await station.until(() => station.heard.caughtUp > before, 'the end of it');
    expect(station.heard.messages.map(textOf)).toEqual(['um', 'dois', 'três', 'quatro', 'do celular']);
    expect(station.heard.messages.slice(1).map(({ arrival }) => arrival)).toEqual(Array(4).fill('offline'));
  });

  test('a text of a megabyte passes whole', async () => {
    await station.link();
    const text = 'a acção é já! '.repeat(75_000);
    await station.net.customer('Ana').says(text);
    const message = await station.until(() => station.heard.messages[0], 'it');
    expect(textOf(message)).toBe(text);
  });

  test('five hundred at once, none twice, none missing, each conversation in its order', async () => {
    await station.link();
    const people = Array.from({ length: 10 }, (_, i) => station.net.customer(`Cliente ${i}`));
    await Promise.all(
      people.map(async (person) => {
        for (let i = 0; i < 50; i++) await person.says(`${person.name}: ${i}`);
      }),
    );
    await station.until(() => station.heard.messages.length >= 500, 'all of them');
    expect(station.heard.messages).toHaveLength(500);
    for (const person of people) {
      const theirs = station.heard.messages.filter(({ pushName }) => pushName === person.name).map(textOf);
      expect(theirs).toEqual(Array.from({ length: 50 }, (_, i) => `${person.name}: ${i}`));
    }
  });

  test('AT-3 reactions, edits, deletions and what is not shown in full say what they were', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await ana.sends({ kind: 'poll', question: 'Qual bolo?', options: ['milho', 'fubá'] });
    const id = await ana.says('quero um bolo');
    await ana.edits(id, 'quero dois bolos');
    await ana.reacts(id, '🎂');
    await ana.reacts(id, '');
    await ana.deletes(id);
    await station.until(() => station.heard.messages.length === 6, 'all of it');
    const about = (change: object) => ({ kind: 'amendment', target: { waId: id, fromMe: false }, change });
    expect(station.heard.messages.map(({ content }) => content)).toEqual([
      { kind: 'other', label: 'pollCreation', text: 'Qual bolo?' },
      { kind: 'text', text: 'quero um bolo' },
      about({ kind: 'edit', text: 'quero dois bolos' }),
      about({ kind: 'react', emoji: '🎂' }),
      about({ kind: 'react', emoji: '' }),
      about({ kind: 'delete' }),
    ]);
  });

  test('in a group, with its author', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const bia = station.net.customer('Bia');
    const group = station.net.group('Fornecedores', [ana, bia]);
    await ana.in(group).says('bom dia a todos');
    await bia.in(group).says('bom dia');
    await ana.in(group).says('chega amanhã');
    await station.until(() => station.heard.messages.length === 3, 'all three');
    expect(station.heard.messages.map(textOf)).toEqual(['bom dia a todos', 'bom dia', 'chega amanhã']);
    const [first] = station.heard.messages;
    expect(first?.chat).toEqual([{ kind: 'group', value: expect.stringMatching(/^\d+$/) }]);
    expect(first?.author).toEqual(expect.arrayContaining([lid(ana), pn(ana)]));
    const name = await station.until(
      () => station.heard.contacts.find(({ savedName }) => savedName),
      'its name',
    );
    expect(name).toEqual({ addresses: first?.chat, savedName: 'Fornecedores' });
  });

  test('stanzas that make no sense end nothing', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    station.net.faults.malformedNext('stanza');
    await ana.says('sem id');
    station.net.faults.malformedNext('bytes');
    await ana.says('só lixo');
    await ana.says('agora sim');
    await station.until(
      () => station.heard.messages.some((each) => textOf(each) === 'agora sim'),
      'the good one',
    );
    expect(station.workers).toBe(1);
  });

  test('typing, of who is being attended', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await ana.says('oi');
    const message = await station.until(() => station.heard.messages[0], 'a message');
    await station.driver.markRead(message.chat, [message.waId]);
    ana.types();
    await station.until(() => station.heard.typing.at(-1)?.typing, 'typing');
    expect(station.heard.typing.at(-1)?.chat).toEqual([pn(ana), lid(ana)]);
    ana.stopsTyping();
    await station.until(() => station.heard.typing.at(-1)?.typing === false, 'its end');
  });

  test('names: what people call themselves, and what the phone calls them', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await station.phone.saves(ana, 'Ana Lima (condomínio)');
    const saved = await station.until(
      () => station.heard.contacts.find(({ savedName }) => savedName === 'Ana Lima (condomínio)'),
      'the saved name',
    );
    expect(saved.addresses).toEqual(expect.arrayContaining([pn(ana), lid(ana)]));
    await ana.says('oi');
    await ana.says('tudo bem?');
    await station.until(() => station.heard.messages.length === 2, 'two messages');
    expect(station.heard.contacts.filter(({ pushName }) => pushName === 'Ana')).toHaveLength(1);
  });

  test('the past, from the phone, piece by piece', async () => {
    const ana = station.net.customer('Ana');
    const bia = station.net.customer('Bia', { addressing: 'lid' });
    const at = Date.now() - 86_400_000;
    const memories = Array.from({ length: 250 }, (_, i) => ({
      text: `lembrança ${i}`,
      fromMe: i % 3 === 0,
      at: at + i * 1000,
    }));
    station.phone.remembers(ana, memories);
    station.phone.remembers(bia, [{ text: 'antes', at }]);
    await station.link();
    await station.until(() => station.heard.messages.length === 251, 'the past');
    const past = station.heard.messages;
    expect(new Set(past.map(({ arrival }) => arrival))).toEqual(new Set(['history']));
    expect(past.filter(({ fromMe }) => fromMe)).toHaveLength(84);
    const fromBia = past.find((each) => textOf(each) === 'antes');
    expect(fromBia?.chat).toEqual(expect.arrayContaining([lid(bia), pn(bia)]));
    expect(fromBia?.at).toBe(Math.floor(at / 1000) * 1000);
  });
});

describe('what goes out', () => {
  const station = useStation();

  test('is sent, delivered, read', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const waId = newId();
    await station.driver.send({ waId, chat: [pn(ana)], content: says('Tem sim!') });
    expect(await ana.receives(({ text }) => text === 'Tem sim!')).toMatchObject({ id: waId, copies: 1 });
    const whats = () =>
      station.heard.receipts.filter(({ waIds }) => waIds.includes(waId)).map(({ what }) => what);
    await station.until(() => whats().includes('delivered'), 'the delivery');
    ana.reads();
    await station.until(() => whats().includes('read'), 'the reading');
    expect(whats()).toEqual(['sent', 'delivered', 'read']);
    expect(station.heard.messages).toEqual([]);
  });

  test('to a hidden id, and into a group', async () => {
    await station.link();
    const ana = station.net.customer('Ana', { addressing: 'lid' });
    await station.driver.send({ waId: newId(), chat: [lid(ana)], content: says('pelo LID') });
    await ana.receives(({ text }) => text === 'pelo LID');
    const group = station.net.group('Fornecedores', [ana]);
    await ana.in(group).says('olá');
    const message = await station.until(() => station.heard.messages[0], 'the group');
    await station.driver.send({ waId: newId(), chat: message.chat, content: says('ao grupo') });
    await ana.in(group).receives(({ text }) => text === 'ao grupo');
  });

  test('many to several people at once, each once', async () => {
    await station.link();
    const people = Array.from({ length: 5 }, (_, i) => station.net.customer(`Cliente ${i}`));
    await Promise.all(
      people.flatMap((person) =>
        Array.from({ length: 6 }, (_, i) =>
          station.driver.send({
            waId: newId(),
            chat: [pn(person)],
            content: says(`para ${person.name}: ${i}`),
          }),
        ),
      ),
    );
    for (const person of people) {
      for (let i = 0; i < 6; i++) await person.receives(({ text }) => text === `para ${person.name}: ${i}`);
      expect(person.inbox.map(({ copies }) => copies)).toEqual(Array(6).fill(1));
    }
  });

  test('while the other side writes at the same time: both ways stay readable', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const rounds = 25;
    const writes = (async () => {
      for (let i = 0; i < rounds; i++) await ana.says(`dela ${i}`);
    })();
    for (let i = 0; i < rounds; i++) {
      await station.driver.send({ waId: newId(), chat: [pn(ana)], content: says(`nossa ${i}`) });
    }
    await writes;
    for (let i = 0; i < rounds; i++) await ana.receives(({ text }) => text === `nossa ${i}`);
    await station.until(() => station.heard.messages.length >= rounds, 'hers');
    expect(station.heard.messages.map(textOf)).toEqual(Array.from({ length: rounds }, (_, i) => `dela ${i}`));
    expect(ana.inbox.map(({ copies }) => copies)).toEqual(Array(rounds).fill(1));
  });

  test('with the same id a second time is shown once', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const message = { waId: newId(), chat: [pn(ana)], content: says('uma vez só') };
    await station.driver.send(message);
    await ana.receives(({ id }) => id === message.waId);
    await station.restart();
    await station.connected();
    await station.driver.send(message);
    await ana.receives(({ id, copies }) => id === message.waId && copies === 2);
    expect(ana.inbox).toHaveLength(1);
  });

  test('and is refused by the server: the code is told', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    station.net.faults.nackNext(463);
    const waId = newId();
    await station.driver.send({ waId, chat: [pn(ana)], content: says('oi') });
    const refusal = await station.until(
      () => station.heard.receipts.find(({ waIds }) => waIds.includes(waId)),
      'it',
    );
    expect(refusal).toMatchObject({ what: 'failed', code: 463 });
  });

  test('to a number that has no WhatsApp is refused before anything leaves', async () => {
    await station.link();
    const nobody: Address = { kind: 'pn', value: '5511900000000' };
    await expect(
      station.driver.send({ waId: newId(), chat: [nobody], content: says('oi') }),
    ).rejects.toMatchObject({
      kind: 'final',
      code: 'not-on-whatsapp',
    });
  });

  test('without a connection is for later', async () => {
    const message = { waId: newId(), chat: [pn(station.net.customer('Ana'))], content: says('oi') };
    await expect(station.driver.send(message)).rejects.toMatchObject({
      kind: 'transient',
      code: 'not-connected',
    });
    await station.link();
    station.net.faults.cut();
    await station.stands({ phase: 'connecting' });
    await expect(station.driver.send(message)).rejects.toMatchObject({
      kind: 'transient',
      code: 'not-connected',
    });
    await expect(station.driver.probe()).rejects.toMatchObject({ code: 'not-connected' });
  });

  test('and the line breaks under it: for later as well, and then it arrives once', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    station.net.faults.freeze();
    const message = { waId: newId(), chat: [pn(ana)], content: says('teimosa') };
    const sending = station.driver.send(message);
    sending.catch(() => {});
    const before = station.heard.states.length;
    station.net.faults.closeAll('reset');
    await expect(sending).rejects.toMatchObject({ kind: 'transient' });
    await station.until(
      () => station.heard.states.slice(before).some(({ phase }) => phase === 'connecting'),
      'the end of the line',
    );
    await station.connected();
    await station.driver.send(message);
    await ana.receives(({ id }) => id === message.waId);
    expect(ana.inbox).toHaveLength(1);
  });

  test('what a person has read here is told, and what was read on the phone is heard', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const first = await ana.says('viu?');
    const message = await station.until(() => station.heard.messages[0], 'a message');
    await station.driver.markRead(message.chat, [first]);
    await ana.ticks(first, 'read');
    const second = await ana.says('e agora?');
    await station.until(() => station.heard.messages.length === 2, 'another');
    station.phone.reads(ana);
    const seen = await station.until(
      () => station.heard.receipts.find(({ what }) => what === 'seen-on-phone'),
      'it to be seen on the phone',
    );
    expect(seen).toMatchObject({ waIds: [second], chat: [pn(ana), lid(ana)] });
  });

  test('typing is shown to the other side', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await station.driver.send({ waId: newId(), chat: [pn(ana)], content: says('um momento') });
    await station.driver.typing([pn(ana)], true);
    await station.until(() => ana.seesTyping, 'typing');
    await station.driver.typing([pn(ana)], false);
    await station.until(() => !ana.seesTyping, 'its end');
  });

  test('a contact with a new phone asks again, after a restart of ours: it gets its message', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await station.driver.send({ waId: newId(), chat: [pn(ana)], content: says('primeiro') });
    await ana.receives(({ text }) => text === 'primeiro');
    ana.online = false;
    const waId = newId();
    await station.driver.send({ waId, chat: [pn(ana)], content: says('guardado') });
    await station.until(
      () => station.heard.receipts.find(({ waIds }) => waIds.includes(waId)),
      'the acknowledgement',
    );
    ana.reinstalls();
    station.crash();
    await station.stands({ phase: 'connecting' });
    await station.connected();
    ana.online = true;
    expect(await ana.receives(({ id }) => id === waId)).toMatchObject({
      text: 'guardado',
    });
  });
});

describe('what cannot be read', () => {
  const station = useStation();

  test('shows as unreadable, and is readable once the sender has sent it again', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await ana.says('antes');
    await station.until(() => station.heard.messages.length === 1, 'the first');
    station.net.faults.undecryptableNext();
    const id = await ana.says('difícil');
    await station.until(
      () => station.heard.messages.some(({ waId, content }) => waId === id && content.kind === 'text'),
      'it',
    );
    expect(station.heard.messages.filter(({ waId }) => waId === id).map(({ content }) => content)).toEqual([
      { kind: 'unreadable' },
      { kind: 'text', text: 'difícil' },
    ]);
  });

  test('the same ciphertext twice is no trouble: the same message, and no placeholder', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await ana.says('antes');
    const message = await station.until(() => station.heard.messages[0], 'a message');
    // Once she has an answer her messages open no session any more, which Baileys takes another way.
    await station.driver.send({ waId: newId(), chat: message.chat, content: says('resposta') });
    await ana.receives(({ text }) => text === 'resposta');
    station.net.faults.duplicateNext(3);
    for (const text of ['um', 'dois', 'três']) await ana.says(text);
    await ana.says('depois');
    await station.until(() => station.heard.messages.some((each) => textOf(each) === 'depois'), 'all of it');
    expect(station.heard.messages.every(({ content }) => content.kind === 'text')).toBe(true);
    expect([...stored(station.heard.messages).values()].map(textOf)).toEqual([
      'antes',
      'um',
      'dois',
      'três',
      'depois',
    ]);
  });
});

describe('what nobody else may see', () => {
  const station = useStation();

  test('is not in the logs: neither text, nor name, nor number, nor key', async () => {
    await station.link();
    const ana = station.net.customer('Ana Segredo');
    station.net.faults.undecryptableNext();
    await ana.says('meu CPF é 123.456.789-09');
    await station.until(
      () => station.heard.messages.some(({ content }) => content.kind === 'text'),
      'the message',
    );
    station.net.faults.malformedNext('bytes');
    await ana.says('outro');
    await station.driver.send({ waId: newId(), chat: [pn(ana)], content: says('resposta sigilosa') });
    ana.reinstalls();
    await ana.says('de outro aparelho');
    await station.until(
      () => station.heard.messages.some((each) => textOf(each) === 'de outro aparelho'),
      'the last',
    );
    station.net.faults.streamError({ code: 503 });
    await station.stands({ phase: 'connecting' });
    await station.connected();
    const logs = station.logs.join('');
    expect(logs).not.toBe('');
    for (const secret of [
      ana.number,
      ana.lid,
      station.phone.number,
      station.phone.lid,
      'Segredo',
      'CPF',
      'sigilosa',
      'privKey',
      '<Buffer',
    ]) {
      expect(logs).not.toContain(secret);
    }
  });
});

import { useWorld } from '../testing/world.ts';
import { proto } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
import { type BareClient, textOf } from '../testing/bare-client.ts';
import type { Customer } from '../index.ts';

const { Status, StubType } = proto.WebMessageInfo;
const world = useWorld();

const send = async (client: BareClient, jid: string, text: string) => {
  const sent = await client.socket.sendMessage(jid, { text });
  if (!sent?.key.id) throw new Error('not sent');
  return { id: sent.key.id, key: sent.key, message: sent };
};

/** Lets both sides hear of each other, so that what follows goes in a settled session. */
async function acquaint(client: BareClient, customer: Customer): Promise<void> {
  const id = await customer.says('oi');
  await client.message((m) => m.key.id === id);
  const { id: answer } = await send(client, customer.jid, 'olá');
  await customer.receives((m) => m.id === answer);
}

describe('what becomes of a message after it was sent', () => {
  test('a customer edits, deletes, reacts and replies', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const { id: asked } = await send(client, ana.jid, 'Pode ser às 10h?');
    await ana.receives((m) => m.id === asked);
    const id = await ana.says('Pode');
    await ana.edits(id, 'Pode sim');
    const edit = await client.event('messages.update', (all) => all.some(({ key }) => key.id === id));
    expect(edit[0]?.update.message?.editedMessage?.message?.conversation).toBe('Pode sim');

    await ana.reacts(asked, '👍');
    const [reaction] = await client.event('messages.reaction');
    expect(reaction).toMatchObject({ key: { id: asked, fromMe: true }, reaction: { text: '👍' } });

    const reply = await ana.replies(asked, 'Fechado');
    const got = await client.message((m) => m.key.id === reply);
    expect(got.message?.extendedTextMessage?.contextInfo).toMatchObject({
      stanzaId: asked,
      participant: `${world.phone.number}@s.whatsapp.net`,
      quotedMessage: { extendedTextMessage: { text: 'Pode ser às 10h?' } },
    });

    await ana.deletes(reply);
    await client.event('messages.update', (all) =>
      all.some(({ key, update }) => key.id === reply && update.messageStubType === StubType.REVOKE),
    );
    expect(world.phone.to(ana).messages).toMatchObject([
      { id: asked, reactions: { [ana.number]: '👍' } },
      { id, text: 'Pode sim', edited: true },
      { id: reply, deleted: true },
    ]);
  });

  test('the client edits, deletes, reacts and replies, and her phone shows it', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const asked = await ana.says('Quanto custa?');
    const question = await client.message((m) => m.key.id === asked);
    const { id, key } = await send(client, ana.jid, 'R$ 10');
    await ana.receives((m) => m.id === id);
    await client.socket.sendMessage(ana.jid, { text: 'R$ 12', edit: key });
    await ana.receives((m) => m.id === id && m.edited && m.text === 'R$ 12');
    await client.socket.sendMessage(ana.jid, { react: { key: question.key, text: '🙂' } });
    await client.socket.sendMessage(ana.jid, { text: 'Com desconto!' }, { quoted: question });
    await ana.receives((m) => m.replyTo === asked);
    await client.socket.sendMessage(ana.jid, { delete: key });
    await ana.receives((m) => m.id === id && m.deleted);
    expect(ana.messages[0]?.reactions).toEqual({ [world.phone.number]: '🙂' });
  });

  test('reading on the phone is told to the client, reading at the client to the phone', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const first = await ana.says('um');
    await client.message((m) => m.key.id === first);
    world.phone.reads(ana);
    await client.event('messages.update', (all) =>
      all.some(({ key, update }) => key.id === first && update.status === Status.READ),
    );
    const second = await ana.says('dois');
    const { key } = await client.message((m) => m.key.id === second);
    await client.socket.readMessages([key]);
    await ana.ticks(second, 'read');
    const seen = await world.phone.to(ana).receives((m) => m.id === second && m.seen);
    expect(seen.text).toBe('dois');
  });

  test('a voice message that was listened to', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const { id } = await send(client, ana.jid, 'ouça');
    await ana.receives((m) => m.id === id);
    ana.plays(id);
    const played = await client.event('messages.update', (all) =>
      all.some(({ key, update }) => key.id === id && update.status === Status.PLAYED),
    );
    expect(played).toBeDefined();
  });
});

describe('addressing by LID', () => {
  test('both ways, with the number told alongside', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana', { addressing: 'lid' });
    expect(ana.jid).toBe(`${ana.lid}@lid`);
    const id = await ana.says('oi');
    const got = await client.message((m) => m.key.id === id);
    expect(got.key).toMatchObject({ remoteJid: ana.jid, remoteJidAlt: `${ana.number}@s.whatsapp.net` });
    const answer = await send(client, ana.jid, 'olá');
    expect(await ana.receives((m) => m.id === answer.id)).toMatchObject({ copies: 1, text: 'olá' });
    await client.event('messages.update', (all) =>
      all.some(({ key, update }) => key.id === answer.id && update.status === Status.DELIVERY_ACK),
    );
    const copy = await world.phone.says(ana, 'do celular');
    expect((await client.message((m) => m.key.id === copy)).key).toMatchObject({
      remoteJid: ana.jid,
      fromMe: true,
    });
    expect(ana.inbox.map(({ text }) => text)).toEqual(['olá', 'do celular']);
  });

  test('a customer who was known by number goes on under her LID', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const before = await ana.says('antes');
    await client.message((m) => m.key.id === before);
    ana.addressing = 'lid';
    const after = await ana.says('depois');
    const got = await client.message((m) => m.key.id === after);
    expect(textOf(got)).toBe('depois');
    expect(got.key.remoteJid).toBe(ana.jid);
  });

  test('a number is asked for with and without the ninth digit', async () => {
    const client = await world.linked();
    world.net.customer('Bia', { number: '551187654321' });
    const found = await client.socket.onWhatsApp('5511987654322', '551187654321', '5511987654321');
    // 5511987654321 is the shop's own account; it wins over the form without the ninth digit.
    expect(found?.map(({ jid, exists }) => `${jid} ${exists}`)).toEqual([
      '551187654321@s.whatsapp.net true',
      '5511987654321@s.whatsapp.net true',
    ]);
    const carla = world.net.customer('Carla', { number: '553187651234' });
    expect(await client.socket.onWhatsApp('5531987651234')).toEqual([
      { jid: `${carla.number}@s.whatsapp.net`, exists: true },
    ]);
  });
});

describe('deliveries that go wrong', () => {
  test('the first ciphertext twice: the client drops the copy and says so with 487', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    world.net.faults.duplicateNext();
    const id = await ana.says('só uma vez');
    const next = await ana.says('e pronto');
    await client.message((m) => m.key.id === next);
    expect(client.messages.filter((m) => m.key.id === id).map(textOf)).toEqual(['só uma vez']);
  });

  test('a later ciphertext twice: the client cannot read the copy and asks for it again', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    await acquaint(client, ana);
    world.net.faults.duplicateNext();
    const asked = world.next('receipt', ({ type }) => type === 'retry');
    const id = await ana.says('só uma vez');
    await client.message((m) => m.key.id === id && textOf(m) === 'só uma vez');
    expect((await asked).ids).toEqual([id]);
  });

  test('a receipt that the server never gets: the same message again at the next login', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    await acquaint(client, ana);
    world.net.faults.loseNextReceipt();
    const id = await ana.says('outra vez');
    await client.message((m) => m.key.id === id && textOf(m) === 'outra vez');
    world.net.faults.closeAll('reset');
    await client.closed();
    const again = world.connect(client.auth);
    await again.message((m) => m.key.id === id && m.messageStubType === StubType.CIPHERTEXT);
    const anew = await again.message((m) => m.key.id === id && textOf(m) === 'outra vez');
    expect(anew.key).toMatchObject({ remoteJid: ana.jid, fromMe: false });
  });

  test('undecryptable: the client asks again, the customer sends the same id anew', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    world.net.faults.undecryptableNext();
    const asked = world.next('receipt', ({ type }) => type === 'retry');
    const id = await ana.says('de novo, por favor');
    expect((await asked).ids).toEqual([id]);
    const got = await client.message((m) => m.key.id === id && textOf(m) === 'de novo, por favor');
    expect(got.messageStubType).toBeFalsy();
    await ana.ticks(id, 'delivered');
  });

  test('a stanza without an id spoils nothing; the message comes at the next login', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    world.net.faults.malformedNext('stanza');
    const lost = await ana.says('perdida');
    const next = await ana.says('seguinte');
    await client.message((m) => m.key.id === next);
    expect(client.messages.some((m) => m.key.id === lost)).toBe(false);
    await client.end();
    const again = world.connect(client.auth);
    await again.message((m) => m.key.id === lost && textOf(m) === 'perdida');
  });

  test('a customer who cannot read asks again and sees the message once', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    await acquaint(client, ana);
    ana.online = false;
    const { id } = await send(client, ana.jid, 'para o telefone velho');
    ana.reinstalls();
    const asked = world.next('receipt', ({ type }) => type === 'retry');
    ana.online = true;
    expect((await asked).ids).toEqual([id]);
    const got = await ana.receives((m) => m.id === id);
    expect(got).toMatchObject({ text: 'para o telefone velho', copies: 2 });
  });

  test('a customer with a new phone is read at once', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const before = await ana.says('telefone velho');
    await client.message((m) => m.key.id === before);
    ana.reinstalls();
    const after = await ana.says('telefone novo');
    expect(textOf(await client.message((m) => m.key.id === after))).toBe('telefone novo');
  });
});

describe('the acknowledgement of a message', () => {
  test.for([463, 479])('refused with %i: the client hears it, the customer gets nothing', async (code) => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    world.net.faults.nackNext(code);
    const { id } = await send(client, ana.jid, 'não passa');
    // An answer this fast may be folded into the event of the sending itself.
    const refused = await Promise.any([
      client.message((m) => m.key.id === id && m.status === Status.ERROR),
      client
        .event('messages.update', (all) => all.some(({ key }) => key.id === id))
        .then((all) => all.find(({ key }) => key.id === id)?.update),
    ]);
    expect(refused).toMatchObject({ status: Status.ERROR });
    expect(refused?.messageStubParameters?.[0]).toBe(String(code));
    expect(ana.inbox).toEqual([]);
  });

  test('dropped: the customer gets the message all the same', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    world.net.faults.dropNextAck();
    const { id } = await send(client, ana.jid, 'passa');
    expect(await ana.receives((m) => m.id === id)).toMatchObject({ text: 'passa' });
  });

  test('the same id sent twice by the client: shown once, both copies counted', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const { id, message } = await send(client, ana.jid, 'uma vez só');
    await ana.receives((m) => m.id === id);
    await client.socket.relayMessage(ana.jid, message.message ?? {}, { messageId: id });
    await ana.receives((m) => m.id === id && m.copies === 2);
    expect(ana.inbox).toHaveLength(1);
  });
});

describe('one-time keys', () => {
  test('the server asks for more when they run low, and the client brings them', async () => {
    const client = await world.linked();
    const uploaded = world.next(
      'query',
      ({ xmlns, about }) => xmlns === 'encrypt' && about === 'registration',
    );
    const user = { tag: 'user', attrs: { jid: client.socket.user?.id ?? '' } };
    const bundles = { tag: 'key', attrs: {}, content: Array.from({ length: 807 }, () => user) };
    const attrs = { xmlns: 'encrypt', type: 'get', to: '@s.whatsapp.net' };
    await client.socket.query({ tag: 'iq', attrs, content: [bundles] });
    await uploaded;
    expect(client.auth.creds.nextPreKeyId).toBe(818);
  });
});

import { type BinaryNode, type WAMessage, WAMessageStubType, type proto } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
import type { Address } from '../../wire.ts';
import { type Alternate, isPhone, isSelf, toAddress, toAddresses, toJid } from './jid.ts';
import { toMapping, toWireContact, toWireMessage, toWireReceipt } from './mapping.ts';

const ANA = { kind: 'pn', value: '5511987654321' } as const;
const ANA_LID = { kind: 'lid', value: '111222333' } as const;
const alternate: Alternate = ({ value }) =>
  value === ANA.value ? ANA_LID : value === ANA_LID.value ? ANA : undefined;
const NOW = 1_800_000_000_000;
const situation = { self: { pn: '5521900000000', lid: '999888777' }, alternate, now: NOW };

const message = (more: Partial<WAMessage>): WAMessage => ({
  key: { id: 'ID', remoteJid: '5511987654321@s.whatsapp.net', fromMe: false },
  messageTimestamp: 1_700_000_000,
  ...more,
});
const said = (content: proto.IMessage) => message({ message: content });
const wire = (given: WAMessage) => toWireMessage(given, 'live', situation);

describe('addresses', () => {
  test.each<[string, Address | undefined]>([
    ['5511987654321@s.whatsapp.net', ANA],
    ['5511987654321:7@s.whatsapp.net', ANA],
    ['5511987654321@c.us', ANA],
    ['111222333@lid', ANA_LID],
    ['111222333:4@lid', ANA_LID],
    ['120363000000000000@g.us', { kind: 'group', value: '120363000000000000' }],
    ['status@broadcast', undefined],
    ['12345@broadcast', undefined],
    ['12345@newsletter', undefined],
    ['@s.whatsapp.net', undefined],
    ['s.whatsapp.net', undefined],
    ['', undefined],
  ])('%s', (jid, address) => {
    expect(toAddress(jid)).toEqual(address);
  });

  test('go back to where a message can be sent', () => {
    expect([ANA, ANA_LID, { kind: 'group', value: '1-2' } as const].map(toJid)).toEqual([
      '5511987654321@s.whatsapp.net',
      '111222333@lid',
      '1-2@g.us',
    ]);
  });

  test('of one person stand together, the one that was used first, each once', () => {
    expect(toAddresses(['111222333:3@lid', undefined, '111222333@lid'], alternate)).toEqual([ANA_LID, ANA]);
    expect(toAddresses(['1@lid'], alternate)).toEqual([{ kind: 'lid', value: '1' }]);
    expect(toAddresses(['status@broadcast'], alternate)).toEqual([]);
  });

  test('a number that looks like our hidden id is not ours', () => {
    const { self } = situation;
    expect(isSelf('5521900000000:9@s.whatsapp.net', self)).toBe(true);
    expect(isSelf('999888777@lid', self)).toBe(true);
    expect(isSelf('999888777@s.whatsapp.net', self)).toBe(false);
    expect(isSelf('5521900000000@lid', self)).toBe(false);
    expect(isSelf('5521900000000@s.whatsapp.net', {})).toBe(false);
    expect(isSelf(undefined, self)).toBe(false);
  });

  test('the phone is the device without a number', () => {
    expect(isPhone('5521900000000@s.whatsapp.net')).toBe(true);
    expect(isPhone('5521900000000:2@s.whatsapp.net')).toBe(false);
    expect(isPhone(undefined)).toBe(false);
  });
});

describe('messages', () => {
  test('come with all that is known of who wrote', () => {
    expect(wire({ ...said({ conversation: 'oi' }), pushName: 'Ana' })).toEqual({
      waId: 'ID',
      chat: [ANA, ANA_LID],
      fromMe: false,
      at: 1_700_000_000_000,
      pushName: 'Ana',
      arrival: 'live',
      content: { kind: 'text', text: 'oi' },
    });
  });

  test('of a group have an author, of a person they do not', () => {
    const key = { id: 'ID', remoteJid: '1-2@g.us', participant: '111222333@lid' };
    expect(wire(message({ key, message: { conversation: 'oi' } }))?.author).toEqual([ANA_LID, ANA]);
    const alone = { id: 'ID', remoteJid: '1@lid', participant: '111222333@lid' };
    expect(wire(message({ key: alone, message: { conversation: 'oi' } }))).not.toHaveProperty('author');
  });

  test.each<[string, Partial<WAMessage>]>([
    ['a status', { key: { id: 'ID', remoteJid: 'status@broadcast' } }],
    ['a newsletter', { key: { id: 'ID', remoteJid: '1@newsletter' } }],
    ['a broadcast list', { key: { id: 'ID', remoteJid: '1@broadcast' } }],
    ['without an id', { key: { remoteJid: '1@lid' } }],
    ['without a chat', { key: { id: 'ID' } }],
    ['between our own devices', { category: 'peer' }],
  ])('%s are not for people', (_, more) => {
    expect(wire({ ...said({ conversation: 'oi' }), ...more })).toBeUndefined();
  });

  test('that could not be read are a placeholder; calls missed and views once say so', () => {
    const stub = (messageStubType: number) => wire(message({ messageStubType }))?.content;
    expect(stub(WAMessageStubType.CIPHERTEXT)).toEqual({ kind: 'unreadable' });
    expect(stub(WAMessageStubType.CALL_MISSED_VIDEO)).toMatchObject({ label: 'missed-call' });
    expect(stub(WAMessageStubType.GROUP_PARTICIPANT_ADD)).toBeUndefined();
    const once = { id: 'ID', remoteJid: '1@lid', isViewOnce: true };
    expect(wire(message({ key: once }))?.content).toMatchObject({ label: 'view-once' });
  });

  test.each([Number.NaN, 0, -5, undefined, null])('with the time %s came now', (messageTimestamp) => {
    expect(
      wire(message({ message: { conversation: 'oi' }, messageTimestamp: messageTimestamp as number }))?.at,
    ).toBe(NOW);
  });
});

describe('receipts', () => {
  const from = '5511987654321@s.whatsapp.net';
  const me = '5521900000000@s.whatsapp.net';
  const node = (tag: string, attrs: Record<string, string>, content?: BinaryNode[]): BinaryNode => ({
    tag,
    attrs: { id: 'ID', t: '1700000000', ...attrs },
    ...(content && { content }),
  });
  const what = (given: BinaryNode) => toWireReceipt(given, situation)?.what;

  test.each<[string, BinaryNode, string | undefined]>([
    ['the server has it', node('ack', { class: 'message', from }), 'sent'],
    ['the server refuses it', node('ack', { class: 'message', from, error: '463' }), 'failed'],
    ['delivered', node('receipt', { from }), 'delivered'],
    ['delivered to who is not looking', node('receipt', { from, type: 'inactive' }), 'delivered'],
    ['read', node('receipt', { from, type: 'read' }), 'read'],
    ['listened to', node('receipt', { from, type: 'played' }), 'read'],
    ['read on our phone', node('receipt', { from: me, recipient: from, type: 'read-self' }), 'seen-on-phone'],
    [
      'read on our phone, with receipts on',
      node('receipt', { from: me, recipient: from, type: 'read' }),
      'seen-on-phone',
    ],
    [
      'read on our phone, in a group',
      node('receipt', { from: '1-2@g.us', participant: me, type: 'read' }),
      'seen-on-phone',
    ],
    ['on our other device', node('receipt', { from: me, recipient: from, type: 'sender' }), undefined],
    ['asked for again', node('receipt', { from, type: 'retry' }), undefined],
    ['between machines', node('receipt', { from: me, type: 'peer_msg' }), undefined],
    [
      'of one member of a group',
      node('receipt', { from: '1-2@g.us', participant: from, type: 'read' }),
      undefined,
    ],
    ['without an id', { tag: 'receipt', attrs: { from } }, undefined],
  ])('%s', (_, given, expected) => {
    expect(what(given)).toBe(expected);
  });

  test('carry several ids, the code of a refusal and the time', () => {
    const list = { tag: 'list', attrs: {}, content: [{ tag: 'item', attrs: { id: 'B' } }] };
    expect(toWireReceipt(node('receipt', { from }, [list]), situation)).toEqual({
      waIds: ['ID', 'B'],
      chat: [ANA, ANA_LID],
      what: 'delivered',
      at: 1_700_000_000_000,
    });
    expect(toWireReceipt(node('ack', { from, error: '479' }), situation)).toMatchObject({ code: 479 });
  });
});

describe('contacts', () => {
  test('tell names and the two addresses of a person', () => {
    expect(toWireContact({ id: '111222333@lid', name: 'Ana Lima', notify: 'Aninha' }, alternate)).toEqual({
      addresses: [ANA_LID, ANA],
      savedName: 'Ana Lima',
      pushName: 'Aninha',
    });
    expect(toMapping({ lid: '111222333@lid', pn: '5511987654321@s.whatsapp.net' })).toEqual({
      addresses: [ANA, ANA_LID],
    });
  });

  test('that tell nothing are left out', () => {
    expect(toWireContact({ id: '7@lid' }, alternate)).toBeUndefined();
    expect(toWireContact({ id: 'status@broadcast', name: 'x' }, alternate)).toBeUndefined();
    expect(toMapping({ lid: '7@lid', pn: 'x' })).toBeUndefined();
  });
});

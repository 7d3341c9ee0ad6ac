import { proto } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
import type { OutgoingContent, OutgoingMedia } from '../../driver.ts';
import type { Target, WireQuote } from '../../wire.ts';
import { toContent, toQuote } from './content.ts';
import { type Circumstances, editOf, toMediaMessage, toMessage } from './outgoing-message.ts';

const about: Circumstances = {
  jid: '5511987654321@s.whatsapp.net',
  me: '5521900000000@s.whatsapp.net',
  secret: new Uint8Array(32),
  now: 1_800_000_000_000,
  sent: (waId) =>
    waId === 'PICTURE' ? { imageMessage: { caption: 'velha', mimetype: 'image/png' } } : undefined,
};
const writer = { fromMe: true, self: { pn: '5521900000000' }, alternate: () => undefined };
const uploaded = {
  directPath: '/v/x.enc',
  url: 'https://mmg.whatsapp.net/v/x.enc',
  mediaKey: new Uint8Array(32).fill(1),
  fileSha256: new Uint8Array(32).fill(2),
  fileEncSha256: new Uint8Array(32).fill(3),
  size: 1234,
};
/** Through the wire and back. */
const back = (message: proto.IMessage) =>
  toContent(proto.Message.decode(proto.Message.encode(message).finish()), writer);

test.each<[string, Exclude<OutgoingContent, { kind: 'media' }>]>([
  ['a text', { kind: 'text', text: 'olá https://example.com' }],
  ['a place', { kind: 'location', latitude: -23.5, longitude: -46.6, name: 'Sé', address: 'Praça' }],
  ['a bare place', { kind: 'location', latitude: 0, longitude: 0 }],
  ['a card', { kind: 'contacts', cards: [{ name: 'Bia', numbers: ['+5511912345678'] }] }],
  [
    'cards',
    {
      kind: 'contacts',
      cards: [
        { name: 'Bia', numbers: [] },
        { name: 'Zé', numbers: ['1'] },
      ],
    },
  ],
  [
    'an edit',
    { kind: 'amendment', target: { waId: 'A', fromMe: true }, change: { kind: 'edit', text: 'x' } },
  ],
  [
    'an edit of a caption',
    { kind: 'amendment', target: { waId: 'PICTURE', fromMe: true }, change: { kind: 'edit', text: 'nova' } },
  ],
  ['a deletion', { kind: 'amendment', target: { waId: 'A', fromMe: true }, change: { kind: 'delete' } }],
  [
    'a reaction',
    { kind: 'amendment', target: { waId: 'A', fromMe: false }, change: { kind: 'react', emoji: '👍' } },
  ],
  [
    'a reaction taken back',
    { kind: 'amendment', target: { waId: 'A', fromMe: true }, change: { kind: 'react', emoji: '' } },
  ],
])('AT-3 %s says the same when it comes back', (_, content) => {
  expect(back(toMessage(content, undefined, about))).toEqual(content);
});

describe('AT-3 a file', () => {
  const file = (kind: OutgoingMedia['kind'], more: Partial<OutgoingMedia> = {}): OutgoingMedia => ({
    kind,
    mime: 'image/jpeg',
    size: 0,
    file: '/nowhere',
    ...more,
  });
  const waveform = Array.from({ length: 64 }, (_, i) => i);
  const thumbnail = Uint8Array.of(0xff, 0xd8, 0, 0);

  test.each<[string, OutgoingMedia, string]>([
    ['a picture', file('image', { width: 2, height: 3, thumbnail }), 'o bolo'],
    ['a video', file('video', { mime: 'video/mp4', seconds: 7 }), ''],
    ['a gif', file('video', { mime: 'video/mp4', gif: true }), 'festa'],
    ['music', file('audio', { mime: 'audio/mpeg', seconds: 180 }), ''],
    ['a voice note', file('voice', { mime: 'audio/ogg; codecs=opus', seconds: 3, waveform }), ''],
    ['a document', file('document', { mime: 'application/pdf', fileName: 'a.pdf' }), ''],
    ['a document with words', file('document', { mime: 'application/pdf', fileName: 'a.pdf' }), 'a nota'],
    ['a sticker', file('sticker', { mime: 'image/webp' }), ''],
  ])('%s says the same when it comes back', (_, media, text) => {
    const { file: _file, size: _size, ...facts } = media;
    const { size, ...source } = uploaded;
    expect(back(toMediaMessage({ kind: 'media', media, text }, undefined, uploaded, about))).toEqual({
      kind: 'media',
      media: { ...facts, size, source },
      text,
    });
  });
});

describe('AT-3 a quote', () => {
  const kinds = [
    'text',
    'image',
    'video',
    'audio',
    'voice',
    'document',
    'sticker',
    'location',
    'contacts',
  ] as const;
  test.each(kinds)('of %s shows what it was', (kind) => {
    const wordless = kind === 'audio' || kind === 'voice' || kind === 'sticker';
    const quote: WireQuote = { waId: 'Q', fromMe: true, kind, text: wordless ? '' : 'algo' };
    const message = toMessage({ kind: 'text', text: 'sim' }, quote, about);
    expect(toQuote(message, writer)).toEqual(quote);
  });

  test('of somebody in a group names them; of the other side, the other side', () => {
    const quote = { waId: 'Q', fromMe: false, kind: 'text', text: 'oi' } as const;
    const context = (more: Partial<Target>) =>
      toMessage({ kind: 'text', text: 'sim' }, { ...quote, ...more }, about).extendedTextMessage?.contextInfo;
    expect(context({})?.participant).toBe(about.jid);
    expect(context({ author: [{ kind: 'lid', value: '1' }] })?.participant).toBe('1@lid');
    expect(context({ fromMe: true })?.participant).toBe(about.me);
  });
});

test.each<[OutgoingContent, string | undefined]>([
  [{ kind: 'text', text: 'x' }, undefined],
  [{ kind: 'amendment', target: { waId: 'A', fromMe: true }, change: { kind: 'edit', text: 'x' } }, '1'],
  [{ kind: 'amendment', target: { waId: 'A', fromMe: true }, change: { kind: 'delete' } }, '7'],
  [
    { kind: 'amendment', target: { waId: 'A', fromMe: true }, change: { kind: 'react', emoji: 'x' } },
    undefined,
  ],
])('the stanza says what is done to another message', (content, edit) => {
  expect(editOf(content)).toBe(edit);
});

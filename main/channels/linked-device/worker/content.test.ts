import type { proto } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
import { LARGEST_THUMBNAIL, LONGEST_QUOTE } from './bounds.ts';
import { toContent, toQuote, type Writer } from './content.ts';

const ANA = { kind: 'pn', value: '5511987654321' } as const;
const BIA = { kind: 'pn', value: '5511900000002' } as const;
const self = { pn: '5521900000000', lid: '999888777' };
const direct: Writer = { fromMe: false, self, alternate: () => undefined };
const inGroup: Writer = { ...direct, author: [ANA] };

const text = { conversation: 'oi' };
const source = {
  directPath: '/v/abc.enc?ccb=1',
  mediaKey: new Uint8Array(32).fill(1),
  fileSha256: new Uint8Array(32).fill(2),
  fileEncSha256: new Uint8Array(32).fill(3),
};
const picture = { ...source, mimetype: 'image/jpeg', fileLength: 1234, caption: 'o bolo' };
const thumbnail = Uint8Array.of(0xff, 0xd8, 1, 2);
const media = (kind: string, more: object = {}, caption = '') => ({
  kind: 'media',
  text: caption,
  media: { kind, mime: 'application/octet-stream', size: 0, source, ...more },
});
const other = (label: string, caption = '') => ({ kind: 'other', label, text: caption });
const bad = (more: object) => ({ imageMessage: { ...picture, ...more } });

describe('AT-3 content', () => {
  test.each<[string, proto.IMessage, unknown]>([
    ['a plain text', text, { kind: 'text', text: 'oi' }],
    ['a text with more to it', { extendedTextMessage: { text: 'oi' } }, { kind: 'text', text: 'oi' }],
    ['one that disappears', { ephemeralMessage: { message: text } }, { kind: 'text', text: 'oi' }],
    ['one to be seen once', { viewOnceMessageV2: { message: text } }, { kind: 'text', text: 'oi' }],
    [
      'an answer by button',
      { buttonsResponseMessage: { selectedDisplayText: 'Sim' } },
      { kind: 'text', text: 'Sim' },
    ],
    ['an answer from a list', { listResponseMessage: { title: 'Bolos' } }, { kind: 'text', text: 'Bolos' }],
    [
      'a picture',
      { imageMessage: { ...picture, width: 640, height: 480, jpegThumbnail: thumbnail } },
      media('image', { mime: 'image/jpeg', size: 1234, width: 640, height: 480, thumbnail }, 'o bolo'),
    ],
    [
      'a picture to be seen once',
      { viewOnceMessage: { message: { imageMessage: picture } } },
      other('view-once'),
    ],
    ['a picture that says so itself', { imageMessage: { ...picture, viewOnce: true } }, other('view-once')],
    ['a video', { videoMessage: { ...source, seconds: 7 } }, media('video', { seconds: 7 })],
    ['a round video', { ptvMessage: { ...source, seconds: 7 } }, media('video', { seconds: 7 })],
    ['a gif', { videoMessage: { ...source, gifPlayback: true } }, media('video', { gif: true })],
    ['music', { audioMessage: { ...source, seconds: 180 } }, media('audio', { seconds: 180 })],
    [
      'a voice note',
      { audioMessage: { ...source, ptt: true, seconds: 3, waveform: new Uint8Array(64).fill(50) } },
      media('voice', { seconds: 3, waveform: Array(64).fill(50) }),
    ],
    [
      'a file',
      { documentMessage: { ...source, fileName: 'nota.pdf' } },
      media('document', { fileName: 'nota.pdf' }),
    ],
    [
      'a file with a caption',
      {
        documentWithCaptionMessage: {
          message: { documentMessage: { ...source, title: 'n', caption: 'nota' } },
        },
      },
      media('document', { fileName: 'n' }, 'nota'),
    ],
    [
      'a picture of an album',
      { associatedChildMessage: { message: { imageMessage: picture } } },
      media('image', { mime: 'image/jpeg', size: 1234 }, 'o bolo'),
    ],
    [
      'a sticker',
      { stickerMessage: { ...source, mimetype: 'image/webp' } },
      media('sticker', { mime: 'image/webp' }),
    ],
    [
      'a place',
      {
        locationMessage: { degreesLatitude: -23.5, degreesLongitude: -46.6, name: 'Praça', address: 'Sé, 1' },
      },
      { kind: 'location', latitude: -23.5, longitude: -46.6, name: 'Praça', address: 'Sé, 1' },
    ],
    [
      'a place that moves',
      { liveLocationMessage: { degreesLatitude: 1, degreesLongitude: 2, caption: 'indo' } },
      { kind: 'location', latitude: 1, longitude: 2, name: 'indo', live: true },
    ],
    [
      'a card',
      { contactMessage: { displayName: 'Bia', vcard: 'TEL:1234' } },
      { kind: 'contacts', cards: [{ name: 'Bia', numbers: ['1234'] }] },
    ],
    [
      'cards',
      { contactsArrayMessage: { contacts: [{ displayName: 'Bia' }, { displayName: 'Zé' }] } },
      {
        kind: 'contacts',
        cards: [
          { name: 'Bia', numbers: [] },
          { name: 'Zé', numbers: [] },
        ],
      },
    ],
    ['a poll', { pollCreationMessageV3: { name: 'Sabor?' } }, other('pollCreation', 'Sabor?')],
    ['an invitation', { groupInviteMessage: { groupName: 'Família' } }, other('groupInvite', 'Família')],
    ['an album that is announced', { albumMessage: { expectedImageCount: 3 } }, undefined],
    ['a vote', { pollUpdateMessage: {} }, undefined],
    ['keys for a group', { senderKeyDistributionMessage: { groupId: 'x' } }, undefined],
    ['keys for the settings', { protocolMessage: { type: 6 } }, undefined],
    ['the past', { protocolMessage: { type: 5 } }, undefined],
    ['nothing', {}, undefined],
    ['a text with nothing in it', { conversation: '' }, undefined],
  ])('%s', (_, content, expected) => {
    expect(toContent(content, direct)).toEqual(expected);
  });

  test.each<[string, proto.IMessage, unknown]>([
    ['a file that does not say where it lies', bad({ directPath: '' }), other('image', 'o bolo')],
    ['one that lies elsewhere', bad({ directPath: '//evil.example/x' }), other('image', 'o bolo')],
    ['one whose path is none', bad({ directPath: '@evil.example/x' }), other('image', 'o bolo')],
    ['a path without end', bad({ directPath: `/${'x'.repeat(9_999)}` }), other('image', 'o bolo')],
    ['a key that is too short', bad({ mediaKey: new Uint8Array(31) }), other('image', 'o bolo')],
    ['no hash to check it by', bad({ fileSha256: undefined }), other('image', 'o bolo')],
    [
      'an address that is not of the web',
      bad({ url: 'file:///etc/passwd', mimetype: 'x' }),
      media('image', { size: 1234 }, 'o bolo'),
    ],
    [
      'a picture of it that is too large',
      bad({ jpegThumbnail: new Uint8Array(LARGEST_THUMBNAIL + 1), mimetype: 'x' }),
      media('image', { size: 1234 }, 'o bolo'),
    ],
    [
      'a file name with lines in it',
      { documentMessage: { ...source, fileName: '../a\r\nb\0.pdf' } },
      media('document', { fileName: '../a b .pdf' }),
    ],
    ['a length of years', { audioMessage: { ...source, ptt: true, seconds: 2 ** 31 } }, media('voice')],
    [
      'a place nowhere',
      { locationMessage: { degreesLatitude: NaN, degreesLongitude: 0, name: 'x' } },
      other('location', 'x'),
    ],
    [
      'a place off the map',
      { locationMessage: { degreesLatitude: 91, degreesLongitude: 0 } },
      other('location'),
    ],
  ])('bad: %s', (_, content, expected) => {
    expect(toContent(content, direct)).toEqual(expected);
  });
});

describe('AT-3 second thoughts', () => {
  const edit = (key: object, more: object = {}) => ({
    protocolMessage: { type: 14, key, editedMessage: text, ...more },
  });
  const change = { kind: 'edit', text: 'oi' };
  const fromPhone: Writer = { ...direct, fromMe: true };

  test.each<[string, proto.IMessage, Writer, object | undefined]>([
    ['an edit', edit({ id: 'A' }), direct, { target: { waId: 'A', fromMe: false }, change }],
    ['from the phone', edit({ id: 'A' }), fromPhone, { target: { waId: 'A', fromMe: true }, change }],
    [
      'in a group',
      edit({ id: 'A' }),
      inGroup,
      { target: { waId: 'A', fromMe: false, author: [ANA] }, change },
    ],
    [
      'of what somebody else wrote counts as the own',
      edit({ id: 'A', fromMe: true, participant: '5521900000000@s.whatsapp.net' }),
      inGroup,
      { target: { waId: 'A', fromMe: false, author: [ANA] }, change },
    ],
    [
      'wrapped',
      { editedMessage: { message: edit({ id: 'A' }) } },
      direct,
      { target: { waId: 'A', fromMe: false }, change },
    ],
    [
      'of a caption',
      edit({ id: 'A' }, { editedMessage: { imageMessage: { caption: 'dois bolos' } } }),
      direct,
      { target: { waId: 'A', fromMe: false }, change: { kind: 'edit', text: 'dois bolos' } },
    ],
    ['of nothing', edit({}), direct, undefined],
    ['into nothing', edit({ id: 'A' }, { editedMessage: {} }), direct, undefined],
    [
      'a deletion',
      { protocolMessage: { type: 0, key: { id: 'A' } } },
      direct,
      { target: { waId: 'A', fromMe: false }, change: { kind: 'delete' } },
    ],
    [
      'a deletion by whoever runs the group',
      { protocolMessage: { type: 0, key: { id: 'A', participant: '5511900000002@s.whatsapp.net' } } },
      inGroup,
      { target: { waId: 'A', fromMe: false, author: [BIA] }, change: { kind: 'delete' } },
    ],
    [
      'a deletion of ours by whoever runs the group',
      { protocolMessage: { type: 0, key: { id: 'A', participant: '999888777:3@lid' } } },
      inGroup,
      { target: { waId: 'A', fromMe: true }, change: { kind: 'delete' } },
    ],
    [
      'a reaction',
      { reactionMessage: { key: { id: 'A', fromMe: true }, text: '🎂' } },
      direct,
      { target: { waId: 'A', fromMe: true }, change: { kind: 'react', emoji: '🎂' } },
    ],
    [
      'a reaction in a group',
      { reactionMessage: { key: { id: 'A', participant: '5511900000002@s.whatsapp.net' }, text: '🎂' } },
      inGroup,
      { target: { waId: 'A', fromMe: false, author: [BIA] }, change: { kind: 'react', emoji: '🎂' } },
    ],
    [
      'a reaction taken back',
      { reactionMessage: { key: { id: 'A' }, text: '' } },
      direct,
      { target: { waId: 'A', fromMe: false }, change: { kind: 'react', emoji: '' } },
    ],
    ['a reaction to nothing', { reactionMessage: { text: '🎂' } }, direct, undefined],
  ])('%s', (_, content, writer, expected) => {
    expect(toContent(content, writer)).toEqual(expected && { kind: 'amendment', ...expected });
  });
});

describe('AT-3 quotes', () => {
  const quoting = (quotedMessage: proto.IMessage | null, more: object = {}) => ({
    extendedTextMessage: {
      text: 'sim',
      contextInfo: { stanzaId: 'Q', participant: '5521900000000@s.whatsapp.net', quotedMessage, ...more },
    },
  });
  const ours = { waId: 'Q', fromMe: true };

  test.each<[string, proto.IMessage, Writer, unknown]>([
    ['a text', quoting(text), direct, { ...ours, kind: 'text', text: 'oi' }],
    [
      'a picture',
      quoting({ imageMessage: { caption: 'bolo' } }),
      direct,
      { ...ours, kind: 'image', text: 'bolo' },
    ],
    ['a voice note', quoting({ audioMessage: { ptt: true } }), direct, { ...ours, kind: 'voice', text: '' }],
    [
      'a file',
      quoting({ documentMessage: { fileName: 'a.pdf' } }),
      direct,
      { ...ours, kind: 'document', text: 'a.pdf' },
    ],
    [
      'a place',
      quoting({ locationMessage: { degreesLatitude: 1, degreesLongitude: 2 } }),
      direct,
      { ...ours, kind: 'location', text: '' },
    ],
    [
      'cards',
      quoting({ contactMessage: { displayName: 'Bia' } }),
      direct,
      { ...ours, kind: 'contacts', text: 'Bia' },
    ],
    [
      'a poll',
      quoting({ pollCreationMessage: { name: 'Sabor?' } }),
      direct,
      { ...ours, kind: 'other', text: 'Sabor?' },
    ],
    ['what it does not show', quoting(null), direct, { ...ours, kind: 'other', text: '' }],
    [
      'a novel',
      quoting({ conversation: 'x'.repeat(9_999) }),
      direct,
      { ...ours, kind: 'text', text: 'x'.repeat(LONGEST_QUOTE) },
    ],
    [
      'from a picture',
      { imageMessage: { ...picture, contextInfo: { stanzaId: 'Q', quotedMessage: text } } },
      direct,
      { ...ours, kind: 'text', text: 'oi' },
    ],
    [
      'somebody in a group',
      quoting(text, { participant: '5511900000002@s.whatsapp.net' }),
      inGroup,
      { waId: 'Q', fromMe: false, author: [BIA], kind: 'text', text: 'oi' },
    ],
    ['nothing', text, direct, undefined],
    ['a mention, which is no quote', quoting(null, { stanzaId: undefined }), direct, undefined],
  ])('%s', (_, content, writer, expected) => {
    expect(toQuote(content, writer)).toEqual(expected);
  });
});

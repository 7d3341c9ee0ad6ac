import { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { hearFirstWords } from './first-words.ts';

const framed = (payload: Uint8Array, intro: string = '') => {
  const length = Buffer.alloc(3);
  length.writeUIntBE(payload.length, 0, 3);
  return Buffer.concat([Buffer.from(intro, 'latin1'), length, payload]);
};
const word = (message: proto.IHandshakeMessage) => proto.HandshakeMessage.encode(message).finish();
const ephemeral = Buffer.alloc(32, 7);
const hello = word({ clientHello: { ephemeral } });
const finish = word({ clientFinish: { static: Buffer.alloc(48, 8), payload: Buffer.alloc(200, 9) } });
/** A stanza that is not encrypted yet begins with a byte for whether it is compressed. */
const stanza = Uint8Array.of(0, 248, 4, 19, 6, 250, 255, 134, 85, 17, 152);

test.each([
  ['WA', 'WA\x06\x03'],
  ['with the way that the server asked for', 'ED\0\x01\0\0\x05WA!WAWA\x06\x03'],
])('the two words of the handshake pass, and whatever comes after them: %s', (_, intro) => {
  const hear = hearFirstWords();
  hear(framed(hello, intro));
  hear(framed(finish));
  expect(() => hear(framed(stanza))).not.toThrow();
});

test('nothing else passes before, nor in between', () => {
  const hear = hearFirstWords();
  expect(() => hear(framed(stanza, 'WA\x06\x03'))).toThrow('the handshake is not over');
  hear(framed(hello, 'WA\x06\x03'));
  expect(() => hear(framed(stanza))).toThrow('the handshake is not over');
  expect(() => hear(framed(hello))).toThrow('the handshake is not over');
  hear(framed(finish));
});

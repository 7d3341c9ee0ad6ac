import { proto } from '@whiskeysockets/baileys';

const LENGTH = 3;

/**
 * Until the handshake is over, only it may speak: its two words, and nothing else. Baileys sends whatever it is asked
 * to as soon as the line is there, in that moment unencrypted and in the place of its second word, which ends the
 * connection; what is replayed from the journal asks for such things. Refused, it is as if the line were not there yet.
 * Returns what is asked for each frame of one client and throws for those that may not leave.
 */
export function hearFirstWords(): (frame: string | Uint8Array) => void {
  const missing = ['clientHello', 'clientFinish'] as const;
  let said = 0;
  return (frame) => {
    const word = missing[said];
    if (word === undefined) return;
    if (!isWord(frame, word)) throw new Error('the handshake is not over');
    said += 1;
  };
}

function isWord(frame: string | Uint8Array, word: 'clientHello' | 'clientFinish'): boolean {
  const bytes = Buffer.from(frame);
  try {
    return Boolean(proto.HandshakeMessage.decode(bytes.subarray(introOf(bytes) + LENGTH))[word]);
  } catch {
    return false;
  }
}

/** `WA` and two bytes; before it, where the server asked for a certain way, `ED`, two bytes, its length and itself. */
function introOf(bytes: Buffer): number {
  const way = bytes.toString('latin1', 0, 2) === 'ED' ? 4 + LENGTH + bytes.readUIntBE(4, LENGTH) : 0;
  return bytes.toString('latin1', way, way + 2) === 'WA' ? way + 4 : 0;
}

import {
  type WAMessage,
  type WASocket,
  WAMessageStubType,
  cleanMessage,
  decodeMessageNode,
  proto,
  unpadRandomMax16,
} from '@whiskeysockets/baileys';
import type { Recorded } from './journal.ts';

/** Takes a message from the journal through everything that Baileys would have done with it after decrypting. */
export async function replay(sock: WASocket, { stanza, plaintexts, unreadable }: Recorded): Promise<void> {
  const { me } = sock.authState.creds;
  if (!me) return;
  const { fullMessage, author } = decodeMessageNode(stanza, me.id, me.lid ?? '');
  for (const plaintext of plaintexts) {
    const content = decode(plaintext);
    if (!content) continue;
    if (content.senderKeyDistributionMessage) {
      // A key that is none leaves the rest of the message as it is, as when it came.
      await sock.signalRepository
        .processSenderKeyDistributionMessage({
          authorJid: author,
          item: content.senderKeyDistributionMessage,
        })
        .catch(() => {});
    }
    fullMessage.message = proto.Message.create({ ...fullMessage.message, ...content });
  }
  // What can be read counts more, wherever it is all of the message.
  if (unreadable || !fullMessage.message) fullMessage.messageStubType = WAMessageStubType.CIPHERTEXT;
  await sock.upsertMessage(cleaned(fullMessage, me.id, me.lid ?? ''), 'append');
}

function decode(padded: Uint8Array): proto.IMessage | undefined {
  try {
    const content = proto.Message.decode(unpadRandomMax16(padded));
    return content.deviceSentMessage?.message ?? content;
  } catch {
    return undefined;
  }
}

/** Baileys breaks over a reaction or a vote that does not say to what. Told as empty, it is done with for good. */
function cleaned(message: WAMessage, me: string, lid: string): WAMessage {
  try {
    cleanMessage(message, me, lid);
  } catch {
    message.message = proto.Message.create({});
  }
  return message;
}

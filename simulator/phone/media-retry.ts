import { randomBytes } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import { readContent } from '../handset/content.ts';
import type { Handset } from '../handset/handset.ts';
import { encryptMedia } from '../media/crypto.ts';
import type { Server } from '../server/server.ts';
import { hkdf, sealGcm } from '../wire/crypto.ts';
import { isGroup, parseJid } from '../wire/jid.ts';
import { type BinaryNode, child, node } from '../wire/node.ts';

const { ResultType } = proto.MediaRetryNotification;

/** Brings files again that the media host no longer has, when a companion asks for them. */
export function bringFilesAgain(server: Server, handset: Handset): void {
  const { account, chats } = handset;

  /** Lays the file down once more and tells where; undefined when the phone has no such file. */
  function bring(chat: string, id: string): { mediaKey: Buffer; directPath: string } | undefined {
    const message = chats.find(chat, id);
    const content = message && readContent(proto.Message.decode(message.raw));
    const bytes = message?.file?.bytes;
    if (content?.is !== 'message' || !content.media || !bytes) return undefined;
    const mediaKey = Buffer.from(content.media.mediaKey);
    const { stored } = encryptMedia(bytes, content.media.purpose, mediaKey);
    return { mediaKey, directPath: server.media.put(stored) };
  }

  handset.events.on('fileAsked', (receipt) => {
    const { id = '', from = '' } = receipt.attrs;
    const about = child(receipt, 'rmr');
    const jid = about?.attrs['jid'] ?? '';
    const chat = isGroup(jid) ? jid : server.registry.find(parseJid(jid))?.pn;
    const brought = bring(chat ?? '', id);
    const answer = brought ? sealed(id, brought) : node('error', { code: ResultType.NOT_FOUND });
    const content = about ? [answer, about] : [answer];
    const attrs = { from: `${account.pn}@s.whatsapp.net`, id };
    server.registry.endpoint(from)?.deliver(server.notification('mediaretry', content, attrs));
  });
}

function sealed(
  stanzaId: string,
  { mediaKey, directPath }: { mediaKey: Buffer; directPath: string },
): BinaryNode {
  const result = ResultType.SUCCESS;
  const plain = proto.MediaRetryNotification.encode({ stanzaId, directPath, result }).finish();
  const iv = randomBytes(12);
  const key = hkdf(mediaKey, 32, { info: 'WhatsApp Media Retry Notification' });
  const bytes = sealGcm(key, iv, plain, Buffer.from(stanzaId));
  return node('encrypt', {}, [node('enc_p', {}, bytes), node('enc_iv', {}, iv)]);
}

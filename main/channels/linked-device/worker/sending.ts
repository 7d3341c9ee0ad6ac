import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { type WASocket, jidNormalizedUser, proto } from '@whiskeysockets/baileys';
import type { Outgoing, OutgoingContent, OutgoingMedia } from '../../driver.ts';
import type { MediaKind } from '../../wire.ts';
import type { Auth } from './auth-state.ts';
import { type Circumstances, editOf, toMediaMessage, toMessage, type Uploaded } from './outgoing-message.ts';
import { sealFile } from './sealed-files.ts';

/** Nothing moved for so long: the line is dead. */
const UPLOAD_SILENCE_MS = 60_000;

/** The file that was to be sent is not there, or cannot be read. */
export class FileMissing extends Error {
  override name = 'FileMissing';
}

/** The file did not reach WhatsApp. */
export class UploadFailed extends Error {
  override name = 'UploadFailed';
}

/** What WhatsApp does not do. */
export class NotAllowed extends Error {
  override name = 'NotAllowed';
}

/** Where WhatsApp wants each kind to be put. */
const DOORS = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  voice: 'audio',
  document: 'document',
  sticker: 'sticker',
} as const satisfies Record<MediaKind, string>;

/** Sends messages; the same id again is the same message, byte for byte, and no file is uploaded twice for it. */
export function createSending(auth: Auth, uploadFile: (waId: string) => string, now: () => number) {
  const { sent } = auth.file;
  const decoded = (waId: string) => {
    const bytes = sent.get(waId);
    return bytes && proto.Message.decode(bytes);
  };

  const upload = async (sock: WASocket, waId: string, { file, kind }: OutgoingMedia): Promise<Uploaded> => {
    const sealed = uploadFile(waId);
    try {
      const about = await sealFile(file, sealed, kind).catch((error: unknown) => {
        const missing = error instanceof Error && 'path' in error && error.path === file;
        throw missing
          ? new FileMissing('file', { cause: error })
          : new UploadFailed('seal', { cause: error });
      });
      const place = await sock
        .waUploadToServer(sealed, {
          mediaType: DOORS[kind],
          fileEncSha256B64: Buffer.from(about.fileEncSha256).toString('base64'),
          timeoutMs: UPLOAD_SILENCE_MS,
        })
        .catch((error: unknown) => {
          throw new UploadFailed('upload', { cause: error });
        });
      return { ...about, directPath: place.directPath, ...(place.mediaUrl && { url: place.mediaUrl }) };
    } finally {
      await rm(sealed, { force: true });
    }
  };

  const build = async (
    sock: WASocket,
    { waId, content, quote }: Outgoing,
    about: Circumstances,
  ): Promise<proto.IMessage> => {
    if (content.kind !== 'media') return toMessage(content, quote, about);
    return toMediaMessage(content, quote, await upload(sock, waId, content.media), about);
  };

  return async (sock: WASocket, jid: string, message: Outgoing): Promise<void> => {
    refuseForeign(message.content);
    const { waId } = message;
    const { me } = sock.authState.creds;
    const own = jid.endsWith('@s.whatsapp.net') ? me?.id : (me?.lid ?? me?.id);
    const known = decoded(waId);
    const built =
      known ??
      (await build(sock, message, {
        jid,
        me: jidNormalizedUser(own),
        secret: randomBytes(32),
        now: now(),
        sent: decoded,
      }));
    if (!known) sent.put(waId, proto.Message.encode(built).finish(), now());
    const edit = editOf(message.content);
    await sock.relayMessage(jid, built, {
      messageId: waId,
      ...(edit !== undefined && { additionalAttributes: { edit } }),
    });
  };
}

/** Nobody changes or deletes what others wrote. */
function refuseForeign(content: OutgoingContent): void {
  if (content.kind !== 'amendment' || content.target.fromMe || content.change.kind === 'react') return;
  throw new NotAllowed(content.change.kind);
}

/** What is sent, in WhatsApp's own form. Pure. */
import { proto } from '@whiskeysockets/baileys';
import type { OutgoingContent, OutgoingMedia } from '../../driver.ts';
import type { Change, MediaSource, Place, Target, WireQuote } from '../../wire.ts';
import { toVCard } from './cards.ts';
import { toJid } from './jid.ts';

/** The file as it lies at WhatsApp. */
export type Uploaded = MediaSource & { readonly size: number };

export interface Circumstances {
  /** Where it goes. */
  readonly jid: string;
  /** This account, in the kind of address that the chat uses. */
  readonly me: string;
  /** 32 random bytes: what later replies and reactions refer to. */
  readonly secret: Uint8Array;
  readonly now: number;
  /** What was sent under an id, for a caption that is changed. */
  readonly sent: (waId: string) => proto.IMessage | undefined;
}

/** The whole message but for a file, which is uploaded first. */
export function toMessage(
  content: Exclude<OutgoingContent, { kind: 'media' }>,
  quote: WireQuote | undefined,
  about: Circumstances,
): proto.IMessage {
  const contextInfo = quote && contextOf(quote, about);
  const context = contextInfo && { contextInfo };
  const secret = { messageContextInfo: { messageSecret: about.secret } };
  switch (content.kind) {
    case 'text':
      // No preview is fetched: it would tell the link's host of every message, and wait for it.
      return { extendedTextMessage: { text: content.text, ...context }, ...secret };
    case 'location':
      return { locationMessage: { ...placeOf(content), ...context }, ...secret };
    case 'contacts': {
      const cards = content.cards.map(toVCard);
      const [only] = cards;
      if (only && cards.length === 1) return { contactMessage: { ...only, ...context }, ...secret };
      return { contactsArrayMessage: { displayName: '', contacts: cards, ...context }, ...secret };
    }
    case 'amendment':
      return amendment(content.target, content.change, about);
  }
}

export function toMediaMessage(
  { media, text }: Extract<OutgoingContent, { kind: 'media' }>,
  quote: WireQuote | undefined,
  uploaded: Uploaded,
  about: Circumstances,
): proto.IMessage {
  const contextInfo = quote && contextOf(quote, about);
  const common = {
    ...fileOf(media, uploaded, about.now),
    ...(contextInfo && { contextInfo }),
  };
  const caption = text === '' ? {} : { caption: text };
  const secret = { messageContextInfo: { messageSecret: about.secret } };
  const seconds = media.seconds === undefined ? {} : { seconds: Math.round(media.seconds) };
  switch (media.kind) {
    case 'image':
      return { imageMessage: { ...common, ...caption }, ...secret };
    case 'video':
      return {
        videoMessage: { ...common, ...caption, ...seconds, ...(media.gif && { gifPlayback: true }) },
        ...secret,
      };
    case 'audio':
      return { audioMessage: { ...common, ...seconds, ptt: false }, ...secret };
    case 'voice': {
      const waveform = media.waveform && Uint8Array.from(media.waveform);
      // Phones play no other kind as a voice message.
      const mimetype = 'audio/ogg; codecs=opus';
      return {
        audioMessage: { ...common, ...seconds, mimetype, ptt: true, ...(waveform && { waveform }) },
        ...secret,
      };
    }
    case 'document': {
      const fileName = media.fileName ?? '';
      const documentMessage = { ...common, ...caption, fileName, title: fileName };
      if (text === '') return { documentMessage, ...secret };
      return { documentWithCaptionMessage: { message: { documentMessage } }, ...secret };
    }
    case 'sticker':
      return { stickerMessage: common, ...secret };
  }
}

/** The stanza's word for what the message does to another one. */
export function editOf(content: OutgoingContent): '1' | '7' | undefined {
  if (content.kind !== 'amendment') return undefined;
  return content.change.kind === 'edit' ? '1' : content.change.kind === 'delete' ? '7' : undefined;
}

function fileOf({ mime, width, height, thumbnail }: OutgoingMedia, uploaded: Uploaded, now: number) {
  const { url, directPath, mediaKey, fileSha256, fileEncSha256, size } = uploaded;
  return {
    ...(url !== undefined && { url }),
    directPath,
    mediaKey,
    fileSha256,
    fileEncSha256,
    fileLength: size,
    mimetype: mime,
    mediaKeyTimestamp: Math.floor(now / 1000),
    ...(width !== undefined && height !== undefined && { width, height }),
    ...(thumbnail && { jpegThumbnail: thumbnail }),
  };
}

const placeOf = ({ latitude, longitude, name, address }: Place): proto.Message.ILocationMessage => ({
  degreesLatitude: latitude,
  degreesLongitude: longitude,
  ...(name !== undefined && { name }),
  ...(address !== undefined && { address }),
});

function amendment(target: Target, change: Change, about: Circumstances): proto.IMessage {
  const key = keyOf(target, about.jid);
  const { Type } = proto.Message.ProtocolMessage;
  switch (change.kind) {
    case 'react':
      return { reactionMessage: { key, text: change.emoji, senderTimestampMs: about.now } };
    case 'delete':
      return { protocolMessage: { type: Type.REVOKE, key } };
    case 'edit': {
      const editedMessage = edited(about.sent(target.waId), change.text);
      return { protocolMessage: { type: Type.MESSAGE_EDIT, key, editedMessage, timestampMs: about.now } };
    }
  }
}

function keyOf({ waId, fromMe, author }: Target, jid: string): proto.IMessageKey {
  const by = author?.[0] && toJid(author[0]);
  return { remoteJid: jid, fromMe, id: waId, ...(by !== undefined && !fromMe && { participant: by }) };
}

/** A caption stays the caption of its file. */
function edited(sent: proto.IMessage | undefined, text: string): proto.IMessage {
  const { imageMessage, videoMessage } = sent ?? {};
  const documentMessage = sent?.documentWithCaptionMessage?.message?.documentMessage ?? sent?.documentMessage;
  if (imageMessage) return { imageMessage: { ...imageMessage, caption: text } };
  if (videoMessage) return { videoMessage: { ...videoMessage, caption: text } };
  if (documentMessage) return { documentMessage: { ...documentMessage, caption: text } };
  return { extendedTextMessage: { text } };
}

function contextOf(quote: WireQuote, { jid, me }: Circumstances): proto.IContextInfo {
  const author = quote.author?.[0] && toJid(quote.author[0]);
  return {
    stanzaId: quote.waId,
    participant: quote.fromMe ? me : (author ?? jid),
    quotedMessage: quotedOf(quote),
  };
}

/** Enough for the other side to show what is answered, also where it has that message no more. */
function quotedOf({ kind, text }: WireQuote): proto.IMessage {
  switch (kind) {
    case 'image':
      return { imageMessage: { caption: text } };
    case 'video':
      return { videoMessage: { caption: text } };
    case 'audio':
      return { audioMessage: { ptt: false } };
    case 'voice':
      return { audioMessage: { ptt: true } };
    case 'document':
      return { documentMessage: { fileName: text, title: text } };
    case 'sticker':
      return { stickerMessage: {} };
    case 'location':
      return { locationMessage: { name: text } };
    case 'contacts':
      return { contactMessage: { displayName: text } };
    case 'text':
    case 'other':
      return { conversation: text };
  }
}

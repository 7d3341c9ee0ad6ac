import { proto } from '@whiskeysockets/baileys';
import type { MediaPurpose } from '../media/crypto.ts';

export type MediaKind = 'image' | 'video' | 'audio' | 'voice' | 'document' | 'sticker';
export type Kind = MediaKind | 'text' | 'contact' | 'location' | 'poll' | 'other';

/** Where a message's file lies and how to read it. */
export interface MediaReference {
  readonly purpose: MediaPurpose;
  readonly directPath: string;
  readonly mediaKey: Uint8Array;
  readonly mimetype: string;
  readonly fileName: string | undefined;
  readonly seconds: number | undefined;
}

/** What a decrypted message wants from the phone that reads it. */
export type Content =
  | {
      readonly is: 'message';
      readonly kind: Kind;
      readonly text: string;
      readonly replyTo: string | undefined;
      readonly media: MediaReference | undefined;
    }
  | { readonly is: 'edit'; readonly id: string; readonly text: string }
  | { readonly is: 'revoke'; readonly id: string }
  | { readonly is: 'reaction'; readonly id: string; readonly emoji: string }
  | { readonly is: 'protocol'; readonly protocol: proto.Message.IProtocolMessage }
  | { readonly is: 'nothing' };

const { Type } = proto.Message.ProtocolMessage;

export const PURPOSES: Readonly<Record<MediaKind, MediaPurpose>> = {
  image: 'Image',
  sticker: 'Image',
  video: 'Video',
  audio: 'Audio',
  voice: 'Audio',
  document: 'Document',
};

export function readContent(wrapped: proto.IMessage): Content {
  const message = unwrap(wrapped);
  const { protocolMessage: protocol, reactionMessage: reaction } = message;
  if (protocol) return readProtocol(protocol);
  if (reaction) return { is: 'reaction', id: reaction.key?.id ?? '', emoji: reaction.text ?? '' };
  const { kind, text = '', context, media } = readBody(message);
  if (kind === undefined) return { is: 'nothing' };
  return { is: 'message', kind, text, replyTo: context?.stanzaId ?? undefined, media };
}

function readProtocol(protocol: proto.Message.IProtocolMessage): Content {
  const id = protocol.key?.id ?? '';
  if (protocol.type === Type.REVOKE) return { is: 'revoke', id };
  if (protocol.type !== Type.MESSAGE_EDIT) return { is: 'protocol', protocol };
  const edited = readBody(unwrap(protocol.editedMessage ?? {}));
  return { is: 'edit', id, text: edited.text ?? '' };
}

/** Takes off the envelopes that only say how a message is to be shown. */
function unwrap(message: proto.IMessage): proto.IMessage {
  const inner =
    message.ephemeralMessage?.message ??
    message.viewOnceMessage?.message ??
    message.viewOnceMessageV2?.message ??
    message.documentWithCaptionMessage?.message ??
    message.editedMessage?.message;
  return inner ? unwrap(inner) : message;
}

interface Body {
  readonly kind: Kind | undefined;
  readonly text?: string | undefined;
  readonly context?: proto.IContextInfo | null | undefined;
  readonly media?: MediaReference | undefined;
}

function readBody(message: proto.IMessage): Body {
  const { conversation, extendedTextMessage, contactMessage, contactsArrayMessage } = message;
  if (conversation) return { kind: 'text', text: conversation };
  if (extendedTextMessage) {
    const { text, contextInfo: context } = extendedTextMessage;
    return { kind: 'text', text: text ?? '', context };
  }
  const place = message.locationMessage ?? message.liveLocationMessage;
  if (place) return { kind: 'location', text: placeText(message), context: place.contextInfo };
  const cards = contactMessage ? [contactMessage] : contactsArrayMessage?.contacts;
  if (cards) {
    const context = (contactMessage ?? contactsArrayMessage)?.contextInfo;
    return { kind: 'contact', text: cards.map(cardText).join('\n'), context };
  }
  const poll = message.pollCreationMessage ?? message.pollCreationMessageV3;
  if (poll) return { kind: 'poll', text: poll.name ?? '' };
  return readMedia(message) ?? { kind: hasContent(message) ? 'other' : undefined };
}

function placeText({ locationMessage, liveLocationMessage }: proto.IMessage): string {
  const { degreesLatitude, degreesLongitude } = locationMessage ?? liveLocationMessage ?? {};
  const named = [locationMessage?.name ?? liveLocationMessage?.caption, locationMessage?.address];
  return [...named, `${degreesLatitude}, ${degreesLongitude}`].filter(Boolean).join('\n');
}

function cardText({ displayName, vcard }: proto.Message.IContactMessage): string {
  const numbers = [...(vcard ?? '').matchAll(/^(?:[\w-]+\.)?TEL[^:\n]*:(.+)$/gim)].map(
    ([, number]) => number,
  );
  return [displayName, ...numbers].filter(Boolean).join(' · ');
}

interface MediaMessage {
  readonly directPath?: string | null;
  readonly mediaKey?: Uint8Array | null;
  readonly mimetype?: string | null;
  readonly fileName?: string | null;
  readonly seconds?: number | null;
  readonly caption?: string | null;
  readonly contextInfo?: proto.IContextInfo | null;
}

function readMedia(message: proto.IMessage): Body | undefined {
  const { imageMessage, videoMessage, audioMessage, documentMessage, stickerMessage } = message;
  const found: [MediaKind, MediaMessage | null | undefined][] = [
    ['image', imageMessage],
    ['video', videoMessage],
    [audioMessage?.ptt ? 'voice' : 'audio', audioMessage],
    ['document', documentMessage],
    ['sticker', stickerMessage],
  ];
  for (const [kind, body] of found) {
    if (!body) continue;
    const { directPath, mediaKey, mimetype, fileName, seconds, caption, contextInfo } = body;
    const media: MediaReference | undefined =
      directPath && mediaKey
        ? {
            purpose: PURPOSES[kind],
            directPath,
            mediaKey,
            mimetype: mimetype ?? '',
            fileName: fileName ?? undefined,
            seconds: seconds ?? undefined,
          }
        : undefined;
    return { kind, text: caption ?? '', context: contextInfo, media };
  }
  return undefined;
}

/** Keys for groups travel as messages too, but say nothing. */
const hasContent = (message: proto.IMessage): boolean =>
  Object.entries(message).some(
    ([name, value]) => value && name !== 'senderKeyDistributionMessage' && name !== 'messageContextInfo',
  );

/** The `type` of the stanza that carries the message. */
export function stanzaType(wrapped: proto.IMessage): string {
  const message = unwrap(wrapped);
  if (message.reactionMessage) return 'reaction';
  const shown = message.contactMessage ?? message.contactsArrayMessage ?? message.locationMessage;
  return readMedia(message) || shown || message.liveLocationMessage ? 'media' : 'text';
}

export interface MessageKey {
  readonly remoteJid: string;
  readonly fromMe: boolean;
  readonly id: string;
  readonly participant?: string;
}

export const textMessage = (text: string): proto.IMessage => ({ conversation: text });

export const replyMessage = (
  text: string,
  quoted: { id: string; participant: string; message: proto.IMessage },
): proto.IMessage => ({
  extendedTextMessage: {
    text,
    contextInfo: { stanzaId: quoted.id, participant: quoted.participant, quotedMessage: quoted.message },
  },
});

export const editMessage = (key: MessageKey, text: string, timestampMs: number): proto.IMessage => ({
  editedMessage: {
    message: {
      protocolMessage: { type: Type.MESSAGE_EDIT, key, editedMessage: { conversation: text }, timestampMs },
    },
  },
});

export const revokeMessage = (key: MessageKey): proto.IMessage => ({
  protocolMessage: { type: Type.REVOKE, key },
});

export const reactionMessage = (
  key: MessageKey,
  emoji: string,
  senderTimestampMs: number,
): proto.IMessage => ({ reactionMessage: { key, text: emoji, senderTimestampMs } });

import { randomBytes } from 'node:crypto';
import type { proto } from '@whiskeysockets/baileys';
import { decryptMedia, encryptMedia } from '../media/crypto.ts';
import type { MediaStore } from '../media/store.ts';
import type { Account } from '../server/registry.ts';
import type { Server } from '../server/server.ts';
import { sha256 } from '../wire/crypto.ts';
import type { AttachedFile } from './chats.ts';
import { type Content, type MediaKind, PURPOSES } from './content.ts';

/** A file to be sent. */
export interface FileAttachment {
  readonly kind: MediaKind;
  readonly bytes: Uint8Array;
  readonly mimetype?: string;
  readonly caption?: string;
  readonly fileName?: string;
  readonly seconds?: number;
  readonly width?: number;
  readonly height?: number;
  /** 64 loudnesses, 0 … 100. */
  readonly waveform?: Uint8Array;
  /** A small JPEG. */
  readonly thumbnail?: Uint8Array;
  readonly gif?: boolean;
  readonly viewOnce?: boolean;
  /** What is wrong with the file as it lies at the host: its authentication, or what the message says of it. */
  readonly spoilt?: 'mac' | 'plain-hash' | 'stored-hash';
}

export interface PlaceAttachment {
  readonly kind: 'location';
  readonly latitude: number;
  readonly longitude: number;
  readonly name?: string;
  readonly address?: string;
  /** Moves while it is shared. */
  readonly live?: boolean;
}

export interface CardsAttachment {
  readonly kind: 'contacts';
  readonly cards: readonly { readonly name: string; readonly number: string }[];
}

/** What can be sent besides words; `raw` is whatever a test makes up, under an id of its choice. */
export type Attachment =
  | FileAttachment
  | PlaceAttachment
  | CardsAttachment
  | { readonly kind: 'poll'; readonly question: string; readonly options: readonly string[] }
  | { readonly kind: 'raw'; readonly message: proto.IMessage; readonly id?: string };

const MIMETYPES: Readonly<Record<MediaKind, string>> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/mpeg',
  voice: 'audio/ogg; codecs=opus',
  document: 'application/pdf',
  sticker: 'image/webp',
};

/** Makes the message; a file is encrypted and laid down on the media host. */
export function attach(store: MediaStore, attachment: Attachment): proto.IMessage {
  switch (attachment.kind) {
    case 'raw':
      return attachment.message;
    case 'poll':
      return pollMessage(attachment.question, attachment.options);
    case 'location':
      return placeMessage(attachment);
    case 'contacts':
      return cardsMessage(attachment.cards);
    case 'image':
    case 'video':
    case 'audio':
    case 'voice':
    case 'document':
    case 'sticker':
      return attachFile(store, attachment);
  }
}

const pollMessage = (name: string, options: readonly string[]): proto.IMessage => ({
  messageContextInfo: { messageSecret: randomBytes(32) },
  pollCreationMessageV3: {
    name,
    options: options.map((optionName) => ({ optionName })),
    selectableOptionsCount: 1,
  },
});

function placeMessage({ latitude, longitude, name, address, live }: PlaceAttachment): proto.IMessage {
  const where = { degreesLatitude: latitude, degreesLongitude: longitude };
  if (live) return { liveLocationMessage: { ...where, ...(name !== undefined && { caption: name }) } };
  return {
    locationMessage: {
      ...where,
      ...(name !== undefined && { name }),
      ...(address !== undefined && { address }),
    },
  };
}

function cardsMessage(cards: CardsAttachment['cards']): proto.IMessage {
  const contacts = cards.map(({ name, number }) => ({
    displayName: name,
    vcard: [
      'BEGIN:VCARD',
      'VERSION:3.0',
      `FN:${name}`,
      `item1.TEL;waid=${number}:+${number}`,
      'END:VCARD',
    ].join('\n'),
  }));
  const [only] = contacts;
  if (only && contacts.length === 1) return { contactMessage: only };
  return { contactsArrayMessage: { displayName: `${contacts.length} contatos`, contacts } };
}

/** Other bytes than the right ones, of the same length. */
const wrong = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));

function lay(store: MediaStore, { kind, bytes, spoilt }: FileAttachment) {
  const { stored, ...secret } = encryptMedia(bytes, PURPOSES[kind]);
  if (spoilt === 'mac') {
    const forged = Buffer.concat([stored.subarray(0, -10), wrong(stored.subarray(-10))]);
    return { ...secret, fileEncSha256: sha256(forged), directPath: store.put(forged) };
  }
  return {
    ...secret,
    ...(spoilt === 'plain-hash' && { fileSha256: wrong(secret.fileSha256) }),
    ...(spoilt === 'stored-hash' && { fileEncSha256: wrong(secret.fileEncSha256) }),
    directPath: store.put(stored),
  };
}

function attachFile(store: MediaStore, attachment: FileAttachment): proto.IMessage {
  const { kind, caption, fileName, seconds, width, height, waveform, thumbnail, gif, viewOnce } = attachment;
  const { directPath, ...secret } = lay(store, attachment);
  const file = {
    ...secret,
    directPath,
    url: `https://${store.host}${directPath}`,
    mimetype: attachment.mimetype ?? MIMETYPES[kind],
    ...(caption !== undefined && { caption }),
    ...(thumbnail && { jpegThumbnail: thumbnail }),
    ...(width !== undefined && height !== undefined && { width, height }),
    ...(viewOnce && { viewOnce }),
  };
  const length = seconds === undefined ? {} : { seconds };
  const messages: Record<MediaKind, proto.IMessage> = {
    image: { imageMessage: file },
    video: { videoMessage: { ...file, ...length, ...(gif && { gifPlayback: true }) } },
    audio: { audioMessage: { ...file, ...length } },
    voice: { audioMessage: { ...file, ...length, ptt: true, ...(waveform && { waveform }) } },
    document: { documentMessage: { ...file, fileName: fileName ?? 'documento.pdf' } },
    sticker: { stickerMessage: file },
  };
  if (kind === 'document' && caption !== undefined) {
    return { documentWithCaptionMessage: { message: messages.document } };
  }
  return viewOnce ? { viewOnceMessageV2: { message: messages[kind] } } : messages[kind];
}

/** The message's file as the owner of the phone sees it; undefined when the message has none. */
export function fetchFile(
  server: Server,
  owner: Account,
  { media }: Content & { is: 'message' },
): AttachedFile | undefined {
  if (!media) return undefined;
  const { purpose, directPath, mediaKey, mimetype, fileName: name, seconds } = media;
  const stored = server.media.get(directPath);
  try {
    const bytes = stored && decryptMedia(stored, mediaKey, purpose);
    return { bytes, mimetype, name, seconds };
  } catch (error) {
    server.events.emit('problem', { where: `media at ${owner.pn}`, error });
    return { bytes: undefined, mimetype, name, seconds };
  }
}

/** What a message says, in the words of main (`../../wire.ts`). Pure. */
import { extractMessageContent, getContentType, proto } from '@whiskeysockets/baileys';
import type { Address, Amendment, Content, Target, WireQuote } from '../../wire.ts';
import { cut, degreesOf, emojiOf, LONGEST_QUOTE, nameOf } from './bounds.ts';
import { toCards } from './cards.ts';
import { type Alternate, type Self, isSelf, toAddresses } from './jid.ts';
import { attachedTo, toMedia } from './media-content.ts';

/** What WhatsApp clients tell each other without showing it to anybody. */
const SILENT = new Set([
  // Texts without a word in them; the others were taken before.
  'conversation',
  'extendedTextMessage',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'protocolMessage',
  // Only says how many pictures follow, each in a message of its own.
  'albumMessage',
  'pollUpdateMessage',
  'encReactionMessage',
  'encCommentMessage',
  'encEventResponseMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'stickerSyncRmrMessage',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'secretEncryptedMessage',
]);

/** Who wrote a message, and who we are: second thoughts and quotes name other messages by whoever wrote them. */
export interface Writer {
  readonly fromMe: boolean;
  /** In groups. */
  readonly author?: readonly Address[];
  readonly self: Self;
  readonly alternate: Alternate;
}

/** Nothing for what people are not meant to see. */
export function toContent(message: proto.IMessage | null | undefined, writer: Writer): Content | undefined {
  const content = extractMessageContent(message);
  if (!content) return undefined;
  if (content.protocolMessage) return afterwards(content.protocolMessage, writer);
  if (content.reactionMessage) return reaction(content.reactionMessage, writer);
  if (isShownOnce(message, content) && attachedTo(content))
    return { kind: 'other', label: 'view-once', text: '' };
  return toShown(content);
}

function toShown(content: proto.IMessage): Content | undefined {
  const text = content.conversation || content.extendedTextMessage?.text || answerOf(content);
  if (text) return { kind: 'text', text: text };
  const attached = attachedTo(content);
  const media = attached && toMedia(attached);
  if (media) return { kind: 'media', media, text: attached.described.caption ?? '' };
  const place = toPlace(content);
  if (place) return place;
  const cards = toCards(cardsOf(content));
  if (cards.length > 0) return { kind: 'contacts', cards };
  const type = getContentType(content);
  if (!type || SILENT.has(type)) return undefined;
  return { kind: 'other', label: labelOf(content, type), text: captionOf(content) };
}

/** What a person chose from buttons or a list is their answer, in words. */
function answerOf(content: proto.IMessage): string | null | undefined {
  return (
    content.buttonsResponseMessage?.selectedDisplayText ||
    content.templateButtonReplyMessage?.selectedDisplayText ||
    content.listResponseMessage?.title ||
    content.interactiveResponseMessage?.body?.text
  );
}

function toPlace({ locationMessage, liveLocationMessage }: proto.IMessage): Content | undefined {
  const where = locationMessage ?? liveLocationMessage;
  const degrees = degreesOf(where?.degreesLatitude, where?.degreesLongitude);
  if (!degrees) return undefined;
  const name = nameOf(locationMessage?.name ?? liveLocationMessage?.caption);
  const address = nameOf(locationMessage?.address);
  return {
    kind: 'location',
    ...degrees,
    ...(name !== '' && { name }),
    ...(address !== '' && { address }),
    ...((liveLocationMessage || locationMessage?.isLive) && { live: true as const }),
  };
}

function cardsOf({ contactMessage, contactsArrayMessage }: proto.IMessage) {
  return contactMessage ? [contactMessage] : (contactsArrayMessage?.contacts ?? []);
}

/** Its sender wants it to be gone after it was looked at, which only a phone can promise. */
function isShownOnce(message: proto.IMessage | null | undefined, content: proto.IMessage): boolean {
  const wrapped = message?.ephemeralMessage?.message ?? message;
  return Boolean(
    wrapped?.viewOnceMessage ||
    wrapped?.viewOnceMessageV2 ||
    wrapped?.viewOnceMessageV2Extension ||
    content.imageMessage?.viewOnce ||
    content.videoMessage?.viewOnce ||
    content.audioMessage?.viewOnce,
  );
}

/** Second thoughts on a message sent before. Only whoever wrote a message changes it. */
function afterwards(
  { type, key, editedMessage }: proto.Message.IProtocolMessage,
  writer: Writer,
): Amendment | undefined {
  const { Type } = proto.Message.ProtocolMessage;
  if (!key?.id) return undefined;
  if (type === Type.REVOKE) {
    return { kind: 'amendment', target: revoked(key.id, key, writer), change: { kind: 'delete' } };
  }
  if (type !== Type.MESSAGE_EDIT) return undefined;
  const edited = toShown(extractMessageContent(editedMessage) ?? {});
  const text = edited && 'text' in edited ? edited.text : undefined;
  if (text === undefined) return undefined;
  return { kind: 'amendment', target: own(key.id, writer), change: { kind: 'edit', text } };
}

const own = (waId: string, { fromMe, author }: Writer): Target => ({
  waId,
  fromMe,
  ...(author && !fromMe && { author }),
});

/** In a group, its admins delete what others wrote. */
function revoked(waId: string, { participant }: proto.IMessageKey, writer: Writer): Target {
  return writer.author && participant ? by(waId, participant, writer) : own(waId, writer);
}

function by(waId: string, jid: string, { author, self, alternate }: Writer): Target {
  const fromMe = isSelf(jid, self);
  const addresses = author && !fromMe ? toAddresses([jid], alternate) : [];
  return { waId, fromMe, ...(addresses.length > 0 && { author: addresses }) };
}

/** Baileys has turned the key to our point of view. */
function reaction({ key, text }: proto.Message.IReactionMessage, writer: Writer): Amendment | undefined {
  if (!key?.id) return undefined;
  return {
    kind: 'amendment',
    target: toTarget(key.id, key, writer),
    change: { kind: 'react', emoji: emojiOf(text) },
  };
}

/** A message that is named by a key from our point of view. */
export function toTarget(waId: string, key: proto.IMessageKey, writer: Writer): Target {
  if (key.fromMe) return { waId, fromMe: true };
  const author = writer.author && key.participant ? toAddresses([key.participant], writer.alternate) : [];
  return { waId, fromMe: false, ...(author.length > 0 && { author }) };
}

/** What it answers, if anything. */
export function toQuote(message: proto.IMessage | null | undefined, writer: Writer): WireQuote | undefined {
  const content = extractMessageContent(message);
  const type = content && getContentType(content);
  const part: unknown = type && content[type];
  if (typeof part !== 'object' || part === null || !('contextInfo' in part)) return undefined;
  const context = part.contextInfo as proto.IContextInfo | null | undefined;
  if (!context?.stanzaId) return undefined;
  const { stanzaId, participant, quotedMessage } = context;
  // Without it, people who answer each other answer whoever is on the other side.
  const target = participant ? by(stanzaId, participant, writer) : { waId: stanzaId, fromMe: !writer.fromMe };
  return { ...target, ...previewOf(quotedMessage) };
}

/** What is quoted need not say where its file lies, or what was in it. */
function previewOf(message: proto.IMessage | null | undefined): Pick<WireQuote, 'kind' | 'text'> {
  const content = extractMessageContent(message) ?? {};
  const attached = attachedTo(content);
  if (attached) {
    const { caption, fileName } = attached.described;
    return { kind: attached.kind, text: cut(caption || nameOf(fileName), LONGEST_QUOTE) };
  }
  const place = content.locationMessage ?? content.liveLocationMessage;
  if (place) return { kind: 'location', text: nameOf('name' in place ? place.name : undefined) };
  if (content.contactMessage || content.contactsArrayMessage) {
    const names = toCards(cardsOf(content)).map(({ name }) => name);
    return { kind: 'contacts', text: cut(names.join(', '), LONGEST_QUOTE) };
  }
  const shown = toShown(content);
  const kind = shown?.kind === 'text' ? 'text' : 'other';
  return { kind, text: shown && 'text' in shown ? cut(shown.text, LONGEST_QUOTE) : '' };
}

/** The wire's name, as in `mediatype`: `image`, `ptt`, `vcard`… */
function labelOf(content: proto.IMessage, type: string): string {
  if (content.audioMessage?.ptt) return 'ptt';
  return type.replace(/Message(?:V\d+)?$/, '').replace(/With(?:out)?Caption$/, '');
}

function captionOf(content: proto.IMessage): string {
  return (
    attachedTo(content)?.described.caption ||
    content.documentMessage?.fileName ||
    content.locationMessage?.name ||
    content.locationMessage?.address ||
    content.groupInviteMessage?.groupName ||
    content.eventMessage?.name ||
    (content.pollCreationMessage ?? content.pollCreationMessageV2 ?? content.pollCreationMessageV3)?.name ||
    content.listMessage?.description ||
    content.interactiveMessage?.body?.text ||
    content.productMessage?.body ||
    content.orderMessage?.orderTitle ||
    ''
  );
}

/** What Baileys tells, in the words of main (`../../wire.ts`). Pure. */
import {
  type Contact,
  type BinaryNode,
  type WACallEvent,
  type WAMessage,
  type LIDMapping,
  WAMessageStubType,
  getAllBinaryNodeChildren,
  toNumber,
} from '@whiskeysockets/baileys';
import type {
  Address,
  Arrival,
  Content,
  WireCall,
  WireContact,
  WireMessage,
  WireReceipt,
} from '../../wire.ts';
import { emojiOf } from './bounds.ts';
import { toContent, toQuote, type Writer } from './content.ts';
import { type Alternate, type Self, isSelf, toAddress, toAddresses } from './jid.ts';

export interface Situation {
  readonly self: Self;
  readonly alternate: Alternate;
  /** For a stanza whose own time is senseless. */
  readonly now: number;
}

/** Nothing for what is not for people, or not from one. */
export function toWireMessage(
  message: WAMessage,
  arrival: Arrival,
  { self, alternate, now }: Situation,
): WireMessage | undefined {
  const { key } = message;
  if (!key.id || message.category === 'peer') return undefined;
  const chat = toAddresses([key.remoteJid, key.remoteJidAlt], alternate);
  if (chat.length === 0) return undefined;
  const group = chat[0]?.kind === 'group';
  const author = toAddresses([key.participant ?? message.participant, key.participantAlt], alternate);
  const writer: Writer = { fromMe: key.fromMe === true, ...(group && { author }), self, alternate };
  const content = contentOf(message, writer);
  if (!content) return undefined;
  const quote = toQuote(message.message, writer);
  const name = message.pushName || message.verifiedBizName;
  return {
    waId: key.id,
    chat,
    ...(group && author.length > 0 && { author }),
    fromMe: key.fromMe === true,
    at: toMillis(message.messageTimestamp, now),
    ...(name && { pushName: name }),
    arrival,
    content,
    ...(quote && { quote }),
  };
}

/** A message of the past and the reactions that it has gathered, which the phone hands over as a part of it. */
export function toPastMessages(message: WAMessage, situation: Situation): WireMessage[] {
  const wire = toWireMessage(message, 'history', situation);
  if (!wire) return [];
  const { waId, chat, fromMe, author } = wire;
  const target = { waId, fromMe, ...(author && !fromMe && { author }) };
  const reactions = (message.reactions ?? []).flatMap(({ key, text, senderTimestampMs }): WireMessage[] => {
    if (!key?.id || !text) return [];
    const by = author ? toAddresses([key.participant], situation.alternate) : [];
    return [
      {
        waId: key.id,
        chat,
        ...(by.length > 0 && { author: by }),
        fromMe: key.fromMe === true,
        at: instantOf(senderTimestampMs, wire.at),
        arrival: 'history',
        content: { kind: 'amendment', target, change: { kind: 'react', emoji: emojiOf(text) } },
      },
    ];
  });
  return [wire, ...reactions];
}

const MISSED_CALLS: ReadonlySet<unknown> = new Set([
  WAMessageStubType.CALL_MISSED_VOICE,
  WAMessageStubType.CALL_MISSED_VIDEO,
  WAMessageStubType.CALL_MISSED_GROUP_VOICE,
  WAMessageStubType.CALL_MISSED_GROUP_VIDEO,
]);

function contentOf(message: WAMessage, writer: Writer): Content | undefined {
  const content = toContent(message.message, writer);
  if (content) return content;
  if (message.messageStubType === WAMessageStubType.CIPHERTEXT) return { kind: 'unreadable' };
  if (MISSED_CALLS.has(message.messageStubType)) return { kind: 'other', label: 'missed-call', text: '' };
  // Of what was deleted before we came, only that is left.
  if (message.messageStubType === WAMessageStubType.REVOKE)
    return { kind: 'other', label: 'revoke', text: '' };
  // Shown once, on the phone only.
  if (message.key.isViewOnce) return { kind: 'other', label: 'view-once', text: '' };
  return undefined;
}

/** The delivery, reading or refusal of a message; nothing for the receipts that only machines need. */
export function toWireReceipt(
  { tag, attrs, content }: BinaryNode,
  { self, alternate, now }: Situation,
): WireReceipt | undefined {
  const { id, from, type, error } = attrs;
  if (!id || !from) return undefined;
  const at = toMillis(Number(attrs['t']), now);
  if (tag === 'ack') {
    const chat = toAddresses([from], alternate);
    if (error === undefined) return { waIds: [id], chat, what: 'sent', at };
    return { waIds: [id], chat, what: 'failed', ...(Number(error) && { code: Number(error) }), at };
  }
  const waIds = [id, ...listed(content)];
  if (isSelf(attrs['participant'] ?? from, self)) {
    if (!type?.startsWith('read') && !type?.startsWith('played')) return undefined;
    const chat = toAddresses(
      [attrs['recipient'] ?? (toAddress(from)?.kind === 'group' ? from : undefined)],
      alternate,
    );
    return chat.length > 0 ? { waIds, chat, what: 'seen-on-phone', at } : undefined;
  }
  const chat = toAddresses([from], alternate);
  // A group's message was delivered or read once everybody did, which no single receipt can say.
  if (chat.length === 0 || chat[0]?.kind === 'group') return undefined;
  if (type === undefined || type === 'inactive') return { waIds, chat, what: 'delivered', at };
  if (type === 'read' || type === 'played') return { waIds, chat, what: 'read', at };
  return undefined;
}

function listed(content: BinaryNode['content']): string[] {
  if (!Array.isArray(content)) return [];
  const list = content.find(({ tag }) => tag === 'list');
  return list ? getAllBinaryNodeChildren(list).flatMap(({ attrs }) => attrs['id'] ?? []) : [];
}

/** Nothing when it says nothing of anybody: no second address and no name. */
export function toWireContact(contact: Partial<Contact>, alternate: Alternate): WireContact | undefined {
  const addresses = toAddresses([contact.id, contact.phoneNumber, contact.lid], alternate);
  const pushName = contact.notify || contact.verifiedName;
  if (addresses.length === 0 || (addresses.length === 1 && !contact.name && !pushName)) return undefined;
  return {
    addresses,
    ...(contact.name && { savedName: contact.name }),
    ...(pushName && { pushName }),
  };
}

export function toMapping({ lid, pn }: LIDMapping): WireContact | undefined {
  const addresses = toAddresses([pn, lid], () => undefined);
  return addresses.length === 2 ? { addresses } : undefined;
}

/** Nothing for the small talk between an offer and its end. */
export function toWireCall(
  { id, from, chatId, callerPn, date, isVideo, offline, status }: WACallEvent,
  { alternate, now }: Situation,
): WireCall | undefined {
  const chat = toAddresses([from, chatId, callerPn], alternate);
  if (!id || chat.length === 0 || !['offer', ...ENDED].includes(status)) return undefined;
  const at = date.getTime();
  return {
    callId: id,
    chat,
    video: isVideo === true,
    at: Number.isFinite(at) && at > 0 ? at : now,
    // One that waited at the server rings no more.
    state: status === 'offer' && !offline ? 'ringing' : 'ended',
  };
}

const ENDED: readonly WACallEvent['status'][] = ['accept', 'reject', 'timeout', 'terminate'];

/** The addresses of each. */
export function toPeople(jids: readonly (string | undefined)[], alternate: Alternate): Address[][] {
  return jids.map((jid) => toAddresses([jid], alternate)).filter(({ length }) => length > 0);
}

/** Seconds of the wire to milliseconds; what is no time at all is now. */
function toMillis(seconds: WAMessage['messageTimestamp'], now: number): number {
  const value = toNumber(seconds ?? 0);
  return Number.isFinite(value) && value > 0 ? value * 1000 : now;
}

/** Milliseconds of the wire; what is no time at all is when the message was. */
function instantOf(millis: WAMessage['messageTimestamp'], otherwise: number): number {
  const value = toNumber(millis ?? 0);
  return Number.isFinite(value) && value > 0 ? value : otherwise;
}

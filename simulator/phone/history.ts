import { deflateSync } from 'node:zlib';
import { proto } from '@whiskeysockets/baileys';
import type { ChatMessage } from '../handset/chats.ts';
import type { Handset } from '../handset/handset.ts';
import { encryptMedia } from '../media/crypto.ts';
import { type Account, addressingBetween } from '../server/registry.ts';
import type { Server } from '../server/server.ts';
import { sha256 } from '../wire/crypto.ts';
import { isGroup, jidOf, parseJid } from '../wire/jid.ts';

const { HistorySyncType } = proto.HistorySync;
const { Status } = proto.WebMessageInfo;

/** How a phone hands its history to a companion. */
export interface HistoryOptions {
  /** Messages in one chunk. */
  readonly chunk: number;
  /** At most so many of the newest messages; the companion may ask for older ones. */
  readonly newest: number;
  /** Inside the message, or as a file on the media host. */
  readonly by: 'inline' | 'file';
}

/** The messages that bring a new companion everything the phone shows, newest chunk first. */
export function historyMessages(server: Server, handset: Handset, options: HistoryOptions): proto.IMessage[] {
  const messages = newestFirst(handset.chats.all()).slice(0, options.newest);
  const chunks = Math.max(1, Math.ceil(messages.length / options.chunk));
  const syncs = Array.from({ length: chunks }, (_, i): proto.IHistorySync => {
    const part = messages.slice(i * options.chunk, (i + 1) * options.chunk);
    const first = i === 0;
    return {
      syncType: first ? HistorySyncType.INITIAL_BOOTSTRAP : HistorySyncType.RECENT,
      chunkOrder: i + 1,
      progress: Math.round(((i + 1) * 100) / chunks),
      conversations: conversations(server, handset, part),
      phoneNumberToLidMappings: first ? mappings(server, handset) : [],
    };
  });
  const names = { syncType: HistorySyncType.PUSH_NAME, pushnames: pushNames(server, handset) };
  return [...syncs, names].map((sync) => notification(server, sync, options.by));
}

/** The messages of one chat before a moment, as a companion asks for them later. */
export function olderMessages(
  server: Server,
  handset: Handset,
  request: proto.Message.PeerDataOperationRequestMessage.IHistorySyncOnDemandRequest,
  requestId: string,
): proto.IMessage {
  const account = server.registry.find(parseJid(request.chatJid ?? ''));
  const chat = account?.pn ?? request.chatJid ?? '';
  const before = Number(request.oldestMsgTimestampMs ?? Infinity);
  const messages = handset.chats.of(chat).filter(({ at, id }) => at <= before && id !== request.oldestMsgId);
  const newest = request.onDemandMsgCount ?? 50;
  const asked = newestFirst(messages).slice(0, newest);
  const sync = {
    syncType: HistorySyncType.ON_DEMAND,
    chunkOrder: 1,
    progress: 100,
    conversations: conversations(server, handset, asked),
  };
  return notification(server, sync, 'inline', requestId);
}

const newestFirst = (messages: readonly ChatMessage[]) => messages.toSorted((a, b) => b.at - a.at);

/** A message as it is kept, for history and for placeholders. */
export function webMessage(
  server: Server,
  { account }: Handset,
  message: ChatMessage,
): proto.IWebMessageInfo {
  const { id, fromMe, at, author, read, delivered, reactions } = message;
  const jid = chatJid(server, account, message.chat);
  const writer = server.registry.find(parseJid(`${author}@s.whatsapp.net`));
  const group = server.groups.find(message.chat);
  const status = read ? Status.READ : delivered ? Status.DELIVERY_ACK : Status.SERVER_ACK;
  return {
    key: {
      remoteJid: jid,
      fromMe,
      id,
      ...(group && writer && !fromMe && { participant: jidOf(writer, group.mode) }),
    },
    ...contentOf(message),
    ...(Object.keys(reactions).length > 0 && { reactions: reactionsTo(server, account, message) }),
    messageTimestamp: Math.floor(at / 1000),
    ...(fromMe && { status }),
    ...(!fromMe && writer && { pushName: writer.name }),
  };
}

/** As it reads by now; of what was deleted, only that it was. */
function contentOf({ raw, deleted, edited, text }: ChatMessage): proto.IWebMessageInfo {
  if (deleted) return { messageStubType: proto.WebMessageInfo.StubType.REVOKE };
  return { message: edited ? { conversation: text } : proto.Message.decode(raw) };
}

/** Each with a key of its own, made up, for this phone does not keep the real ones. */
function reactionsTo(server: Server, own: Account, { id, chat, reactions }: ChatMessage): proto.IReaction[] {
  const remoteJid = chatJid(server, own, chat);
  const group = server.groups.find(chat);
  return Object.entries(reactions).map(([number, text]) => {
    const writer = server.registry.find(parseJid(`${number}@s.whatsapp.net`));
    const key = {
      remoteJid,
      fromMe: number === own.pn,
      id: `3A${sha256(Buffer.from(`${id} ${number}`))
        .toString('hex')
        .slice(0, 18)
        .toUpperCase()}`,
      ...(group && writer && { participant: jidOf(writer, group.mode) }),
    };
    return { key, text, senderTimestampMs: server.clock.now() };
  });
}

function chatJid(server: Server, own: Account, chat: string): string {
  if (isGroup(chat)) return chat;
  const account = server.registry.find(parseJid(`${chat}@s.whatsapp.net`));
  return account ? jidOf(account, addressingBetween(own, account)) : `${chat}@s.whatsapp.net`;
}

function conversations(
  server: Server,
  handset: Handset,
  messages: readonly ChatMessage[],
): proto.IConversation[] {
  return [...Map.groupBy(messages, ({ chat }) => chat)].map(([chat, inChat]) => {
    const account = server.registry.find(parseJid(`${chat}@s.whatsapp.net`));
    const id = chatJid(server, handset.account, chat);
    const [newest] = inChat;
    const name = server.groups.find(chat)?.subject ?? account?.name;
    const other =
      account && (id.endsWith('@lid') ? { pnJid: jidOf(account, 'pn') } : { lidJid: jidOf(account, 'lid') });
    return {
      id,
      ...(name !== undefined && { name }),
      ...other,
      unreadCount: handset.chats.of(chat).filter(({ seen }) => !seen).length,
      conversationTimestamp: Math.floor((newest?.at ?? 0) / 1000),
      messages: inChat.map((message) => ({ message: webMessage(server, handset, message) })),
    };
  });
}

const peopleOf = (server: Server, { chats }: Handset) =>
  [...new Set(chats.all().flatMap(({ chat, author }) => [chat, author]))].flatMap((pn) => {
    const account = isGroup(pn) ? undefined : server.registry.find(parseJid(`${pn}@s.whatsapp.net`));
    return account ? [account] : [];
  });

const mappings = (server: Server, handset: Handset): proto.IPhoneNumberToLIDMapping[] =>
  peopleOf(server, handset).map((account) => ({
    pnJid: jidOf(account, 'pn'),
    lidJid: jidOf(account, 'lid'),
  }));

const pushNames = (server: Server, handset: Handset): proto.IPushname[] =>
  peopleOf(server, handset).map((account) => ({
    id: chatJid(server, handset.account, account.pn),
    pushname: account.name,
  }));

function notification(
  server: Server,
  sync: proto.IHistorySync,
  by: HistoryOptions['by'],
  requestId?: string,
): proto.IMessage {
  const packed = deflateSync(proto.HistorySync.encode(sync).finish());
  const historySyncNotification = {
    syncType: sync.syncType as number,
    chunkOrder: sync.chunkOrder ?? 1,
    progress: sync.progress ?? 100,
    ...(requestId !== undefined && { peerDataRequestSessionId: requestId }),
    ...(by === 'inline' ? { initialHistBootstrapInlinePayload: packed } : filed(server, packed)),
  };
  const type = proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION;
  return { protocolMessage: { type, historySyncNotification } };
}

function filed(server: Server, packed: Buffer): proto.Message.IHistorySyncNotification {
  const { stored, mediaKey, fileSha256, fileEncSha256, fileLength } = encryptMedia(packed, 'History');
  return { mediaKey, fileSha256, fileEncSha256, fileLength, directPath: server.media.put(stored) };
}

/** The open conversation: a stretch of its messages, with what lies beyond either end still in main. */
import { create } from 'zustand';
import type { CallError, EventPayload } from '../../preload/contract.ts';
import type { Conversation, InboxRow, Message } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { gather } from './gather.ts';
import { mergeMessages, type OpenEnds } from './merge.ts';

const PAGE = 50;
/** How far back the first unread message is looked for on opening. */
const FAR = 200;
/** The contract's limit of ids in one question. */
const MOST = 500;

/** A message that the list brings into sight, and marks for a moment. */
export interface Aim {
  messageId: number;
  /** Grows with each time that somebody wants to go there. */
  turn: number;
}

interface ConversationState {
  openId: number | undefined;
  /** Undefined while it is asked for. */
  conversation: Conversation | undefined;
  /** Oldest first. */
  messages: readonly Message[];
  /** Whether there are older ones, and newer ones, than those. */
  more: OpenEnds;
  error: CallError | undefined;
  olderError: CallError | undefined;
  newerError: CallError | undefined;
  aim: Aim | undefined;
  /** What of the contact arrived while the end of the conversation was not loaded. */
  unloaded: ReadonlySet<number>;
  /** Whole texts that were asked for, by message. */
  fullTexts: Readonly<Record<number, string>>;
  /** Conversations in which the contact is writing. */
  typing: Readonly<Record<number, true>>;
}

const WHOLE: OpenEnds = { before: false, after: false };
const CLOSED: Omit<ConversationState, 'typing'> = {
  openId: undefined,
  conversation: undefined,
  messages: [],
  more: WHOLE,
  error: undefined,
  olderError: undefined,
  newerError: undefined,
  aim: undefined,
  unloaded: new Set(),
  fullTexts: {},
};

export const useConversation = create<ConversationState>()(() => ({ ...CLOSED, typing: {} }));

export function forgetConversation(): void {
  useConversation.setState({ ...CLOSED, typing: {} });
}

export function closeConversation(): void {
  useConversation.setState(CLOSED);
}

function isOpen(id: number): boolean {
  return useConversation.getState().openId === id;
}

/** Opens a conversation at its end, or at one of its messages. */
export async function openConversation(
  conversationId: number,
  { messageId }: { messageId?: number | undefined } = {},
): Promise<void> {
  if (!isOpen(conversationId) || !useConversation.getState().conversation) {
    useConversation.setState({ ...CLOSED, openId: conversationId });
    if (!(await loadConversation(conversationId))) return;
  }
  if (messageId !== undefined) await goToMessage(messageId);
}

/** Whether it is there, and still the one that is open. */
async function loadConversation(conversationId: number): Promise<boolean> {
  const reply = await call('conversation.open', { conversationId, limit: PAGE });
  if (!isOpen(conversationId)) return false;
  if (!reply.ok) {
    useConversation.setState({ error: reply.error });
    return false;
  }
  const { conversation, messages, more } = reply.value;
  let all = { messages, more };
  const oldest = messages[0];
  if (more && oldest && conversation.firstUnreadId !== undefined && conversation.firstUnreadId < oldest.id) {
    const older = await call('conversation.page', { conversationId, before: oldest.id, limit: FAR });
    if (!isOpen(conversationId)) return false;
    if (older.ok) all = { messages: [...older.value.messages, ...messages], more: older.value.more };
  }
  useConversation.setState({
    // Main answers with the one that it has become part of.
    openId: conversation.id,
    conversation,
    messages: all.messages,
    more: { before: all.more, after: false },
    error: undefined,
  });
  return true;
}

/**
 * What the open conversation has become, where it was merged into another: it is open in its place from then on.
 * `before` runs first, with both of them known. A channel that it was moved to is taken as well.
 */
export async function followConversation(before: (from: number, into: Conversation) => void): Promise<void> {
  const { openId } = useConversation.getState();
  if (openId === undefined) return;
  const reply = await call('conversation.open', { conversationId: openId, limit: PAGE });
  const held = useConversation.getState().conversation;
  if (!reply.ok || held?.id !== openId) return;
  const { conversation, messages, more } = reply.value;
  const { id, channelId } = conversation;
  if (id === openId) {
    if (channelId !== held.channelId) useConversation.setState({ conversation: { ...held, channelId } });
    return;
  }
  before(openId, conversation);
  useConversation.setState({
    ...CLOSED,
    openId: id,
    conversation,
    messages,
    more: { before: more, after: false },
  });
}

/** After the connection was away: the newest page again, under what is held. */
export async function reloadConversation(): Promise<void> {
  const { openId, more: ends } = useConversation.getState();
  if (openId === undefined) return;
  if (ends.after) {
    await refreshHeld(openId);
    return;
  }
  const reply = await call('conversation.open', { conversationId: openId, limit: PAGE });
  if (!reply.ok || !isOpen(openId)) return;
  useConversation.setState(({ messages, more, conversation }) => {
    const oldestFresh = reply.value.messages[0]?.id ?? 0;
    const newestHeld = messages.at(-1)?.id ?? 0;
    // With a hole between what is held and the newest page only that page is true.
    const joins = newestHeld >= oldestFresh || !reply.value.more;
    return {
      error: undefined,
      conversation: conversation ?? reply.value.conversation,
      messages: joins ? mergeMessages(messages, reply.value.messages, more) : reply.value.messages,
      more: { before: joins && messages.length > 0 ? more.before : reply.value.more, after: false },
    };
  });
}

async function refreshHeld(conversationId: number): Promise<void> {
  const ids = useConversation.getState().messages.map(({ id }) => id);
  const reply = await call('conversation.messages', { conversationId, ids: ids.slice(-MOST) });
  if (reply.ok && isOpen(conversationId)) take(reply.value);
}

let loadingOlder = false;

export async function loadOlder(): Promise<void> {
  const { openId, messages, more } = useConversation.getState();
  const oldest = messages[0];
  if (openId === undefined || !oldest || !more.before || loadingOlder) return;
  loadingOlder = true;
  useConversation.setState({ olderError: undefined });
  const reply = await call('conversation.page', { conversationId: openId, before: oldest.id, limit: PAGE });
  loadingOlder = false;
  // The stretch itself may have become another one meanwhile.
  if (!isOpen(openId) || useConversation.getState().messages[0]?.id !== oldest.id) return;
  useConversation.setState((state) =>
    reply.ok
      ? {
          messages: mergeMessages(state.messages, reply.value.messages, { ...state.more, before: false }),
          more: { ...state.more, before: reply.value.more },
        }
      : { olderError: reply.error },
  );
}

let loadingNewer = false;

export async function loadNewer(): Promise<void> {
  const { openId, messages, more } = useConversation.getState();
  const newest = messages.at(-1);
  if (openId === undefined || !newest || !more.after || loadingNewer) return;
  loadingNewer = true;
  useConversation.setState({ newerError: undefined });
  const reply = await call('conversation.page', { conversationId: openId, after: newest.id, limit: PAGE });
  loadingNewer = false;
  if (!isOpen(openId) || useConversation.getState().messages.at(-1)?.id !== newest.id) return;
  useConversation.setState((state) =>
    reply.ok
      ? {
          messages: mergeMessages(state.messages, reply.value.messages, { ...state.more, after: false }),
          more: { ...state.more, after: reply.value.more },
          ...(!reply.value.more && { unloaded: new Set<number>() }),
        }
      : { newerError: reply.error },
  );
}

/** Brings a message of the open conversation into sight; loads what stands around it when it is not there. */
export async function goToMessage(messageId: number): Promise<CallError | undefined> {
  const { openId, messages } = useConversation.getState();
  if (openId === undefined) return undefined;
  if (messages.some(({ id }) => id === messageId)) {
    aimAt(messageId);
    return undefined;
  }
  return goAround(openId, { messageId });
}

/** Brings the first message at or after an instant into sight. */
export async function goToDate(at: number): Promise<CallError | undefined> {
  const { openId } = useConversation.getState();
  return openId === undefined ? undefined : goAround(openId, { at });
}

async function goAround(
  conversationId: number,
  place: { messageId: number } | { at: number },
): Promise<CallError | undefined> {
  const reply = await call('conversation.around', { conversationId, ...place, limit: PAGE });
  if (!isOpen(conversationId)) return undefined;
  if (!reply.ok) return reply.error;
  const { messages, moreBefore, moreAfter, messageId } = reply.value;
  if (messages.length > 0) {
    useConversation.setState({
      messages,
      more: { before: moreBefore, after: moreAfter },
      olderError: undefined,
      newerError: undefined,
    });
  }
  const target = messageId ?? messages.at(-1)?.id;
  if (target !== undefined) aimAt(target);
  return undefined;
}

let turns = 0;

function aimAt(messageId: number): void {
  turns += 1;
  useConversation.setState({ aim: { messageId, turn: turns } });
}

export function aimReached(turn: number): void {
  useConversation.setState(({ aim }) => (aim?.turn === turn ? { aim: undefined } : {}));
}

/** Where the end is not loaded: the newest page in place of the stretch that is shown. */
export async function loadEnd(): Promise<void> {
  const { openId, more } = useConversation.getState();
  if (openId === undefined || !more.after) return;
  const reply = await call('conversation.open', { conversationId: openId, limit: PAGE });
  if (!isOpen(openId)) return;
  useConversation.setState(
    reply.ok
      ? {
          messages: reply.value.messages,
          more: { before: reply.value.more, after: false },
          unloaded: new Set(),
          olderError: undefined,
          newerError: undefined,
        }
      : { newerError: reply.error },
  );
}

function take(fresh: readonly Message[]): void {
  useConversation.setState(({ messages, more, unloaded }) => {
    const newest = messages.at(-1)?.id ?? 0;
    const beyond = more.after ? fresh.filter(({ id, fromMe }) => !fromMe && id > newest) : [];
    return {
      messages: mergeMessages(messages, fresh, more),
      ...(beyond.length > 0 && { unloaded: new Set([...unloaded, ...beyond.map(({ id }) => id)]) }),
    };
  });
}

const refresh = gather(async (ids) => {
  const { openId } = useConversation.getState();
  if (openId === undefined) return;
  const reply = await call('conversation.messages', { conversationId: openId, ids: ids.slice(-MOST) });
  if (!reply.ok || !isOpen(openId)) return;
  take(reply.value);
});

export function takeConversationChange({
  conversationId,
  messageIds,
}: EventPayload<'conversation.changed'>): void {
  if (!isOpen(conversationId)) return;
  if (messageIds.length > MOST) void reloadConversation();
  else refresh(messageIds);
}

export function takeTyping({ conversationId, typing }: EventPayload<'conversation.typing'>): void {
  useConversation.setState((state) => {
    const { [conversationId]: _, ...others } = state.typing;
    return { typing: typing ? { ...others, [conversationId]: true } : others };
  });
}

/** What the list was told of the open conversation. */
export function takeListed({ channelId, contact, ticket, seenOnPhone }: InboxRow): void {
  useConversation.setState(({ conversation }) =>
    conversation
      ? // What was unread when it was opened stays read on the phone, although it is read here by now.
        {
          conversation: { ...conversation, channelId, contact, ticket, ...(seenOnPhone && { seenOnPhone }) },
        }
      : {},
  );
}

/** A message of ours that main has taken, or changed. */
export function takeMessage(message: Message): void {
  if (!isOpen(message.conversationId)) return;
  take([message]);
}

/** Whoever answers has read: the line between read and unread has done its work, and the end is where they look. */
export function takeAnswer(message: Message): void {
  takeMessage(message);
  if (!isOpen(message.conversationId)) return;
  useConversation.setState(({ conversation }) => ({
    conversation: conversation && { ...conversation, unread: 0 },
  }));
  void loadEnd();
}

export async function loadFullText(messageId: number): Promise<CallError | undefined> {
  const reply = await call('messages.fullText', { messageId });
  if (!reply.ok) return reply.error;
  useConversation.setState(({ fullTexts }) => ({
    fullTexts: { ...fullTexts, [messageId]: reply.value.text },
  }));
  return undefined;
}

let seen = { conversationId: 0, upTo: 0 };

/** Somebody has seen the conversation up to this message. */
export function markSeen(conversationId: number, upTo: number): void {
  if (seen.conversationId === conversationId && seen.upTo >= upTo) return;
  seen = { conversationId, upTo };
  void tellSeen(conversationId, upTo);
}

async function tellSeen(conversationId: number, upTo: number): Promise<void> {
  const reply = await call('conversation.seen', { conversationId, upTo });
  // To be told again the next time that somebody looks.
  if (!reply.ok && seen.upTo === upTo) seen = { conversationId: 0, upTo: 0 };
}

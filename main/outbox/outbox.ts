import type { Logger } from 'pino';
import type { FailureCode, MessageStatus } from '../../preload/entities.ts';
import { type ChannelDriver, SendFailure } from '../channels/driver.ts';
import type { MediaKind } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import type { Contacts } from '../contacts/store.ts';
import { Refusal } from '../failure.ts';
import type { Changes, Write } from '../inbox/changes.ts';
import type { ConversationRow, Conversations } from '../inbox/conversations.ts';
import type { Messages } from '../inbox/messages.ts';
import type { StoredQuote } from '../inbox/extras.ts';
import { columnsOf, type Kept, labelOf, placeOf, withMessage } from '../inbox/rules.ts';
import type { Media } from '../media/media.ts';
import type { Sent } from '../media/store.ts';
import { createLanes } from './lanes.ts';
import type { Tickets } from '../tickets/tickets.ts';
import { messageIdOf } from './message-id.ts';
import { createOutgoing } from './outgoing.ts';
import { isBlank } from './rules.ts';
import type { OutboxStore } from './store.ts';

/**
 * Everything that is sent goes through here, and goes once.
 *
 * A row is `queued` until it is its turn and `sending` from before the driver hears of it until a receipt proves that it
 * went (the row is gone) or it fails. One message of a channel is handed over at a time. When the process or the
 * connection ends meanwhile, nobody knows whether it went: the row stays `sending`, holds back what follows in its
 * conversation, and is settled when the driver has caught up. By then the receipts that waited at the server have
 * removed what went; the rest goes again with the same id, which a phone shows once. A server that is connected and
 * silent for `ANSWER_MS` is treated like a failed try: again, with the same id, after a pause.
 */
export interface Outbox {
  /** The message that this press has made already. */
  known(conversationId: number, nonce: string): number | undefined;
  /**
   * Answers the message's id; the same nonce always the same one. Refusals: `message-empty`, `conversation-not-found`,
   * `channel-archived`, `contact-blocked`, `to-oneself`, `attachment-not-found`, `message-not-found` and
   * `message-deleted` (of what it answers).
   */
  enqueue(order: Order): number;
  /**
   * The same for what the station sends by itself, inside the transaction that says why; `flush` comes once that is on
   * disk. It ends nobody's waiting and leaves the draft alone: a person has still to answer. Answers `undefined`, and
   * queues nothing, where nothing leaves any more, where whoever it is for is blocked or the channel itself, or where
   * nothing could be seen of the text.
   */
  enqueueWithin(order: RobotOrder, changes: Changes): number | undefined;
  /** What was queued within a transaction may leave. */
  flush(channelId: number): void;
  /** Whether it is connected and what waited at the server is stored: who answered meanwhile is known. */
  hasLine(channelId: number): boolean;
  /**
   * Queues a message again that failed, or of which nobody knows whether it went: a person has chosen so. It leaves
   * through the channel that its conversation has by now, with the same id. Refusals: `message-not-found`,
   * `message-not-retryable`, `channel-archived`, `contact-blocked`, `to-oneself`.
   */
  retry(messageId: number): void;
  channelConnected(channelId: number): void;
  channelDisconnected(channelId: number): void;
  /** The receipts that waited at the server are stored. */
  channelCaughtUp(channelId: number): void;
  stop(): void;
}

/** One press of send. */
export interface Order {
  readonly conversationId: number;
  readonly text: string;
  readonly nonce: string;
  readonly userId: number | undefined;
  readonly file?: StagedFile | undefined;
  /** The message that it answers. */
  readonly replyTo?: number | undefined;
}

/** A file that leaves the composer as the message comes into being. */
export interface StagedFile {
  readonly attachmentId: string;
  readonly kind: MediaKind;
  readonly media: Sent;
}

/** What the station says by itself; the nonce is made of what it was decided for, so that a crash never says it twice. */
export interface RobotOrder {
  readonly conversationId: number;
  readonly text: string;
  readonly nonce: string;
  /** Not handed over by then, it fails with `too-late` instead of leaving. */
  readonly goodUntil?: number;
}

export function createOutbox({
  clock,
  log,
  write,
  contacts,
  conversations,
  messages,
  store,
  media,
  driverOf,
  tickets,
}: {
  clock: Clock;
  log: Logger;
  write: Write;
  contacts: Contacts;
  conversations: Conversations;
  messages: Messages;
  store: OutboxStore;
  media: Pick<Media, 'store' | 'staged' | 'files'>;
  driverOf: (channelId: number) => ChannelDriver | undefined;
  tickets: Pick<Tickets, 'sent'>;
}): Outbox {
  const outgoing = createOutgoing({ contacts, media });
  const lanes = createLanes({
    name: 'outbox',
    clock,
    log,
    write,
    queue: {
      waiting: (channelId) => store.waiting(channelId),
      unsettled: (channelId) => store.unsettled(channelId),
      has: (id) => store.has(id),
      claim(id, changes) {
        store.claim(id);
        setStatus(id, 'sending', changes);
      },
      again(id, { attempts, notBefore }, changes) {
        store.again(id, attempts, notBefore);
        setStatus(id, 'queued', changes);
      },
      fail(id, failure, changes) {
        store.remove(id);
        setStatus(id, 'failed', changes, failure);
      },
      async send(channelId, id) {
        const driver = driverOf(channelId);
        if (!driver) throw new SendFailure('transient', 'not-connected');
        const content = store.content(id);
        // It may have waited for the line since before that was so.
        if (store.isBlocked(content.contactId)) throw new SendFailure('final', 'contact-blocked');
        if (store.isTooLate(id, clock.now())) throw new SendFailure('final', 'too-late');
        await driver.send(outgoing(id, content));
      },
    },
  });

  function setStatus(
    messageId: number,
    status: MessageStatus,
    changes: Changes,
    failure?: FailureCode,
  ): void {
    // Asked anew: the conversation may have been merged into another since the row was read.
    const { conversationId, channelId } = messages.byId(messageId)!;
    messages.setStatus(messageId, status, failure);
    conversations.previewStatus(conversationId, messageId, status);
    changes.message(conversationId, messageId);
    changes.counters(channelId);
  }

  /** Why nothing may be sent there. */
  function refusalOf({ channelId, contactId }: ConversationRow): string | undefined {
    if (store.isArchived(channelId)) return 'channel-archived';
    if (store.isBlocked(contactId)) return 'contact-blocked';
    return store.isOwnNumber(channelId, contactId) ? 'to-oneself' : undefined;
  }

  function refuseReceiver(conversation: ConversationRow): void {
    const code = refusalOf(conversation);
    if (code !== undefined) throw new Refusal(code);
  }

  function quoteOf(replyTo: number, { id }: ConversationRow): StoredQuote {
    const answered = messages.byId(replyTo);
    if (answered?.conversationId !== id) throw new Refusal('message-not-found', { field: 'replyTo' });
    const quote = store.quoteOf(replyTo);
    if (quote.deleted) throw new Refusal('message-deleted', { field: 'replyTo' });
    const { waId, fromMe, authorId } = answered;
    return { waId, fromMe, authorId, kind: quote.kind, text: quote.text };
  }

  function add(
    conversation: ConversationRow,
    { waId, userId, origin, content, quote, goodUntil }: Addition,
    changes: Changes,
  ): number {
    const { id: conversationId, channelId } = conversation;
    // Below everything in its conversation, even when this PC's clock is behind WhatsApp's.
    const at = Math.max(clock.now(), conversation.lastAt);
    const status = 'queued';
    const id = messages.insert(
      {
        conversationId,
        channelId,
        waId,
        fromMe: true,
        at,
        unread: false,
        origin,
        userId,
        authorId: undefined,
        status,
        content,
        quote,
      },
      placeOf(at, 'live', conversation.lastMessageId),
    );
    store.add(id, channelId, goodUntil);
    const { kind, body } = columnsOf(content);
    // What a robot says is not an answer of a person: who waits, waits on.
    const entry = { id, at, fromMe: true, unread: false, kind, status, old: origin === 'robot' } as const;
    conversations.summarise(
      conversationId,
      withMessage(conversation, { ...entry, body: body || labelOf(content) }),
    );
    // In the same transaction: after a crash it is either still being written or queued, never both.
    if (origin === 'station') conversations.draft(conversationId, '');
    tickets.sent(conversation, id, origin === 'robot' ? undefined : userId, changes);
    changes.message(conversationId, id);
    changes.counters(channelId);
    return id;
  }

  /** The file goes from the composer to the message, whole or not at all. */
  function takeFile(messageId: number, { attachmentId, media: sent }: StagedFile): void {
    if (!media.staged.remove(attachmentId))
      throw new Refusal('attachment-not-found', { field: 'attachmentId' });
    media.store.sent(messageId, sent);
  }

  return {
    known(conversationId, nonce) {
      const channelId = conversations.byId(conversationId)?.channelId;
      return channelId === undefined ? undefined : messages.sent(channelId, messageIdOf(nonce))?.id;
    },

    enqueue({ conversationId, text, nonce, userId, file, replyTo }) {
      if (isBlank(text) && !file) throw new Refusal('message-empty', { field: 'text' });
      const conversation = conversations.byId(conversationId);
      if (!conversation) throw new Refusal('conversation-not-found');
      refuseReceiver(conversation);
      const { channelId } = conversation;
      const waId = messageIdOf(nonce);
      const id = write('outbox.enqueue', (changes) => {
        const known = messages.sent(channelId, waId);
        if (known) return known.id;
        const quote = replyTo === undefined ? undefined : quoteOf(replyTo, conversation);
        const content: Kept = file
          ? { kind: 'file', as: file.kind, text, fileName: file.media.fileName }
          : { kind: 'text', text };
        const added = add(
          conversation,
          { waId, userId, origin: 'station', content, quote, goodUntil: undefined },
          changes,
        );
        if (file) takeFile(added, file);
        return added;
      });
      lanes.pump(channelId);
      return id;
    },

    enqueueWithin({ conversationId, text, nonce, goodUntil }, changes) {
      const conversation = conversations.byId(conversationId);
      if (!conversation || isBlank(text) || refusalOf(conversation) !== undefined) return undefined;
      const waId = messageIdOf(nonce);
      const known = messages.sent(conversation.channelId, waId);
      if (known) return known.id;
      const content = { kind: 'text', text } as const;
      return add(
        conversation,
        { waId, userId: undefined, origin: 'robot', content, quote: undefined, goodUntil },
        changes,
      );
    },

    flush: (channelId) => lanes.pump(channelId),
    hasLine: (channelId) => lanes.hasCaughtUp(channelId),

    retry(messageId) {
      const message = messages.byId(messageId);
      if (!message) throw new Refusal('message-not-found');
      const { status, channelId, conversationId } = message;
      if (status !== 'failed' && status !== 'uncertain') throw new Refusal('message-not-retryable');
      refuseReceiver(conversations.byId(conversationId)!);
      write('outbox.retry', (changes) => {
        store.add(messageId, channelId);
        setStatus(messageId, 'queued', changes);
      });
      lanes.pump(channelId);
    },

    channelConnected: (channelId) => lanes.connected(channelId),
    channelDisconnected: (channelId) => lanes.disconnected(channelId),
    channelCaughtUp: (channelId) => lanes.caughtUp(channelId),
    stop: () => lanes.stop(),
  };
}

interface Addition {
  readonly waId: string;
  readonly userId: number | undefined;
  readonly origin: 'station' | 'robot';
  readonly content: Kept;
  readonly quote: StoredQuote | undefined;
  readonly goodUntil: number | undefined;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Bus } from '../api/handler.ts';
import type { Address, WireContact, WireMedia, WireMessage, WireReceipt } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import type { Contact, Contacts } from '../contacts/store.ts';
import type { Amendments } from './amendments.ts';
import type { Changes, Write } from './changes.ts';
import type { ConversationRow, Conversations } from './conversations.ts';
import type { StoredQuote } from './extras.ts';
import { createInOrder, Stopped } from './in-order.ts';
import type { KnownMessage, Messages } from './messages.ts';
import { columnsOf, instant, labelOf, placeOf, type Standing, withMessage } from './rules.ts';
import type { Receipts } from './receipts.ts';
import type { Tickets } from '../tickets/tickets.ts';

/** What the channels' drivers tell, in the order in which they tell it. No call rejects. */
export interface Ingest {
  /** Resolves with those that are safe on disk: these, and only these, may be confirmed to the driver. */
  messages(channelId: number, batch: readonly WireMessage[]): Promise<readonly WireMessage[]>;
  /** The same for these. */
  receipts(channelId: number, batch: readonly WireReceipt[]): Promise<readonly WireReceipt[]>;
  contacts(channelId: number, batch: readonly WireContact[]): Promise<void>;
  typing(channelId: number, chat: readonly Address[], typing: boolean): void;
  /** Runs `task` once everything that the channel told before is stored, and again until there is room for it. */
  afterAll(channelId: number, task: () => void): Promise<void>;
  stop(): void;
}

/** One commit waits for the disk, so rows share it; but the window's questions wait for the commit (T2). */
const BATCH_ROWS = 100;
const BATCH_MS = 8;

/** A message that stands in its conversation by itself. */
interface StandingMessage extends Omit<WireMessage, 'content'> {
  readonly content: Standing;
}

interface Where {
  readonly contact: Contact;
  /** In groups. */
  readonly author: Contact | undefined;
  readonly conversation: ConversationRow;
}

/** Takes what a message's file is told by; inside the transaction that stores the message. */
export interface MediaIntake {
  received(
    messageId: number,
    media: WireMedia,
    about: { readonly arrival: WireMessage['arrival']; readonly at: number },
  ): void;
}

/** A copy of what the phone has, and no word of a contact to the shop. */
function isThePhones({ fromMe, arrival }: WireMessage): boolean {
  return fromMe || arrival === 'history';
}

/** Messages of one channel that came before the first of them was stored: on a slow disk they share its commits. */
interface Group {
  readonly rows: WireMessage[];
  readonly stored: Promise<ReadonlySet<WireMessage>>;
}

export function createIngest({
  clock,
  bus,
  log,
  write,
  contacts,
  conversations,
  messages,
  amendments,
  receipts,
  contactTold,
  mirrors,
  tickets,
  media,
}: {
  clock: Clock;
  bus: Bus;
  log: Logger;
  write: Write;
  contacts: Contacts;
  conversations: Conversations;
  messages: Messages;
  amendments: Amendments;
  receipts: Receipts;
  /** The phone of this channel knows this person (PR-4). Inside a transaction. */
  contactTold: (channelId: number, contactId: number) => void;
  /** Whether what is sent, read or was written on the phone is shown here too (PR-3). */
  mirrors: (channelId: number) => boolean;
  tickets: Pick<Tickets, 'heard'>;
  media: MediaIntake;
}): Ingest {
  const line = createInOrder({ clock, log });
  const gathering = new Map<number, Group>();

  function storeMessage(channelId: number, wire: WireMessage, changes: Changes): void {
    const { content } = wire;
    if (content.kind === 'amendment') amendments.hear(channelId, wire, content, changes);
    else storeStanding(channelId, { ...wire, content }, changes);
  }

  function storeStanding(channelId: number, wire: StandingMessage, changes: Changes): void {
    // By the id alone, whatever the chat: an echo may come from an address that is not known to be the receiver's yet.
    const echo = wire.fromMe ? messages.sent(channelId, wire.waId) : undefined;
    if (echo) storeAgain(echo, wire, changes);
    else if (isThePhones(wire) && !mirrors(channelId)) leaveOnPhone(channelId, wire, changes);
    else storeInPlace(channelId, wire, changes);
  }

  /**
   * Is not shown here (PR-3), but a person of the shop has spoken: whoever waited waits no more, and the robot holds its
   * tongue.
   */
  function leaveOnPhone(channelId: number, wire: StandingMessage, changes: Changes): void {
    const contactId = wire.arrival === 'history' ? undefined : contacts.find(wire.chat);
    const conversation = contactId === undefined ? undefined : conversations.find(channelId, contactId);
    const at = instant(wire.at, clock.now());
    if (!conversation || at < conversation.lastAt) return;
    conversations.spokenOnPhone(conversation.id, at);
    const { arrival } = wire;
    const { lastMessageId: id } = conversation;
    const inGroup = wire.chat.some(({ kind }) => kind === 'group');
    const word = { id, at, fromMe: true, arrival, kind: 'text', text: '', inGroup, waits: false } as const;
    tickets.heard(conversation, word, changes);
    changes.conversation(conversation.id);
  }

  function storeInPlace(channelId: number, wire: StandingMessage, changes: Changes): void {
    const contact = contacts.resolve(wire.chat, changes);
    const author = wire.author && contacts.resolve(wire.author, changes);
    const conversation = conversations.of(channelId, contact.id);
    const place = { channelId, conversationId: conversation.id, authorId: author?.id };
    const known = wire.fromMe ? undefined : messages.received(place, wire.waId);
    if (known) storeAgain(known, wire, changes);
    else storeNew(wire, { contact, author, conversation }, changes);
  }

  function storeNew(wire: StandingMessage, { contact, author, conversation }: Where, changes: Changes): void {
    const old = wire.arrival === 'history';
    const { channelId } = conversation;
    const [used] = wire.chat;
    if (used && !old) contacts.reachedBy(contact, used);
    // In history it is the chat that has this name; otherwise the writer, who may be ourselves.
    const namesake = old ? contact : wire.fromMe ? undefined : (author ?? contact);
    if (namesake && wire.pushName !== undefined)
      contacts.named(namesake, { pushName: wire.pushName }, changes);

    const at = instant(wire.at, clock.now());
    const unread = !wire.fromMe && !old;
    const status = wire.fromMe ? 'sent' : 'received';
    const id = messages.insert(
      {
        conversationId: conversation.id,
        channelId,
        waId: wire.waId,
        fromMe: wire.fromMe,
        at,
        unread,
        origin: wire.fromMe ? 'phone' : 'contact',
        userId: undefined,
        authorId: author?.id,
        status,
        content: wire.content,
        quote: quoteOf(wire, changes),
      },
      placeOf(at, wire.arrival, conversation.lastMessageId),
    );
    takeMedia(id, wire, at);
    const { kind, body } = columnsOf(wire.content);
    const words = body || labelOf(wire.content);
    const entry = { id, at, fromMe: wire.fromMe, unread, kind, body: words, status, old } as const;
    const summary = withMessage(conversation, entry);
    // A history comes from its newest message on: most of it changes nothing of the row.
    if (summary !== conversation) conversations.summarise(conversation.id, summary);
    const { arrival, fromMe } = wire;
    const inGroup = contact.kind === 'group';
    const waits = summary.waitingSince !== null;
    tickets.heard(conversation, { id, at, fromMe, arrival, kind, text: body, inGroup, waits }, changes);
    changes.message(conversation.id, id);
    amendments.settle({ channelId, waId: wire.waId }, changes);
    if (unread && conversation.unread === 0) changes.counters(channelId);
    if (!wire.fromMe && wire.arrival !== 'history') {
      changes.arrived({ channelId, conversationId: conversation.id, messageId: id, arrival: wire.arrival });
    }
  }

  function takeMedia(id: number, { content, arrival }: StandingMessage, at: number): void {
    if (content.kind === 'media') media.received(id, content.media, { arrival, at });
  }

  function quoteOf({ quote, chat }: StandingMessage, changes: Changes): StoredQuote | undefined {
    if (!quote) return undefined;
    const { waId, fromMe, kind, text, author } = quote;
    const inGroup = chat.some((each) => each.kind === 'group');
    const writer = inGroup && !fromMe && author?.length ? contacts.resolve(author, changes) : undefined;
    return { waId, fromMe, kind, text, authorId: writer?.id };
  }

  /** Came before: an echo of ours, or a redelivery. It only matters when it can now be read. */
  function storeAgain(message: KnownMessage, wire: StandingMessage, changes: Changes): void {
    const { id, conversationId, kind, at } = message;
    if (kind !== 'unreadable' || wire.content.kind === 'unreadable') return;
    messages.replace(id, wire.content, quoteOf(wire, changes));
    takeMedia(id, wire, at);
    if (conversations.byId(conversationId)?.lastMessageId === id) conversations.repreview(conversationId);
    changes.message(conversationId, id);
    amendments.settle(message, changes);
  }

  function storeContact(
    channelId: number,
    { addresses, savedName, pushName }: WireContact,
    changes: Changes,
  ): void {
    const contact = contacts.resolve(addresses, changes);
    if (contact.kind === 'person') contactTold(channelId, contact.id);
    contacts.named(
      contact,
      { ...(savedName !== undefined && { savedName }), ...(pushName !== undefined && { pushName }) },
      changes,
    );
  }

  /** A row that cannot be stored by itself is left out and logged; it takes none of the others with it. */
  async function inBatches<T>(
    name: string,
    rows: readonly T[],
    store: (row: T, changes: Changes) => void,
    stored: (rows: readonly T[]) => void = () => {},
  ): Promise<void> {
    let next = 0;
    let most = BATCH_ROWS;
    while (next < rows.length) {
      const from = next;
      try {
        next = await line.stored(() => write(name, (changes) => storeSome(rows, from, most, store, changes)));
        stored(rows.slice(from, next));
      } catch (error) {
        if (error instanceof Stopped) throw error;
        if (most > 1) {
          most = 1;
          continue;
        }
        log.error({ err: error, batch: name }, 'left out what cannot be stored');
        next = from + 1;
      }
      if (next < rows.length) await nextTurn();
    }
  }

  function gather(channelId: number): Group {
    const rows: WireMessage[] = [];
    const stored = new Set<WireMessage>();
    const work = line.run(channelId, async () => {
      // What is being handed over at this moment comes along.
      await nextTurn();
      gathering.delete(channelId);
      await inBatches(
        'ingest.messages',
        rows,
        (wire, changes) => storeMessage(channelId, wire, changes),
        (some) => some.forEach((wire) => stored.add(wire)),
      );
    });
    const group = { rows, stored: work.then(() => stored) };
    gathering.set(channelId, group);
    return group;
  }

  return {
    async messages(channelId, batch) {
      const group = gathering.get(channelId) ?? gather(channelId);
      group.rows.push(...batch);
      const stored = await group.stored;
      return batch.filter((wire) => stored.has(wire));
    },
    async receipts(channelId, batch) {
      const rows = batch.flatMap((receipt) => receipt.waIds.map((waId) => ({ waId, receipt })));
      const left = new Set(rows);
      await line.run(channelId, () =>
        inBatches(
          'ingest.receipts',
          rows,
          ({ waId, receipt }, changes) => receipts.store(channelId, waId, receipt, changes),
          (some) => some.forEach((row) => left.delete(row)),
        ),
      );
      const lost = new Set([...left].map(({ receipt }) => receipt));
      return batch.filter((receipt) => !lost.has(receipt));
    },
    contacts: (channelId, batch) =>
      line.run(channelId, () =>
        inBatches('ingest.contacts', batch, (row, changes) => storeContact(channelId, row, changes)),
      ),
    typing(channelId, chat, typing) {
      const contactId = contacts.find(chat);
      const conversation = contactId === undefined ? undefined : conversations.find(channelId, contactId);
      if (conversation) bus.emit('conversation.typing', { conversationId: conversation.id, typing });
    },
    afterAll: (channelId, task) => line.run(channelId, () => line.stored(task)),
    stop: () => line.stop(),
  };
}

function storeSome<T>(
  rows: readonly T[],
  from: number,
  most: number,
  store: (row: T, changes: Changes) => void,
  changes: Changes,
): number {
  const end = Math.min(rows.length, from + most);
  const deadline = performance.now() + BATCH_MS;
  let next = from;
  while (next < end && (next === from || performance.now() < deadline)) {
    store(rows[next]!, changes);
    next += 1;
  }
  return next;
}

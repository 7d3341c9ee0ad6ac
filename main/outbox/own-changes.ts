import type { Logger } from 'pino';
import { type ChannelDriver, SendFailure } from '../channels/driver.ts';
import type { Change, WireReceipt } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import type { Contacts } from '../contacts/store.ts';
import { Refusal } from '../failure.ts';
import type { Amendments } from '../inbox/amendments.ts';
import type { Changes, Write } from '../inbox/changes.ts';
import type { Conversations } from '../inbox/conversations.ts';
import type { Extras } from '../inbox/extras.ts';
import type { KnownMessage, Messages } from '../inbox/messages.ts';
import { changeWindows, isReaction } from '../inbox/rules.ts';
import { createLanes } from './lanes.ts';
import { messageIdOf } from './message-id.ts';
import { createOwnChangeStore, type OwnChange } from './own-change-store.ts';
import { isBlank } from './rules.ts';
import type { OutboxStore } from './store.ts';

/**
 * What a person here does to a message that has left: edit, delete for everyone, react. It is shown at once, goes out
 * once as messages do, and changes the message when WhatsApp has taken it; until then nothing of the message is lost.
 */
export interface OwnChanges {
  /**
   * The same nonce is the same change. Refusals: `message-not-found`, `message-deleted`, `channel-archived`,
   * `contact-blocked`, `not-supported-by-channel`, `message-not-ours`, `message-not-sent`, `message-not-editable`,
   * `message-unchanged`, `message-empty`, `edit-too-late`, `delete-too-late`, `reaction-invalid`.
   */
  make(order: { messageId: number; change: Change; nonce: string; userId: number | undefined }): void;
  /** Takes what failed off the message. */
  dismiss(messageId: number): void;
  /** What became of one of these, if `concerns` says so of the message that it is about. Inside a transaction. */
  heard(
    told: { channelId: number; waId: string; what: WireReceipt['what'] },
    concerns: (message: KnownMessage) => boolean,
    changes: Changes,
  ): void;
  channelConnected(channelId: number): void;
  channelDisconnected(channelId: number): void;
  channelCaughtUp(channelId: number): void;
  stop(): void;
}

export interface OwnChangeDeps {
  readonly db: Parameters<typeof createOwnChangeStore>[0];
  readonly clock: Clock;
  readonly log: Logger;
  readonly write: Write;
  readonly contacts: Contacts;
  readonly conversations: Conversations;
  readonly messages: Messages;
  readonly extras: Extras;
  readonly amendments: Amendments;
  readonly outbox: Pick<OutboxStore, 'isArchived' | 'isBlocked'>;
  readonly driverOf: (channelId: number) => ChannelDriver | undefined;
}

export function createOwnChanges(deps: OwnChangeDeps): OwnChanges {
  const { db, clock, log, write, contacts, conversations, messages, extras, amendments, outbox, driverOf } =
    deps;
  const store = createOwnChangeStore(db);

  const lanes = createLanes({
    name: 'ownChange',
    clock,
    log,
    write,
    queue: {
      waiting: (channelId) => store.waiting(channelId),
      unsettled: (channelId) => store.unsettled(channelId),
      has: (id) => store.isUnderWay(id),
      claim(id, changes) {
        store.claim(id);
        tell(id, changes);
      },
      again(id, { attempts, notBefore }, changes) {
        store.again(id, attempts, notBefore);
        tell(id, changes);
      },
      fail(id, failure, changes) {
        store.fail(id, failure);
        tell(id, changes);
      },
      send: (channelId, id) => send(channelId, store.byId(id)!),
    },
  });

  function tell(id: number, changes: Changes): void {
    const change = store.byId(id);
    const message = change && messages.byId(change.messageId);
    if (message) changes.message(message.conversationId, message.id);
  }

  async function send(channelId: number, { waId, messageId, ...own }: OwnChange): Promise<void> {
    const driver = driverOf(channelId);
    const message = messages.byId(messageId)!;
    if (!driver) throw new SendFailure('transient', 'not-connected');
    // It may have waited for the line longer than WhatsApp lets a message be changed.
    if (isTooLate(own.change, message, driver)) throw new SendFailure('final', 'refused');
    const { contactId } = conversations.byId(message.conversationId)!;
    if (outbox.isBlocked(contactId)) throw new SendFailure('final', 'contact-blocked');
    await driver.send({
      waId,
      chat: contacts.addressesOf(contactId),
      content: {
        kind: 'amendment',
        target: {
          waId: message.waId,
          fromMe: message.fromMe,
          ...(message.authorId !== undefined && { author: contacts.addressesOf(message.authorId) }),
        },
        change: changeOf(own),
      },
    });
  }

  function isTooLate(
    change: Change['kind'],
    message: KnownMessage,
    { capabilities }: ChannelDriver,
  ): boolean {
    const windows = changeWindows(message, capabilities, clock.now());
    if (change === 'edit') return windows.editableUntil === undefined;
    return change === 'delete' && windows.deletableUntil === undefined;
  }

  function check(message: KnownMessage, change: Change): void {
    const { channelId, conversationId, id } = message;
    const { contactId } = conversations.byId(conversationId)!;
    if (outbox.isArchived(channelId)) throw new Refusal('channel-archived');
    if (outbox.isBlocked(contactId)) throw new Refusal('contact-blocked');
    if (extras.amended(id).deletedAt !== null) throw new Refusal('message-deleted');
    const isOut = message.status === 'sent' || message.status === 'delivered' || message.status === 'read';
    if (message.fromMe && !isOut) throw new Refusal('message-not-sent');
    const driver = driverOf(channelId);
    if (!driver || !canDo(driver, contactId, change)) throw new Refusal('not-supported-by-channel');
    if (change.kind === 'react') {
      if (!isReaction(change.emoji)) throw new Refusal('reaction-invalid', { field: 'emoji' });
      return;
    }
    if (!message.fromMe) throw new Refusal('message-not-ours');
    if (change.kind === 'edit') checkText(message, change.text);
    if (isTooLate(change.kind, message, driver)) throw new Refusal(`${change.kind}-too-late`);
  }

  function canDo({ capabilities }: ChannelDriver, contactId: number, change: Change): boolean {
    const inGroup = contacts.addressesOf(contactId).some(({ kind }) => kind === 'group');
    if (inGroup && !capabilities.groups) return false;
    if (change.kind === 'react') return capabilities.react;
    return (change.kind === 'edit' ? capabilities.editMs : capabilities.deleteMs) > 0;
  }

  function checkText({ id, kind }: KnownMessage, text: string): void {
    if (kind !== 'text') throw new Refusal('message-not-editable');
    if (isBlank(text)) throw new Refusal('message-empty', { field: 'text' });
    if (messages.body(id) === text) throw new Refusal('message-unchanged', { field: 'text' });
  }

  return {
    make({ messageId, change, nonce, userId }) {
      const message = messages.byId(messageId);
      if (!message) throw new Refusal('message-not-found');
      const { channelId, conversationId } = message;
      const waId = messageIdOf(nonce);
      // Pressed once, told twice: it may be through already.
      if (store.wasMade(channelId, waId)) return;
      check(message, change);
      write('ownChange.make', (changes) => {
        store.add({ messageId, channelId, waId, userId, at: clock.now(), change });
        changes.message(conversationId, messageId);
      });
      lanes.pump(channelId);
    },
    dismiss(messageId) {
      const message = messages.byId(messageId);
      if (!message) throw new Refusal('message-not-found');
      write('ownChange.dismiss', (changes) => {
        if (store.dismiss(messageId)) changes.message(message.conversationId, messageId);
      });
    },
    heard({ channelId, waId, what }, concerns, changes) {
      const own = store.byWaId(channelId, waId);
      const message = own && messages.byId(own.messageId);
      if (!own || !message || !concerns(message)) return;
      const { id, messageId, at } = own;
      if (what === 'failed') {
        store.fail(id, 'refused');
        tell(id, changes);
      } else if (what !== 'seen-on-phone') {
        amendments.own(messageId, changeOf(own), at, changes);
        tell(id, changes);
        store.done(id);
      }
    },
    channelConnected: (channelId) => lanes.connected(channelId),
    channelDisconnected: (channelId) => lanes.disconnected(channelId),
    channelCaughtUp: (channelId) => lanes.caughtUp(channelId),
    stop: () => lanes.stop(),
  };
}

function changeOf({ change, body }: Pick<OwnChange, 'change' | 'body'>): Change {
  if (change === 'edit') return { kind: change, text: body };
  return change === 'react' ? { kind: change, emoji: body } : { kind: change };
}

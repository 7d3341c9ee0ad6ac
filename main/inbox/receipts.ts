import type { FailureCode } from '../../preload/entities.ts';
import type { Address, WireReceipt } from '../channels/wire.ts';
import type { Contacts } from '../contacts/store.ts';
import type { OwnChanges } from '../outbox/own-changes.ts';
import type { OutboxStore } from '../outbox/store.ts';
import type { Changes } from './changes.ts';
import type { Conversations } from './conversations.ts';
import type { KnownMessage, Messages } from './messages.ts';
import { statusAfter } from './rules.ts';

export interface Receipts {
  /** Inside a transaction. */
  store(channelId: number, waId: string, receipt: WireReceipt, changes: Changes): void;
}

/**
 * Whether an address that nobody has yet may be that of this receiver. WhatsApp answers by the hidden id to what went to
 * the number, and the other way round, before it tells that both are one person: so it may, if they have no address of
 * its kind. Somebody with a hidden id has no second one, a changed number is told of, and a group is known by its own.
 */
function mayBelong(chat: readonly Address[], receiver: readonly Address[]): boolean {
  const kinds = new Set(receiver.map(({ kind }) => kind));
  if (chat.length === 0 || kinds.has('group')) return false;
  return chat.every(({ kind }) => kind !== 'group' && !kinds.has(kind));
}

/** WhatsApp's own code for an account that may not write to this person for now. */
const RESTRICTED = 463;

export function createReceipts({
  contacts,
  conversations,
  messages,
  outbox,
  ownChanges,
  mirrors,
}: {
  contacts: Contacts;
  conversations: Conversations;
  messages: Messages;
  outbox: OutboxStore;
  ownChanges: Pick<OwnChanges, 'heard'>;
  /** Whether what is read on the phone is shown here too (PR-3). */
  mirrors: (channelId: number) => boolean;
}): Receipts {
  /** Nobody says what became of a message to somebody else. */
  function concerns({ chat }: WireReceipt, { conversationId }: KnownMessage): boolean {
    const receiver = conversations.byId(conversationId)?.contactId;
    if (receiver === undefined) return false;
    const found = contacts.find(chat);
    return found === undefined ? mayBelong(chat, contacts.addressesOf(receiver)) : found === receiver;
  }

  function sent(
    message: KnownMessage,
    what: Exclude<WireReceipt['what'], 'seen-on-phone'>,
    code: number | undefined,
    changes: Changes,
  ): void {
    const status = statusAfter(message.status, what);
    if (status === message.status) return;
    const failure: FailureCode = code === RESTRICTED ? 'restricted' : 'refused';
    messages.setStatus(message.id, status, status === 'failed' ? failure : undefined);
    conversations.previewStatus(message.conversationId, message.id, status);
    if (outbox.remove(message.id)) changes.counters(message.channelId);
    changes.message(message.conversationId, message.id);
  }

  return {
    store(channelId, waId, receipt, changes) {
      const { what, code } = receipt;
      if (what === 'seen-on-phone') {
        if (!mirrors(channelId)) return;
        const seen = messages.receivedAnywhere(channelId, waId).find((each) => concerns(receipt, each));
        if (!seen) return;
        conversations.seenOnPhone(seen.conversationId, seen.id);
        changes.conversation(seen.conversationId);
        return;
      }
      const message = messages.sent(channelId, waId);
      if (!message) {
        ownChanges.heard({ channelId, waId, what }, (about) => concerns(receipt, about), changes);
      } else if (concerns(receipt, message)) {
        sent(message, what, code, changes);
      }
    },
  };
}

import type { Logger } from 'pino';
import type { Message } from '../../preload/entities.ts';
import type { CallContext, Handlers } from '../api/handler.ts';
import type { Sight } from '../channel-preferences/sight.ts';
import type { ChannelDriver } from '../channels/driver.ts';
import type { Change, MediaKind } from '../channels/wire.ts';
import type { Contacts } from '../contacts/store.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import type { Media } from '../media/media.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { UserSettings } from '../users/user-settings.ts';
import type { OwnChanges } from '../outbox/own-changes.ts';
import type { Write } from './changes.ts';
import type { ConversationRow, Conversations } from './conversations.ts';
import type { ReadReceipts } from './read-receipts.ts';
import type { InboxStore } from './store.ts';
import { NEWEST, type Thread, type Viewer } from './thread.ts';

export type InboxHandlers = Pick<
  Handlers,
  Extract<
    keyof Handlers,
    `inbox.${string}` | `conversation.${string}` | `messages.${string}` | `media.${string}`
  >
>;

export function inboxHandlers({
  db,
  log,
  write,
  store,
  thread,
  conversations,
  contacts,
  readReceipts,
  outbox,
  ownChanges,
  media,
  driverOf,
  userSettings,
  sight,
}: {
  db: Pick<Database, 'read'>;
  log: Logger;
  write: Write;
  store: InboxStore;
  thread: Thread;
  conversations: Conversations;
  contacts: Contacts;
  readReceipts: ReadReceipts;
  outbox: Outbox;
  ownChanges: OwnChanges;
  media: Media;
  driverOf: (channelId: number) => ChannelDriver | undefined;
  userSettings: UserSettings;
  sight: Sight;
}): InboxHandlers {
  function existing(conversationId: number): ConversationRow {
    const conversation = conversations.byId(conversationId);
    if (!conversation) throw new Refusal('conversation-not-found');
    return conversation;
  }

  /** Asked of the driver beforehand: what it cannot do is refused, not tried (seam 10). */
  function refuseGroup({ channelId, contactId }: ConversationRow): void {
    const driver = driverOf(channelId);
    const isGroup = contacts.addressesOf(contactId).some(({ kind }) => kind === 'group');
    if (isGroup && driver && !driver.capabilities.groups) throw new Refusal('groups-not-supported');
  }

  function refuseKind({ channelId }: ConversationRow, kind: MediaKind, text: string): void {
    const driver = driverOf(channelId);
    if (driver && !driver.capabilities.media.includes(kind)) throw new Refusal('not-supported-by-channel');
    // Phones show no words beside a sound.
    if ((kind === 'voice' || kind === 'audio') && text.trim() !== '')
      throw new Refusal('no-caption', { field: 'text' });
  }

  function shown(messageId: number, context: CallContext): Message {
    refuseUnseen(messageId, context);
    const message = thread.message(messageId, viewerOf(context));
    if (!message) throw new Refusal('message-not-found');
    return message;
  }

  /** What a role may not have is not given out, whatever the window shows. */
  function viewerOf({ user }: CallContext, channelId?: number): Viewer {
    return {
      isManager: user?.role === 'manager',
      onlyOf: channelId === undefined ? undefined : sight.onlyOf(user, channelId),
    };
  }

  function refuseUnseen(messageId: number, { user }: CallContext): void {
    if (!sight.sees(user, messageId)) throw new Refusal('message-not-found');
  }

  function change(messageId: number, nonce: string, what: Change, context: CallContext): Message {
    refuseUnseen(messageId, context);
    ownChanges.make({ messageId, nonce, change: what, userId: context.user?.id });
    return shown(messageId, context);
  }

  return {
    'inbox.list': ({ tab = 'all', order, mine, ...query }, { user }) =>
      store.list({
        ...query,
        tab,
        order: order ?? userSettings.inboxOrder(user?.id),
        ...(mine && { userId: user?.id }),
        reader: user,
      }),
    'inbox.rows': ({ ids }, { user }) => store.rows(ids, user),
    'inbox.setOrder': ({ order }, { user }) => {
      if (user) userSettings.setInboxOrder(user.id, order);
    },

    'conversation.open': ({ conversationId, limit }, context) =>
      db.read('conversation.open', () => {
        const conversation = store.open(conversationId);
        if (!conversation) throw new Refusal('conversation-not-found');
        return {
          conversation: { ...conversation, draftAttachments: media.staged.ofDraft(conversation.id) },
          ...thread.before(conversation.id, NEWEST, limit, viewerOf(context, conversation.channelId)),
        };
      }),
    'conversation.page': (asked, context) => {
      const { id, channelId } = existing(asked.conversationId);
      const viewer = viewerOf(context, channelId);
      if ('after' in asked) return thread.after(id, asked.after, asked.limit, viewer);
      return thread.before(id, asked.before, asked.limit, viewer);
    },
    'conversation.around': (asked, context) => {
      const { id, channelId } = existing(asked.conversationId);
      const viewer = viewerOf(context, channelId);
      const messageId = 'at' in asked ? thread.at(id, asked.at) : asked.messageId;
      if (messageId === undefined) return { messages: [], moreBefore: false, moreAfter: false };
      const below = Math.ceil(asked.limit / 2);
      const before = thread.before(id, messageId, asked.limit - below, viewer);
      const after = thread.after(id, messageId - 1, below, viewer);
      return {
        messages: [...before.messages, ...after.messages],
        ...(after.messages[0]?.id === messageId && { messageId }),
        moreBefore: before.more,
        moreAfter: after.more,
      };
    },
    'conversation.messages': ({ conversationId, ids }, context) => {
      const { id, channelId } = existing(conversationId);
      return thread.messages(id, ids, viewerOf(context, channelId));
    },

    'conversation.seen': ({ conversationId, upTo }) => {
      const { id, channelId } = existing(conversationId);
      const some = write('conversation.seen', (changes) => readReceipts.seen(id, upTo, changes));
      if (some) void readReceipts.send(channelId);
    },
    'conversation.draft': ({ conversationId, text, attachmentIds = [], replyTo }) => {
      const { id, draft } = existing(conversationId);
      write('conversation.draft', (changes) => {
        conversations.draft(id, text, replyTo);
        media.staged.setDraft(id, attachmentIds);
        if (text !== draft) changes.conversation(id);
      });
    },
    'conversation.typing': async ({ conversationId, typing }) => {
      const { channelId, contactId } = existing(conversationId);
      const driver = driverOf(channelId);
      if (!driver?.capabilities.typing) return;
      try {
        await driver.typing(contacts.addressesOf(contactId), typing);
      } catch (error) {
        // Typing that was not shown is nobody's loss.
        log.debug({ channelId, err: error }, 'typing was not sent');
      }
    },

    'messages.send': async (order, context) => {
      const { conversationId, text, nonce, attachmentId, as, voice, replyTo } = order;
      const conversation = existing(conversationId);
      const known = outbox.known(conversation.id, nonce);
      if (known !== undefined) return shown(known, context);
      refuseGroup(conversation);
      const file = attachmentId && {
        attachmentId,
        ...(await media.staging.asSent(attachmentId, as, voice)),
      };
      if (file) refuseKind(conversation, file.kind, text);
      const id = outbox.enqueue({
        conversationId: conversation.id,
        text,
        nonce,
        replyTo,
        userId: context.user?.id,
        file: file || undefined,
      });
      return shown(id, context);
    },
    'messages.react': ({ messageId, nonce, emoji }, context) =>
      change(messageId, nonce, { kind: 'react', emoji }, context),
    'messages.edit': ({ messageId, nonce, text }, context) =>
      change(messageId, nonce, { kind: 'edit', text }, context),
    'messages.delete': ({ messageId, nonce }, context) =>
      change(messageId, nonce, { kind: 'delete' }, context),
    'messages.dismissChange': ({ messageId }, context) => {
      refuseUnseen(messageId, context);
      ownChanges.dismiss(messageId);
      return shown(messageId, context);
    },
    'messages.versions': ({ messageId }) => thread.versions(messageId),
    'media.retry': ({ messageId }, context) => {
      refuseUnseen(messageId, context);
      return media.retry(messageId);
    },
    'messages.retry': ({ messageId }, context) => {
      refuseUnseen(messageId, context);
      outbox.retry(messageId);
    },
    'messages.fullText': ({ messageId }, context) => {
      refuseUnseen(messageId, context);
      const text = thread.fullText(messageId, viewerOf(context));
      if (text === undefined) throw new Refusal('message-not-found');
      return { text };
    },
  };
}

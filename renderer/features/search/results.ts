import type { ContactHit, MessageHit } from '../../../preload/entities.ts';
import { openConversation } from '../../state/conversation.ts';
import { goTo } from '../../state/ui.ts';

export type Result =
  | { kind: 'contact'; id: string; hit: ContactHit }
  | { kind: 'message'; id: string; hit: MessageHit };

/** In the order in which the keys go through them. */
export function resultsOf(contacts: readonly ContactHit[], hits: readonly MessageHit[]): Result[] {
  return [
    ...contacts.map((hit): Result => ({ kind: 'contact', id: `found-contact-${hit.contact.id}`, hit })),
    ...hits.map((hit): Result => ({ kind: 'message', id: `found-message-${hit.messageId}`, hit })),
  ];
}

/** A person's newest conversation, or a conversation at the message. */
export function openResult(result: Result): void {
  goTo({ at: 'inbox' });
  if (result.kind === 'message') {
    const { conversationId, messageId } = result.hit;
    void openConversation(conversationId, { messageId });
    return;
  }
  const [conversation] = result.hit.conversations;
  if (conversation) void openConversation(conversation.conversationId);
}

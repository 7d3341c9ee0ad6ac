import type { Ticket } from '../../../preload/entities.ts';
import { useConversation } from '../../state/conversation.ts';
import { useInbox } from '../../state/inbox.ts';

/** A conversation's ticket as it is now; the list may know it before the conversation is loaded, and the other way round. */
export function useTicket(conversationId: number): Ticket | undefined {
  const loaded = useConversation(({ conversation }) =>
    conversation?.id === conversationId ? conversation : undefined,
  );
  const listed = useInbox(({ rows }) => rows?.find((row) => row.conversationId === conversationId)?.ticket);
  return loaded ? loaded.ticket : listed;
}

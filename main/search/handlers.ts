import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Handlers } from '../api/handler.ts';
import type { SearchStore } from './store.ts';

export type SearchHandlers = Pick<Handlers, Extract<keyof Handlers, `search.${string}`>>;

const MOST_IN_CONVERSATION = 1_000;

export function searchHandlers(store: SearchStore): SearchHandlers {
  return {
    'search.contacts': ({ text, limit }) => store.contacts(text, limit),
    'search.messages': ({ conversationId, ...query }, { user }) =>
      store.messages(
        { ...query, conversationId: conversationId && store.conversation(conversationId) },
        user,
      ),
    async 'search.inConversation'({ conversationId, text }, { user }) {
      const messageIds: number[] = [];
      let total = 0;
      let before: number | undefined = Number.MAX_SAFE_INTEGER;
      while (before !== undefined) {
        const { found, next } = store.through(store.conversation(conversationId), before, text, user);
        total += found.length;
        messageIds.push(...found.slice(0, MOST_IN_CONVERSATION - messageIds.length));
        before = next;
        // The largest conversations are read in turns, so that nobody else waits.
        if (before !== undefined) await nextTurn();
      }
      return { messageIds, total };
    },
  };
}

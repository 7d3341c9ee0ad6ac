/** What the contact sees of our writing. */
import { call } from '../bridge.ts';

const TYPING_PAUSE = 4000;
let typingIn: { conversationId: number; stop: ReturnType<typeof setTimeout> } | undefined;

/** The contact sees that somebody writes; said once per spell of writing. */
export function tellTyping(conversationId: number): void {
  if (typingIn?.conversationId === conversationId) clearTimeout(typingIn.stop);
  else {
    stopTyping();
    void call('conversation.typing', { conversationId, typing: true });
  }
  typingIn = { conversationId, stop: setTimeout(stopTyping, TYPING_PAUSE) };
}

export function stopTyping(): void {
  if (!typingIn) return;
  clearTimeout(typingIn.stop);
  void call('conversation.typing', { conversationId: typingIn.conversationId, typing: false });
  typingIn = undefined;
}

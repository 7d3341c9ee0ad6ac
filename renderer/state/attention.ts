/** Tells main what this window has before somebody's eyes, whenever that changes (AT-8). */
import type { Attention } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { useConversation } from './conversation.ts';
import { useSession } from './session.ts';
import { useUi } from './ui.ts';

function attentionNow(): Attention {
  const { openId } = useConversation.getState();
  const inbox = useUi.getState().place.at === 'inbox';
  return {
    focused: document.visibilityState === 'visible' && document.hasFocus(),
    inbox,
    ...(inbox && openId !== undefined && { conversationId: openId }),
  };
}

let said = '';
let telling = false;

function tell(): void {
  if (telling || useSession.getState().session?.phase !== 'open') return;
  telling = true;
  // Several stores change with one click.
  queueMicrotask(() => {
    telling = false;
    const attention = attentionNow();
    const words = JSON.stringify(attention);
    if (words === said) return;
    said = words;
    void call('attention.set', attention);
  });
}

/** Main has forgotten, or somebody else has the counter. */
export function tellAttentionAnew(): void {
  said = '';
  tell();
}

export function watchAttention(): void {
  useConversation.subscribe(({ openId }, before) => openId !== before.openId && tell());
  useUi.subscribe(({ place }, before) => place !== before.place && tell());
  addEventListener('focus', tell);
  addEventListener('blur', tell);
  document.addEventListener('visibilitychange', tell);
}

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { markSeen, useConversation } from '../../state/conversation.ts';
import { announce } from '../../state/ui.ts';
import { isPeek } from '../tickets/ticket-state.ts';

/** Nobody listens to a megabyte. */
const SPOKEN = 500;

function looks(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** Whether somebody can be looking: the window is in front and has the focus. */
function useAttention(): boolean {
  const [attention, setAttention] = useState(looks);
  useEffect(() => {
    const update = () => setAttention(looks());
    addEventListener('focus', update);
    addEventListener('blur', update);
    document.addEventListener('visibilitychange', update);
    return () => {
      removeEventListener('focus', update);
      removeEventListener('blur', update);
      document.removeEventListener('visibilitychange', update);
    };
  }, []);
  return attention;
}

/** Opening counts as seeing; what comes later counts once the end is in sight of somebody. */
export function useSeen(conversationId: number, newest: number | undefined, atEnd: boolean): void {
  const attention = useAttention();
  // Whoever only looks has not taken it on: nothing is told until it is accepted or answered (AT-2).
  const peek = useConversation((state) => isPeek(state.conversation?.ticket));
  const opening = useRef(true);
  useEffect(() => {
    if (newest === undefined || peek || !attention || !(atEnd || opening.current)) return;
    opening.current = false;
    markSeen(conversationId, newest);
  }, [conversationId, newest, atEnd, attention, peek]);
}

/** Tells screen readers what has just come into the open conversation. */
export function useAnnounceNew(name: string): void {
  const { t } = useTranslation();
  const newest = useConversation((state) => (state.more.after ? undefined : state.messages.at(-1)));
  const known = useRef(newest?.id ?? 0);
  useEffect(() => {
    if (!newest || newest.id <= known.current) return;
    known.current = newest.id;
    if (newest.fromMe) return;
    const { kind, text, authorName } = newest;
    const what =
      kind === 'text' || kind === 'unreadable' || kind === 'other'
        ? t('message.kinds.other')
        : t(`message.kinds.${kind}`);
    const said =
      kind === 'text' ? text.slice(0, SPOKEN) : [what, text.slice(0, SPOKEN)].filter(Boolean).join('. ');
    announce(t('inbox.announce', { name: authorName ?? name, text: said }));
  }, [newest, name, t]);
}

import { type RefObject, useEffect, useState } from 'react';
import type { QuickReply } from '../../../../preload/entities.ts';
import { useConversation } from '../../../state/conversation.ts';
import { loadQuickReplies, useQuickReplies } from '../../../state/quick-replies.ts';
import { matching, type Slash, slashAt } from './quick-replies.ts';

const NONE: readonly QuickReply[] = [];

interface SlashList {
  open: boolean;
  place: Slash | undefined;
  found: readonly QuickReply[];
  none: boolean;
  chosen: number;
  move: (step: 1 | -1) => void;
  close: () => void;
  /** The cursor may have moved. */
  look: () => void;
}

/** The list that `/` opens above the field. */
export function useSlash(
  text: string,
  field: RefObject<HTMLTextAreaElement | null>,
  conversationId: number,
  enabled: boolean,
): SlashList {
  const replies = useQuickReplies((state) => state.replies);
  const queueId = useConversation(({ conversation }) =>
    conversation?.id === conversationId ? conversation.ticket?.queueId : undefined,
  );
  const [cursor, setCursor] = useState(0);
  const place = enabled ? slashAt(text, cursor) : undefined;
  const asked = place && `${place.from}/${place.wanted}`;
  const [closed, setClosed] = useState<number>();
  const [choice, setChoice] = useState({ asked, index: 0 });
  // Another question begins at its first answer.
  const chosen = choice.asked === asked ? choice.index : 0;
  const wanted = place !== undefined;
  useEffect(() => {
    if (wanted && !useQuickReplies.getState().replies) void loadQuickReplies();
  }, [wanted]);
  const look = () => {
    const { current } = field;
    if (!current || current.selectionStart !== current.selectionEnd) return;
    setCursor(current.selectionStart);
    // A list that was closed stays closed for its slash only.
    const at = slashAt(current.value, current.selectionStart)?.from;
    setClosed((held) => (held === at ? held : undefined));
  };

  const found = place && replies ? matching(replies, place.wanted, queueId) : NONE;
  const none = replies?.length === 0;
  // With a word that fits nothing it is a word, not a question.
  const open =
    place !== undefined &&
    replies !== undefined &&
    place.from !== closed &&
    (found.length > 0 || place.wanted === '');
  return {
    open,
    place,
    found,
    none,
    chosen: Math.min(chosen, Math.max(0, found.length - 1)),
    move: (step) => setChoice({ asked, index: (chosen + step + found.length) % Math.max(1, found.length) }),
    close: () => setClosed(place?.from),
    look,
  };
}

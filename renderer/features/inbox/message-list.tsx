import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import {
  type KeyboardEvent,
  memo,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, Note as NoteEntity, TicketEvent } from '../../../preload/entities.ts';
import { dayNumber } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { aimReached, loadEnd, loadNewer, loadOlder, useConversation } from '../../state/conversation.ts';
import { loadNotes, useNotes } from '../../state/notes.ts';
import { type Sending, useSending } from '../../state/sending.ts';
import { loadTicketHistory, useTicketHistory } from '../../state/ticket-history.ts';
import { Button } from '../../ui/button.tsx';
import { Bubble } from './bubble.tsx';
import { EventLine } from './bubble/event-line.tsx';
import { Note } from './bubble/note.tsx';
import { estimateHeight, openingOffset, type ThreadItem, threadItems } from './bubbles.ts';
import { Day, EndFailed, OnTheirWay, Unread } from './list-parts.tsx';
import styles from './message-list.module.css';
import { useAnnounceNew, useSeen } from './seen.ts';
import { SendingBubble } from './sending-bubble.tsx';

const NEAR_END = 48;
const PADDING = { start: 16, end: 12 };
/** How many items from an end the next page is asked for. */
const NEAR_PAGE = 8;
/** How long somebody sees where they have come to, in ms. */
const MARKED = 2000;
const NO_SENDING: readonly Sending[] = [];
const NO_NOTES: readonly NoteEntity[] = [];
const NO_EVENTS: readonly TicketEvent[] = [];

export function MessageList({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const more = useConversation((state) => state.more);
  const olderError = useConversation((state) => state.olderError);
  const newerError = useConversation((state) => state.newerError);
  const messages = useConversation((state) => state.messages);
  const sending = useSending((state) => state.sending[conversation.id] ?? NO_SENDING);
  const items = useItems(conversation, sending);

  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(() => !items.some((item) => item.kind === 'unread'));
  const lastOffset = useRef(0);
  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = items[index];
      return item ? estimateHeight(item) : 0;
    },
    // The same one for the same items: for another the list would measure all of them anew.
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    // What is drawn first is where it opens: the height of the window is near enough to know which items those are.
    initialRect: { width: innerWidth, height: innerHeight },
    initialOffset: () => openingOffset(items, { height: innerHeight, padding: PADDING }),
    anchorTo: 'end',
    // What is appended below a stretch in the middle is not news.
    followOnAppend: !more.after,
    scrollEndThreshold: NEAR_END,
    overscan: 10,
    paddingStart: PADDING.start,
    paddingEnd: PADDING.end,
    onChange: (instance) => {
      const offset = instance.scrollOffset ?? 0;
      // Of what the list knows by itself: to ask the page would have it laid out in the midst of changes.
      const below = instance.getTotalSize() - (instance.scrollRect?.height ?? 0) - offset;
      // One leaves the end by scrolling up, not because words grow below a message or the window shrinks.
      const up = offset < lastOffset.current;
      lastOffset.current = offset;
      setAtEnd((was) => below <= NEAR_END || (was && !up));
    },
  });
  const standsAtEnd = atEnd && !more.after;

  const toEnd = useCallback(() => list.scrollToEnd(), [list]);
  const aimed = useAim(items, (index) => {
    // Where all of it is in sight nothing leads away from the end.
    setAtEnd(list.getTotalSize() <= (list.scrollRect?.height ?? 0));
    list.scrollToIndex(index, { align: 'center' });
  });
  useLayoutEffect(() => {
    if (useConversation.getState().aim) return;
    const marker = items.findIndex((item) => item.kind === 'unread');
    if (marker >= 0) list.scrollToIndex(marker, { align: 'start' });
    else toEnd();
    // Once, where the conversation opens; from then on it follows its end or stays where it is read.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const height = list.getTotalSize();
  useLayoutEffect(() => {
    // Heights are guesses until drawn; whoever stands at the end stays there while they settle.
    if (standsAtEnd) toEnd();
  }, [standsAtEnd, height, toEnd]);
  useEffect(() => {
    if (sending.length > 0) toEnd();
  }, [sending.length, toEnd]);
  useEffect(() => {
    const { current } = scroller;
    if (!current || !standsAtEnd) return undefined;
    // A composer that grows, or words above it, take room from here: the newest stays in sight.
    const observer = new ResizeObserver(toEnd);
    observer.observe(current);
    return () => observer.disconnect();
  }, [standsAtEnd, toEnd]);

  const shown = list.getVirtualItems();
  const firstShown = shown[0]?.index ?? 0;
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more.before && !olderError && firstShown < NEAR_PAGE) void loadOlder();
  }, [more.before, olderError, firstShown, messages.length]);
  useEffect(() => {
    if (more.after && !newerError && lastShown >= items.length - NEAR_PAGE) void loadNewer();
  }, [more.after, newerError, lastShown, items.length, messages.length]);

  const goToEnd = async () => {
    await loadEnd();
    setAtEnd(true);
    requestAnimationFrame(toEnd);
  };
  const newBelow = useNewBelow(conversation.id, standsAtEnd);
  useSeen(conversation.id, messages.at(-1)?.id, standsAtEnd);
  useAnnounceNew(conversation.contact.displayName);

  return (
    <div className={styles.frame}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows walk through what it holds */}
      <section
        ref={scroller}
        className={styles.scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('inbox.messages')}
        onKeyDown={walk}
      >
        <ol className={styles.items} style={{ height }} aria-label={t('inbox.messages')}>
          {shown.map(({ index, key, start }) => {
            const item = items[index];
            return (
              item && (
                <li
                  key={key}
                  ref={list.measureElement}
                  data-index={index}
                  className={styles.item}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <Item
                    item={item}
                    conversationId={conversation.id}
                    contactName={conversation.contact.displayName}
                    aimed={item.kind === 'message' && item.message.id === aimed}
                  />
                </li>
              )
            );
          })}
        </ol>
      </section>
      <div className={styles.top}>
        {olderError ? (
          <EndFailed error={olderError} onRetry={() => void loadOlder()} />
        ) : (
          more.before && firstShown < 2 && <OnTheirWay words={t('inbox.loadingOlder')} />
        )}
      </div>
      {newerError && (
        <div className={styles.bottom}>
          <EndFailed error={newerError} onRetry={() => void loadNewer()} />
        </div>
      )}
      {!standsAtEnd && (
        <Button look="secondary" icon={ArrowDown} className={styles.toEnd} onClick={() => void goToEnd()}>
          {newBelow > 0 ? t('inbox.newBelow', { count: newBelow }) : t('inbox.toEnd')}
        </Button>
      )}
    </div>
  );
}

function useItems(conversation: Conversation, sending: readonly Sending[]): ThreadItem[] {
  const language = useLanguage();
  const messages = useConversation((state) => state.messages);
  const more = useConversation((state) => state.more);
  const { id, firstUnreadId, unread, seenOnPhone = false } = conversation;
  const notes = useNotes((state) => (state.conversationId === id && state.notes ? state.notes : NO_NOTES));
  const events = useTicketHistory((state) => (state.conversationId === id ? state.events : NO_EVENTS));
  useEffect(() => {
    void loadNotes(id);
    void loadTicketHistory(id);
  }, [id]);
  return useMemo(
    () =>
      threadItems({
        messages,
        more,
        notes,
        events,
        sending: more.after ? [] : sending,
        unread:
          firstUnreadId !== undefined && unread > 0
            ? { firstId: firstUnreadId, count: unread, seenOnPhone }
            : undefined,
        dayOf: (at) => dayNumber(at, { language }),
      }),
    [messages, more, notes, events, sending, firstUnreadId, unread, seenOnPhone, language],
  );
}

/** Brings the message that somebody wants to see into sight, and answers which one is marked. */
function useAim(items: readonly ThreadItem[], show: (index: number) => void): number | undefined {
  const aim = useConversation((state) => state.aim);
  const [marked, setMarked] = useState<number>();
  useLayoutEffect(() => {
    if (!aim) return;
    const index = items.findIndex((item) => item.kind === 'message' && item.message.id === aim.messageId);
    if (index < 0) return;
    show(index);
    setMarked(aim.messageId);
    aimReached(aim.turn);
    // Only a new aim moves the list; items change all the time.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [aim, items]);
  useEffect(() => {
    if (marked === undefined) return undefined;
    const timer = setTimeout(() => setMarked(undefined), MARKED);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked;
}

/** How many came while one reads further up. */
function useNewBelow(conversationId: number, atEnd: boolean): number {
  const messages = useConversation((state) => state.messages);
  const unloaded = useConversation((state) => state.unloaded.size);
  const newest = messages.at(-1)?.id ?? 0;
  const [read, setRead] = useState({ conversationId, upTo: newest });
  if (atEnd && read.upTo !== newest) setRead({ conversationId, upTo: newest });
  const after = useConversation((state) => state.more.after);
  // A stretch in the middle ends before all that is new.
  if (after) return unloaded;
  return messages.filter((message) => !message.fromMe && message.id > read.upTo).length;
}

/** Arrows go from message to message; the list itself is where one comes in and goes out. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event;
  if (!(target instanceof HTMLElement)) return;
  const onItem = target.dataset['focusItem'] !== undefined;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return;
  if (!onItem && target !== currentTarget) return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>('[data-focus-item]')];
  const box = currentTarget.getBoundingClientRect();
  const inSight = all.filter((each) => {
    const { top, bottom } = each.getBoundingClientRect();
    return bottom > box.top && top < box.bottom;
  });
  const next = onItem
    ? all[all.indexOf(target) + (key === 'ArrowUp' ? -1 : 1)]
    : key === 'ArrowUp'
      ? inSight.at(-1)
      : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

interface ItemProps {
  item: ThreadItem;
  conversationId: number;
  contactName: string;
  aimed: boolean;
}

const Item = memo(function Item({ item, conversationId, contactName, aimed }: ItemProps) {
  switch (item.kind) {
    case 'day':
      return <Day at={item.at} />;
    case 'unread':
      return <Unread count={item.count} seenOnPhone={item.seenOnPhone} />;
    case 'note':
      return <Note note={item.note} />;
    case 'event':
      return <EventLine event={item.event} />;
    case 'message':
      return (
        <Bubble
          message={item.message}
          contactName={contactName}
          starts={item.starts}
          ends={item.ends}
          aimed={aimed}
        />
      );
    case 'sending':
      return <SendingBubble press={item.press} conversationId={conversationId} />;
  }
});

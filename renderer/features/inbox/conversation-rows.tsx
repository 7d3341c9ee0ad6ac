import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../../preload/entities.ts';
import { useAttendance } from '../../state/attendance.ts';
import { useChannels } from '../../state/channels.ts';
import { useConversation } from '../../state/conversation.ts';
import { loadMoreInbox, useInbox } from '../../state/inbox.ts';
import { MenuAt } from '../../ui/menu.tsx';
import { RowMenu } from '../tickets/row-menu.tsx';
import styles from './conversation-list.module.css';
import { ConversationRow } from './conversation-row.tsx';
import { shiftOf } from './steady-list.ts';
import { useHeldRows } from './use-held-rows.ts';

const ROW = 64;
const ROW_WITH_CHIPS = 78;

export function ConversationRows({ rows: live }: { rows: readonly InboxRow[] }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const openId = useConversation((state) => state.openId);
  const total = useInbox((state) => state.total);
  const more = useInbox((state) => state.next !== undefined);
  const severalChannels = useChannels((state) => (state.channels?.length ?? 0) > 1);
  const sorted = useAttendance(
    ({ queues, tags, people }) => queues.length + tags.length > 0 || people.length > 1,
  );
  const withChips = severalChannels || sorted;
  const [focusedId, setFocusedId] = useState<number>();
  const [menu, setMenu] = useState<{ row: InboxRow; at: { x: number; y: number } }>();
  const toFocus = useRef<number>(undefined);
  const { rows, waiting, release, hand } = useHeldRows(live, menu !== undefined);

  const focusedAt = rows.findIndex((row) => row.conversationId === focusedId);
  const openAt = rows.findIndex((row) => row.conversationId === openId);
  const tabStop = Math.max(0, focusedAt >= 0 ? focusedAt : openAt);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const height = (withChips ? ROW_WITH_CHIPS : ROW) * rem;

  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.conversationId ?? index,
    overscan: 6,
    paddingEnd: 8,
    // The row that has the focus stays, wherever one scrolls: focus on a row that is gone is focus lost.
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) =>
        [...new Set([...defaultRangeExtractor(range), tabStop])].sort((a, b) => a - b),
      [tabStop],
    ),
  });
  useEffect(() => list.measure(), [list, height]);
  useStillView(list, rows, height);

  const lastShown = list.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && lastShown >= rows.length - 20) void loadMoreInbox();
  }, [more, lastShown, rows.length]);

  useEffect(() => {
    if (openAt >= 0) list.scrollToIndex(openAt, { align: 'auto' });
    // Only when another conversation is opened: rows that move must not drag the list along.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [openId]);

  const move = (event: KeyboardEvent) => {
    const last = rows.length - 1;
    const goal = { ArrowDown: tabStop + 1, ArrowUp: tabStop - 1, Home: 0, End: last }[event.key];
    if (goal === undefined || event.altKey || event.ctrlKey || menu) return;
    event.preventDefault();
    const row = rows[Math.min(last, Math.max(0, goal))];
    if (!row) return;
    toFocus.current = row.conversationId;
    setFocusedId(row.conversationId);
    list.scrollToIndex(rows.indexOf(row), { align: 'auto' });
  };

  useEffect(() => {
    if (toFocus.current === undefined) return;
    rowElement(scroller.current, toFocus.current)?.focus({ preventScroll: true });
    toFocus.current = undefined;
  }, [focusedId]);

  const openMenu = useCallback((row: InboxRow, at: { x: number; y: number }) => setMenu({ row, at }), []);
  const toTop = () => {
    release();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <div className={styles.frame}>
      {waiting > 0 && (
        <button type="button" className={styles.newAbove} onClick={toTop}>
          <ArrowUp size={14} aria-hidden="true" />
          {t('inbox.newAbove', { count: waiting })}
        </button>
      )}
      <div ref={scroller} className={styles.scroller} {...hand}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move among its buttons */}
        <ul
          className={styles.rows}
          style={{ height: list.getTotalSize() }}
          aria-label={t('inbox.title')}
          onKeyDown={move}
        >
          {list.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            return (
              row && (
                <li
                  key={key}
                  className={styles.item}
                  style={{ height, transform: `translateY(${start}px)` }}
                  aria-setsize={more ? total : rows.length}
                  aria-posinset={index + 1}
                >
                  <ConversationRow
                    row={row}
                    open={row.conversationId === openId}
                    tabStop={index === tabStop}
                    withChips={withChips}
                    onFocus={setFocusedId}
                    onMenu={openMenu}
                  />
                </li>
              )
            );
          })}
        </ul>
      </div>
      {menu && (
        <MenuAt
          at={menu.at}
          label={t('inbox.actionsOf', { name: menu.row.contact.displayName })}
          onClose={() => setMenu(undefined)}
          returnFocus={() => rowElement(scroller.current, menu.row.conversationId)}
        >
          <RowMenu
            row={live.find(({ conversationId }) => conversationId === menu.row.conversationId) ?? menu.row}
          />
        </MenuAt>
      )}
    </div>
  );
}

function rowElement(within: HTMLElement | null, conversationId: number): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`[data-conversation="${conversationId}"]`) ?? null;
}

/** What one reads further down stays in sight when rows come and go above it. */
function useStillView(
  list: Virtualizer<HTMLDivElement, Element>,
  rows: readonly InboxRow[],
  height: number,
): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = rows;
    // Of what the list knows by itself: to ask the page would have it laid out in the midst of changes.
    const top = list.scrollOffset ?? 0;
    if (old === rows || top < height) return;
    const first = Math.ceil(top / height);
    const seen = old
      .slice(first, first + Math.ceil((list.scrollRect?.height ?? 0) / height))
      .map(({ conversationId }, at) => ({ id: conversationId, index: first + at }));
    const shift = shiftOf(seen, rows);
    if (shift !== 0) list.scrollElement?.scrollTo({ top: top + shift * height });
  }, [list, rows, height]);
}

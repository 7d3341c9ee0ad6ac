/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the browser's own list box holds lines of text only */
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadMoreHits, showAllContacts, useSearch } from '../../state/search.ts';
import { Button } from '../../ui/button.tsx';
import { ContactResult, MessageResult } from './result.tsx';
import styles from './result-list.module.css';
import { type Result, resultsOf } from './results.ts';

interface ResultListProps {
  id: string;
  active: Result | undefined;
  onActive: (id: string) => void;
  onChoose: (result: Result) => void;
}

const ROW = 68;

/** Contacts, then messages; the keys of the field above move among them. */
export function ResultList({ id, active, onActive, onChoose }: ResultListProps) {
  const { t } = useTranslation();
  const contacts = useSearch((state) => state.contacts);
  const moreContacts = useSearch((state) => state.moreContacts);
  const hits = useSearch((state) => state.hits);
  const searching = useSearch((state) => state.searching);
  const scroller = useRef<HTMLDivElement>(null);
  const people = resultsOf(contacts, []);

  useEffect(() => {
    if (active?.kind === 'contact') document.getElementById(active.id)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  if (contacts.length === 0 && hits.length === 0) return null;
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      aria-label={t('search.results')}
      data-old={searching || undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <div id={id} role="listbox" aria-label={t('search.results')} className={styles.list}>
        {people.length > 0 && (
          <div role="group" aria-labelledby={`${id}-contacts`}>
            <p id={`${id}-contacts`} className={styles.heading}>
              {t('search.contacts')}
            </p>
            {people.map((result) => (
              <Option key={result.id} {...{ result, active, onActive, onChoose }} />
            ))}
          </div>
        )}
        {hits.length > 0 && (
          <Messages {...{ id, scroller, active, onActive, onChoose }} above={people.length} />
        )}
      </div>
      {moreContacts && (
        <Button
          size="small"
          look="quiet"
          className={styles.moreContacts}
          onClick={() => void showAllContacts()}
        >
          {t('search.allContacts')}
        </Button>
      )}
    </section>
  );
}

interface MessagesProps extends ResultListProps {
  scroller: React.RefObject<HTMLDivElement | null>;
  /** How many contacts stand above: they move the messages down. */
  above: number;
}

function Messages({ id, scroller, above, active, onActive, onChoose }: MessagesProps) {
  const { t } = useTranslation();
  const hits = useSearch((state) => state.hits);
  const next = useSearch((state) => state.next);
  const rows = resultsOf([], hits);
  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0), [above]);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const activeAt = rows.findIndex((row) => row.id === active?.id);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * rem,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
    scrollMargin: margin,
    // The one that the field points to must be there for screen readers.
    rangeExtractor: useCallback(
      (range: Range) =>
        [...new Set([...defaultRangeExtractor(range), ...(activeAt >= 0 ? [activeAt] : [])])].sort(
          (a, b) => a - b,
        ),
      [activeAt],
    ),
  });
  useEffect(() => {
    if (activeAt >= 0) virtual.scrollToIndex(activeAt, { align: 'auto' });
    // Only when another one is chosen by keys.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [activeAt]);

  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (next !== undefined && lastShown >= rows.length - 8) void loadMoreHits();
  }, [next, lastShown, rows.length]);

  return (
    <div role="group" aria-labelledby={`${id}-messages`}>
      <p id={`${id}-messages`} className={styles.heading}>
        {t('search.messages')}
      </p>
      <div ref={list} role="presentation" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const result = rows[index];
          return (
            result && (
              <div
                key={key}
                role="presentation"
                className={styles.row}
                style={{ height: ROW * rem, transform: `translateY(${start - margin}px)` }}
              >
                <Option {...{ result, active, onActive, onChoose }} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

interface OptionProps extends Pick<ResultListProps, 'active' | 'onActive' | 'onChoose'> {
  result: Result;
}

function Option({ result, active, onActive, onChoose }: OptionProps) {
  const chosen = result.id === active?.id;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field has the keys
    <div
      id={result.id}
      role="option"
      aria-selected={chosen}
      className={styles.option}
      onMouseMove={() => !chosen && onActive(result.id)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(result)}
    >
      {result.kind === 'contact' ? <ContactResult hit={result.hit} /> : <MessageResult hit={result.hit} />}
    </div>
  );
}

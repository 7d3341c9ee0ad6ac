/** The bare virtual list: a click asks for fifty rows and draws them, and nothing else. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

interface Row {
  readonly id: number;
  readonly from_me: number;
  readonly body: string;
}

const GUESS = 44;
const OVERSCAN = 10;

function Bare() {
  const [conversations, setConversations] = useState<readonly number[]>([]);
  const [rows, setRows] = useState<readonly Row[]>([]);
  useEffect(() => {
    void ask<number[]>('conversations').then(setConversations);
  }, []);
  const all = location.hash === '#all';
  return (
    <>
      <nav>
        {conversations.map((id) => (
          <button
            key={id}
            type="button"
            data-conversation={id}
            onClick={() => void ask<Row[]>(`messages?id=${id}&all=${all ? 1 : 0}`).then(setRows)}
          >
            {id}
          </button>
        ))}
      </nav>
      <List key={rows[0]?.id} rows={rows} />
    </>
  );
}

function List({ rows }: { rows: readonly Row[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- what it answers is used in this component alone
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESS,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: OVERSCAN,
  });
  useLayoutEffect(() => {
    if (rows.length > 0) list.scrollToIndex(rows.length - 1, { align: 'end' });
  }, [rows, list]);
  return (
    <div ref={scroller} className="scroller">
      <div style={{ height: list.getTotalSize(), position: 'relative' }}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          return (
            row && (
              <div
                key={key}
                ref={list.measureElement}
                data-index={index}
                data-message={row.id}
                className="row"
                style={{ transform: `translateY(${start}px)` }}
              >
                <p className={row.from_me ? 'bubble ours' : 'bubble'}>{row.body}</p>
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

async function ask<T>(what: string): Promise<T> {
  return (await (await fetch(what)).json()) as T;
}

createRoot(document.getElementById('root')!).render(<Bare />);

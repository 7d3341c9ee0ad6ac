import { useEffect, useMemo, useRef, useState } from 'react';
import type { InboxRow } from '../../../preload/entities.ts';
import { type Held, holdRows } from './steady-list.ts';

/** A pointer that has not moved for so long points at nothing any more. */
const REST_MS = 2500;

interface HeldRows extends Held {
  release: () => void;
  /** For the element over which the pointer moves. */
  hand: { onPointerMove: (event: React.PointerEvent) => void; onPointerLeave: () => void };
}

/** While somebody points at the list, or at a menu of it, its rows keep their places. */
export function useHeldRows(live: readonly InboxRow[], pinned: boolean): HeldRows {
  const [stood, setStood] = useState<readonly number[]>();
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shown = useRef<readonly InboxRow[]>(live);

  const release = () => {
    clearTimeout(rest.current);
    setStood(undefined);
  };
  useEffect(() => () => clearTimeout(rest.current), []);

  const held = useMemo(
    () => (stood === undefined ? { rows: live, waiting: 0 } : holdRows(stood, live)),
    [stood, live],
  );
  useEffect(() => {
    shown.current = held.rows;
  });
  return {
    ...held,
    release,
    hand: {
      onPointerMove: ({ pointerType }) => {
        if (pointerType !== 'mouse') return;
        clearTimeout(rest.current);
        rest.current = setTimeout(() => {
          if (!pinned) setStood(undefined);
        }, REST_MS);
        setStood((before) => before ?? shown.current.map(({ conversationId }) => conversationId));
      },
      onPointerLeave: () => {
        if (!pinned) release();
      },
    },
  };
}

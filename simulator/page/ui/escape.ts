import { useEffect, useRef } from 'react';

/** What the Escape key would close, the last one opened at the end. */
const open: (() => void)[] = [];

window.addEventListener('keydown', ({ key, defaultPrevented }) => {
  if (key === 'Escape' && !defaultPrevented) open.at(-1)?.();
});

/** While `active`, the Escape key closes this before anything opened earlier. */
export function useEscape(active: boolean, close: () => void): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!active) return undefined;
    const entry = () => latest.current();
    open.push(entry);
    return () => {
      open.splice(open.indexOf(entry), 1);
    };
  }, [active]);
}

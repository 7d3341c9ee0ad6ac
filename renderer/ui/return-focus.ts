import { useRef } from 'react';

/** What a dialogue says of where focus goes on closing: back to what had it when there is nothing better. */
export type ReturnFocus = (openerIsGone: boolean) => HTMLElement | null;

/**
 * Gives the focus back when a modal dialogue closes. Radix gives it to the dialogue's own trigger only, and these
 * dialogues have none: without this it would fall to the body, and what one types next would go nowhere.
 */
export function useReturnFocus(better?: ReturnFocus): (event: Event) => void {
  const opener = useRef(document.activeElement);
  return (event) => {
    event.preventDefault();
    const from = opener.current;
    const gone = !(from instanceof HTMLElement) || !from.isConnected || from === document.body;
    const target = better?.(gone) ?? (gone ? home() : from);
    if (!target || isTaken(target)) return;
    giving = true;
    target.focus();
    giving = false;
  };
}

let giving = false;

/** Focus comes back by itself now: nobody went there, and nothing has to be explained. */
export function isGivenBack(): boolean {
  return giving;
}

/** What was chosen may have the focus by now; a dialogue below only holds it for what it contains. */
function isTaken(target: HTMLElement): boolean {
  const holder = document.activeElement;
  return holder !== null && holder !== document.body && !holder.contains(target);
}

/** A menu opened the dialogue and has gone: where one writes, else the page itself. */
function home(): HTMLElement | null {
  return (
    document.querySelector<HTMLElement>('[data-region="thread"] [data-first-focus]:not(:disabled)') ??
    document.querySelector<HTMLElement>('main')
  );
}

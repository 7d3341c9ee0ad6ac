import { type RefObject, useCallback } from 'react';

/** Puts words where the cursor stands, as if typed: the browser's own undo still works. */
export function useInsert(field: RefObject<HTMLTextAreaElement | null>): (words: string) => void {
  return useCallback(
    (words) => {
      const { current } = field;
      if (!current) return;
      current.focus();
      replaceIn(current, current.selectionStart, current.selectionEnd, words);
    },
    [field],
  );
}

/** As if that part had been selected and typed over. */
export function replaceIn(field: HTMLTextAreaElement, from: number, to: number, words: string): void {
  field.setSelectionRange(from, to);
  // The only way that keeps undo; deprecated without a successor, and in every Chromium.
  // oxlint-disable-next-line typescript/no-deprecated
  const typed = document.execCommand(words === '' ? 'delete' : 'insertText', false, words);
  if (typed) return;
  field.setRangeText(words, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

import { useEffect, useState } from 'react';

/** As `ref`: takes the focus when the element appears; one writes on at the end of what is there. */
export function focusOnArrival(element: HTMLElement | null): void {
  element?.focus();
  if (element instanceof HTMLTextAreaElement)
    element.setSelectionRange(element.value.length, element.value.length);
}

/** When this disappears, the focus goes back to where it was before. */
export function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}

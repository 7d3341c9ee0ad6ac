import { occurrencesOf } from '../../../preload/fold.ts';

const NAME = 'find';

/** Marks a text wherever it is shown in the bubbles under `root`, without a change to what React has drawn. */
export function markFound(root: Element, text: string): () => void {
  const mark = () => {
    const ranges: Range[] = [];
    if (text.trim() !== '') for (const node of textsOf(root)) ranges.push(...rangesIn(node, text));
    CSS.highlights.set(NAME, new Highlight(...ranges));
  };
  mark();
  // The list draws other bubbles as one scrolls.
  const observer = new MutationObserver(mark);
  observer.observe(root, { childList: true, subtree: true, characterData: true });
  return () => {
    observer.disconnect();
    CSS.highlights.delete(NAME);
  };
}

function* textsOf(root: Element): Iterable<Text> {
  for (const bubble of root.querySelectorAll('[data-message] article')) {
    const walker = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // Times and names are not what was written.
      if (node instanceof Text && !node.parentElement?.closest('time, button')) yield node;
    }
  }
}

function rangesIn(node: Text, text: string): Range[] {
  return occurrencesOf(node.data, text).map(({ from, to }) => {
    const range = new Range();
    range.setStart(node, from);
    range.setEnd(node, to);
    return range;
  });
}

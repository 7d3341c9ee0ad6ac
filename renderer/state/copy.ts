import { notify } from './ui.ts';

/** To the clipboard, and says so; the words are the caller's. */
export function copy(text: string, words: { done: string; failed: string }): void {
  navigator.clipboard.writeText(text).then(
    () => notify('ok', words.done),
    () => notify('bad', words.failed),
  );
}

/** Where the keyboard goes in the inbox. */
import { isBehindDialog } from '../../keyboard/keyboard.ts';
import { useConversation } from '../../state/conversation.ts';

const COLUMNS = ['list', 'thread', 'contact'];

/** What takes the focus of a column: the part that says so, else the column itself. */
function target(column: string): HTMLElement | undefined {
  const region = document.querySelector<HTMLElement>(`[data-region="${column}"]`);
  if (!region?.checkVisibility({ visibilityProperty: true })) return undefined;
  return region.querySelector<HTMLElement>('[data-first-focus]:not(:disabled)') ?? region;
}

/** F6: on to the next column that is there, round and round. */
export function focusColumn(step: 1 | -1): void {
  const here = COLUMNS.findIndex((column) =>
    document.querySelector(`[data-region="${column}"]`)?.contains(document.activeElement),
  );
  for (let tried = 1; tried <= COLUMNS.length; tried++) {
    const from = here < 0 && step < 0 ? 0 : here;
    const column = COLUMNS.at((from + step * tried + COLUMNS.length) % COLUMNS.length);
    const found = column === undefined ? undefined : target(column);
    if (!found) continue;
    found.focus();
    return;
  }
}

/** Back to a conversation's row in the list; to the list when the row is not there. */
export function focusRow(conversationId: number): void {
  // A narrow window shows the list only once the conversation is gone.
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-conversation="${conversationId}"]`);
    (row ?? target('list'))?.focus();
  });
}

/** Into the field where one writes, when that conversation is the open one. */
export function focusComposer(conversationId: number): void {
  requestAnimationFrame(() => {
    if (useConversation.getState().openId !== conversationId || isBehindDialog()) return;
    target('thread')?.focus();
  });
}

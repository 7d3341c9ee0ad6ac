import { openConversation } from '../../state/conversation.ts';
import { hideHandover } from '../../state/handover.ts';
import { EVERYTHING, setFilter } from '../../state/inbox.ts';
import type { ListTab } from '../../state/merge.ts';
import { goTo } from '../../state/ui.ts';

/** From the sheet to a list, without filters that would hide what one comes for. */
export function goToTab(tab: ListTab): void {
  hideHandover();
  goTo({ at: 'inbox' });
  void setFilter({ ...EVERYTHING, tab });
}

export function goToConversation(conversationId: number, tab: ListTab = 'all'): void {
  goToTab(tab);
  void openConversation(conversationId);
}

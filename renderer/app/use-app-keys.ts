import { useShortcut } from '../keyboard/keyboard.ts';
import { chooseWhomToWrite } from '../state/contacts.ts';
import { openSearch } from '../state/search.ts';
import { useIsManager } from '../state/session.ts';
import { goTo, showHelp, showPalette } from '../state/ui.ts';
import { useLeave } from './use-leave.ts';

/** What the keys do wherever one stands. */
export function useAppKeys(): void {
  const isManager = useIsManager();
  const leave = useLeave();
  useShortcut('palette', () => showPalette(true));
  useShortcut('search', openSearch);
  useShortcut('help', () => showHelp(true));
  useShortcut('newChat', chooseWhomToWrite);
  useShortcut('goInbox', () => goTo({ at: 'inbox' }));
  useShortcut('goSettings', () => goTo({ at: 'settings', page: isManager ? 'channels' : 'appearance' }));
  useShortcut('lock', () => void leave());
}

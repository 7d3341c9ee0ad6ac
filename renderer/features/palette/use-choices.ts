import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Theme } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { perform, useKeyboard } from '../../keyboard/keyboard.ts';
import { shortcuts } from '../../keyboard/shortcuts.ts';
import { setTheme } from '../../state/preferences.ts';
import { useChannels } from '../../state/channels.ts';
import { useIsManager } from '../../state/session.ts';
import { type ChannelTab, goTo, notify } from '../../state/ui.ts';
import { isInUse } from '../channels/channel-state.ts';
import { PAGES } from '../settings/pages.ts';
import type { Choice } from './choices.ts';

const TABS = ['connection', 'messages', 'hours', 'preferences', 'phone'] as const satisfies ChannelTab[];
/** What the pages of a channel hold, by the names that people look for. */
const HELD = {
  connection: ['channels.scan', 'channels.rename'],
  messages: ['automation.greeting.title', 'automation.farewell.title', 'automation.transfer.title'],
  hours: ['hours.title', 'hours.holidays', 'hours.specials'],
  preferences: [
    'automation.menu.title',
    'automation.refusals.title',
    'automation.waiting.title',
    'automation.reading.syncMessages',
    'automation.what.title',
    'automation.journal.title',
  ],
  phone: ['phone.guide.title'],
} as const;
const THEMES: readonly Theme[] = ['light', 'dark', 'system'];

/** What can be done from where one stands: shortcuts that somebody answers now. */
export function useActions(): readonly Choice[] {
  const { t } = useTranslation();
  const answers = useKeyboard((state) => state.answers);
  return useMemo(
    () =>
      shortcuts
        .filter(({ id, keysOnly, told }) => !keysOnly && !told && (answers[id]?.length ?? 0) > 0)
        .map(({ id, keys }) => ({
          id,
          words: t(`shortcuts.do.${id}`),
          ...(keys[0] !== undefined && { keys: keys[0] }),
          run: () => void perform(id),
        })),
    [answers, t],
  );
}

/** Where one can go, and what can be changed at once. */
export function usePlaces(): readonly Choice[] {
  const { t } = useTranslation();
  const words = useErrorWords();
  const isManager = useIsManager();
  const channels = useChannels((state) => state.channels);
  return useMemo(
    () => [
      { id: 'contacts', words: t('frame.contacts'), run: () => goTo({ at: 'contacts' }) },
      { id: 'schedules', words: t('schedules.title'), run: () => goTo({ at: 'schedules' }) },
      ...PAGES.filter(({ managerOnly }) => isManager || !managerOnly).map(({ page }) => ({
        id: `page-${page}`,
        words: `${t('settings.title')}: ${t(`settings.pages.${page}`)}`,
        run: () => goTo({ at: 'settings', page }),
      })),
      ...(isManager ? (channels ?? []) : []).filter(isInUse).flatMap(({ id, name }) =>
        TABS.map((tab) => ({
          id: `channel-${id}-${tab}`,
          words: `${name}: ${t(`channel.tabs.${tab}`)}`,
          also: HELD[tab].map((key) => t(key)).join(' '),
          run: () => goTo({ at: 'channel', channelId: id, tab }),
        })),
      ),
      ...THEMES.map((theme) => ({
        id: `theme-${theme}`,
        words: `${t('appearance.theme')}: ${t(`appearance.themes.${theme}`)}`,
        run: () => void setTheme(theme).then((refused) => refused && notify('bad', words(refused))),
      })),
    ],
    [t, words, isManager, channels],
  );
}

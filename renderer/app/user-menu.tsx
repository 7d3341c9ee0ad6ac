import { ArrowLeftRight, ClipboardList, Keyboard, Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../preload/contract.ts';
import type { Theme, User } from '../../preload/entities.ts';
import { SwitchUser } from '../features/lock/switch-user.tsx';
import { LANGUAGES } from '../i18n/i18n.ts';
import { useErrorWords } from '../i18n/words.ts';
import { showHandover } from '../state/handover.ts';
import { setLanguage, setTheme, usePreferences } from '../state/preferences.ts';
import { notify, showHelp } from '../state/ui.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Menu, MenuChoice, MenuHeader, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { useLeave } from './use-leave.ts';
import styles from './user-menu.module.css';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function UserMenu({ user }: { user: User }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { language, theme } = usePreferences();
  const tell = (refused: CallError | undefined) => refused && notify('bad', words(refused));
  const leave = useLeave();
  const [switching, setSwitching] = useState(false);
  return (
    <>
      <Menu
        side="right"
        align="end"
        label={t('frame.userMenu')}
        trigger={
          <button type="button" className={styles.trigger}>
            <Avatar id={user.id} name={user.name} />
            <VisuallyHidden>{t('frame.userMenuOf', { name: user.name })}</VisuallyHidden>
          </button>
        }
      >
        <MenuHeader>
          <Avatar id={user.id} name={user.name} />
          <span className={styles.who}>
            <bdi className={styles.name}>{user.name}</bdi>
            <span className={styles.role}>{t(`roles.${user.role}`)}</span>
          </span>
        </MenuHeader>
        <MenuSeparator />
        <MenuItem icon={ArrowLeftRight} onSelect={() => setSwitching(true)}>
          {t('lock.switch')}
        </MenuItem>
        <MenuItem icon={ClipboardList} onSelect={() => void showHandover()}>
          {t('handover.title')}
        </MenuItem>
        <MenuItem icon={Lock} onSelect={() => void leave()}>
          {t('frame.lock')}
        </MenuItem>
        <MenuItem icon={Keyboard} onSelect={() => showHelp(true)}>
          {t('shortcuts.title')}
        </MenuItem>
        <MenuSeparator />
        <MenuChoice
          label={t('appearance.theme')}
          value={theme}
          onValue={(next) => void setTheme(next).then(tell)}
          choices={THEMES.map((value) => ({ value, label: t(`appearance.themes.${value}`) }))}
        />
        <MenuSeparator />
        <MenuChoice
          label={t('appearance.language')}
          value={language}
          onValue={(next) => void setLanguage(next).then(tell)}
          choices={LANGUAGES}
        />
      </Menu>
      {switching && <SwitchUser onClose={() => setSwitching(false)} />}
    </>
  );
}

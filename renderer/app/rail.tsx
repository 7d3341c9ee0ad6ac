import { CalendarClock, ContactRound, Inbox, type LucideIcon, Search, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../preload/entities.ts';
import { keysOf } from '../keyboard/shortcuts.ts';
import { useInbox } from '../state/inbox.ts';
import { useSchedules } from '../state/schedules.ts';
import { openSearch } from '../state/search.ts';
import { useIsManager } from '../state/session.ts';
import { goTo, useUi } from '../state/ui.ts';
import { Count } from '../ui/badge.tsx';
import { BrandMark } from '../ui/brand.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './rail.module.css';
import { UserMenu } from './user-menu.tsx';

export function Rail({ user }: { user: User }) {
  const { t } = useTranslation();
  const at = useUi((state) => state.place.at);
  const unread = useInbox((state) => state.unreadConversations);
  const asking = useSchedules((state) => state.asking);
  const isManager = useIsManager();
  return (
    <nav className={styles.rail} aria-label={t('frame.sections')}>
      <BrandMark size={36} />
      <div className={styles.places}>
        <Place
          icon={Inbox}
          label={t('frame.inbox')}
          current={at === 'inbox'}
          onGo={() => goTo({ at: 'inbox' })}
        >
          {unread > 0 && (
            <span className={styles.count}>
              <Count count={unread} label={t('frame.unread', { count: unread })} />
            </span>
          )}
        </Place>
        <Place
          icon={Search}
          label={t('search.title')}
          keys={keysOf('search')}
          current={false}
          onGo={openSearch}
        />
        <Place
          icon={ContactRound}
          label={t('frame.contacts')}
          current={at === 'contacts'}
          onGo={() => goTo({ at: 'contacts' })}
        />
        <Place
          icon={CalendarClock}
          label={t('schedules.title')}
          current={at === 'schedules'}
          onGo={() => goTo({ at: 'schedules' })}
        >
          {asking > 0 && (
            <span className={styles.count}>
              <Count count={asking} label={t('schedules.askingBanner', { count: asking })} />
            </span>
          )}
        </Place>
      </div>
      <div className={styles.end}>
        <Place
          icon={Settings}
          label={t('frame.settings')}
          current={at === 'settings' || at === 'channel'}
          onGo={() => goTo({ at: 'settings', page: isManager ? 'channels' : 'appearance' })}
        />
        <UserMenu user={user} />
      </div>
    </nav>
  );
}

interface PlaceProps {
  icon: LucideIcon;
  label: string;
  keys?: string;
  current: boolean;
  onGo: () => void;
  children?: React.ReactNode;
}

function Place({ icon: Icon, label, keys, current, onGo, children }: PlaceProps) {
  return (
    <Tooltip words={label} {...(keys !== undefined && { keys })} side="right">
      <button
        type="button"
        className={styles.place}
        aria-current={current ? 'page' : undefined}
        onClick={onGo}
      >
        <Icon size={22} aria-hidden="true" />
        <VisuallyHidden>{label}</VisuallyHidden>
        {children}
      </button>
    </Tooltip>
  );
}

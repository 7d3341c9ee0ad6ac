import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsManager } from '../../state/session.ts';
import { goTo, type Place, type SettingsPage, useUi } from '../../state/ui.ts';
import { Appearance } from './appearance.tsx';
import { PAGES } from './pages.ts';
import styles from './settings.module.css';
import { Shop } from './shop.tsx';
import { StationPage } from './station-page.tsx';
import { Team } from './team.tsx';

const AttendancePage = lazy(() => import('./attendance.tsx'));
const QueuesPage = lazy(() => import('../queues/queues-page.tsx'));
const TagsPage = lazy(() => import('../queues/tags-page.tsx'));
const ChannelsPage = lazy(() => import('../channels/channels-page.tsx'));
const NoticesPage = lazy(() => import('../notices/notices-page.tsx'));
const ChannelPage = lazy(() => import('../channels/channel-page.tsx'));
const FollowUpsPage = lazy(() => import('../follow-ups/follow-ups-page.tsx'));
const QuickRepliesPage = lazy(() => import('../quick-replies/quick-replies-page.tsx'));
const RemoveChannel = lazy(() => import('../channels/remove-channel.tsx'));

export default function Settings({ place }: { place: Extract<Place, { at: 'settings' | 'channel' }> }) {
  const { t } = useTranslation();
  const isManager = useIsManager();
  const removing = useUi((state) => state.removing);
  const allowed = PAGES.filter(({ managerOnly }) => isManager || !managerOnly);
  const wanted = place.at === 'channel' ? 'channels' : place.page;
  const shown = allowed.find(({ page }) => page === wanted)?.page ?? 'appearance';
  return (
    <div className={styles.settings}>
      <nav className={styles.nav} aria-label={t('settings.title')}>
        <p className={styles.title}>{t('settings.title')}</p>
        <ul>
          {allowed.map(({ page: each, icon: Icon }) => (
            <li key={each}>
              <button
                type="button"
                className={styles.link}
                aria-current={each === shown ? 'page' : undefined}
                onClick={() => goTo({ at: 'settings', page: each })}
              >
                <Icon size={18} aria-hidden="true" />
                {t(`settings.pages.${each}`)}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.content}>
        <Suspense>
          {place.at === 'channel' && shown === 'channels' ? (
            <ChannelPage key={place.channelId} {...place} />
          ) : (
            <Shown page={shown} />
          )}
        </Suspense>
      </div>
      {removing && (
        <Suspense>
          <RemoveChannel key={removing.id} channel={removing} />
        </Suspense>
      )}
    </div>
  );
}

function Shown({ page }: { page: SettingsPage }) {
  switch (page) {
    case 'channels':
      return <ChannelsPage />;
    case 'shop':
      return <Shop />;
    case 'team':
      return <Team />;
    case 'queues':
      return <QueuesPage />;
    case 'tags':
      return <TagsPage />;
    case 'attendance':
      return <AttendancePage />;
    case 'quickReplies':
      return <QuickRepliesPage />;
    case 'followUps':
      return <FollowUpsPage />;
    case 'notices':
      return <NoticesPage />;
    case 'appearance':
      return <Appearance />;
    case 'station':
      return <StationPage />;
  }
}

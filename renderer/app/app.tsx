import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { NoticeToasts } from '../features/notices/notice-toasts.tsx';
import { listenToKeys } from '../keyboard/keyboard.ts';
import { useInbox } from '../state/inbox.ts';
import { useSession } from '../state/session.ts';
import { dismiss, useUi } from '../state/ui.ts';
import { Toast, ToastArea } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { ConnectionStrip } from './connection-strip.tsx';
import { Frame } from './frame.tsx';
import { ClosedDoor, Opening } from './opening.tsx';

const Setup = lazy(() => import('../features/setup/setup.tsx'));
const Lock = lazy(() => import('../features/lock/lock.tsx'));

export function App() {
  useTitle();
  useEffect(listenToKeys, []);
  return (
    <TooltipProvider delayDuration={500}>
      <Notices>
        <ConnectionStrip />
        <Suspense>
          <Screen />
        </Suspense>
        <Announcer />
      </Notices>
    </TooltipProvider>
  );
}

function Screen() {
  const shutOut = useUi((state) => state.connection === 'shut-out');
  const session = useSession((state) => state.session);
  if (shutOut) return <ClosedDoor problem="no-session" />;
  if (!session) return <Opening />;
  switch (session.phase) {
    case 'setup':
      return <Setup />;
    case 'locked':
      return <Lock users={session.users} lastUserId={session.lastUserId} />;
    case 'open':
      return (
        <Frame shopName={session.shopName} user={session.user} lockAfterMinutes={session.lockAfterMinutes} />
      );
  }
}

function Notices({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation();
  const notices = useUi((state) => state.notices);
  return (
    <ToastArea label={t('common.notices')}>
      {children}
      <NoticeToasts />
      {notices.map(({ id, tone, words }) => (
        <Toast
          key={id}
          tone={tone}
          words={words}
          closeLabel={t('common.close')}
          onClose={() => dismiss(id)}
        />
      ))}
    </ToastArea>
  );
}

function Announcer() {
  const announcement = useUi((state) => state.announcement);
  return (
    <VisuallyHidden>
      <span aria-live="polite">{announcement}</span>
    </VisuallyHidden>
  );
}

/** The window's title tells how many conversations wait to be read. */
function useTitle(): void {
  const unread = useInbox((state) => state.unreadConversations);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Balcão` : 'Balcão';
  }, [unread]);
}

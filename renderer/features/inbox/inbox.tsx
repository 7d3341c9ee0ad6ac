import { lazy, Suspense, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../keyboard/keyboard.ts';
import { keysOf } from '../../keyboard/shortcuts.ts';
import { closeConversation, openConversation, useConversation } from '../../state/conversation.ts';
import { setFilter, useInbox } from '../../state/inbox.ts';
import { useTickets } from '../../state/tickets.ts';
import { showContactPanel, toggleContactPanel, useUi } from '../../state/ui.ts';
import { CounterPicture } from '../../ui/pictures.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ContactPanel } from './contact-panel.tsx';
import { ConversationList } from './conversation-list.tsx';
import { TABS } from './list-tabs.tsx';
import styles from './inbox.module.css';
import { focusColumn, focusRow } from './focus.ts';
import { FirstSteps } from './no-conversations.tsx';
import { Thread } from './thread.tsx';

const TicketDialogs = lazy(() => import('../tickets/ticket-dialogs.tsx'));

export default function Inbox() {
  const openId = useConversation((state) => state.openId);
  const contactPanel = useUi((state) => state.contactPanel);
  const first = useInbox(({ rows, everHeard }) => rows !== undefined && !everHeard);
  const asking = useTickets((state) => state.asking !== undefined);
  useInboxKeys();
  usePanelThatFits(openId);
  return (
    <div className={styles.inbox} data-shows={openId === undefined && !first ? 'list' : 'thread'}>
      <ConversationList />
      {openId === undefined ? <NothingOpen /> : <Thread conversationId={openId} />}
      {openId !== undefined && contactPanel && <ContactPanel conversationId={openId} />}
      {asking && (
        <Suspense>
          <TicketDialogs />
        </Suspense>
      )}
    </div>
  );
}

const wide = matchMedia('(width >= 64rem)');

/** Beside the conversation where there is room; else over it, and only when it is asked for. */
function usePanelThatFits(openId: number | undefined): void {
  useLayoutEffect(() => {
    const fit = () => showContactPanel(wide.matches);
    if (openId !== undefined && !wide.matches) fit();
    wide.addEventListener('change', fit);
    return () => wide.removeEventListener('change', fit);
  }, [openId]);
}

function NothingOpen() {
  const { t } = useTranslation();
  const loaded = useInbox((state) => state.rows !== undefined);
  const some = useInbox((state) => state.everHeard);
  return (
    <section className={styles.nothing} data-region="thread" tabIndex={-1} aria-label={t('inbox.thread')}>
      {loaded && (some ? <ChooseOne /> : <FirstSteps />)}
    </section>
  );
}

function ChooseOne() {
  const { t } = useTranslation();
  return (
    <EmptyState
      picture={<CounterPicture />}
      title={t('inbox.noneOpen.title')}
      about={t('inbox.noneOpen.about')}
      action={
        <p className={styles.keys}>
          <Kbd keys={keysOf('next')} /> {t('inbox.noneOpen.next')} <Kbd keys={keysOf('previous')} />{' '}
          {t('inbox.noneOpen.previous')}
          <Kbd keys={keysOf('nextColumn')} /> {t('inbox.noneOpen.columns')}
        </p>
      }
    />
  );
}

function openBeside(step: 1 | -1): void {
  const rows = useInbox.getState().rows ?? [];
  const { openId } = useConversation.getState();
  const at = rows.findIndex((row) => row.conversationId === openId);
  openNth(at < 0 ? 0 : at + step);
}

function openNth(index: number): void {
  const row = useInbox.getState().rows?.[index];
  if (row) void openConversation(row.conversationId);
}

/** Round and round; what is empty is passed over. */
function nextTab(): void {
  const { filter, counts } = useInbox.getState();
  const round = TABS.filter((tab) => tab === 'all' || tab === filter.tab || counts[tab] > 0);
  const next = round[(round.indexOf(filter.tab) + 1) % round.length];
  if (next) void setFilter({ tab: next });
}

function useInboxKeys(): void {
  const openId = useConversation((state) => state.openId);
  useShortcut('nextColumn', () => focusColumn(1));
  useShortcut('previousColumn', () => focusColumn(-1));
  useShortcut('next', () => openBeside(1));
  useShortcut('previous', () => openBeside(-1));
  useShortcut('nextTab', nextTab);
  useShortcut('nth', (digit = 1) => openNth(digit - 1));
  useShortcut('contactPanel', toggleContactPanel, openId !== undefined);
  const leave = () => {
    closeConversation();
    if (openId !== undefined) focusRow(openId);
  };
  useShortcut('leave', leave, openId !== undefined);
}

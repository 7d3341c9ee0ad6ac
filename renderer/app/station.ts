/** Ties main's events to the stores. Listens first, then asks for the snapshots, so that nothing falls between. */
import { on, onConnection } from '../bridge.ts';
import { forgetAttendance, loadAttendance } from '../state/attendance.ts';
import { takeAutomationChange } from '../state/automation.ts';
import { forgetChannels, loadChannels, takeChannel } from '../state/channels.ts';
import { forgetContacts, refreshContacts } from '../state/contacts.ts';
import { flushDrafts, forgetComposer } from '../state/composer.ts';
import {
  forgetConversation,
  reloadConversation,
  takeConversationChange,
  takeTyping,
  useConversation,
} from '../state/conversation.ts';
import { follow } from '../state/follow.ts';
import { forgetFollowUps, takeFollowUpsChange } from '../state/follow-ups.ts';
import { hideHandover, openDay } from '../state/handover.ts';
import { beginInbox, forgetInbox, letGo, loadInbox, refreshRows } from '../state/inbox.ts';
import { forgetLinkPages, takeLinkPage } from '../state/link-page.ts';
import { forgetNotes, refreshNotes } from '../state/notes.ts';
import { closePairing, reloadPairing, takePairing } from '../state/pairing.ts';
import { forgetPhones, refreshPhone } from '../state/phone.ts';
import { loadPreferences, takePreferences } from '../state/preferences.ts';
import {
  forgetNotices,
  goToConversation,
  loadNotices,
  takeNotice,
  takeNoticeSettings,
  takeRing,
} from '../state/notices.ts';
import { tellAttentionAnew, watchAttention } from '../state/attention.ts';
import { forgetRobot, refreshRobot } from '../state/robot.ts';
import { countAsking, forgetSchedules, refreshSchedules } from '../state/schedules.ts';
import { forgetSearch } from '../state/search.ts';
import { forgetQuickReplies, quickRepliesChanged } from '../state/quick-replies.ts';
import { forgetSendLater, takeSchedulesChange } from '../state/send-later.ts';
import { forgetSending, keepUnsent, saveUnsent } from '../state/sending.ts';
import { loadSession, loadStation, useSession } from '../state/session.ts';
import { forgetTicketHistory, refreshTicketHistory } from '../state/ticket-history.ts';
import { forgetTickets } from '../state/tickets.ts';
import { leaveEverything, setConnected } from '../state/ui.ts';
import { forgetUnsaved } from '../state/unsaved.ts';
import { closeViewer } from '../state/viewer.ts';

export function attend(): void {
  on('session.changed', () => void loadSession());
  on('preferences.changed', (preferences) => void takePreferences(preferences));
  on('notices.changed', takeNoticeSettings);
  on('notices.told', takeNotice);
  on('notices.rang', takeRing);
  on('notices.opened', goToConversation);
  on('channel.changed', (channel) => {
    takeChannel(channel);
    refreshPhone(channel.id);
  });
  on('channels.listed', () => void loadChannels());
  on('pairing.changed', takePairing);
  on('linkPage.changed', takeLinkPage);
  on('contacts.changed', ({ contactIds }) => refreshContacts(contactIds));
  on('quickReplies.changed', quickRepliesChanged);
  on('schedules.changed', (change) => {
    takeSchedulesChange(change);
    refreshSchedules();
  });
  on('followUps.changed', takeFollowUpsChange);
  on('automation.changed', takeAutomationChange);
  on('automation.decided', refreshRobot);
  on('inbox.changed', (change) => {
    refreshRows(change.conversationIds);
    refreshRobot(change);
  });
  on('tickets.changed', ({ conversationIds }) => {
    refreshTicketHistory(conversationIds);
    refreshNotes(conversationIds);
  });
  on('attendance.changed', () => void loadAttendance());
  on('conversation.changed', takeConversationChange);
  on('conversation.typing', takeTyping);

  let lastUser: number | undefined;
  useSession.subscribe(({ session }, { session: before }) => {
    const user = session?.phase === 'open' ? session.user.id : undefined;
    const userBefore = before?.phase === 'open' ? before.user.id : undefined;
    if (user === userBefore) return;
    if (userBefore !== undefined) forgetAll();
    if (user === undefined) return;
    if (user !== lastUser) forgetUnsaved();
    lastUser = user;
    saveUnsent();
    loadAll();
    void beginInbox();
    void openDay();
  });
  useConversation.subscribe(({ openId }, { openId: before }) => {
    if (openId === before) return;
    closeViewer();
    if (before !== undefined) letGo(before);
  });
  onConnection((connected) => {
    setConnected(connected);
    if (connected) void arrive();
  });
  addEventListener('beforeunload', () => {
    flushDrafts();
    keepUnsent();
  });
  watchAttention();
}

async function arrive(): Promise<void> {
  await Promise.all([loadPreferences(), loadStation()]);
  const before = useSession.getState().session;
  await loadSession();
  // Opening loads by itself; somebody who was there before the connection went away needs the news.
  if (before?.phase === 'open' && useSession.getState().session?.phase === 'open') {
    loadAll();
    void loadInbox();
  }
}

function loadAll(): void {
  void loadNotices();
  void countAsking();
  takeAutomationChange();
  tellAttentionAnew();
  void loadChannels();
  void loadAttendance();
  void follow().then(reloadConversation);
  void reloadPairing();
}

function forgetAll(): void {
  // What was not sent goes under what is written.
  forgetSending();
  forgetComposer();
  forgetSendLater();
  forgetSchedules();
  forgetFollowUps();
  forgetRobot();
  forgetQuickReplies();
  closeViewer();
  forgetConversation();
  forgetContacts();
  forgetInbox();
  forgetAttendance();
  forgetTickets();
  forgetTicketHistory();
  forgetNotes();
  hideHandover();
  forgetChannels();
  void closePairing();
  forgetLinkPages();
  forgetPhones();
  forgetSearch();
  forgetNotices();
  leaveEverything();
}

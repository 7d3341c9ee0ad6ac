/** What people are told outside of the lists (AT-8): how, and what this window shows of it. */
import { create } from 'zustand';
import type { CallError, EventPayload } from '../../preload/contract.ts';
import type { Notice, NoticeSettings } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { openConversation } from './conversation.ts';
import { play } from './sounds.ts';
import { goTo } from './ui.ts';

interface NoticesState {
  settings: NoticeSettings | undefined;
  /** Shown in the window, the newest last. */
  shown: readonly Notice[];
}

export const useNotices = create<NoticesState>()(() => ({ settings: undefined, shown: [] }));

/** So many at once; more would cover what one works on. */
const MOST = 3;

export async function loadNotices(): Promise<void> {
  const reply = await call('notices.settings');
  if (reply.ok) takeNoticeSettings(reply.value);
}

export function takeNoticeSettings(settings: NoticeSettings): void {
  useNotices.setState({ settings });
}

export async function configureNotices(changes: Partial<NoticeSettings>): Promise<CallError | undefined> {
  const before = useNotices.getState().settings;
  // At once: a box that is ticked only once main has answered looks broken.
  if (before) takeNoticeSettings({ ...before, ...changes });
  const reply = await call('notices.configure', changes);
  if (reply.ok) takeNoticeSettings(reply.value);
  else useNotices.setState({ settings: before });
  return reply.ok ? undefined : reply.error;
}

export function forgetNotices(): void {
  useNotices.setState({ shown: [] });
}

export function openNotice({ key, conversationId }: Notice): void {
  dismissNotice(key);
  if (conversationId !== undefined) goToConversation({ conversationId });
}

export function dismissNotice(key: string): void {
  useNotices.setState(({ shown }) => ({ shown: shown.filter((each) => each.key !== key) }));
}

export function goToConversation({ conversationId }: EventPayload<'notices.opened'>): void {
  goTo({ at: 'inbox' });
  void openConversation(conversationId);
}

export function takeNotice(notice: Notice): void {
  if (notice.where === 'window') {
    useNotices.setState(({ shown }) => ({
      shown: [...shown.filter(({ key }) => key !== notice.key), notice].slice(-MOST),
    }));
  } else if (pagesTellTheSystem() && Notification.permission === 'granted') {
    tellSystem(notice);
  }
}

/** In Electron main tells the system by itself; in the browser shell it is the page's to do, once it was given leave. */
export function pagesTellTheSystem(): boolean {
  return window.station === undefined && 'Notification' in window;
}

export function tellSystem(notice: Notice): void {
  // The sound is the one that was chosen here.
  const told = new Notification(notice.title, { body: notice.body, tag: notice.key, silent: true });
  told.addEventListener('click', () => {
    window.focus();
    told.close();
    openNotice(notice);
  });
}

export function takeRing({ sound, volume }: EventPayload<'notices.rang'>): void {
  // Where there is no loudspeaker, or the page may not sound yet, nothing is lost that is not also shown.
  play(sound, volume).catch(() => {});
}

/** What this window shows: place, dialogues, notices. Nothing of it outlives the window. */
import { create } from 'zustand';
import type { Channel } from '../../preload/entities.ts';

export type SettingsPage =
  | 'channels'
  | 'shop'
  | 'team'
  | 'queues'
  | 'tags'
  | 'attendance'
  | 'quickReplies'
  | 'followUps'
  | 'notices'
  | 'appearance'
  | 'station';
export type ChannelTab = 'connection' | 'messages' | 'hours' | 'preferences' | 'phone';
export type Place =
  | { at: 'inbox' }
  | { at: 'contacts' }
  | { at: 'schedules' }
  | { at: 'settings'; page: SettingsPage }
  | { at: 'channel'; channelId: number; tab: ChannelTab };

export interface Notice {
  id: number;
  tone: 'ok' | 'bad';
  words: string;
}

interface UiState {
  /** `starting` until main has answered for the first time. */
  connection: 'starting' | 'connected' | 'lost' | 'shut-out';
  place: Place;
  /** Whose linking dialogue is open. */
  pairingChannelId: number | undefined;
  /** Which channel is about to be removed, as it was then: the dialogue outlives it. */
  removing: Channel | undefined;
  contactPanel: boolean;
  /** The command palette is open. */
  palette: boolean;
  /** The sheet of shortcuts is open. */
  help: boolean;
  notices: readonly Notice[];
  /** The last thing said to screen readers. */
  announcement: string;
}

export const useUi = create<UiState>()(() => ({
  connection: 'starting',
  place: { at: 'inbox' },
  pairingChannelId: undefined,
  removing: undefined,
  contactPanel: true,
  palette: false,
  help: false,
  notices: [],
  announcement: '',
}));

export function goTo(place: Place): void {
  useUi.setState({ place });
}

export function setConnected(connected: boolean): void {
  useUi.setState(({ connection }) => {
    if (connection === 'shut-out') return {};
    if (connected) return { connection: 'connected' };
    return { connection: connection === 'starting' ? 'starting' : 'lost' };
  });
}

export function setShutOut(): void {
  useUi.setState({ connection: 'shut-out' });
}

export function showPairing(channelId: number | undefined): void {
  // What was said of the step before would stand over the dialogue's buttons.
  useUi.setState(({ notices }) => ({
    pairingChannelId: channelId,
    notices: channelId === undefined ? notices : [],
  }));
}

export function showRemoval(channel: Channel | undefined): void {
  useUi.setState({ removing: channel });
}

export function showContactPanel(contactPanel: boolean): void {
  useUi.setState({ contactPanel });
}

export function toggleContactPanel(): void {
  useUi.setState(({ contactPanel }) => ({ contactPanel: !contactPanel }));
}

export function showPalette(palette: boolean): void {
  useUi.setState({ palette });
}

export function showHelp(help: boolean): void {
  useUi.setState({ help });
}

let lastNotice = 0;

export function notify(tone: Notice['tone'], words: string): void {
  const notice = { id: ++lastNotice, tone, words };
  useUi.setState(({ notices }) => ({ notices: [...notices, notice] }));
}

export function dismiss(id: number): void {
  useUi.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

export function announce(announcement: string): void {
  useUi.setState({ announcement });
}

/** What somebody else may not find when they take the counter. */
export function leaveEverything(): void {
  useUi.setState({
    place: { at: 'inbox' },
    pairingChannelId: undefined,
    removing: undefined,
    palette: false,
    help: false,
    notices: [],
    announcement: '',
  });
}

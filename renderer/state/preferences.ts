import { create } from 'zustand';
import type { CallError } from '../../preload/contract.ts';
import type { Language, Preferences, TextSize, Theme } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { speak } from '../i18n/i18n.ts';

export const usePreferences = create<Preferences>()(() => ({
  language: 'pt-BR',
  theme: 'system',
  textSize: 'normal',
}));

const dark = matchMedia('(prefers-color-scheme: dark)');

function dress(): void {
  const { theme, textSize } = usePreferences.getState();
  const shown = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset.theme = shown;
  document.documentElement.dataset.type = textSize;
}

/** Keeps the page dressed as the preferences and the system say. */
export function watchAppearance(): void {
  dress();
  dark.addEventListener('change', dress);
}

export async function takePreferences(preferences: Preferences): Promise<void> {
  // The words first: a page half in each language is worse than one that changes a moment later.
  await speak(preferences.language);
  usePreferences.setState(preferences);
  dress();
}

export async function loadPreferences(): Promise<void> {
  const reply = await call('preferences.get');
  if (reply.ok) await takePreferences(reply.value);
}

async function change(wanted: Partial<Preferences>): Promise<CallError | undefined> {
  const reply = await call('preferences.set', wanted);
  if (!reply.ok) return reply.error;
  await takePreferences(reply.value);
  return undefined;
}

export function setLanguage(language: Language): Promise<CallError | undefined> {
  return change({ language });
}

export function setTheme(theme: Theme): Promise<CallError | undefined> {
  return change({ theme });
}

export function setTextSize(textSize: TextSize): Promise<CallError | undefined> {
  return change({ textSize });
}

/** The hand-over of this moment has been told. */
export function rememberHandover(handoverSeenAt: number): Promise<CallError | undefined> {
  return change({ handoverSeenAt });
}

import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Language, NoticeSettings, TextSize, Theme, type Preferences } from '../../preload/entities.ts';

const Bounds = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
});
export type Bounds = z.infer<typeof Bounds>;

const Stored = z.object({
  language: Language.default('pt-BR'),
  theme: Theme.default('system'),
  textSize: TextSize.default('normal'),
  handoverSeenAt: z.int().nonnegative().optional(),
  notices: NoticeSettings.default({
    showText: true,
    sound: 'bell',
    volume: 70,
    repeatMinutes: 10,
    quietHours: { on: false, from: 22 * 60, to: 7 * 60 },
    quietUntil: 0,
  }),
  lastUserId: z.int().positive().optional(),
  window: Bounds.optional(),
});
type Stored = z.infer<typeof Stored>;

/** What belongs to this machine and not to the shop. */
export interface MachinePreferences {
  get(): Preferences;
  set(changes: { [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences;
  notices(): NoticeSettings;
  setNotices(changes: { [K in keyof NoticeSettings]?: NoticeSettings[K] | undefined }): NoticeSettings;
  lastUserId(): number | undefined;
  setLastUserId(id: number): void;
  bounds(): Bounds | undefined;
  setBounds(bounds: Bounds): void;
}

const NAME = 'preferences';

export function preferencesFile(folder: string): string {
  return path.join(folder, `${NAME}.json`);
}

/** `language`: asked for this run; it holds until somebody chooses another. */
export async function openPreferences({
  folder,
  log,
  language,
}: {
  folder: string;
  log: Logger;
  language?: Language | undefined;
}): Promise<MachinePreferences> {
  const store = await openStore(folder, log);
  let asked = language;
  const current = (): Preferences => {
    const handoverSeenAt = store.get('handoverSeenAt');
    return {
      language: asked ?? store.get('language'),
      theme: store.get('theme'),
      textSize: store.get('textSize'),
      ...(handoverSeenAt !== undefined && { handoverSeenAt }),
    };
  };

  return {
    get: current,
    set(changes) {
      store.set(definedIn(changes));
      if (changes.language) asked = undefined;
      return current();
    },
    notices: () => store.get('notices'),
    setNotices(changes) {
      store.set('notices', { ...store.get('notices'), ...definedIn(changes) });
      return store.get('notices');
    },
    lastUserId: () => store.get('lastUserId'),
    setLastUserId: (id) => store.set('lastUserId', id),
    bounds: () => store.get('window'),
    setBounds: (bounds) => store.set('window', bounds),
  };
}

async function openStore(folder: string, log: Logger) {
  // Outside Electron its package is only a path, and must not try to download what it would lead to.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= '/nonexistent';
  const { default: ElectronStore } = await import('electron-store');
  const open = () => new ElectronStore<Stored>({ cwd: folder, name: NAME, defaults: Stored.parse({}) });
  const file = preferencesFile(folder);
  try {
    // Its own way, a JSON schema, would be compiled at each start.
    if (existsSync(file)) Stored.parse(JSON.parse(readFileSync(file, 'utf8')));
    return open();
  } catch (error) {
    log.warn({ err: error }, 'the preferences cannot be read: put aside, starting with defaults');
    renameSync(file, `${file}.damaged`);
    return open();
  }
}

function definedIn<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

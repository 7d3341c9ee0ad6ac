import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type {
  App,
  ContextMenuParams,
  Menu,
  MenuItemConstructorOptions,
  Notification,
  NotificationConstructorOptions,
  Tray,
} from 'electron';
import { describe, expect, test, vi } from 'vitest';
import type { WindowSession } from '../../api/handler.ts';
import { wordsIn } from '../../i18n/index.ts';
import { useTempFolder } from '../../testing/temp-folder.ts';
import { addContextMenu } from './context-menu.ts';
import { createNotifier } from './notifier.ts';
import { createStartWithSystem } from './start-with-system.ts';
import { createTray } from './tray.ts';

const folder = useTempFolder();
const words = wordsIn('en');

describe('the tray', () => {
  function made(startWithSystem?: Parameters<typeof createTray>[0]['startWithSystem']) {
    let items: MenuItemConstructorOptions[] = [];
    const tray = {
      setContextMenu: () => {},
      on: vi.fn<(event: string, listener: () => void) => void>(),
      setImage: vi.fn<(image: string) => void>(),
      setToolTip: vi.fn<(text: string) => void>(),
    };
    const app = { setBadgeCount: vi.fn<App['setBadgeCount']>() };
    const show = vi.fn<() => void>();
    const quit = vi.fn<() => void>();
    const { unread } = createTray({
      tray: tray as unknown as Tray,
      app,
      buildMenu: (given) => {
        items = given;
        return {} as Menu;
      },
      images: { idle: 'idle.png', unread: 'unread.png' },
      words,
      startWithSystem,
      show,
      quit,
    });
    return { tray, app, show, quit, unread, items };
  }

  test('shows that something is unread, in picture, words and number', () => {
    const { tray, app, unread } = made();
    unread(3);
    unread(0);
    expect(tray.setImage.mock.calls).toEqual([['unread.png'], ['idle.png']]);
    expect(tray.setToolTip.mock.calls).toEqual([['Balcão: 3 unread'], ['Balcão']]);
    expect(app.setBadgeCount.mock.calls).toEqual([[3], [0]]);
  });

  test('opens the window and ends the station', () => {
    const { items, show, quit, tray } = made();
    expect(items.map(({ label }) => label)).toEqual(['Open Balcão', undefined, 'Quit']);
    expect(items[0]?.click).toBe(show);
    expect(items[2]?.click).toBe(quit);
    expect(tray.on).toHaveBeenCalledExactlyOnceWith('click', show);
  });

  test('offers the start with the system, where that can be', () => {
    const set = vi.fn<(on: boolean) => void>();
    const item = made({ isOn: () => true, set }).items[1];
    expect(item).toMatchObject({ label: 'Start with the system', type: 'checkbox', checked: true });
    item?.click?.({ checked: false } as never, undefined, {});
    expect(set).toHaveBeenCalledExactlyOnceWith(false);
  });
});

describe('notices', () => {
  const open = vi.fn<() => void>();
  const notice = { title: 'Ana · Reception', body: 'Bom dia!', open };

  function made(counter: WindowSession) {
    const shown: NotificationConstructorOptions[] = [];
    const listeners = new Map<string, () => void>();
    const show = vi.fn<() => void>();
    const create = (options: NotificationConstructorOptions) =>
      ({
        on: (event: string, listener: () => void) => listeners.set(event, listener),
        show: () => shown.push(options),
      }) as unknown as Notification;
    const notifier = createNotifier({
      create,
      counter,
      words,
      show,
      badge: () => {},
    });
    return { notifier, shown, show, listeners };
  }
  const rita = { id: 2, name: 'Rita', role: 'receptionist' } as const;

  test('say who wrote, and open the window at the conversation', () => {
    const { notifier, shown, show, listeners } = made({ user: rita });
    notifier.message(notice);
    expect(shown).toEqual([{ title: 'Ana · Reception', body: 'Bom dia!', silent: true }]);
    listeners.get('click')?.();
    expect(show).toHaveBeenCalledOnce();
    expect(open).toHaveBeenCalledOnce();
  });

  test('of a locked counter tell nobody what was written', () => {
    const { notifier, shown } = made({ user: undefined });
    notifier.message(notice);
    expect(shown).toEqual([{ title: 'New message', silent: true }]);
  });

  test('that the phone wants to be opened are given whoever looks', () => {
    const { notifier, shown } = made({ user: undefined });
    notifier.phone({ title: 'Reception', body: 'Open WhatsApp on the phone', channelId: 1 });
    expect(shown).toEqual([{ title: 'Reception', body: 'Open WhatsApp on the phone', silent: true }]);
  });
});

describe('the start with the system', () => {
  const app = {
    getLoginItemSettings: () => ({ openAtLogin: true }),
    setLoginItemSettings: vi.fn<App['setLoginItemSettings']>(),
  };
  const on = (platform: NodeJS.Platform, program = '/opt/Balcão/balcao') =>
    createStartWithSystem(app as unknown as App, { platform, program, configFolder: folder() });

  test('is Windows’ and macOS’ own, into the tray', () => {
    const start = on('win32');
    expect(start.isOn()).toBe(true);
    start.set(true);
    expect(app.setLoginItemSettings).toHaveBeenCalledExactlyOnceWith({
      openAtLogin: true,
      args: ['--no-open'],
    });
  });

  test('is an entry in the autostart folder on Linux', () => {
    const file = path.join(folder(), 'autostart', 'balcao.desktop');
    const start = on('linux', '/opt/100% "Bal`cão$"/balcao');
    expect(start.isOn()).toBe(false);
    start.set(true);
    expect(start.isOn()).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/100%% \\"Bal\\`cão\\$\\"/balcao" --no-open\n');
    start.set(false);
    start.set(false);
    expect(existsSync(file)).toBe(false);
  });
});

describe('the menu of the right button', () => {
  function opened(params: Partial<ContextMenuParams>) {
    const popup = vi.fn<() => void>();
    let items: MenuItemConstructorOptions[] = [];
    const contents = {
      on: (_event: string, listener: (event: unknown, params: unknown) => void) =>
        listener(
          {},
          { editFlags: { canCopy: true, canPaste: true }, isEditable: false, selectionText: '', ...params },
        ),
    };
    const build = (given: MenuItemConstructorOptions[]) => {
      items = given;
      return { popup };
    };
    addContextMenu(contents as never, build, words);
    return { shown: popup.mock.calls.length === 1, items: items.filter(({ visible }) => visible !== false) };
  }

  test('edits where one writes, copies what is marked, and is not there otherwise', () => {
    expect(opened({ isEditable: true }).items.map(({ role }) => role)).toEqual([
      'cut',
      'copy',
      'paste',
      'selectAll',
    ]);
    expect(opened({ selectionText: 'Bom dia' }).items.map(({ role }) => role)).toEqual(['copy', 'selectAll']);
    expect(opened({}).shown).toBe(false);
  });
});

import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { pathsIn } from '../../boot/data-folder.ts';
import type { Boot } from '../../boot/shell.ts';
import { wordsIn } from '../../i18n/index.ts';
import { openPreferences } from '../../settings/preferences.ts';
import { useTempFolder } from '../../testing/temp-folder.ts';
import { placeOn } from './windows.ts';

/** Electron as far as the shell uses it: it notes what it is told, and a test makes things happen. */
const electron = vi.hoisted(() => {
  type Listener = (...args: unknown[]) => void;
  function emitter() {
    const listeners = new Map<string, Listener>();
    return {
      on: (event: string, listener: Listener) => void listeners.set(event, listener),
      happen: (event: string, ...args: unknown[]) => listeners.get(event)?.(...args),
    };
  }
  const note: string[] = [];
  const windows: ReturnType<typeof createWindow>[] = [];
  const told = (name: string) => () => void note.push(name);
  function createWindow(options: unknown) {
    const contents = { ...emitter(), mainFrame: {}, send: () => {}, isDestroyed: () => false };
    return {
      ...emitter(),
      options,
      webContents: { ...contents, setWindowOpenHandler: () => {}, reload: told('reload') },
      isMinimized: () => false,
      isMaximized: () => true,
      isFocused: () => false,
      getNormalBounds: () => ({ x: 1, y: 2, width: 1300, height: 700 }),
      maximize: told('maximize'),
      show: told('show'),
      hide: told('hide'),
      focus: () => {},
      loadURL: (url: string) => Promise.resolve(void note.push(`load ${url}`)),
    };
  }
  const session = () => ({
    protocol: { handle: (scheme: string) => void note.push(`serve ${scheme}`) },
    setPermissionRequestHandler: told('permissions'),
    setPermissionCheckHandler: () => {},
    setDevicePermissionHandler: () => {},
    webRequest: { onBeforeRequest: told('no network') },
  });
  const app = {
    ...emitter(),
    isPackaged: false,
    whenReady: () => Promise.resolve(void note.push('ready')),
    enableSandbox: told('sandbox'),
    setPath: (name: string, value: string) => void note.push(`${name} ${value}`),
    setAppUserModelId: () => {},
    setBadgeCount: () => true,
    requestSingleInstanceLock: () => electronLockIsFree,
  };
  let electronLockIsFree = true;
  return {
    note,
    windows,
    app,
    powerMonitor: emitter(),
    lockTaken: () => (electronLockIsFree = false),
    lockFree: () => (electronLockIsFree = true),
    module: {
      app,
      BrowserWindow: function BrowserWindow(options: unknown) {
        const window = createWindow(options);
        windows.push(window);
        return window;
      },
      dialog: { showErrorBox: (_title: string, text: string) => void note.push(`dialog ${text}`) },
      ipcMain: { handle: (channel: string) => void note.push(`ipc ${channel}`) },
      Menu: { setApplicationMenu: () => {}, buildFromTemplate: () => ({}) },
      Notification: function Notification() {},
      protocol: { registerSchemesAsPrivileged: () => void note.push('scheme') },
      safeStorage: {},
      screen: { getAllDisplays: () => [] },
      session: { defaultSession: session(), fromPartition: session },
      shell: { openExternal: () => Promise.resolve() },
      Tray: function Tray() {
        return { ...emitter(), setContextMenu: () => {}, setImage: () => {}, setToolTip: () => {} };
      },
    },
  };
});
const station = vi.hoisted(() => ({
  hurry: vi.fn<() => void>(),
  close: vi.fn<() => Promise<void>>(() => Promise.resolve()),
}));

vi.mock('electron', () => ({ ...electron.module, powerMonitor: electron.powerMonitor }));
vi.mock('./secrets.ts', () => ({ openSecrets: () => ({}) }));
vi.mock('../../boot/run-station.ts', () => ({
  runStation: ({ args }: Boot) =>
    Promise.resolve({
      station: { ...station, dispatch: () => {}, subscribe: () => () => {} },
      phonePage: args.demo ? 'http://127.0.0.1:4000/page/' : undefined,
      close: station.close,
    }),
}));
// The files of a worker share their modules, and others know a real Electron.
vi.resetModules();
afterAll(() => void vi.resetModules());
const { createShell } = await import('./shell.ts');

const folder = useTempFolder();
const quit = vi.fn<() => void>();
const log = pino({ level: 'silent' });

beforeEach(() => {
  electron.note.length = 0;
  electron.windows.length = 0;
  electron.lockFree();
  vi.clearAllMocks();
});

async function started(args: Partial<Boot['args']> = {}) {
  const paths = pathsIn(folder());
  const preferences = await openPreferences({ folder: folder(), log });
  const shell = createShell();
  shell.settle?.(paths);
  const running = await shell.start({
    args: { demo: false, open: true, ...args },
    paths,
    log,
    preferences,
    words: wordsIn('en'),
    version: '0.1.0',
    quit,
  });
  return { running, preferences, window: electron.windows[0]! };
}

test('what must come before Electron is ready comes before', async () => {
  await started();
  expect(electron.note.slice(0, 4)).toEqual([
    'scheme',
    'sandbox',
    `userData ${path.join(folder(), 'electron')}`,
    'ready',
  ]);
});

test('the window is locked up, and loads only what the app brings', async () => {
  const { window } = await started();
  expect(window.options).toMatchObject({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  expect(electron.note).toEqual(
    expect.arrayContaining([
      'permissions',
      'no network',
      'serve app',
      'ipc station:call',
      'load app://station/',
      'show',
    ]),
  );
  expect(electron.note.indexOf('ipc station:call')).toBeLessThan(
    electron.note.indexOf('load app://station/'),
  );
});

test('started by the system it stays in the tray', async () => {
  await started({ open: false });
  expect(electron.note).not.toContain('show');
});

test('closing the window hides it and keeps its place', async () => {
  const { window, preferences } = await started();
  const preventDefault = vi.fn<() => void>();
  window.happen('close', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
  expect(electron.note.at(-1)).toBe('hide');
  expect(preferences.bounds()).toEqual({ x: 1, y: 2, width: 1300, height: 700, maximized: true });
  expect(quit).not.toHaveBeenCalled();
});

test('a second start shows the window of the first', async () => {
  await started({ open: false });
  electron.app.happen('second-instance');
  expect(electron.note).toContain('show');
});

test('a second start is silent when the first was told, and says so when that is another shell', async () => {
  const paths = pathsIn(folder());
  electron.lockTaken();
  await createShell().recall(paths, 'already open', wordsIn('en'));
  expect(electron.note).not.toContain('dialog already open');
  electron.lockFree();
  await createShell().recall(paths, 'already open', wordsIn('en'));
  expect(electron.note).toContain('dialog already open');
});

test('quitting goes through the station’s own end', async () => {
  const { running } = await started();
  const preventDefault = vi.fn<() => void>();
  electron.app.happen('before-quit', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
  expect(quit).toHaveBeenCalledOnce();
  await running.close();
  expect(station.close).toHaveBeenCalledOnce();
});

test('the machine woke up: all channels hurry', async () => {
  await started();
  electron.powerMonitor.happen('resume');
  expect(station.hurry).toHaveBeenCalledOnce();
});

test('a window that failed is loaded again', async () => {
  const { window } = await started();
  window.webContents.happen('render-process-gone', {}, { reason: 'crashed' });
  expect(electron.note.at(-1)).toBe('reload');
});

test('in the demonstration the phone has a window of its own, with nothing of the product', async () => {
  await started({ demo: true });
  expect(electron.windows[1]?.options).toMatchObject({
    webPreferences: { partition: 'simulated-phone', sandbox: true },
  });
  expect(electron.windows[1]?.options).not.toHaveProperty('webPreferences.preload');
  expect(electron.note).toContain('load http://127.0.0.1:4000/page/');
});

test('a window comes back where it was, unless that screen is gone', () => {
  const displays = [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }];
  const size = { width: 1300, height: 700 };
  const at = (x: number, y: number) => placeOn(displays, { x, y, ...size, maximized: false });
  expect(placeOn(displays, undefined)).toEqual({});
  expect(at(100, 50)).toEqual({ x: 100, y: 50, ...size });
  expect(at(2000, 50)).toEqual(size);
  expect(at(1900, 50)).toEqual(size);
  expect(at(100, -200)).toEqual(size);
  expect(placeOn(displays, { ...size, maximized: false })).toEqual(size);
});

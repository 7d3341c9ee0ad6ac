import {
  BrowserWindow,
  Menu,
  screen,
  session,
  shell,
  type BrowserWindowConstructorOptions,
  type Display,
  type MenuItemConstructorOptions,
  type Rectangle,
} from 'electron';
import type { Logger } from 'pino';
import { places } from '../../boot/places.ts';
import type { Words } from '../../i18n/index.ts';
import type { Bounds, MachinePreferences } from '../../settings/preferences.ts';
import { appAddress, createAppProtocol } from './app-protocol.ts';
import { addContextMenu } from './context-menu.ts';
import { lockNavigation, lockSession } from './security.ts';

const SMALLEST = { width: 960, height: 600 };
const USUAL = { width: 1366, height: 768 };
const PHONE = { width: 1100, height: 820 };

/** Enough of a title bar to take hold of. */
const REACHABLE = { width: 100, height: 50 };

/** A page in a window can do no more than a page: what it has of the station comes through the preload. */
function pageOptions(packaged: boolean): BrowserWindowConstructorOptions['webPreferences'] & object {
  return {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    devTools: !packaged,
    // Its dictionaries would come from the network.
    spellcheck: false,
  };
}

/** The product's window, hidden until it is shown; closing it leaves the station in the tray. */
export function createMainWindow({
  packaged,
  preferences,
  words,
  log,
  media,
}: {
  packaged: boolean;
  preferences: MachinePreferences;
  words: Words;
  log: Logger;
  /** Answers what the page asks of `media/`. */
  media: (request: Request) => Promise<Response>;
}): BrowserWindow {
  const { defaultSession } = session;
  lockSession(defaultSession, 'none');
  defaultSession.protocol.handle('app', createAppProtocol(places.renderer, media));

  const window = new BrowserWindow({
    ...USUAL,
    ...placeOn(screen.getAllDisplays(), preferences.bounds()),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    autoHideMenuBar: true,
    title: 'Balcão',
    webPreferences: { ...pageOptions(packaged), preload: places.preload },
  });
  if (preferences.bounds()?.maximized) window.maximize();
  window.on('close', (event) => {
    event.preventDefault();
    preferences.setBounds({ ...window.getNormalBounds(), maximized: window.isMaximized() });
    window.hide();
  });

  const { webContents } = window;
  lockNavigation(webContents, appAddress, shell, (error) => log.warn({ err: error }, 'a link did not open'));
  const buildMenu = (items: MenuItemConstructorOptions[]) => Menu.buildFromTemplate(items);
  addContextMenu(webContents, buildMenu, words);
  webContents.on('render-process-gone', (_event, { reason }) => {
    log.error({ reason }, 'the window failed and is loaded again');
    webContents.reload();
  });
  return window;
}

/** In the demonstration: the simulated phone, on a page that is not the product's and has nothing of its window. */
export async function openPhoneWindow(address: string, packaged: boolean, log: Logger): Promise<void> {
  const partition = 'simulated-phone';
  lockSession(session.fromPartition(partition), 'any');
  const window = new BrowserWindow({
    ...PHONE,
    autoHideMenuBar: true,
    webPreferences: { ...pageOptions(packaged), partition },
  });
  lockNavigation(window.webContents, new URL(address).origin, shell, (error) =>
    log.warn({ err: error }, 'a link did not open'),
  );
  await window.loadURL(address);
}

/** Where the window was last; its size alone where that screen is gone, which would leave it out of reach. */
export function placeOn(
  displays: readonly Pick<Display, 'workArea'>[],
  bounds: Bounds | undefined,
): Partial<Rectangle> {
  if (!bounds) return {};
  const { x, y, width, height } = bounds;
  if (x === undefined || y === undefined) return { width, height };
  const place = { x, y, width, height };
  return displays.some(({ workArea }) => isReachable(place, workArea)) ? place : { width, height };
}

function isReachable(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const height = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y);
  return width >= REACHABLE.width && height >= REACHABLE.height && window.y >= area.y;
}

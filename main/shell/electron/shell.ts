import path from 'node:path';
import {
  app,
  dialog,
  ipcMain,
  Menu,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  Tray,
} from 'electron';
import type { WindowSession } from '../../api/handler.ts';
import { places } from '../../boot/places.ts';
import { runStation } from '../../boot/run-station.ts';
import type { Boot, Shell } from '../../boot/shell.ts';
import type { ServeMedia } from '../../media/server.ts';
import { appAddress, appOrigin, appScheme } from './app-protocol.ts';
import { serveIpc } from './ipc.ts';
import { createNotifier } from './notifier.ts';
import { openSecrets } from './secrets.ts';
import { createStartWithSystem } from './start-with-system.ts';
import { createTray } from './tray.ts';
import { createMainWindow, openPhoneWindow } from './windows.ts';

/** The station in Electron: what ships. To be made before Electron is ready. */
export function createShell(): Shell {
  protocol.registerSchemesAsPrivileged([appScheme]);
  app.enableSandbox();
  return {
    settle: (paths) => app.setPath('userData', path.join(paths.data, 'electron')),
    explain,
    async recall(_paths, text) {
      // The one that holds Electron's own lock is told, and shows its window. Nobody does: the browser shell runs.
      if (app.requestSingleInstanceLock()) await explain(text);
    },
    start,
  };
}

async function explain(text: string): Promise<void> {
  await app.whenReady();
  dialog.showErrorBox('Balcão', text);
}

async function start(boot: Boot): Promise<{ close(): Promise<void> }> {
  const { args, paths, log, preferences, words, quit } = boot;
  const packaged = app.isPackaged;
  app.requestSingleInstanceLock();
  app.setAppUserModelId('br.balcao.station');
  await app.whenReady();

  // Copying and pasting by keys needs a menu on macOS only.
  const macMenu = () => Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]);
  Menu.setApplicationMenu(process.platform === 'darwin' ? macMenu() : null);
  const counter: WindowSession = { user: undefined };
  let serveMedia: ServeMedia = () => Promise.resolve(new Response(undefined, { status: 503 }));
  const main = createMainWindow({
    packaged,
    preferences,
    words,
    log,
    media: (request) => serveMedia(request, { user: counter.user, origin: appOrigin, sole: true }),
  });
  function show() {
    if (main.isMinimized()) main.restore();
    main.show();
    main.focus();
  }
  const trayImage = (name: string) => path.join(places.resources, 'tray', `${name}.png`);
  const images = { idle: trayImage('idle'), unread: trayImage('unread') };
  const tray = createTray({
    tray: new Tray(images.idle),
    app,
    buildMenu: (items) => Menu.buildFromTemplate(items),
    images,
    words,
    startWithSystem: packaged ? startWithSystem() : undefined,
    show,
    quit,
  });
  const notify = createNotifier({
    create: (options) => new Notification(options),
    counter,
    words,
    show,
    badge: (count) => tray.unread(count),
  });

  const running = await runStation(boot, {
    shell: 'electron',
    secrets: openSecrets(safeStorage, paths),
    notify,
  });
  const { station, phonePage } = running;
  serveMedia = station.serveMedia;
  serveIpc({ ipcMain, contents: main.webContents, window: counter, station });
  await main.loadURL(appAddress);
  if (phonePage) await openPhoneWindow(phonePage, packaged, log);
  if (args.open) show();

  app.on('second-instance', show);
  app.on('activate', show);
  app.on('before-quit', (event) => {
    event.preventDefault();
    quit();
  });
  powerMonitor.on('resume', () => station.hurry());
  return {
    async close() {
      main.hide();
      await running.close();
    },
  };
}

function startWithSystem() {
  return createStartWithSystem(app, {
    platform: process.platform,
    // An AppImage runs from a mount that changes with every start.
    program: process.env['APPIMAGE'] ?? process.execPath,
    configFolder: app.getPath('appData'),
  });
}

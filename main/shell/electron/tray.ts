import type { App, Menu, MenuItemConstructorOptions, Tray } from 'electron';
import type { Words } from '../../i18n/index.ts';
import type { StartWithSystem } from './start-with-system.ts';

/** The station's place beside the clock: the window may be closed, the sessions go on (AT-8). */
export function createTray({
  tray,
  app,
  buildMenu,
  images,
  words,
  startWithSystem,
  show,
  quit,
}: {
  tray: Tray;
  app: Pick<App, 'setBadgeCount'>;
  buildMenu: (items: MenuItemConstructorOptions[]) => Menu;
  images: { readonly idle: string; readonly unread: string };
  words: Words;
  startWithSystem: StartWithSystem | undefined;
  show: () => void;
  quit: () => void;
}): { readonly unread: (count: number) => void } {
  const items: MenuItemConstructorOptions[] = [
    { label: words('tray.open'), click: show },
    ...(startWithSystem
      ? [
          {
            label: words('tray.start-with-system'),
            type: 'checkbox' as const,
            checked: startWithSystem.isOn(),
            click: ({ checked }: { checked: boolean }) => startWithSystem.set(checked),
          },
        ]
      : []),
    { type: 'separator' },
    { label: words('tray.quit'), click: quit },
  ];
  tray.setContextMenu(buildMenu(items));
  tray.on('click', show);
  return {
    unread(count) {
      tray.setImage(count > 0 ? images.unread : images.idle);
      tray.setToolTip(count > 0 ? words('tray.unread', { count }) : words('tray.idle'));
      app.setBadgeCount(count);
    },
  };
}

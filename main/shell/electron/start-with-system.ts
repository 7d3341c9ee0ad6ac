import { mkdirSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';

/** Started by the system, the window stays closed: the tray shows that the station is there. */
const HIDDEN = '--no-open';

export interface StartWithSystem {
  isOn(): boolean;
  set(on: boolean): void;
}

/** Whether the station starts when the person logs in (AT-8). */
export function createStartWithSystem(
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>,
  machine: { readonly platform: NodeJS.Platform; readonly program: string; readonly configFolder: string },
): StartWithSystem {
  if (machine.platform === 'linux') return throughAutostart(machine.program, machine.configFolder);
  return {
    isOn: () => app.getLoginItemSettings({ args: [HIDDEN] }).openAtLogin,
    set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin, args: [HIDDEN] }),
  };
}

/** Electron has no login items on Linux; desktops read this folder. */
function throughAutostart(program: string, configFolder: string): StartWithSystem {
  const file = path.join(configFolder, 'autostart', 'balcao.desktop');
  const escaped = program.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  const entry = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Balcão',
    `Exec="${escaped}" ${HIDDEN}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
  return {
    isOn: () => existsSync(file),
    set(on) {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, entry);
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, closeSync, constants, openSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import type { Logger } from 'pino';

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly isExecutable: (file: string) => boolean;
}

const CLOSE_MS = 1_500;

const onLinux = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const onMac = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const onWindows = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** A Chromium, Chrome or Edge of this machine, or the one that `BALCAO_BROWSER` names. */
export function findBrowser({ platform, env, isExecutable }: Machine = thisMachine): string | undefined {
  return env['BALCAO_BROWSER'] || candidates(platform, env).find(isExecutable);
}

/** Whether a window can be shown at all. */
export function hasDisplay({ platform, env }: Pick<Machine, 'platform' | 'env'> = thisMachine): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  isExecutable(file) {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};

function candidates(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return onWindows.flatMap((name) =>
      folders.filter((folder) => folder !== undefined).map((folder) => path.win32.join(folder, name)),
    );
  }
  if (platform === 'darwin') return onMac.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return onLinux.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

/** A window without tabs, quiet, in a profile of its own: in a running browser's it would open there and be lost. */
export function windowArguments(address: string, profile: string, { asRoot }: { asRoot: boolean }): string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--window-size=1366,768',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-default-apps',
    '--disable-breakpad',
    '--disable-domain-reliability',
    '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,DialMediaRouteProvider',
    '--hide-crash-restore-bubble',
    '--password-store=basic',
    '--log-level=3',
    // Chromium has no sandbox for root, and without the second flag says so across the window.
    ...(asRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}

/** Opens app windows and takes them along when the station ends. */
export function createWindows({ browser, output, log }: { browser: string; output: string; log: Logger }) {
  const running = new Set<ChildProcess>();
  return {
    open(address: string, profile: string, onFailure: () => void) {
      // The browser's chatter has no place in a terminal that shows an address.
      const stderr = openSync(output, 'w', 0o600);
      const child = spawn(browser, windowArguments(address, profile, { asRoot: process.getuid?.() === 0 }), {
        stdio: ['ignore', 'ignore', stderr],
      });
      closeSync(stderr);
      running.add(child);
      child.once('error', (error) => {
        running.delete(child);
        log.error({ err: error }, 'the browser did not start');
        onFailure();
      });
      child.once('exit', (code) => {
        running.delete(child);
        if (code) {
          log.error({ code }, 'the browser failed');
          onFailure();
        }
      });
    },
    async close() {
      const ended = [...running].map((child) => once(child, 'exit'));
      for (const child of running) child.kill('SIGTERM');
      const late = setTimeout(() => {
        for (const child of running) child.kill('SIGKILL');
      }, CLOSE_MS);
      await Promise.all(ended);
      clearTimeout(late);
    },
  };
}

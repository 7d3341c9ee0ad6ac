// @ts-check
/** Run by whatever Node the system has (20 or newer): plain JavaScript, and nothing from node_modules. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const isWindows = process.platform === 'win32';

/** The Node of this project, whatever runs this script. */
export const projectNode = path.join(root, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node');

/**
 * The script that a package's command runs.
 * @param {string} packageName
 * @param {string} [command]
 */
export function binOf(packageName, command = packageName) {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** Electron's program, where it was downloaded. */
export function findElectron() {
  const folder = path.join(root, 'node_modules/electron');
  const note = path.join(folder, 'path.txt');
  const program = existsSync(note) ? path.join(folder, 'dist', readFileSync(note, 'utf8')) : undefined;
  return program !== undefined && existsSync(program) ? program : undefined;
}

/** A Chromium, Chrome or Edge; the same places as in main/shell/browser/system-browser.ts, which needs Node 24. */
export function findBrowser() {
  const { env, platform } = process;
  if (env.BALCAO_BROWSER) return env.BALCAO_BROWSER;
  return candidates(platform, env).find((file) => existsSync(file));
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
function candidates(platform, env) {
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return programs.flatMap((name) => folders.flatMap((folder) => (folder ? [path.join(folder, name)] : [])));
  }
  if (platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

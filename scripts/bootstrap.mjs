// @ts-check
/** Installs what is missing. Runs on the system's Node, before there is anything else. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findBrowser, projectNode, root } from './lib/places.mjs';
import { run } from './lib/run.mjs';

const OLDEST_NODE = 20;
const stamp = path.join(root, 'node_modules/.station-lock');

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  stop(`Node ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}. See https://nodejs.org`);
}
await installPackages();
if (process.argv.includes('--browser') && findBrowser() === undefined) await installBrowser();

async function installPackages() {
  const wanted = lockDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(projectNode)) return;
  console.log('Installing packages (half a minute, or a few on a slow machine)…');
  // npm tells scripts where it is itself: there may be another one on the PATH, or on Windows only a `.cmd`.
  const npm = process.env.npm_execpath;
  const { code } = npm
    ? await run(process.execPath, [npm, 'ci'], { env: process.env })
    : await run('npm', ['ci'], { env: process.env });
  if (code !== 0) stop('npm ci failed. Is the package registry reachable? Try again with: npm run setup');
  if (!existsSync(projectNode)) stop('The package "node" brought no program for this machine.');
  writeFileSync(stamp, wanted);
}

/** What is installed depends on the lockfile and on the machine. */
function lockDigest() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  return `${process.platform}-${process.arch} ${createHash('sha256').update(lock).digest('hex')}`;
}

async function installBrowser() {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium (apt-get install chromium)…');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { quiet: true, env });
    await run(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-color-emoji'],
      {
        quiet: true,
        env,
      },
    );
    if (findBrowser() !== undefined) return;
  }
  console.log(
    `No Chromium, Chrome or Edge was found: the window cannot open by itself, and browser tests cannot run.`,
  );
  console.log(`Install one with: ${howToInstall()}`);
}

function howToInstall() {
  if (process.platform === 'win32') return 'winget install Google.Chrome';
  if (process.platform === 'darwin') return 'brew install --cask google-chrome';
  return existsSync('/usr/bin/apt-get')
    ? 'sudo apt-get update && sudo apt-get install -y chromium'
    : 'your package manager (chromium, google-chrome or microsoft-edge)';
}

/**
 * @param {string} why
 * @returns {never}
 */
function stop(why) {
  console.error(why);
  process.exit(1);
}

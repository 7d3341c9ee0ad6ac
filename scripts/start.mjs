// @ts-check
/** Builds what is stale and starts the station: in Electron where its program is, else in the system's browser. */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import path from 'node:path';
import { buildIfStale } from './lib/build.mjs';
import { findElectron, projectNode, root } from './lib/places.mjs';
import { run } from './lib/run.mjs';

const REACH_MS = 3_000;
const DOWNLOAD_MS = 5 * 60_000;
const ORPHAN_MS = 500;

const args = process.argv.slice(2);

const built = await buildIfStale();
if (built.code !== 0) {
  console.error(`The build failed:\n${built.output}`);
  process.exit(1);
}
const electron = await chooseElectron();
if (electron) start(electron, ['.', ...args], 'inherit');
else
  start(
    projectNode,
    [path.join(root, 'dist/main/index.js'), ...args],
    ['inherit', 'inherit', 'inherit', 'ipc'],
  );

async function chooseElectron() {
  // Asked to serve, or nowhere to show a window of its own.
  if (args.some((arg) => /^--(no-open|port)\b/.test(arg)) || !hasDisplay()) return undefined;
  if (process.getuid?.() === 0) return say('Electron does not run as root: using the browser.');
  const there = findElectron();
  if (there) return there;
  if (!args.includes('--demo') && (await canReach('github.com'))) {
    console.log('Downloading Electron…');
    const install = path.join(root, 'node_modules/electron/install.js');
    await run(projectNode, [install], { quiet: true, timeoutMs: DOWNLOAD_MS });
  }
  return findElectron() ?? say('No Electron program here: using the browser.');
}

/** @param {string} line */
function say(line) {
  console.log(line);
  return undefined;
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function canReach(host) {
  return new Promise((resolve) => {
    const socket = connect({ host, port: 443, timeout: REACH_MS });
    /** @param {boolean} reached */
    const end = (reached) => {
      socket.destroy();
      resolve(reached);
    };
    socket.on('connect', () => end(true));
    socket.on('timeout', () => end(false));
    socket.on('error', () => end(false));
  });
}

/**
 * @param {string} program
 * @param {readonly string[]} programArgs
 * @param {import('node:child_process').StdioOptions} stdio
 */
function start(program, programArgs, stdio) {
  const child = spawn(program, programArgs, { cwd: root, stdio });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // A terminal sends it to the station as well, which minds only the first one.
    process.on(signal, () => child.kill(signal));
  }
  // npm hands a signal to its shell, which ends without telling anybody.
  const launcher = process.ppid;
  setInterval(() => process.ppid === launcher || child.kill('SIGTERM'), ORPHAN_MS).unref();
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code) => process.exit(code ?? 1));
}

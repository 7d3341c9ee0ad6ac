import path from 'node:path';
import { places } from '../../boot/places.ts';
import { runStation } from '../../boot/run-station.ts';
import type { Boot, Shell } from '../../boot/shell.ts';
import { dataKeyProtection } from '../../channels/data-key.ts';
import type { WordKey } from '../../i18n/index.ts';
import { openKeyFile } from '../key-file.ts';
import { leaveRecall, newRecallKey, recallStation } from './recall.ts';
import { openServer } from './server.ts';
import { createWindows, findBrowser, hasDisplay } from './system-browser.ts';

/** The station on Node, shown in the system's browser. */
export function createShell(): Shell {
  return {
    explain,
    async recall(paths, text, words) {
      explain(text);
      const address = await recallStation(paths);
      if (address) say(words('shell.address', { address }));
    },
    start,
  };
}

function explain(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function start(boot: Boot): Promise<{ close(): Promise<void> }> {
  const { args, paths, log, words } = boot;
  const secrets = openKeyFile(path.join(paths.data, 'secret.key'), {
    keys: paths.keys,
    sealedDataExists: dataKeyProtection(paths.keys) === 'file',
  });
  // A page may only notify once it was given leave: the window itself shows what is new.
  const notify = { message() {}, phone() {}, badge() {} };
  const running = await runStation(boot, { shell: 'browser', secrets, notify });

  const browser = args.open && hasDisplay() ? findBrowser() : undefined;
  const output = path.join(paths.logs, 'browser.log');
  const windows = browser === undefined ? undefined : createWindows({ browser, output, log });
  /** `profile` keeps the windows apart, so that each can be closed by itself. */
  function open(profile: string, label: WordKey, address: () => string) {
    const print = () => say(words(label, { address: address() }));
    if (windows) windows.open(address(), path.join(paths.data, profile), print);
    else print();
  }
  const show = () => open('window', 'shell.address', () => server.address());

  const key = newRecallKey();
  const server = await openServer({
    root: places.renderer,
    ...(args.port !== undefined && { port: args.port }),
    station: running.station,
    log,
    recall: {
      key,
      show() {
        show();
        return server.address();
      },
    },
  });
  const forgetRecall = leaveRecall(paths, { port: server.port, key });

  show();
  const { phonePage } = running;
  if (phonePage) open('phone-window', 'shell.phone-address', () => phonePage);
  if (process.stdin.isTTY) {
    say(words('shell.press-enter'));
    process.stdin.on('data', show);
  }
  log.info({ port: server.port, demo: args.demo }, 'station started');

  return {
    async close() {
      forgetRecall();
      await windows?.close();
      await server.close();
      await running.close();
    },
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

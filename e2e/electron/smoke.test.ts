import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/station.ts';

const root = path.join(import.meta.dirname, '../..');

/** Why the shell that ships cannot be driven here; its parts are tested on a fake where they stand. */
function hindrance(): string | undefined {
  const note = path.join(root, 'node_modules/electron/path.txt');
  const dist = path.join(root, 'node_modules/electron/dist');
  if (!existsSync(note) || !existsSync(path.join(dist, readFileSync(note, 'utf8'))))
    return 'no Electron binary';
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return 'no display';
  if (process.getuid?.() === 0) return 'Electron does not run as root';
  return undefined;
}
const why = hindrance();

describe.skipIf(why)(`Electron${why ? ` (skipped: ${why})` : ''}`, () => {
  const data = temporaryFolder();
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    app = await _electron.launch({ cwd: root, args: ['.', '--demo', '--data', data.path, '--lang', 'en'] });
    page = await app.firstWindow();
  });
  afterAll(async () => {
    await app?.close();
    data.remove();
  });

  test('the window opens on the app’s own address, with the first run', async () => {
    expect(page.url()).toBe('app://station/');
    await page.getByRole('heading').first().waitFor();
  });

  test('the page has the contract and nothing of Node', async () => {
    expect(await page.evaluate('Object.keys(window.station).sort()')).toEqual(['call', 'on', 'onConnection']);
    expect(await page.evaluate("['require', 'process', 'Buffer'].filter((name) => name in window)")).toEqual(
      [],
    );
  });

  test('a call reaches the station and comes back', async () => {
    expect(await page.evaluate("window.station.call('station.get')")).toMatchObject({
      ok: true,
      value: { shell: 'electron', demo: true, dataFolder: data.path },
    });
  });

  test('no foreign address comes in', async () => {
    expect(await page.evaluate("fetch('https://example.com/').then(() => 'open', () => 'shut')")).toBe(
      'shut',
    );
    await page.evaluate("window.open('http://example.com/')");
    expect(app.windows().every((each) => !each.url().includes('example.com'))).toBe(true);
  });

  test('closing the window leaves the station in the tray', async () => {
    const count = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    const before = await count();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await count()).toBe(before);
  });
});

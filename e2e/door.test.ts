import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import words from '../renderer/i18n/pt-BR.json' with { type: 'json' };
import { launchBrowser, newWindow } from './support/browser.ts';
import { goToChannels, setUpShop, unlock } from './support/counter.ts';
import { startStation, temporaryFolder, type StationProcess } from './support/station.ts';

/** Who gets in, and who does not, as a real browser sees it. */
describe('the door', () => {
  const data = temporaryFolder();
  let browser: Browser;
  let station: StationProcess;
  let page: Page;
  let foreign: Server;
  const complaints: string[] = [];
  const origin = () => new URL(station.url).origin;

  beforeAll(async () => {
    browser = await launchBrowser();
    station = await startStation({ data: data.path });
    page = await (await newWindow(browser)).newPage();
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    await page.goto(station.url);
    await setUpShop(page);
    foreign = createServer((_request, response) =>
      response.setHeader('Content-Type', 'text/html').end('<p>foreign'),
    ).listen(0);
    await once(foreign, 'listening');
  });
  afterAll(async () => {
    foreign?.close();
    await browser?.close();
    if (station?.process.exitCode === null) await station.kill9();
    data.remove();
  });

  test('the token is gone from the address, and the cookie is out of the page’s reach', async () => {
    expect(page.url()).toBe(`${origin()}/`);
    expect(await page.evaluate('document.cookie')).toBe('');
  });

  test('dialogues, menus and hints live under the strict policy', async () => {
    await goToChannels(page);
    await page.getByRole('button', { name: 'Novo canal' }).first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    for (const button of await page.getByRole('navigation').getByRole('button').all()) await button.hover();
    expect(complaints).toEqual([]);
  });

  test('a reload keeps who is at the counter', async () => {
    await page.reload();
    await page.getByRole('navigation', { name: 'Seções' }).waitFor();
  });

  test('an address that was used opens nothing elsewhere, and the page says so', async () => {
    const other = await (await newWindow(browser)).newPage();
    await other.goto(station.url);
    await other.getByRole('heading', { name: words.token['token-used'].title }).waitFor();
    await expect.poll(() => other.getByRole('textbox').count()).toBe(0);
    await other.context().close();
  });

  test('a foreign page in the same browser reaches nothing', async () => {
    // Its own tab, with the counter's cookie beside it.
    const evil = await page.context().newPage();
    await evil.goto(`http://127.0.0.1:${(foreign.address() as { port: number }).port}/`);
    const tried = await evil.evaluate(`(async () => {
      const station = ${JSON.stringify(origin())};
      const shut = () => 'shut';
      return {
        read: await fetch(station + '/session', { credentials: 'include' }).then(() => 'open', shut),
        script: await import(station + '/').then(() => 'open', shut),
        socket: await new Promise((resolve) => {
          const socket = new WebSocket(station.replace('http', 'ws') + '/station');
          socket.onopen = () => resolve('open');
          socket.onerror = () => resolve('shut');
        }),
      };
    })()`);
    expect(tried).toEqual({ read: 'shut', script: 'shut', socket: 'shut' });
    await evil.evaluate(
      `document.body.appendChild(document.createElement('iframe')).src = ${JSON.stringify(origin())}`,
    );
    await expect.poll(() => evil.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
    await evil.close();
  });

  test('a restart asks for the PIN again', async () => {
    const { port } = new URL(station.url);
    await station.stop();
    station = await startStation({ data: data.path, args: ['--port', port] });
    // The same page with another token alone would not be loaded anew.
    await page.goto('about:blank');
    await page.goto(station.url);
    await page.getByLabel('PIN', { exact: true }).waitFor();
    await unlock(page);
  });
});

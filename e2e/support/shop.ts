import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import Database from 'better-sqlite3';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { expect } from 'vitest';
import type {
  CallInput,
  CallName,
  CallOutput,
  EventName,
  EventPayload,
  Reply,
} from '../../preload/contract.ts';
import { type Network, type Phone, startNetwork } from '../../simulator/index.ts';
import { launchBrowser, newWindow } from './browser.ts';
import { goToChannels, setUpShop, unlock } from './counter.ts';
import { startStation, type StationProcess, temporaryFolder } from './station.ts';

const images = path.join(import.meta.dirname, '../../docs/images');
const lan = new URL('./lan.ts', import.meta.url).href;
const DAY = 86_400_000;

/** A station, its manager at the window, and a WhatsApp of its own with a phone. */
export interface Shop {
  readonly network: Network;
  readonly browser: Browser;
  /** The one window; another one after a restart. */
  readonly page: Page;
  readonly phone: Phone;
  /** What the window complained of since it was opened. */
  readonly complaints: readonly string[];
  /** Asks main as the window itself does. */
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Tells the window what main would tell it minutes from now. */
  tell<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** The id of the channel of that name. */
  channelId(name: string): Promise<number>;
  /** Points a phone's camera at the code of the dialogue that is open. */
  scan(channel: string, by?: Phone): Promise<number>;
  /** Leaves a picture in `docs/images`, also in the dark when asked for. */
  picture(name: string, options?: { dark?: boolean }): Promise<void>;
  /** No breach of WCAG that axe can find on what is shown; of these of its rules alone when named. */
  expectAccessible(rules?: readonly string[]): Promise<void>;
  /** The station ends, its phones grow older by so many days, and it starts again at *Canais*. */
  restartAfter(days: number): Promise<void>;
  /** Writes into the station's database what only time would bring. */
  rewrite(sql: string, ...values: (string | number)[]): void;
  close(): Promise<void>;
}

export async function openCounter({
  seed,
  browserArgs = [],
}: {
  seed: number;
  /** Switches of the browser, such as a pretended microphone. */
  browserArgs?: readonly string[];
}): Promise<Shop> {
  mkdirSync(images, { recursive: true });
  const data = temporaryFolder();
  const network = await startNetwork({ seed, receiptDelayMs: 50 });
  const phone = network.phone({ number: '5511987654321', name: 'Padaria Sol' });
  const browser = await launchBrowser(browserArgs);
  // Whoever trusts the network's media host can fetch what customers send.
  const authority = path.join(data.path, 'authority.pem');
  writeFileSync(authority, network.caPem);
  const complaints: string[] = [];
  let socket: WebSocketRoute | undefined;
  let station: StationProcess;
  let page: Page;

  async function open(): Promise<void> {
    const args = ['--wa-url', network.url, '--wa-root', network.rootKeyHex];
    station = await startStation({
      data: data.path,
      args,
      env: { NODE_OPTIONS: `--import=${lan}`, NODE_EXTRA_CA_CERTS: authority },
    });
    page = await (await newWindow(browser)).newPage();
    socket = undefined;
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    await page.routeWebSocket(/\/station$/, (route) => {
      // The first one is the window's; `ask` opens others.
      socket ??= route;
      route.connectToServer();
    });
    await page.goto(station.url);
  }

  async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const address = `${new URL(page.url()).origin.replace('http', 'ws')}/station`;
    const answer: unknown = await page.evaluate(
      (question) =>
        new Promise((resolve) => {
          const asking = new WebSocket(question.address);
          asking.addEventListener('open', () => asking.send(JSON.stringify({ id: 1, ...question })));
          asking.addEventListener('message', ({ data }) => {
            const frame = JSON.parse(String(data)) as { id?: number; reply?: unknown };
            if (frame.id !== 1) return;
            asking.close();
            resolve(frame.reply);
          });
        }),
      { address, name, input },
    );
    const reply = answer as Reply<CallOutput<N>>;
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  }

  /** Nothing is on its way from one colour or place to another. */
  async function settled(): Promise<void> {
    await page.evaluate(
      `Promise.all(document.getAnimations()
        .filter((each) => each.effect.getTiming().iterations !== Infinity)
        .map((each) => each.finished.catch(() => {})))`,
    );
  }

  await open();
  await setUpShop(page!);
  await goToChannels(page!);

  const shop: Shop = {
    network,
    browser,
    phone,
    complaints,
    get page() {
      return page;
    },
    ask,
    tell: (event, payload) => socket?.send(JSON.stringify({ event, payload })),
    async channelId(name) {
      const { channels } = await ask('channels.list', undefined);
      const found = channels.find((channel) => channel.name === name);
      if (!found) throw new Error(`no channel ${name}`);
      return found.id;
    },
    async scan(channel, by = phone) {
      await page.getByRole('img', { name: 'Código QR para conectar o celular' }).waitFor();
      const pairing = await ask('pairing.get', { channelId: await shop.channelId(channel) });
      if (pairing.phase !== 'qr') throw new Error(`no code to scan: ${pairing.phase}`);
      return by.scan(pairing.qr);
    },
    async picture(name, { dark = false } = {}) {
      const shoot = (file: string) =>
        page.screenshot({ path: path.join(images, `${file}.png`), animations: 'disabled' });
      await shoot(name);
      if (!dark) return;
      await page.emulateMedia({ colorScheme: 'dark' });
      await settled();
      await shoot(`${name}-dark`);
      await page.emulateMedia({ colorScheme: 'light' });
    },
    async expectAccessible(rules) {
      // What is still fading in has less contrast than it will have.
      await settled();
      const axe = new AxeBuilder({ page });
      const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    },
    async restartAfter(days) {
      await page.context().close();
      await station.stop();
      const db = new Database(path.join(data.path, 'station.sqlite'));
      db.prepare('UPDATE channel SET linked_at = linked_at - ?, phone_seen_at = phone_seen_at - ?').run(
        days * DAY,
        days * DAY,
      );
      db.close();
      await open();
      await unlock(page);
      await goToChannels(page);
    },
    rewrite(sql, ...values) {
      const db = new Database(path.join(data.path, 'station.sqlite'));
      db.prepare(sql).run(...values);
      db.close();
    },
    async close() {
      await browser.close();
      if (station.process.exitCode === null) await station.kill9();
      await network.close();
      data.remove();
    },
  };
  return shop;
}

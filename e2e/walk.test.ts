import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, newWindow } from './support/browser.ts';
import {
  answer,
  goToChannels,
  goToInbox,
  createChannel,
  scanWithPhone,
  setUpShop,
  writeAs,
} from './support/counter.ts';
import { startStation, temporaryFolder, type StationProcess } from './support/station.ts';

const images = path.join(import.meta.dirname, '../docs/images');

/** The main job, from first run to the blue ticks, as a person does it; it leaves the pictures of `docs/images`. */
describe('the walk', () => {
  const data = temporaryFolder();
  let browser: Browser;
  let station: StationProcess;
  let page: Page;
  let phone: Page;
  const complaints: string[] = [];

  const picture = (name: string, of: Page = page) =>
    of.screenshot({ path: path.join(images, `${name}.png`) });

  beforeAll(async () => {
    mkdirSync(images, { recursive: true });
    browser = await launchBrowser();
    station = await startStation({ data: data.path, args: ['--demo'] });
    page = await (await newWindow(browser)).newPage();
    phone = await (await newWindow(browser, { width: 1000, height: 800 })).newPage();
    for (const each of [page, phone]) {
      each.on('pageerror', (error) => complaints.push(error.message));
      each.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    }
    await page.goto(station.url);
    await phone.goto(station.phoneUrl ?? '');
  });

  afterAll(async () => {
    await browser?.close();
    await station?.stop();
    data.remove();
  });

  test('first run asks for the shop, the manager and a PIN', async () => {
    await page.getByRole('heading', { name: 'Vamos começar' }).waitFor();
    await picture('first-run');
    await setUpShop(page);
    await page.getByRole('heading', { name: 'Conecte o WhatsApp da loja' }).waitFor();
    await picture('inbox-no-channel');
  });

  test('CH-2 CH-3 a new channel has a name, an id proposed from it, and a method', async () => {
    await goToChannels(page);
    await picture('channels-none');
    await page.getByRole('button', { name: 'Novo canal' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Novo canal' });
    await dialog.getByLabel('Nome', { exact: true }).fill('Recepção da Loja');
    await expect.poll(() => dialog.getByLabel('ID', { exact: true }).inputValue()).toBe('recepcao-da-loja');
    await picture('channel-new');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await createChannel(page, 'Recepção');
    await page.getByText('1 de 3 conexões').waitFor();
  });

  test('QR-1 QR-5 the phone scans the live code and the card becomes green', async () => {
    await page.getByRole('button', { name: 'Escaneie o código QR' }).click();
    await page.getByRole('img', { name: /^Código QR/ }).waitFor();
    await page.getByText(/Este código muda em/).waitFor();
    await picture('pairing-qr');
    await scanWithPhone(phone);
    await page.getByText('Conexão estabelecida').waitFor();
    await page.getByText('+55 11 98765-4321 · Padaria Sol').waitFor();
    await picture('pairing-linked');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('Conectado', { exact: true }).first().waitFor();
    await picture('channel-connected');
  });

  test('AT-2 AT-3 a customer writes, the receptionist answers, the ticks go to read', async () => {
    await goToInbox(page);
    await writeAs(phone, 'Ana Souza', 'Bom dia! Vocês têm pão de queijo hoje? 😀');
    const row = page
      .getByRole('region', { name: 'Lista de conversas' })
      .getByRole('button', { name: /^Ana Souza/ });
    await row.waitFor();
    await row.getByText('1 mensagem não lida').or(row.getByLabel('1 mensagem não lida')).first().waitFor();
    await picture('inbox-unread');
    await row.click();
    const thread = page.getByRole('region', { name: 'Conversa', exact: true });
    await thread.getByText('pão de queijo').waitFor();

    await answer(page, 'Bom dia, Ana! Temos sim, saindo do forno às 16h.');
    await phone
      .getByRole('log', { name: /^Conversa de Ana Souza/ })
      .getByText('saindo do forno')
      .waitFor();
    await thread.getByRole('img', { name: 'Entregue' }).or(thread.getByText('Entregue')).first().waitFor();
    await phone.getByRole('button', { name: 'Ler mensagens' }).click();
    await thread
      .getByRole('img', { name: 'Lida', exact: true })
      .or(thread.getByText('Lida', { exact: true }))
      .first()
      .waitFor();
    await picture('inbox-read');
    await picture('simulated-phone', phone);
  });

  test('nothing complained in either window', () => {
    expect(complaints).toEqual([]);
  });

  test('SIGTERM ends the station cleanly within 5 s', async () => {
    expect(await station.stop()).toBeLessThan(5000);
    station = await startStation({ data: data.path, args: ['--demo'] });
  });

  test('after a restart the channel is back without a QR and everything is there once', async () => {
    const window = await (await newWindow(browser)).newPage();
    await window.goto(station.url);
    await window.getByLabel('PIN', { exact: true }).fill('4821');
    await window.keyboard.press('Enter');
    await goToInbox(window);
    await window.getByRole('button', { name: /^Ana Souza/ }).click();
    await window.getByRole('button', { name: 'Recepção: Conectado' }).waitFor();
    const thread = window.getByRole('region', { name: 'Conversa', exact: true });
    await thread.getByText('saindo do forno').waitFor();
    await expect.poll(() => thread.getByRole('article').count()).toBe(2);
  });
});

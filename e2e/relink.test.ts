import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newWindow } from './support/browser.ts';
import { openShop } from './support/counter.ts';
import { startStation, temporaryFolder, type StationProcess } from './support/station.ts';

const data = temporaryFolder();
let browser: Browser;
let station: StationProcess;
let page: Page;
let phone: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  station = await startStation({ data: data.path, args: ['--demo'] });
  page = await (await newWindow(browser)).newPage();
  phone = await (await newWindow(browser, { width: 1000, height: 800 })).newPage();
  await page.goto(station.url);
  await phone.goto(station.phoneUrl ?? '');
});

afterAll(async () => {
  await browser?.close();
  await station?.stop();
  data.remove();
});

test('QR-1 a channel that the phone unlinked is linked again from its red button', async () => {
  await openShop(page, phone);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await phone.getByRole('button', { name: /^Desvincular/ }).click();
  await phone.getByRole('button', { name: 'Sim, desvincular' }).click();
  const scan = page.getByRole('button', { name: 'Escaneie o código QR' });
  await scan.waitFor();
  await scan.click();
  await page.getByRole('img', { name: /^Código QR/ }).waitFor();
  await phone.getByRole('button', { name: 'Vincular um dispositivo' }).click();
  await phone.getByText('Código à vista').waitFor();
  await phone.getByRole('button', { name: 'Escanear' }).click();
  await page.getByText('Conexão estabelecida').waitFor();
  await expect.poll(() => phone.getByRole('button', { name: /^Desvincular/ }).count()).toBe(1);
});

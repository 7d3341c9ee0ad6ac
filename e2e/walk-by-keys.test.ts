import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newWindow } from './support/browser.ts';
import { manager, writeAs } from './support/counter.ts';
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

const MOST_PRESSES = 80;

/** As hands without a mouse get there. */
async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    if (await target.evaluate((it) => it.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${target.toString()}`);
}

async function type(label: string, words: string): Promise<void> {
  await tabTo(page.getByLabel(label, { exact: true }));
  await page.keyboard.type(words);
}

async function press(name: string | RegExp): Promise<void> {
  await tabTo(page.getByRole('button', { name, exact: true }).first());
  await page.keyboard.press('Enter');
}

test('the walk by keys alone: from the first run, by a code, to the first answer', async () => {
  await type('Nome da loja', manager.shop);
  await type('Seu nome', manager.name);
  await type('PIN', manager.pin);
  await type('Repita o PIN', manager.pin);
  await page.keyboard.press('Enter');
  await page.getByText('Demonstração', { exact: true }).waitFor();

  await press('Configurações');
  await press('Novo canal');
  const created = page.getByRole('dialog', { name: 'Novo canal' });
  await type('Nome', 'Recepção');
  await page.keyboard.press('Enter');
  await created.waitFor({ state: 'hidden' });
  // The focus is where the work goes on.
  await expect
    .poll(() =>
      page.getByRole('button', { name: 'Escaneie o código QR' }).evaluate((it) => it.matches(':focus')),
    )
    .toBe(true);
  await page.keyboard.press('Enter');
  const linking = page.getByRole('dialog', { name: 'Recepção' });
  await tabTo(linking.getByRole('tab', { name: 'Código QR' }));
  await page.keyboard.press('ArrowRight');
  await type('Número do celular', '11 98765-4321');
  await page.keyboard.press('Enter');
  const code = await linking
    .getByLabel('Código para digitar no celular')
    .getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    .textContent();

  await phone.getByRole('button', { name: /^Dispositivos conectados/ }).click();
  await phone.getByRole('button', { name: 'Vincular um dispositivo' }).click();
  await phone.getByRole('button', { name: 'Vincular com número de telefone' }).click();
  await phone.getByLabel('Código de 8 caracteres').fill(code ?? '');
  await phone.keyboard.press('Enter');
  await linking.getByText('Conexão estabelecida').waitFor();
  await linking.waitFor({ state: 'hidden' });

  await writeAs(phone, 'Ana Souza', 'Bom dia! Tem pão?');
  await press(/^Atendimento/);
  await tabTo(page.getByRole('button', { name: /^Ana Souza/ }));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+A');
  const field = page.getByRole('textbox', { name: 'Mensagem' });
  await expect.poll(() => field.evaluate((it) => it.matches(':focus'))).toBe(true);
  await page.keyboard.type('Tem sim, Ana!');
  await page.keyboard.press('Enter');
  await phone
    .getByRole('log', { name: /^Conversa de Ana Souza/ })
    .getByText('Tem sim, Ana!')
    .waitFor();
});

import type { Page } from 'playwright-core';

/** What people do at the counter and at the simulated phone, in the words that they see. */

export const manager = { shop: 'Padaria Estrela', name: 'Ana Souza', pin: '4821' } as const;

/** First run: the shop's name, the manager's name and PIN. */
export async function setUpShop(page: Page): Promise<void> {
  await page.getByLabel('Nome da loja').fill(manager.shop);
  await page.getByLabel('Seu nome').fill(manager.name);
  await page.getByLabel('PIN', { exact: true }).fill(manager.pin);
  await page.getByLabel('Repita o PIN').fill(manager.pin);
  await page.getByRole('button', { name: 'Começar' }).click();
  await page.getByRole('navigation', { name: 'Seções' }).waitFor();
}

export async function unlock(page: Page): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(manager.pin);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Seções' }).waitFor();
}

export async function goToChannels(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Configurações' }).click();
  await page
    .getByRole('heading', { name: 'Canais', level: 2 })
    .or(page.getByRole('heading', { name: 'Canais' }))
    .first()
    .waitFor();
}

export async function createChannel(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Novo canal' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Novo canal' });
  await dialog.getByLabel('Nome', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Criar canal' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Points the simulated phone's camera at the station's screen. */
export async function scanWithPhone(phone: Page): Promise<void> {
  await phone.getByRole('button', { name: /^Dispositivos conectados/ }).click();
  await phone.getByRole('button', { name: 'Vincular um dispositivo' }).click();
  await phone.getByText('Código à vista').waitFor();
  await phone.getByRole('button', { name: 'Escanear' }).click();
}

/** Setup, a channel, and its phone linked by QR: the counter is ready for customers. */
export async function openShop(page: Page, phone: Page): Promise<void> {
  await setUpShop(page);
  await goToChannels(page);
  await createChannel(page, 'Recepção');
  await page.getByRole('button', { name: 'Escaneie o código QR' }).click();
  await page.getByRole('img', { name: /^Código QR/ }).waitFor();
  await scanWithPhone(phone);
  await page.getByText('Conexão estabelecida').waitFor();
}

export async function writeAs(phone: Page, customer: string, text: string): Promise<void> {
  await phone
    .getByRole('region', { name: 'Clientes' })
    .getByRole('button', { name: customer, exact: true })
    .click();
  const composer = phone.getByRole('textbox', { name: `Mensagem como ${customer}` });
  await composer.fill(text);
  await composer.press('Enter');
}

export async function goToInbox(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Seções' })
    .getByRole('button', { name: /^Atendimento/ })
    .click();
  await page.getByRole('region', { name: 'Lista de conversas' }).waitFor();
}

export async function answer(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Mensagem' });
  await composer.fill(text);
  await composer.press('Enter');
}

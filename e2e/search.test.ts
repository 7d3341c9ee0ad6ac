import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Customer } from '../simulator/index.ts';
import { createChannel, goToInbox, manager } from './support/counter.ts';
import { openCounter, type Shop } from './support/shop.ts';

/** Search everywhere and in one conversation (AT-5), as the receptionist uses it. */
describe('search', () => {
  let shop: Shop;
  let ana: Customer;
  let erica: Customer;
  const dialog = (): Locator => shop.page.getByRole('dialog', { name: 'Procurar em tudo' });
  const field = (): Locator => shop.page.getByRole('combobox', { name: 'Procurar contatos e mensagens' });
  const options = (): Locator => dialog().getByRole('option');
  const thread = (): Locator => shop.page.getByRole('region', { name: 'Conversa', exact: true });

  beforeAll(async () => {
    shop = await openCounter({ seed: 71 });
    const { network, page } = shop;
    await createChannel(page, 'Recepção');
    await page.getByRole('button', { name: 'Escaneie o código QR' }).click();
    await shop.scan('Recepção');
    await page.getByText('Conexão estabelecida').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    ana = network.customer('Ana Lima', { number: '5511998765432' });
    erica = network.customer('Érica Conceição', { number: '5521988887777' });
    await ana.says('Bom dia! Qual o código do pedido de ontem?');
    for (let n = 1; n <= 120; n += 1) await ana.says(`mensagem número ${n} de um dia comprido`);
    await erica.says('Quero encomendar um bolo de cenoura para sábado');
    await ana.says('Obrigada!');
    await goToInbox(page);
    await page
      .getByRole('button', { name: /^Ana Lima/ })
      .getByText('Obrigada!')
      .waitFor();
  });
  afterAll(() => shop?.close());

  test('AT-5 F3 opens it, and it finds as one types, accents aside', async () => {
    const { page } = shop;
    await page.keyboard.press('F3');
    await field().waitFor();
    await page.getByText('Acentos e maiúsculas não importam').waitFor();
    await shop.expectAccessible();
    await page.keyboard.type('codig');
    const found = options().filter({ hasText: 'Qual o código do pedido' });
    await found.waitFor();
    await expect.poll(() => found.locator('mark').allTextContents()).toEqual(['códig']);
    await page.keyboard.type('o pedi');
    await expect.poll(() => found.locator('mark').allTextContents()).toEqual(['código', 'pedi']);
    await shop.expectAccessible();
  });

  test('AT-5 contacts are found by name and by number as people write it, above the messages', async () => {
    const { page } = shop;
    await field().fill('erica');
    await options().filter({ hasText: 'Érica Conceição' }).waitFor();
    for (const typed of ['(21) 98888-7777', '8888-7777', '+55 21 8888 7777', '021 98888.7777']) {
      await field().fill('');
      await field().fill(typed);
      await options().filter({ hasText: 'Érica Conceição' }).waitFor();
    }
    await field().fill('conc bolo');
    await page.getByText('Nada encontrado para “conc bolo”').waitFor();
    await shop.picture('search-none');
    await field().fill('bo');
    await options().filter({ hasText: 'bolo de cenoura' }).waitFor();
    await shop.picture('search-everywhere', { dark: true });
  });

  test('AT-5 many hits load as one goes down, by keys alone', async () => {
    const { page } = shop;
    await field().fill('mensagem numero');
    await options().filter({ hasText: 'número 120 de' }).waitFor();
    for (let n = 0; n < 14; n += 1) await page.keyboard.press('PageDown');
    await expect
      .poll(
        async () => {
          await page.keyboard.press('PageDown');
          return dialog().locator('[aria-selected="true"]').textContent();
        },
        { timeout: 30_000 },
      )
      .toContain('número 1 de');
    await shop.expectAccessible();
  });

  test('AT-5 filters narrow it down, and say so when nothing is left', async () => {
    const { page } = shop;
    await field().fill('bolo');
    await dialog().getByLabel('Tipo de mensagem').selectOption('Documentos');
    await page.getByText('Nada encontrado para “bolo”').waitFor();
    await dialog().getByRole('button', { name: 'Limpar filtros' }).click();
    await options().filter({ hasText: 'bolo de cenoura' }).waitFor();
    await dialog().getByLabel('Até').fill('2020-01-01');
    await page.getByText('Nada encontrado para “bolo”').waitFor();
    await dialog().getByRole('button', { name: 'Limpar filtros' }).click();
    // Typed, the day is whole with the year's last digit; one goes on from where one is.
    const from = dialog().getByLabel('De', { exact: true });
    await from.focus();
    await from.pressSequentially('01012020');
    await expect.poll(() => from.inputValue()).toBe('2020-01-01');
    await options().filter({ hasText: 'bolo de cenoura' }).waitFor();
    expect(await from.evaluate((it) => it.matches(':focus'))).toBe(true);
    await shop.picture('search-filters');
    await dialog().getByRole('button', { name: 'Limpar filtros' }).click();
    await expect.poll(() => from.inputValue()).toBe('');
  });

  test.each([
    ['a quote', '"'],
    ['a star', '*'],
    ['operators', 'AND OR NOT'],
    ['a half call', 'NEAR('],
    ['emoji', '😀😀'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['ten thousand characters', 'x'.repeat(10_000)],
  ])('AT-5 asked for %s, it stays calm', async (_what, typed) => {
    await field().fill(typed);
    await shop.page.getByText(/Nada encontrado para/).waitFor();
  });

  test('AT-5 a result opens its conversation at the message, far up', async () => {
    const { page } = shop;
    await field().fill('codigo do pedido');
    await options().filter({ hasText: 'Qual o código' }).waitFor();
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    const bubble = thread().getByText('Qual o código do pedido de ontem?');
    await bubble.waitFor();
    await expect.poll(() => bubble.evaluate((it) => it.getBoundingClientRect().top)).toBeGreaterThan(0);
    await shop.picture('search-opened');
  });

  test('AT-5 Ctrl+F goes through the open conversation, with count, onward and back, and marks what it finds', async () => {
    const { page } = shop;
    await page.keyboard.press('Control+f');
    const bar = page.getByRole('search');
    await bar.getByLabel('Procurar nesta conversa').waitFor();
    await page.keyboard.type('numero 1');
    await bar.getByText('1 de 32').waitFor();
    await thread().getByText('número 120 de').waitFor();
    const marked = () => page.evaluate('[...CSS.highlights.get("find")].map(String)');
    await expect.poll(marked, { timeout: 30_000 }).toContain('número 1');
    await page.keyboard.press('Enter');
    await bar.getByText('2 de 32').waitFor();
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    await bar.getByText('32 de 32').waitFor();
    await thread().getByText('mensagem número 1 de').waitFor();
    await shop.expectAccessible();
    await shop.picture('search-in-conversation', { dark: true });
    await bar.getByLabel('Procurar nesta conversa').fill('não existe aqui');
    await bar.getByText('Nada').waitFor();
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'hidden' });
    await thread().waitFor();
  });

  test('AT-5 what is found where all of it is in sight leads away from nothing', async () => {
    const { page } = shop;
    await page.getByRole('button', { name: /^Érica Conceição/ }).click();
    await thread().getByText('Quero encomendar um bolo').waitFor();
    await page.keyboard.press('Control+f');
    const bar = page.getByRole('search');
    await page.keyboard.type('bolo');
    await bar.getByText('1 de 1').waitFor();
    await thread().locator('[data-aimed]').waitFor();
    await expect.poll(() => thread().getByRole('button', { name: 'Ir para o fim' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'hidden' });
  });

  test('AT-5 what was looked for is there when one comes back, and gone for the next user', async () => {
    const { page } = shop;
    await page.keyboard.press('Control+Shift+F');
    await expect.poll(() => field().inputValue()).toBe('codigo do pedido');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await shop.ask('users.create', { name: 'Bia Nunes', role: 'receptionist', pin: '2468' });
    await page.getByRole('button', { name: `Menu de ${manager.name}` }).click();
    await page.getByRole('menuitem', { name: 'Trocar de pessoa' }).click();
    await page.getByLabel('PIN', { exact: true }).fill('2468');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Menu de Bia Nunes' }).waitFor();
    await page.keyboard.press('Control+Shift+F');
    await expect.poll(() => field().inputValue()).toBe('');
  });

  test('nothing complained', () => {
    expect(shop.complaints).toEqual([]);
  });
});

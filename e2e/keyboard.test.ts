import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChannel, goToInbox } from './support/counter.ts';
import { openCounter, type Shop } from './support/shop.ts';

const PATIENT = { timeout: 30_000 };

/** Everything without a mouse (AT-9): the table of shortcuts, the palette, the help sheet, where the focus goes. */
describe('the keyboard', () => {
  let shop: Shop;
  const palette = (): Locator => shop.page.getByRole('dialog', { name: 'Ir para… ou fazer…' });
  const thread = (): Locator => shop.page.getByRole('region', { name: 'Conversa', exact: true });
  const openName = () => thread().getByRole('heading', { level: 2 }).textContent();
  const press = (keys: string) => shop.page.keyboard.press(keys);

  beforeAll(async () => {
    shop = await openCounter({ seed: 91 });
    const { network, page } = shop;
    await createChannel(page, 'Recepção');
    await page.getByRole('button', { name: 'Escaneie o código QR' }).click();
    await shop.scan('Recepção');
    await page.getByText('Conexão estabelecida').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await goToInbox(page);
    for (const name of ['Ana Lima', 'Bia Souza', 'Érica Conceição']) {
      await network.customer(name).says(`Oi, aqui é ${name}`);
      await page.getByRole('button', { name: new RegExp(`^${name}`) }).waitFor();
    }
  });
  afterAll(() => shop?.close());

  test('AT-9 Alt+J, Alt+K and Alt+1…9 go through the list, Esc leaves, F6 changes the column', async () => {
    await press('Alt+J');
    await thread().getByRole('heading', { level: 2 }).waitFor();
    const first = await openName();
    await press('Alt+J');
    await expect.poll(openName, PATIENT).not.toBe(first);
    await press('Alt+K');
    await expect.poll(openName, PATIENT).toBe(first);
    await press('Alt+3');
    await expect.poll(openName, PATIENT).not.toBe(first);
    await press('Escape');
    await shop.page.getByText('Escolha uma conversa').waitFor();
    const column = () =>
      shop.page.evaluate('document.activeElement.closest("[data-region]")?.dataset.region ?? "none"');
    await expect.poll(column).toBe('list');
    await press('F6');
    await expect.poll(column, PATIENT).toBe('thread');
    await press('Shift+F6');
    await expect.poll(column, PATIENT).toBe('list');
  });

  test('AT-9 a ticket is accepted, noted, snoozed and given back by keys alone; to transfer and to close is one key away', async () => {
    const { page } = shop;
    await press('Alt+1');
    await thread().getByRole('heading', { level: 2 }).waitFor();
    const id = async () => (await shop.ask('inbox.list', { tab: 'all', limit: 10 })).rows;
    await press('Alt+A');
    await expect
      .poll(async () => (await id()).some(({ ticket }) => ticket?.state === 'open'), PATIENT)
      .toBe(true);
    await press('Alt+P');
    await page.keyboard.type('Pediu nota fiscal');
    await press('Enter');
    await thread()
      .getByRole('article', { name: 'Nota interna' })
      .getByText('Pediu nota fiscal', { exact: true })
      .waitFor();
    const snoozed = async () => (await id()).some(({ ticket }) => ticket?.snoozedUntil !== undefined);
    for (const [item, becomes] of [
      [/^Por 1 hora/, true],
      ['Trazer de volta agora', false],
    ] as const) {
      await press('Alt+M');
      await page.getByRole('menuitem', { name: item }).waitFor();
      await press('Home');
      await expect
        .poll(
          () => page.getByRole('menuitem', { name: item }).evaluate((it) => it.matches(':focus')),
          PATIENT,
        )
        .toBe(true);
      await press('Enter');
      await expect.poll(snoozed, PATIENT).toBe(becomes);
      await page.getByRole('menu').waitFor({ state: 'hidden' });
    }
    await press('Alt+T');
    await page.getByRole('dialog').waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await press('Alt+E');
    await page.getByRole('dialog').waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await press('Alt+R');
    await expect
      .poll(async () => (await id()).some(({ ticket }) => ticket?.state === 'open'), PATIENT)
      .toBe(false);
  });

  test('AT-9 what closes gives the focus back to where one was writing', async () => {
    const { page } = shop;
    await press('Alt+A');
    const composer = page.getByRole('textbox', { name: 'Mensagem', exact: true });
    for (const keys of ['F1', 'Control+K', 'Control+Shift+F', 'Alt+E', 'Alt+T']) {
      await composer.focus();
      await press(keys);
      await page.getByRole('dialog').waitFor();
      await press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await expect
        .poll(() => composer.evaluate((it) => it.matches(':focus')), { ...PATIENT, message: keys })
        .toBe(true);
    }
    // From a button it goes back to the button, which does not explain itself to who comes back.
    const opener = thread().getByRole('button', { name: 'Transferir', exact: true });
    await opener.click();
    await page.getByRole('dialog').waitFor();
    await page.mouse.move(5, 5);
    await press('Escape');
    await expect.poll(() => opener.evaluate((it) => it.matches(':focus')), PATIENT).toBe(true);
    await expect.poll(() => page.getByRole('tooltip').count()).toBe(0);
    await press('Alt+R');
  });

  test('AT-9 F2 begins a conversation: everybody, the search field, and a new contact from what was typed', async () => {
    const { page } = shop;
    await press('F2');
    const field = page.getByRole('searchbox', { name: 'Buscar por nome ou número' });
    await expect.poll(() => field.evaluate((it) => it.matches(':focus')), PATIENT).toBe(true);
    await page.keyboard.type('11 91234-0000');
    await page.getByText('Ninguém encontrado').waitFor();
    await page.getByRole('button', { name: 'Novo contato' }).last().click();
    const dialog = page.getByRole('dialog', { name: 'Novo contato' });
    await expect.poll(() => dialog.getByLabel('Número').inputValue()).toBe('11 91234-0000');
    await press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await goToInbox(page);
    await page.getByRole('button', { name: 'Nova conversa' }).click();
    await field.waitFor();
    await goToInbox(page);
  });

  test('AT-9 F1 shows every shortcut, from the table itself', async () => {
    const { page } = shop;
    await press('F1');
    const sheet = page.getByRole('dialog', { name: 'Atalhos do teclado' });
    await sheet.getByText('Transferir o atendimento').waitFor();
    await sheet.getByText('Alt+T').waitFor();
    await shop.expectAccessible();
    await shop.picture('shortcuts', { dark: true });
    await press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });

  test('AT-9 Ctrl+K finds actions, places and people by name, accents aside', async () => {
    const { page } = shop;
    await press('Control+K');
    await palette().waitFor();
    await palette()
      .getByRole('option', { name: /Procurar em tudo/ })
      .waitFor();
    await shop.expectAccessible();
    await shop.picture('palette', { dark: true });
    await page.keyboard.type('aparencia');
    await palette()
      .getByRole('option', { name: /Aparência/ })
      .first()
      .waitFor();
    await press('Enter');
    await page.getByRole('heading', { name: 'Aparência' }).waitFor();
    await press('Control+K');
    await page.keyboard.type('erica');
    await palette()
      .getByRole('option', { name: /Érica Conceição/ })
      .waitFor();
    await press('Enter');
    await expect.poll(openName, PATIENT).toBe('Érica Conceição');
    // A channel's pages are found by what they hold.
    await press('Control+K');
    await page.keyboard.type('feriados');
    await palette().getByRole('option', { name: 'Recepção: Expediente' }).waitFor();
    await press('Enter');
    await page.getByRole('tab', { name: 'Expediente', selected: true }).waitFor();
    await goToInbox(page);
    await press('Control+K');
    await page.keyboard.type('xyzzy');
    await palette().getByRole('option', { name: 'Procurar “xyzzy” nas mensagens' }).waitFor();
    await press('Enter');
    await page.getByText('Nada encontrado para “xyzzy”').waitFor();
    await press('Escape');
  });

  test('AT-9 the palette speaks the language that was chosen', async () => {
    const { page } = shop;
    for (const [language, name] of [
      ['en', 'Go to the settings'],
      ['es', 'Ir a la configuración'],
      ['pt-BR', 'Ir para as configurações'],
    ] as const) {
      await shop.ask('preferences.set', { language });
      await expect.poll(() => page.evaluate('document.documentElement.lang'), PATIENT).toBe(language);
      await press('Control+K');
      await page.getByRole('option', { name }).waitFor();
      await press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  });

  test('AT-9 what AltGr writes is writing', async () => {
    const before = await openName();
    const composer = shop.page.getByRole('textbox', { name: 'Mensagem', exact: true });
    await composer.focus();
    await press('Control+Alt+K');
    await press('Control+Alt+E');
    await expect.poll(openName).toBe(before);
    await expect.poll(() => shop.page.getByRole('dialog').count()).toBe(0);
  });

  test('AT-9 the first stop of Tab leads past the frame, and a new message is told to screen readers', async () => {
    const { page } = shop;
    await page.evaluate('document.activeElement.blur()');
    await page.evaluate('document.body.tabIndex = -1; document.body.focus()');
    await press('Tab');
    const skip = page.getByRole('link', { name: 'Ir para o conteúdo' });
    await expect.poll(() => skip.evaluate((it) => it.matches(':focus')), PATIENT).toBe(true);
    await press('Enter');
    await expect
      .poll(() => page.evaluate('document.querySelector("main").contains(document.activeElement)'), PATIENT)
      .toBe(true);
  });

  test('AT-9 a new message in the open conversation is told to screen readers', async () => {
    const { page, network } = shop;
    await network.customer('Davi Rocha').says('Oi!');
    await page.getByRole('button', { name: /^Davi Rocha/ }).click();
    await expect.poll(openName, PATIENT).toBe('Davi Rocha');
    await network.customer('Davi Rocha').says('Vocês entregam?');
    await expect
      .poll(
        () => page.evaluate('[...document.querySelectorAll("[aria-live]")].map((it) => it.textContent)'),
        PATIENT,
      )
      .toContain('Davi Rocha: Vocês entregam?');
  });

  test('nothing complained', () => {
    expect(shop.complaints).toEqual([]);
  });
});

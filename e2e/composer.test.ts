import { writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from './support/station.ts';
import { openTalk, type Talk } from './support/talk.ts';

/** AT-4 on screen: what one writes with, and that nothing of it is lost. */
describe('the composer', () => {
  const folder = temporaryFolder();
  let talk: Talk;
  let photo: string;
  let list: string;

  beforeAll(async () => {
    photo = path.join(folder.path, 'bolo.png');
    await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#e8913a' } })
      .png()
      .toFile(photo);
    list = path.join(folder.path, 'Lista de preços.csv');
    writeFileSync(list, 'bolo;40\ntorta;55\n');
    talk = await openTalk(42);
  });
  afterAll(async () => {
    await talk?.close();
    folder.remove();
  });

  const field = () => talk.page.getByRole('textbox', { name: 'Mensagem' });
  const message = (words: string) => talk.page.locator('[data-message]').filter({ hasText: words });
  const isFocused = () => talk.page.evaluate<boolean>(`document.activeElement.matches('[data-composer]')`);

  test('AT-4 Enter sends, Shift+Enter does not', async () => {
    const { customer, page } = talk;
    await field().fill('Temos sim!');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('Quantas pessoas?');
    await page.keyboard.press('Enter');
    await customer.receives(({ text }) => text === 'Temos sim!\nQuantas pessoas?');
    await expect.poll(isFocused).toBe(true);
    await expect.poll(() => field().inputValue()).toBe('');
  });

  test('AT-4 the manager makes a quick reply: shortcut, variables, how it will look', async () => {
    const { page } = talk;
    await page.getByRole('button', { name: 'Configurações' }).click();
    await page.getByRole('button', { name: 'Respostas rápidas' }).click();
    await page.getByText('Nenhuma resposta rápida ainda').waitFor();
    await page.getByRole('button', { name: 'Nova resposta' }).click();
    const dialog = page.getByRole('dialog', { name: 'Nova resposta rápida' });
    await dialog.getByLabel('Atalho').fill('com espaço');
    await dialog.getByLabel('Texto', { exact: true }).fill('{{saudacao}}, {{nme}}!');
    await dialog.getByRole('button', { name: 'Salvar' }).click();
    await dialog.getByText('Use de 1 a 30 letras, números ou hífens, sem espaços.').waitFor();
    await dialog.getByLabel('Atalho').fill('/preços');
    await dialog.getByRole('button', { name: 'Salvar' }).click();
    await dialog.getByText('A variável nme não existe. Escolha uma da lista.').waitFor();
    await dialog.getByLabel('Texto', { exact: true }).fill('Nossa lista de preços, ');
    await dialog.getByRole('button', { name: 'primeiro nome' }).click();
    await dialog.getByText('Nossa lista de preços, Ana').waitFor();
    await dialog.locator('input[type="file"]').setInputFiles(list);
    await dialog.getByRole('button', { name: 'Tirar anexo' }).waitFor();
    await talk.picture('composer-quick-reply-form');
    await talk.expectAccessible();
    await dialog.getByRole('button', { name: 'Salvar' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('list', { name: 'Respostas rápidas' }).getByText('/preços').waitFor();
    await talk.expectAccessible();
    await page
      .getByRole('navigation', { name: 'Seções' })
      .getByRole('button', { name: /^Atendimento/ })
      .click();
  });

  test('AT-4 the slash brings it: arrows, Enter, filled in for this customer, with its file', async () => {
    const { customer, page } = talk;
    await field().waitFor();
    await field().fill('');
    await page.keyboard.type('/pre');
    await page.getByRole('option', { name: /preços/ }).waitFor();
    await talk.picture('composer-quick-replies', { dark: true });
    await talk.expectAccessible();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    await field().fill('');
    await page.keyboard.type('/PREC');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => field().inputValue()).toBe('Nossa lista de preços, Ana');
    await page.getByRole('list', { name: 'Arquivos para enviar' }).getByText('.csv').waitFor();
    await expect.poll(isFocused).toBe(true);
    await page.keyboard.press('Enter');
    const got = await customer.receives(({ text }) => text === 'Nossa lista de preços, Ana');
    expect(got.file?.name).toBe('Lista de preços.csv');
  });

  test('AT-4 @ at the start makes an internal note, which never leaves', async () => {
    const { customer, page } = talk;
    const before = customer.inbox.length;
    await field().focus();
    await page.keyboard.type('@Prefere retirar no balcão');
    const note = page.getByRole('textbox', { name: 'Nota interna' });
    await expect.poll(() => note.inputValue()).toBe('Prefere retirar no balcão');
    await talk.picture('composer-note', { dark: true });
    await page.keyboard.press('Enter');
    const kept = page.getByRole('article', { name: 'Nota interna' });
    await kept.getByText('Prefere retirar no balcão').waitFor();
    await field().waitFor();
    expect(customer.inbox).toHaveLength(before);
    await kept.getByRole('button', { name: 'Ações da nota' }).click();
    await page.getByRole('menuitem', { name: 'Editar' }).click();
    await kept.getByRole('textbox').fill('Prefere entrega');
    // Whoever turns to the customer meanwhile writes on.
    await field().focus();
    await customer.says('Ainda tem hoje?');
    await message('Ainda tem hoje?').waitFor();
    expect(await isFocused()).toBe(true);
    await kept.getByRole('button', { name: 'Salvar' }).click();
    await kept.getByText('Prefere entrega').waitFor();
  });

  test('AT-4 several files wait in a tray, with a caption; one goes, one goes as a document', async () => {
    const { customer, page } = talk;
    await page.locator('[data-chooser]').setInputFiles([photo, photo, list]);
    const tray = page.getByRole('list', { name: 'Arquivos para enviar' });
    await expect.poll(() => tray.getByRole('listitem').count()).toBe(3);
    await tray
      .getByRole('button', { name: /^Tirar bolo/ })
      .first()
      .click();
    await tray.getByRole('button', { name: 'Enviar como documento' }).click();
    await tray.getByText('vai como documento').waitFor();
    await field().fill('Como pediu');
    await talk.picture('composer-tray', { dark: true });
    await talk.expectAccessible();
    await page.keyboard.press('Enter');
    const first = await customer.receives(({ text }) => text === 'Como pediu');
    expect(first.file?.name).toBe('bolo.png');
    await expect
      .poll(() =>
        customer.inbox.map(({ file }) => file?.name).filter((name) => name === 'Lista de preços.csv'),
      )
      .toHaveLength(2);
    await message('Como pediu').getByRole('link', { name: 'Salvar bolo.png' }).waitFor();
  });

  test('AT-4 a picture that is pasted waits to be sent, and is sent as a photo', async () => {
    const { customer, page } = talk;
    const bytes = (await sharp(photo).jpeg().toBuffer()).toString('base64');
    await page.evaluate(`{
      const clipboardData = new DataTransfer();
      const content = Uint8Array.from(atob('${bytes}'), (letter) => letter.charCodeAt(0));
      clipboardData.items.add(new File([content], 'image.jpg', { type: 'image/jpeg' }));
      document
        .querySelector('[data-composer]')
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }`);
    await page.getByRole('list', { name: 'Arquivos para enviar' }).getByRole('listitem').waitFor();
    await field().press('Enter');
    const got = await customer.receives(({ file }) => file?.mimetype === 'image/jpeg');
    expect(got.file?.bytes?.length).toBeGreaterThan(1000);
    await page.getByRole('button', { name: 'Ver a foto' }).last().waitFor();
  });

  test('AT-4 files can be dropped anywhere on the conversation, which says so', async () => {
    const { page } = talk;
    const zone = page.locator('section[aria-label="Mensagens"]');
    const transfer = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File(['olá'], 'recado.txt', { type: 'text/plain' }));
      return data;
    })()`);
    await zone.dispatchEvent('dragenter', { dataTransfer: transfer });
    await page.getByText('Solte aqui para enviar a Ana Prado').waitFor();
    await talk.picture('composer-drop', { dark: true });
    await zone.dispatchEvent('drop', { dataTransfer: transfer });
    await page.getByText('Solte aqui para enviar a Ana Prado').waitFor({ state: 'hidden' });
    const tray = page.getByRole('list', { name: 'Arquivos para enviar' });
    await tray.getByText('recado').waitFor();
    await tray.getByRole('button', { name: 'Tirar recado.txt' }).click();
    await tray.waitFor({ state: 'hidden' });
  });

  test('AT-4 a draft keeps its words, its files and what it answers, through a reload', async () => {
    const { page } = talk;
    await talk.bubble('bolo de cenoura').click({ button: 'right', position: { x: 8, y: 8 } });
    await page.getByRole('menuitem', { name: 'Responder' }).click();
    await field().fill('Já volto com o preço');
    await page.locator('[data-chooser]').setInputFiles([photo]);
    const tray = page.getByRole('list', { name: 'Arquivos para enviar' });
    await tray.getByRole('button', { name: 'Enviar como documento' }).waitFor();
    await expect
      .poll(async () => {
        const { conversation } = await talk.ask('conversation.open', {
          conversationId: talk.conversationId,
          limit: 1,
        });
        return [
          conversation.draft,
          conversation.draftAttachments.length,
          conversation.draftReplyTo !== undefined,
        ];
      })
      .toEqual(['Já volto com o preço', 1, true]);
    await page.reload();
    await page
      .getByRole('button', { name: /^Ana Prado/ })
      .first()
      .click();
    await expect.poll(() => field().inputValue()).toBe('Já volto com o preço');
    await tray.getByRole('listitem').waitFor();
    await page.getByText('Responder a Ana Prado').waitFor();
    await talk.picture('composer-draft');
    await page.keyboard.press('Escape');
    await page.getByText('Responder a Ana Prado').waitFor({ state: 'hidden' });
    await tray.getByRole('button', { name: /^Tirar/ }).click();
    await field().fill('');
  });

  test('SC-1 a message is sent later, stands above the field until then, and can be called back', async () => {
    const { page } = talk;
    await field().fill('Seu bolo está pronto!');
    await page.getByRole('button', { name: 'Enviar mais tarde' }).click();
    const dialog = page.getByRole('dialog', { name: 'Enviar mais tarde' });
    await dialog.getByLabel('Quando').fill('2020-01-01T09:00');
    await dialog.getByRole('button', { name: 'Agendar' }).click();
    await dialog.getByText('Escolha um horário que ainda não passou.').waitFor();
    await dialog.getByLabel('Quando').fill('2031-03-04T09:00');
    await talk.picture('composer-later', { dark: true });
    await talk.expectAccessible();
    await dialog.getByRole('button', { name: 'Agendar' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => field().inputValue()).toBe('');
    const waiting = page.getByRole('list', { name: 'Mensagens agendadas' });
    await waiting.getByText('Seu bolo está pronto!').waitFor();
    await waiting.getByRole('button', { name: /^Cancelar agendamento/ }).click();
    await waiting.waitFor({ state: 'hidden' });
  });

  test('AT-3 an emoji is found by its Portuguese name and put where the cursor stands', async () => {
    const { page } = talk;
    await field().fill('Feito');
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    const picker = page.getByRole('dialog', { name: 'Emoji' });
    await picker.getByRole('searchbox').fill('bolo');
    await picker.getByRole('gridcell', { name: /bolo/ }).first().waitFor();
    await talk.picture('composer-emoji', { dark: true });
    await talk.expectAccessible();
    await page.keyboard.press('Enter');
    await picker.waitFor({ state: 'hidden' });
    await expect.poll(() => field().inputValue()).toMatch(/^Feito\p{Extended_Pictographic}/u);
    await expect.poll(isFocused).toBe(true);
    await field().fill('');
  });

  test('AT-3 a text of more than 65,536 characters is not sent, and says why', async () => {
    const { page } = talk;
    await field().fill('a'.repeat(65_537));
    await page.getByText('Mensagem longa demais: 65.537 de 65.536 caracteres.').waitFor();
    expect(
      await page.getByRole('button', { name: 'Enviar', exact: true }).getAttribute('aria-disabled'),
    ).toBe('true');
    await field().fill('');
  });

  test('the window has nothing to complain of', () => {
    expect(talk.complaints).toEqual([]);
  });
});

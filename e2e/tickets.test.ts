import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Customer } from '../simulator/index.ts';
import {
  chooseFor,
  goToTab,
  list,
  openLinkedCounter,
  row,
  thread,
  ticketOf,
  toolbar,
} from './support/attendance.ts';
import { manager } from './support/counter.ts';
import type { Shop } from './support/shop.ts';

/** A ticket's life as the receptionist leads it (AT-1, AT-4, AT-11). */
describe('tickets', () => {
  let shop: Shop;
  let ana: Customer;
  const dialog = (name: string) => shop.page.getByRole('dialog', { name });

  beforeAll(async () => {
    shop = await openLinkedCounter({ seed: 61 });
    ana = shop.network.customer('Ana Lima');
    await shop.ask('users.create', { name: 'Bia Nunes', role: 'receptionist', pin: '1357' });
    await shop.ask('queues.create', { name: 'Encomendas', hue: 5, memberIds: [] });
    await shop.ask('queues.create', { name: 'Financeiro', hue: 6, memberIds: [] });
    await shop.ask('closingReasons.create', { name: 'Venda feita' });
    await shop.ask('closingReasons.create', { name: 'Só uma dúvida' });
    await ana.says('Bom dia! Quero encomendar um bolo.');
    await row(shop, 'Ana Lima').waitFor();
  });
  afterAll(() => shop?.close());

  test('AT-1 a first message opens one ticket, with a protocol and a line in its history', async () => {
    const { page } = shop;
    await row(shop, 'Ana Lima').click();
    await thread(shop).getByText('Aguardando', { exact: true }).waitFor();
    const panel = page.getByRole('complementary', { name: 'Contato' });
    const protocol = (await ticketOf(shop, 'Ana Lima'))?.protocol ?? '';
    expect(protocol).toMatch(/^\d{8}-0001$/);
    await panel.getByText(protocol).first().waitFor();
    await panel.locator('summary').click();
    await panel.getByText('O cliente iniciou o atendimento').waitFor();
    await shop.picture('ticket-waiting', { dark: true });
  });

  test('AT-4 Alt+A accepts, and the cursor stands where one writes', async () => {
    const { page } = shop;
    await page.keyboard.press('Alt+A');
    await thread(shop).getByText('Com você', { exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Mensagem', exact: true }).and(page.locator(':focus')).waitFor();
    expect((await ticketOf(shop, 'Ana Lima'))?.state).toBe('open');
  });

  test('AT-4 transferred at one press, to a queue, with a note that stays inside', async () => {
    const { page } = shop;
    await toolbar(shop).getByRole('button', { name: 'Transferir' }).click();
    await dialog('Transferir atendimento')
      .getByLabel(/Encomendas/)
      .check({ force: true });
    await dialog('Transferir atendimento')
      .getByLabel(/^Recado/)
      .fill('Bolo de 2 kg, combinar o recheio.');
    await shop.expectAccessible();
    await shop.picture('ticket-transfer', { dark: true });
    await dialog('Transferir atendimento').getByRole('button', { name: 'Transferir' }).click();
    await page.getByText('Transferido para Encomendas.').first().waitFor();
    const panel = page.getByRole('complementary', { name: 'Contato' });
    await panel.getByText('Encomendas', { exact: true }).waitFor();
    await panel.getByRole('region', { name: 'Notas internas' }).getByText('combinar o recheio').waitFor();
    await panel.getByText(`${manager.name} transferiu para a fila Encomendas`).waitFor();
    expect(await ticketOf(shop, 'Ana Lima')).toMatchObject({ state: 'waiting' });
    expect(ana.inbox).toEqual([]);
  });

  test('AT-4 to a person by the keyboard alone', async () => {
    const { page } = shop;
    await page.keyboard.press('Alt+T');
    const transfer = dialog('Transferir atendimento');
    await transfer.waitFor();
    await transfer.getByLabel('Bia Nunes').focus();
    await page.keyboard.press('Space');
    await transfer.getByRole('button', { name: 'Transferir' }).press('Enter');
    await thread(shop).getByText('Aguardando Bia Nunes').waitFor();
    await row(shop, 'Ana Lima').getByText('Encomendas').waitFor();
  });

  test('AT-4 whoever comes second is told who has it, and may take over knowing that', async () => {
    const { page } = shop;
    const users = await shop.ask('users.names', undefined);
    const bia = users.find(({ name }) => name === 'Bia Nunes');
    await shop.ask('session.unlock', { userId: bia?.id ?? 0, pin: '1357' });
    await page.getByRole('button', { name: 'Menu de Bia Nunes' }).waitFor();
    await row(shop, 'Ana Lima').click();
    await toolbar(shop).getByRole('button', { name: 'Aceitar' }).click();
    await thread(shop).getByText('Com você', { exact: true }).waitFor();

    const me = users.find(({ name }) => name === manager.name);
    await shop.ask('session.unlock', { userId: me?.id ?? 0, pin: manager.pin });
    await page.getByRole('button', { name: `Menu de ${manager.name}` }).waitFor();
    await goToTab(shop, 'Em atendimento');
    await row(shop, 'Ana Lima').click();
    await thread(shop).getByText('Com Bia Nunes', { exact: true }).waitFor();
    await page.keyboard.press('Alt+A');
    const asked = page.getByRole('alertdialog', { name: 'Bia Nunes já aceitou esta conversa' });
    await asked.waitFor();
    await shop.expectAccessible();
    await shop.picture('ticket-taken', { dark: true });
    await asked.getByRole('button', { name: 'Assumir' }).click();
    await thread(shop).getByText('Com você', { exact: true }).waitFor();
    await page.getByText(`${manager.name} assumiu o lugar de Bia Nunes`).first().waitFor();
  });

  test('AT-4 returned to those that wait', async () => {
    await shop.page.keyboard.press('Alt+R');
    await thread(shop).getByText('Aguardando', { exact: true }).waitFor();
    expect((await ticketOf(shop, 'Ana Lima'))?.userId).toBeUndefined();
    await shop.page.keyboard.press('Alt+A');
    await thread(shop).getByText('Com você', { exact: true }).waitFor();
  });

  test('AT-11 snoozed until a chosen time, and never into the past', async () => {
    const { page } = shop;
    await page.keyboard.press('Alt+M');
    await page.getByRole('menuitem', { name: /^Até amanhã/ }).waitFor();
    await shop.picture('ticket-snooze-menu', { dark: true });
    await page.getByRole('menuitem', { name: 'Escolher data e hora…' }).click();
    const snooze = dialog('Adiar conversa');
    await snooze.getByLabel('Voltar em').fill('2020-01-01T09:00');
    await snooze.getByRole('button', { name: 'Adiar' }).click();
    await snooze.getByText('Escolha um momento que ainda vai chegar.').waitFor();
    await shop.expectAccessible();
    await shop.picture('ticket-snooze', { dark: true });
    const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    await snooze.getByLabel('Voltar em').fill(`${day}T10:30`);
    await snooze.getByRole('button', { name: 'Adiar' }).click();
    await thread(shop)
      .getByText(`Adiado até ${day.slice(8)}/${day.slice(5, 7)}, 10:30`)
      .waitFor();
    await page.keyboard.press('Alt+M');
    await page.getByRole('menuitem', { name: 'Trazer de volta agora' }).click();
    await thread(shop).getByText('Com você', { exact: true }).waitFor();
  });

  test('AT-11 closed with a reason when one is required; the customer is asked for a rating, and it is kept', async () => {
    const { page } = shop;
    await shop.ask('attendance.set', { closingReasonRequired: true });
    await page.keyboard.press('Alt+E');
    const close = dialog('Encerrar atendimento');
    await close.getByRole('button', { name: 'Encerrar' }).click();
    await close.getByText('Escolha o motivo do encerramento.').waitFor();
    await close.getByLabel('Motivo').selectOption({ label: 'Venda feita' });
    await close.getByLabel('Pedir uma nota de 1 a 5').setChecked(true);
    await shop.expectAccessible();
    await shop.picture('ticket-close', { dark: true });
    await close.getByRole('button', { name: 'Encerrar' }).click();
    await close.waitFor({ state: 'hidden' });
    await thread(shop).getByText('Encerrado', { exact: true }).waitFor();
    expect((await ticketOf(shop, 'Ana Lima'))?.closingReasonId).toBeDefined();
    await list(shop).getByRole('tab', { name: '1 Encerrados' }).waitFor();
    await ana.receives(({ text }) => text.startsWith('Como foi o nosso atendimento?'));
    await ana.says('5');
    await page.getByRole('complementary', { name: 'Contato' }).getByTitle('Nota 5 de 5').waitFor();
    expect(await ticketOf(shop, 'Ana Lima')).toMatchObject({ state: 'closed', rating: 5 });
    await shop.picture('ticket-closed', { dark: true });
  });

  test('AT-1 a new message within the time reopens the same ticket', async () => {
    const before = await ticketOf(shop, 'Ana Lima');
    await ana.says('Ah, e com cobertura de chocolate!');
    await thread(shop).getByText('Aguardando', { exact: true }).waitFor();
    const after = await ticketOf(shop, 'Ana Lima');
    expect(after?.protocol).toBe(before?.protocol);
  });

  test('AT-1 reopened by hand from Encerrados', async () => {
    const { page } = shop;
    await shop.ask('attendance.set', { closingReasonRequired: false });
    await page.keyboard.press('Alt+E');
    await page.keyboard.press('Enter');
    await thread(shop).getByText('Encerrado', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await goToTab(shop, 'Encerrados');
    await row(shop, 'Ana Lima').waitFor();
    await chooseFor(shop, 'Ana Lima', 'Reabrir');
    await list(shop).getByText('Nenhum atendimento encerrado').waitFor();
    await goToTab(shop, 'Em atendimento');
    await row(shop, 'Ana Lima').waitFor();
  });

  test('AT-4 tags from the keyboard, seen on the row at once', async () => {
    const { page } = shop;
    await shop.ask('tags.create', { name: 'Aniversário', hue: 4 });
    await row(shop, 'Ana Lima').click();
    await toolbar(shop).waitFor();
    await page.keyboard.press('Alt+G');
    await page.getByRole('menu', { name: 'Etiquetas' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await row(shop, 'Ana Lima').getByText('Aniversário').waitFor();
  });

  test('nothing complained in the window', () => expect(shop.complaints).toEqual([]));
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  conversationId,
  goToTab,
  list,
  openLinkedCounter,
  row,
  thread,
  toolbar,
} from './support/attendance.ts';
import { goToInbox, manager } from './support/counter.ts';
import type { Shop } from './support/shop.ts';

/** People at one counter, the shop's queues, and the hand-over between them (AT-6, AT-7, AT-12). */
describe('users', () => {
  let shop: Shop;
  const dialog = (name: string) => shop.page.getByRole('dialog', { name });
  const toSettings = async (page: string) => {
    await shop.page
      .getByRole('navigation', { name: 'Seções' })
      .getByRole('button', { name: 'Configurações' })
      .click();
    await shop.page
      .getByRole('navigation', { name: 'Configurações' })
      .getByRole('button', { name: page, exact: true })
      .click();
    await shop.page.getByRole('heading', { name: page, level: 1 }).waitFor();
  };

  beforeAll(async () => {
    shop = await openLinkedCounter({ seed: 71 });
  });
  afterAll(() => shop?.close());

  test('AT-6 a person is added, renamed, given another role and another PIN', async () => {
    const { page } = shop;
    await toSettings('Equipe');
    await page.getByRole('button', { name: 'Nova pessoa' }).click();
    const add = dialog('Nova pessoa');
    await add.getByLabel('Nome', { exact: true }).fill('Bia');
    await add.getByLabel('PIN', { exact: true }).fill('1357');
    await add.getByLabel('Repita o PIN').fill('1357');
    await add.getByRole('button', { name: 'Adicionar' }).click();
    await add.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Ações de Bia' }).click();
    await page.getByRole('menuitem', { name: 'Editar nome e função' }).click();
    const edit = dialog('Editar nome e função');
    await edit.getByLabel('Nome', { exact: true }).fill('Bia Nunes');
    await shop.expectAccessible();
    await edit.getByRole('button', { name: 'Salvar' }).click();
    await page.getByRole('button', { name: 'Ações de Bia Nunes' }).click();
    await page.getByRole('menuitem', { name: 'Trocar o PIN' }).click();
    const pin = dialog('Novo PIN de Bia Nunes');
    await pin.getByLabel('PIN', { exact: true }).fill('2468');
    await pin.getByLabel('Repita o PIN').fill('2468');
    await pin.getByRole('button', { name: 'Salvar' }).click();
    await page.getByText('Bia Nunes já entra com o PIN novo.', { exact: true }).waitFor();
    await shop.expectAccessible();
    await shop.picture('users-team', { dark: true });
  });

  test('AT-6 the last manager stays one', async () => {
    const { page } = shop;
    await page.getByRole('button', { name: `Ações de ${manager.name}` }).click();
    await page.getByRole('menuitem', { name: 'Editar nome e função' }).click();
    const edit = dialog('Editar nome e função');
    await edit.getByRole('radio', { name: 'Atendente' }).click();
    await edit.getByRole('button', { name: 'Salvar' }).click();
    await edit.getByText('A estação precisa de pelo menos uma pessoa na gerência.').waitFor();
    await page.keyboard.press('Escape');
  });

  test('AT-7 queues have a name, a colour, members and an order', async () => {
    const { page } = shop;
    await toSettings('Filas');
    await page.getByText('Nenhuma fila ainda').waitFor();
    await shop.expectAccessible();
    for (const [name, hue] of [
      ['Vendas', 'Verde'],
      ['Encomendas', 'Laranja'],
      ['Financeiro', 'Violeta'],
    ] as const) {
      await page.getByRole('button', { name: 'Nova fila' }).click();
      const add = dialog('Nova fila');
      await add.getByLabel('Nome', { exact: true }).fill(name);
      await add.getByRole('radio', { name: hue, exact: true }).click();
      if (name === 'Encomendas') {
        await add.getByLabel('Bia Nunes').check();
        await shop.expectAccessible();
        await shop.picture('queues-new', { dark: true });
      }
      await add.getByRole('button', { name: 'Salvar' }).click();
      await add.waitFor({ state: 'hidden' });
    }
    await page.getByRole('button', { name: 'Subir Encomendas' }).click();
    const queues = page.getByRole('list', { name: 'Filas' }).getByRole('listitem');
    await expect.poll(() => queues.first().textContent()).toContain('Encomendas');
    await queues.first().getByText('Bia Nunes').first().waitFor();
    await page.getByRole('button', { name: 'Nova fila' }).click();
    await dialog('Nova fila').getByLabel('Nome', { exact: true }).fill(' vendas ');
    await dialog('Nova fila').getByRole('button', { name: 'Salvar' }).click();
    await dialog('Nova fila').getByText('Este nome já está em uso.').waitFor();
    await page.keyboard.press('Escape');
    await shop.expectAccessible();
    await shop.picture('queues-page', { dark: true });
  });

  test('AT-7 a queue may keep hours of its own', async () => {
    const { page } = shop;
    await page.getByRole('button', { name: 'Horário da fila Encomendas' }).click();
    const hours = dialog('Horário de Encomendas');
    await hours.getByRole('switch', { name: 'Horário próprio' }).click();
    const monday = hours.getByRole('group', { name: 'Segunda' });
    await monday.getByRole('button', { name: 'Segunda, 09:00–18:00' }).focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await monday.getByRole('button', { name: 'Segunda, 09:00–17:45' }).waitFor();
    await shop.expectAccessible();
    await shop.picture('queues-hours', { dark: true });
    await hours.getByRole('button', { name: 'Incluir dia' }).click();
    await hours.getByLabel('Data').fill('2030-12-24');
    await hours.getByRole('button', { name: 'Incluir dia' }).click();
    await hours.getByLabel('Data').last().fill('2030-12-24');
    await hours.getByRole('button', { name: 'Salvar' }).click();
    await hours.getByRole('listitem').last().getByText('Esta data já está na lista.').waitFor();
    await hours.getByRole('button', { name: 'Remover 2030-12-24' }).last().click();
    await hours.getByRole('button', { name: 'Salvar' }).click();
    await hours.waitFor({ state: 'hidden' });
    const { id: queueId } = (await shop.ask('queues.list', undefined)).find(
      ({ name }) => name === 'Encomendas',
    )!;
    const saved = await shop.ask('hours.ofQueue', { queueId });
    expect(saved).toMatchObject({ own: true, hours: { specials: [{ date: '2030-12-24' }] } });
    expect(saved.hours.week[0]).toEqual([{ from: 540, to: 1_065 }]);
  });

  test('AT-7 a queue in use goes only with another to take its conversations', async () => {
    const { page, network } = shop;
    await network.customer('Davi Alves').says('Bom dia, quero um orçamento.');
    await expect
      .poll(async () => (await shop.ask('inbox.list', { tab: 'all', limit: 5 })).rows.length)
      .toBe(1);
    const queues = await shop.ask('queues.list', undefined);
    const id = (name: string) => queues.find((queue) => queue.name === name)?.id ?? 0;
    const davi = await conversationId(shop, 'Davi Alves');
    await shop.ask('tickets.transfer', { conversationId: davi, queueId: id('Financeiro') });
    await page.getByRole('button', { name: 'Remover a fila Financeiro' }).click();
    const remove = dialog('Remover a fila Financeiro?');
    await remove.getByLabel('Passar tudo para').selectOption({ label: 'Vendas' });
    await shop.expectAccessible();
    await shop.picture('queues-remove', { dark: true });
    await remove.getByRole('button', { name: 'Remover' }).click();
    await remove.waitFor({ state: 'hidden' });
    await goToInbox(page);
    await row(shop, 'Davi Alves').getByText('Vendas').waitFor();
  });

  test('AT-2 AT-11 tags and closing reasons are the shop’s own', async () => {
    const { page } = shop;
    await toSettings('Etiquetas');
    await page.getByRole('button', { name: 'Nova etiqueta' }).click();
    await dialog('Nova etiqueta').getByLabel('Nome', { exact: true }).fill('Orçamento');
    await dialog('Nova etiqueta').getByRole('button', { name: 'Salvar' }).click();
    await page.getByRole('button', { name: 'Editar a etiqueta Orçamento' }).waitFor();
    await shop.expectAccessible();
    await toSettings('Atendimento');
    await page.getByLabel('Novo motivo').fill('Venda feita');
    await page.getByRole('button', { name: 'Adicionar' }).click();
    await page.getByRole('list', { name: 'Motivos de encerramento' }).getByText('Venda feita').waitFor();
    await page.getByLabel('Bloquear depois de').selectOption({ label: '5 minutos' });
    await page.getByRole('button', { name: 'Salvar', exact: true }).click();
    await page.getByText('Atendimento salvo.', { exact: true }).waitFor();
    await shop.expectAccessible();
    await shop.picture('users-attendance', { dark: true });
    expect((await shop.ask('attendance.get', undefined)).lockAfterMinutes).toBe(5);
    await shop.ask('attendance.set', { lockAfterMinutes: 0 });
  });

  test('AT-6 somebody else takes the counter and stands in the same place', async () => {
    const { page } = shop;
    await goToInbox(page);
    await row(shop, 'Davi Alves').click();
    await toolbar(shop).getByRole('button', { name: 'Aceitar' }).click();
    await thread(shop).getByText('Com você', { exact: true }).waitFor();
    await page.getByRole('button', { name: `Menu de ${manager.name}` }).click();
    await page.getByRole('menuitem', { name: 'Trocar de pessoa' }).click();
    const change = dialog('Trocar de pessoa');
    await change.getByLabel('PIN', { exact: true }).fill('0000');
    await page.keyboard.press('Enter');
    await change.getByText(/^PIN errado/).waitFor();
    await shop.expectAccessible();
    await shop.picture('users-switch', { dark: true });
    await change.getByLabel('PIN', { exact: true }).fill('2468');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Menu de Bia Nunes' }).waitFor();
    await thread(shop).getByText(`Com ${manager.name}`, { exact: true }).waitFor();
  });

  test('AT-6 a receptionist sees no manager’s pages, and main refuses what she may not do', async () => {
    const { page } = shop;
    await page
      .getByRole('navigation', { name: 'Seções' })
      .getByRole('button', { name: 'Configurações' })
      .click();
    const pages = page.getByRole('navigation', { name: 'Configurações' });
    await pages.getByRole('button', { name: 'Aparência' }).waitFor();
    for (const hidden of ['Equipe', 'Filas', 'Etiquetas', 'Atendimento', 'Canais']) {
      await expect.poll(() => pages.getByRole('button', { name: hidden, exact: true }).count()).toBe(0);
    }
    await expect(shop.ask('queues.create', { name: 'X', hue: 0, memberIds: [] })).rejects.toThrow(
      'not-allowed',
    );
    await expect(shop.ask('users.setPin', { userId: 1, pin: '9999' })).rejects.toThrow('not-allowed');
    await expect(shop.ask('attendance.set', { reopenHours: 1 })).rejects.toThrow('not-allowed');
    await goToInbox(page);
  });

  test('AT-12 the hand-over is one sheet, and each of its lines leads to its conversation', async () => {
    const { page, network } = shop;
    await network.customer('Elisa Prado').says('Vocês abrem no domingo?');
    await network.customer('Fábio Reis').says('Meu pedido já saiu?');
    await goToTab(shop, 'Aguardando');
    await row(shop, 'Fábio Reis').waitFor();
    const elisa = await conversationId(shop, 'Elisa Prado');
    shop.rewrite('UPDATE conversation SET waiting_since = waiting_since - 32400000 WHERE id = ?', elisa);
    await page.getByRole('button', { name: 'Menu de Bia Nunes' }).click();
    await page.getByRole('menuitem', { name: 'Passagem de turno' }).click();
    const sheet = dialog('Passagem de turno');
    await sheet.getByText('Chegaram 3 mensagens, de 3 conversas').waitFor();
    const waiting = sheet.getByRole('region', { name: /pessoas esperando/ });
    await waiting.getByRole('listitem').first().getByText('Elisa Prado').waitFor();
    await sheet.getByText('Nenhuma mensagem falhou').waitFor();
    await shop.expectAccessible();
    await shop.picture('handover-sheet', { dark: true });
    await waiting.getByRole('button', { name: /Elisa Prado/ }).click();
    await sheet.waitFor({ state: 'hidden' });
    await thread(shop).getByText('Vocês abrem no domingo?').waitFor();
    await list(shop)
      .getByRole('tab', { name: /Aguardando/, selected: true })
      .waitFor();
  });

  test('AT-12 it comes by itself at the day’s first unlocking, and only then', async () => {
    const { page } = shop;
    await shop.ask('preferences.set', { handoverSeenAt: Date.now() - 26 * 3_600_000 });
    await page.getByRole('button', { name: 'Menu de Bia Nunes' }).click();
    await page.getByRole('menuitem', { name: 'Bloquear' }).click();
    await page.getByLabel('PIN', { exact: true }).fill('2468');
    await page.keyboard.press('Enter');
    await dialog('Passagem de turno').waitFor();
    await dialog('Passagem de turno').getByRole('button', { name: 'Começar' }).click();
    await page.getByRole('button', { name: 'Menu de Bia Nunes' }).click();
    await page.getByRole('menuitem', { name: 'Bloquear' }).click();
    await page.getByLabel('PIN', { exact: true }).fill('2468');
    await page.keyboard.press('Enter');
    await row(shop, 'Elisa Prado').waitFor();
    await expect.poll(() => dialog('Passagem de turno').count()).toBe(0);
  });

  test('AT-6 whoever leaves the team gives back what they attended, and may return', async () => {
    const { page } = shop;
    await row(shop, 'Elisa Prado').click();
    await page.keyboard.press('Alt+A');
    await thread(shop).getByText('Com você', { exact: true }).waitFor();
    const users = await shop.ask('users.names', undefined);
    const me = users.find(({ name }) => name === manager.name)?.id ?? 0;
    await shop.ask('session.unlock', { userId: me, pin: manager.pin });
    await page.getByRole('button', { name: `Menu de ${manager.name}` }).waitFor();
    await toSettings('Equipe');
    await page.getByRole('button', { name: 'Ações de Bia Nunes' }).click();
    await page.getByRole('menuitem', { name: 'Tirar da equipe' }).click();
    await shop.expectAccessible();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Tirar da equipe' }).click();
    await page.getByRole('heading', { name: 'Já saíram' }).waitFor();
    const { rows } = await shop.ask('inbox.list', { tab: 'waiting', limit: 20 });
    expect(rows.map(({ contact }) => contact.displayName)).toContain('Elisa Prado');
    await page.getByRole('button', { name: 'Trazer de volta' }).click();
    const back = dialog('Trazer Bia Nunes de volta');
    await back.getByLabel('PIN', { exact: true }).fill('1122');
    await back.getByLabel('Repita o PIN').fill('1122');
    await back.getByRole('button', { name: 'Trazer de volta' }).click();
    await page.getByRole('button', { name: 'Ações de Bia Nunes' }).waitFor();
  });

  test('nothing complained in the window', () => expect(shop.complaints).toEqual([]));
});

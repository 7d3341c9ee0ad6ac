import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Customer } from '../simulator/index.ts';
import {
  chooseFor,
  conversationId,
  goToTab,
  list,
  openLinkedCounter,
  row,
  thread,
  toolbar,
} from './support/attendance.ts';
import type { Shop } from './support/shop.ts';

/** The list and the panel beside a conversation (AT-2). */
describe('the inbox', () => {
  let shop: Shop;
  let ana: Customer;
  let bruno: Customer;
  let carla: Customer;

  beforeAll(async () => {
    shop = await openLinkedCounter({ seed: 51 });
    ana = shop.network.customer('Ana Lima');
    bruno = shop.network.customer('Bruno Reis');
    carla = shop.network.customer('Carla Dias');
  });
  afterAll(() => shop?.close());

  test('AT-2 whoever writes waits under Aguardando, the longest first', async () => {
    await list(shop).getByText('Nenhuma conversa ainda').waitFor();
    await ana.says('Bom dia! Quanto custa o bolo de cenoura?');
    await row(shop, 'Ana Lima').waitFor();
    await bruno.says('Vocês entregam no centro?');
    await row(shop, 'Bruno Reis').waitFor();
    await carla.says('Quero encomendar 50 salgados para sábado, dá tempo?');
    await row(shop, 'Carla Dias').waitFor();
    await list(shop).getByRole('tab', { name: '3 Aguardando', selected: true }).waitFor();
    const names = await list(shop).locator('[data-conversation] bdi:first-of-type').allTextContents();
    expect(names.filter((name) => /Lima|Reis|Dias/.test(name))).toEqual([
      'Ana Lima',
      'Bruno Reis',
      'Carla Dias',
    ]);
  });

  test('AT-2 the waiting time turns amber, then red', async () => {
    const age = async (name: string, minutes: number) => {
      const id = await conversationId(shop, name);
      shop.rewrite(
        'UPDATE conversation SET waiting_since = waiting_since - ? WHERE id = ?',
        minutes * 60_000,
        id,
      );
    };
    await age('Ana Lima', 47);
    await age('Bruno Reis', 14);
    await age('Carla Dias', 4);
    await shop.page.reload();
    await row(shop, 'Ana Lima').locator('[data-patience="too-long"]').getByText('47 min').waitFor();
    await row(shop, 'Bruno Reis').locator('[data-patience="long"]').getByText('14 min').waitFor();
    await row(shop, 'Carla Dias').locator('[data-patience="fine"]').getByText('4 min').waitFor();
  });

  test('AT-2 opening what waits is a peek: the customer sees nothing read until it is accepted', async () => {
    await row(shop, 'Ana Lima').click();
    await thread(shop).getByText('bolo de cenoura').waitFor();
    await thread(shop)
      .getByText(/só espiando/)
      .waitFor();
    await shop.expectAccessible();
    await shop.picture('inbox-peek', { dark: true });
    await row(shop, 'Bruno Reis').click();
    await thread(shop).getByText('entregam no centro').waitFor();
    expect(ana.messages.at(-1)?.read).toBeUndefined();
    await row(shop, 'Ana Lima').getByText('1 mensagem não lida').waitFor();

    await row(shop, 'Ana Lima').click();
    await toolbar(shop).getByRole('button', { name: 'Aceitar' }).click();
    await thread(shop).getByText('Com você', { exact: true }).waitFor();
    await ana.ticks(ana.messages.at(-1)?.id ?? '', 'read');
    await thread(shop)
      .getByText(/só espiando/)
      .waitFor({ state: 'hidden' });
  });

  test('AT-2 what was accepted leaves Aguardando once another is opened', async () => {
    await row(shop, 'Ana Lima').waitFor();
    await row(shop, 'Bruno Reis').click();
    await row(shop, 'Ana Lima').waitFor({ state: 'hidden' });
    await goToTab(shop, 'Em atendimento');
    await row(shop, 'Ana Lima').waitFor();
    await shop.picture('inbox-open', { dark: true });
    await goToTab(shop, 'Aguardando');
  });

  test('AT-4 whoever answers accepts', async () => {
    await row(shop, 'Bruno Reis').click();
    await thread(shop)
      .getByText(/só espiando/)
      .waitFor();
    const composer = shop.page.getByRole('textbox', { name: 'Mensagem', exact: true });
    await composer.fill('Entregamos sim, até as 18h.');
    await composer.press('Enter');
    await thread(shop).getByText('Com você', { exact: true }).waitFor();
    await bruno.to(shop.phone).receives(({ text }) => text.includes('até as 18h'));
  });

  test('AT-2 filters are compact, seen, and taken off in one place', async () => {
    const { page } = shop;
    await shop.ask('queues.create', { name: 'Encomendas', hue: 5, memberIds: [] });
    await shop.ask('queues.create', { name: 'Financeiro', hue: 6, memberIds: [] });
    await shop.ask('tags.create', { name: 'Orçamento', hue: 3 });
    await shop.ask('tags.create', { name: 'Entrega', hue: 2 });
    const queues = await shop.ask('queues.list', undefined);
    const tags = await shop.ask('tags.list', undefined);
    const carlaId = await conversationId(shop, 'Carla Dias');
    await shop.ask('tickets.transfer', { conversationId: carlaId, queueId: queues[0]?.id });
    await shop.ask('tickets.tag', { conversationId: carlaId, tagIds: tags.map(({ id }) => id) });
    await row(shop, 'Carla Dias').getByText('Encomendas').waitFor();
    await row(shop, 'Carla Dias').getByText('Orçamento').waitFor();
    await goToTab(shop, 'Todas');
    await shop.picture('inbox-all', { dark: true });

    await list(shop).getByRole('button', { name: 'Filtros' }).click();
    const sheet = page.getByRole('dialog', { name: 'Filtros' });
    await sheet.getByLabel('Fila').selectOption({ label: 'Encomendas' });
    await expect.poll(() => list(shop).locator('[data-conversation]').count()).toBe(1);
    await shop.picture('inbox-filters', { dark: true });
    await sheet.getByLabel('Etiqueta').selectOption({ label: 'Entrega' });
    await page.keyboard.press('Escape');
    await list(shop).getByRole('button', { name: 'Filtros: 2 ativos' }).waitFor();
    await list(shop).getByRole('button', { name: 'Minhas' }).click();
    await list(shop).getByText('Nada com estes filtros').waitFor();
    await shop.expectAccessible();
    await list(shop).getByRole('button', { name: 'Limpar filtros' }).click();
    await expect.poll(() => list(shop).locator('[data-conversation]').count()).toBe(3);
  });

  test('AT-2 the order is chosen and remembered', async () => {
    const { page } = shop;
    await goToTab(shop, 'Em atendimento');
    await list(shop)
      .getByRole('button', { name: /^Ordem/ })
      .click();
    await page.getByRole('menuitemradio', { name: 'Mais recentes primeiro' }).click();
    await page.keyboard.press('Escape');
    await page.reload();
    await goToTab(shop, 'Em atendimento');
    await list(shop).getByRole('button', { name: 'Ordem: Mais recentes primeiro' }).waitFor();
    await list(shop)
      .getByRole('button', { name: /^Ordem/ })
      .click();
    await page.getByRole('menuitemradio', { name: 'Quem espera há mais tempo' }).click();
    await page.keyboard.press('Escape');
  });

  test('AT-2 AT-9 the row’s menu opens by the right button, by its own button and by Shift+F10', async () => {
    const { page } = shop;
    await row(shop, 'Ana Lima').click({ button: 'right' });
    await page.getByRole('menu', { name: 'Ações da conversa com Ana Lima' }).waitFor();
    await shop.picture('inbox-menu', { dark: true });
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'hidden' });
    await row(shop, 'Ana Lima').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Fixar no topo' }).waitFor();
    await shop.expectAccessible();
    await page.keyboard.press('Escape');
    await list(shop).locator('[data-conversation]:focus').getByText('Ana Lima').waitFor();
    await row(shop, 'Ana Lima').hover();
    await list(shop).getByRole('button', { name: 'Ações da conversa com Ana Lima' }).click();
    await page.getByRole('menuitem', { name: 'Fixar no topo' }).click();
    await row(shop, 'Ana Lima').getByText('Fixada').waitFor();
  });

  test('AT-11 a snoozed conversation has a tab while there is one, and says when it comes back', async () => {
    const { page } = shop;
    await row(shop, 'Ana Lima').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Adiar' }).hover();
    await page.getByRole('menuitem', { name: /^Por 1 hora/ }).click();
    await list(shop).getByRole('tab', { name: '1 Adiados' }).waitFor();
    await goToTab(shop, 'Adiados');
    await row(shop, 'Ana Lima').getByText('Adiado até').waitFor();
    await shop.picture('inbox-snoozed', { dark: true });
    await ana.says('Oi, ainda estou esperando');
    await list(shop).getByText('Nada adiado').waitFor();
    await goToTab(shop, 'Em atendimento');
    await row(shop, 'Ana Lima').waitFor();
  });

  test('AT-2 the panel has tags, notes and earlier tickets', async () => {
    const { page } = shop;
    await row(shop, 'Ana Lima').click();
    const panel = page.getByRole('complementary', { name: 'Contato' });
    await panel.getByRole('button', { name: 'Nova nota' }).click();
    await panel
      .getByRole('textbox', { name: 'Nota interna' })
      .fill('Prefere retirar na loja. <b>Sem glúten</b>.');
    // What one turns away from waits.
    await page.keyboard.press('Alt+O');
    await panel.waitFor({ state: 'hidden' });
    await page.keyboard.press('Alt+O');
    await panel.getByRole('button', { name: 'Salvar' }).click();
    await panel.getByText('Prefere retirar na loja. <b>Sem glúten</b>.').waitFor();
    await panel.getByRole('button', { name: 'Escolher etiquetas' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Orçamento' }).click();
    await page.keyboard.press('Escape');
    await panel.getByRole('region', { name: 'Etiquetas' }).getByText('Orçamento').waitFor();
    await panel.locator('summary').first().click();
    await panel.getByText('Ana Souza aceitou').waitFor();
    await shop.expectAccessible();
    await shop.picture('inbox-panel', { dark: true });
  });

  test('AT-2 many messages at once neither move what one points at nor lose anybody', async () => {
    await goToTab(shop, 'Todas');
    await row(shop, 'Carla Dias').hover();
    const before = await row(shop, 'Carla Dias').boundingBox();
    const crowd = Array.from({ length: 12 }, (_, at) => shop.network.customer(`Cliente ${at + 1}`));
    await Promise.all(crowd.map((each) => each.says('Olá!')));
    await shop.page.mouse.move((before?.x ?? 0) + 60, (before?.y ?? 0) + 20);
    await list(shop)
      .getByRole('tab', { name: /12 Aguardando|13 Aguardando/ })
      .waitFor();
    await goToTab(shop, 'Aguardando');
    await expect.poll(() => list(shop).locator('[data-conversation]').count()).toBe(13);
  });

  test('AT-2 at 200 % zoom the list, its tabs and its menu are in reach', async () => {
    const { page } = shop;
    await page.setViewportSize({ width: 683, height: 384 });
    await page.keyboard.press('Escape');
    await row(shop, 'Carla Dias').waitFor();
    await goToTab(shop, 'Em atendimento');
    await shop.expectAccessible();
    await shop.picture('inbox-zoomed');
    await row(shop, 'Ana Lima').click();
    await toolbar(shop).getByRole('button', { name: 'Encerrar' }).waitFor();
    await shop.picture('inbox-zoomed-thread');
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  test('AT-11 marking as read from the menu needs no opening', async () => {
    await goToTab(shop, 'Aguardando');
    await row(shop, 'Cliente 3').waitFor();
    await chooseFor(shop, 'Cliente 3', 'Marcar como lida');
    await row(shop, 'Cliente 3').getByText('1 mensagem não lida').waitFor({ state: 'hidden' });
  });

  test('nothing complained in the window', () => expect(shop.complaints).toEqual([]));
});

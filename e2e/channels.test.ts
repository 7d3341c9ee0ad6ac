import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goToTab } from './support/attendance.ts';
import { createChannel, goToChannels, goToInbox, manager } from './support/counter.ts';
import { openCounter, type Shop } from './support/shop.ts';

/** The channels as the manager and the receptionist see them (CH). */
describe('channels', () => {
  let shop: Shop;
  const card = (name: string): Locator => shop.page.getByRole('region', { name, exact: true });
  const button = (name: string | RegExp): Locator => shop.page.getByRole('button', { name, exact: true });
  const closed = () => shop.page.getByRole('dialog').waitFor({ state: 'hidden' });

  async function link(name: string): Promise<void> {
    await card(name).getByRole('button', { name: 'Escaneie o código QR' }).click();
    await shop.scan(name);
    await shop.page.getByText('Conexão estabelecida').waitFor();
    await closed();
  }

  beforeAll(async () => {
    shop = await openCounter({ seed: 31 });
  });
  afterAll(() => shop?.close());

  test('CH-2 a name and an ID that are taken are told beside their fields', async () => {
    const { page } = shop;
    await createChannel(page, 'Recepção');
    await page.getByRole('button', { name: 'Novo canal' }).click();
    const dialog = page.getByRole('dialog', { name: 'Novo canal' });
    await dialog.getByLabel('Nome', { exact: true }).fill('  RECEPÇÃO ');
    await dialog.getByRole('button', { name: 'Criar canal' }).click();
    await dialog.getByText('Este nome já está em uso.').waitFor();
    await dialog.getByLabel('Nome', { exact: true }).fill('Vendas');
    await dialog.getByLabel('ID', { exact: true }).fill('recepcao');
    await dialog.getByRole('button', { name: 'Criar canal' }).click();
    await dialog.getByText('Este ID já está em uso.').waitFor();
    await page.keyboard.press('Escape');
  });

  test('CH-3 each method has its advantages and cautions, and the one to come says so', async () => {
    const { page } = shop;
    await page.getByRole('button', { name: 'Novo canal' }).click();
    const dialog = page.getByRole('dialog', { name: 'Novo canal' });
    await dialog.getByText('Pode sofrer bloqueios').waitFor();
    await expect
      .poll(() => dialog.getByRole('radio', { name: 'API oficial (Meta)' }).isDisabled())
      .toBe(true);
    await dialog.getByText('Ainda não disponível nesta versão').waitFor();
    await shop.expectAccessible();
    await page.keyboard.press('Escape');
    await closed();
  });

  test('CH-4 the card tells who is connected and since when, and offers what can be done', async () => {
    await shop.picture('card-never-linked', { dark: true });
    await link('Recepção');
    const recepcao = card('Recepção');
    await recepcao.getByText('+55 11 98765-4321').waitFor();
    await recepcao.getByText('Padaria Sol').waitFor();
    await recepcao.getByText(/Celular conectado agora · dia 0 de 14/).waitFor();
    await recepcao.getByRole('button', { name: '3 pontos do celular por conferir' }).waitFor();
    for (const action of ['Ver celular', 'Atualizar', 'Editar nome', 'Remover'])
      await recepcao.getByRole('button', { name: action }).waitFor();
    await shop.expectAccessible();
    await shop.picture('card-connected', { dark: true });
  });

  test('CH-6 the state is live, with the time since when and the reason', async () => {
    const { network, page } = shop;
    const recepcao = card('Recepção');
    network.faults.cut();
    await recepcao.getByText('Conectando', { exact: true }).waitFor();
    await recepcao.getByText(/Nova tentativa em|Tentando de novo agora/).waitFor();
    await shop.picture('card-connecting');
    network.faults.restore();
    await recepcao.getByRole('button', { name: 'Conectar', exact: true }).click();
    await recepcao.getByText('Conectado', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Recepção: Conectado' }).waitFor();
  });

  test('CH-6 each reason is told in words, with the button that cures it', async () => {
    const recepcao = card('Recepção');
    const { channels } = await shop.ask('channels.list', undefined);
    const [channel] = channels;
    if (!channel) throw new Error('no channel');
    const { linkedAt, phone, ...unlinked } = channel;
    expect([linkedAt, phone]).not.toContain(undefined);
    const since = Date.now() - 12 * 60_000;
    const retryAt = Date.now() + 2 * 60_000;
    const stopped = { phase: 'disconnected', since, needsPerson: true } as const;
    const trying = { phase: 'connecting', since, retryAt, needsPerson: false } as const;
    const mute = { phase: 'connected', since, needsPerson: false } as const;
    const reasons = [
      ['mute', mute, 'Conectado, mas mudo', 'Ver celular'],
      ['refused-by-server', trying, 'O WhatsApp recusou a conexão', 'Conectar'],
      ['opened-elsewhere', stopped, 'Esta conexão foi aberta em outro lugar', 'Conectar'],
      ['banned', stopped, 'O WhatsApp bloqueou este número', 'Conectar'],
      ['update-needed', stopped, 'Atualize-o para voltar a conectar', 'Conectar'],
      ['untrusted-server', stopped, 'O servidor não provou ser o WhatsApp', 'Conectar'],
      ['keys-damaged', stopped, 'As chaves desta conexão estão danificadas', 'Escaneie o código QR'],
      ['keys-missing', stopped, 'As chaves desta conexão não foram encontradas', 'Escaneie o código QR'],
      ['unlinked-on-phone', stopped, 'desconectado pelo celular', 'Escaneie o código QR'],
    ] as const;
    await shop.page.mouse.move(0, 0);
    for (const [reason, state, words, action] of reasons) {
      const known = reason === 'unlinked-on-phone' ? unlinked : channel;
      shop.tell('channel.changed', { ...known, state: { ...state, reason } });
      await recepcao.getByText(words).waitFor();
      await recepcao.getByRole('button', { name: action, exact: true }).waitFor();
      await shop.picture(`card-${reason}`);
    }
    shop.tell('channel.changed', channel);
    await recepcao.getByText('Conectado', { exact: true }).waitFor();
  });

  test('CH-7 Atualizar asks WhatsApp itself and says when', async () => {
    const recepcao = card('Recepção');
    await recepcao.getByRole('button', { name: 'Atualizar' }).click();
    await recepcao.getByText(/^Respondeu em \d+ ms · agora$/).waitFor();
    await shop.picture('card-checked');
    await shop.page.getByRole('button', { name: 'Recepção', exact: true }).click();
    await shop.page.getByRole('tab', { name: 'Conexão' }).waitFor();
    await shop.page.getByText(/^Respondeu em \d+ ms/).waitFor();
    await shop.expectAccessible();
    await shop.picture('card-settings', { dark: true });
    await button('Canais').first().click();
  });

  test('CH-8 Editar nome keeps the ID', async () => {
    const { page } = shop;
    await card('Recepção').getByRole('button', { name: 'Editar nome' }).click();
    const dialog = page.getByRole('dialog', { name: 'Editar nome' });
    await dialog.getByLabel('Nome').fill('Balcão 🧁 da frente');
    await page.keyboard.press('Enter');
    await card('Balcão 🧁 da frente').getByText('recepcao').waitFor();
    await card('Balcão 🧁 da frente').getByRole('button', { name: 'Editar nome' }).click();
    await dialog.getByLabel('Nome').fill('Recepção');
    await page.keyboard.press('Enter');
    await card('Recepção').waitFor();
    await closed();
  });

  test('CH-11 every action twice, and offline, does no harm', async () => {
    const { network } = shop;
    const recepcao = card('Recepção');
    await recepcao.getByRole('button', { name: 'Atualizar' }).dblclick();
    await recepcao.getByText(/^Respondeu em/).waitFor();
    network.faults.cut();
    await recepcao.getByText('Conectando', { exact: true }).waitFor();
    await recepcao.getByRole('button', { name: 'Atualizar' }).click();
    await recepcao.getByText('O canal não respondeu. Tente de novo em instantes.').waitFor();
    await shop.picture('card-offline');
    await recepcao.getByRole('button', { name: 'Conectar', exact: true }).dblclick();
    network.faults.restore();
    await recepcao.getByRole('button', { name: 'Conectar', exact: true }).click();
    await recepcao.getByText('Conectado', { exact: true }).waitFor();
    expect(shop.phone.linkedDevices().length).toBe(1);
  });

  test('CH-5 the counter, and at the limit why there is no other', async () => {
    const { page } = shop;
    await page.getByText('1 de 3 conexões').waitFor();
    await createChannel(page, 'Vendas');
    await createChannel(page, 'Entregas');
    await page.getByText('3 de 3 conexões').waitFor();
    await page.getByText('Esta estação aceita 3 canais').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Novo canal' }).isDisabled()).toBe(true);
    await shop.expectAccessible();
    await shop.picture('card-limit');
    const settings = page.getByRole('navigation', { name: 'Configurações' });
    await settings.getByRole('button', { name: 'Loja' }).click();
    const limit = page.getByLabel('Limite de canais');
    await limit.selectOption('2');
    await page.getByText('Há 3 canais em uso. Todos continuam').waitFor();
    await shop.picture('shop-limit');
    await limit.selectOption('4');
    await page.getByRole('button', { name: 'Salvar limite' }).click();
    await page.getByText('Limite de canais salvo.').first().waitFor();
    await settings.getByRole('button', { name: 'Canais' }).click();
    await page.getByText('3 de 4 conexões').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Novo canal' }).isEnabled()).toBe(true);
    // For what follows there is no room again.
    await shop.ask('channels.setLimit', { limit: 3 });
    await page.getByText('3 de 3 conexões').waitFor();
  });

  test('CH-10 a number is in one channel only, and the refusal names it', async () => {
    const { page } = shop;
    await card('Vendas').getByRole('button', { name: 'Escaneie o código QR' }).click();
    await shop.scan('Vendas');
    await page.getByText('Este número já está no canal Recepção').waitFor();
    await shop.picture('pairing-number-in-use');
    await page.keyboard.press('Escape');
    await card('Recepção').getByText('Conectado', { exact: true }).waitFor();
  });

  test('CH-9 Remover shows what goes where, and a destination is asked for', async () => {
    const { page, network, phone } = shop;
    for (const name of ['Ana Souza', 'Beto Lima', 'Carla Dias'])
      await network.customer(name).to(phone).says('Bom dia! Vocês abrem hoje?');
    await card('Recepção').getByText('3 não lidas').waitFor();
    await card('Recepção').getByRole('button', { name: 'Remover' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remover Recepção' });
    await dialog.getByRole('row', { name: 'Conversas 3' }).waitFor();
    const confirm = dialog.getByRole('button', { name: 'Remover Recepção' });
    await expect.poll(() => confirm.isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: 'Vendas' }).click();
    await shop.expectAccessible();
    await shop.picture('remove-destination', { dark: true });

    // The destination goes while the dialogue is open: it is asked for anew.
    await shop.ask('channels.remove', { channelId: await shop.channelId('Vendas') });
    await dialog.getByRole('radio', { name: 'Vendas' }).waitFor({ state: 'hidden' });
    await expect.poll(() => confirm.isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: 'Entregas' }).click();
    await confirm.click();
    await page.getByText('Canal Recepção removido. Tudo o que era dele está em Entregas.').first().waitFor();
    await closed();
    await page.getByText('1 de 3 conexões').waitFor();
  });

  test('CH-9 contacts on both channels are named, for their conversations become one', async () => {
    const { page, network, phone } = shop;
    await createChannel(page, 'Recepção');
    await link('Recepção');
    for (const name of ['Ana Souza', 'Beto Lima'])
      await network.customer(name).to(phone).says('Ainda tem bolo de cenoura?');
    await card('Recepção').getByText('2 não lidas').waitFor();
    await card('Recepção').getByRole('button', { name: 'Remover' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remover Recepção' });
    await dialog.getByText(/^3 contatos têm conversa nos dois/).waitFor();
    await dialog.getByText('Beto Lima, Ana Souza e Carla Dias').waitFor();
    await shop.picture('remove-both');
    await dialog.getByRole('radio', { name: 'Entregas' }).click();
    await dialog.getByRole('button', { name: 'Remover Recepção' }).click();
    await closed();
    await goToInbox(page);
    const rows = page.getByRole('region', { name: 'Lista de conversas' });
    await expect.poll(() => rows.getByRole('button', { name: /^Ana Souza/ }).count()).toBe(1);
    await rows.getByRole('button', { name: /^Ana Souza/ }).click();
    await page.getByRole('article').filter({ hasText: 'bolo de cenoura' }).waitFor();
    await expect.poll(() => page.getByRole('article').count()).toBe(2);
    await goToChannels(page);
  });

  test('CH-9 with no other channel: create one, or export and archive to be read only', async () => {
    const { page } = shop;
    await card('Entregas').getByRole('button', { name: 'Remover' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Novo canal' }).waitFor();
    await shop.expectAccessible();
    await shop.picture('remove-last', { dark: true });
    await page.getByRole('button', { name: 'Exportar e arquivar' }).click();
    await page
      .getByRole('dialog', { name: 'Entregas foi arquivado' })
      .getByText(/exports/)
      .waitFor();
    await shop.picture('remove-archived');
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Arquivados' }).getByText('Arquivado', { exact: true }).waitFor();
    await shop.expectAccessible();
    await shop.picture('card-archived', { dark: true });
    // What was chosen in the list before would hide them.
    await goToInbox(page);
    await goToTab(shop, 'Encerrados');
    await goToChannels(page);
    await page.getByRole('button', { name: 'Ver conversas' }).click();
    await page.getByRole('button', { name: /^Ana Souza/ }).click();
    await page.getByText('Este canal foi arquivado. Dá para ler, mas não para responder.').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Mensagem' }).isDisabled()).toBe(true);
    await goToChannels(page);
  });

  test('CH-1 a receptionist sees the state and may reconnect, and nothing else of channels', async () => {
    const { page } = shop;
    await createChannel(page, 'Loja');
    await shop.ask('users.create', { name: 'Bia', role: 'receptionist', pin: '1357' });
    await page.getByRole('button', { name: `Menu de ${manager.name}` }).click();
    await page.getByRole('menuitem', { name: 'Bloquear' }).click();
    await page
      .getByRole('radio', { name: /Bia/ })
      .or(page.getByRole('button', { name: /Bia/ }))
      .first()
      .click();
    await page.getByLabel('PIN', { exact: true }).fill('1357');
    await page.keyboard.press('Enter');
    await button('Loja: Desconectado').click();
    await page.getByRole('img', { name: 'Código QR para conectar o celular' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Configurações' }).click();
    await page.getByRole('heading', { name: 'Aparência' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Canais', exact: true }).count()).toBe(0);
    await expect(shop.ask('channels.rename', { channelId: 1, name: 'X' })).rejects.toThrow('not-allowed');
  });

  test('CH-9 the phone lists the device of a removed channel no more', async () => {
    await expect.poll(() => shop.phone.linkedDevices(), { timeout: 45_000 }).toEqual([]);
  });

  test('nothing complained in the window', () => expect(shop.complaints).toEqual([]));
});

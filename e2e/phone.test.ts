import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChannel, goToChannels, goToInbox } from './support/counter.ts';
import { openCounter, type Shop } from './support/shop.ts';

/** The phone behind a channel (PH). */
describe('the phone', () => {
  let shop: Shop;
  const card = (): Locator => shop.page.getByRole('region', { name: 'Recepção', exact: true });
  const banner = (): Locator => shop.page.getByRole('region', { name: 'Último sinal do celular' }).first();

  beforeAll(async () => {
    shop = await openCounter({ seed: 41 });
    const { page } = shop;
    await createChannel(page, 'Recepção');
    await page.getByRole('button', { name: 'Escaneie o código QR' }).click();
    await shop.scan('Recepção');
    await page.getByText('Conexão estabelecida').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
  afterAll(() => shop?.close());

  test('PH-1 the points are ticked on the tab Celular, and what is open shows on the card', async () => {
    const { page } = shop;
    await card().getByRole('button', { name: '3 pontos do celular por conferir' }).click();
    await page.getByRole('heading', { name: 'Como configurar o celular' }).waitFor();
    await page.getByLabel(/^O celular tem internet estável/).check();
    await page.getByLabel(/^O celular é só da loja/).check();
    await page.getByText('2 de 3 conferidos').waitFor();
    await shop.expectAccessible();
    await shop.picture('phone-guide', { dark: true });
    await page.getByRole('button', { name: 'Canais', exact: true }).first().click();
    await card().getByRole('button', { name: '1 ponto do celular por conferir' }).click();
    await expect.poll(() => page.getByLabel(/^O celular tem internet estável/).isChecked()).toBe(true);
  });

  test('PH-2 what is out of date is a tip with today’s truth beside it', async () => {
    const { page } = shop;
    const tips = page.getByRole('region', { name: 'O que mudou' });
    await expect.poll(() => tips.getByRole('listitem').count()).toBe(5);
    await tips
      .getByRole('listitem')
      .filter({ hasText: 'Nunca desligar o celular' })
      .getByText(/14 dias .* nem de 30 dias/)
      .waitFor();
    await tips.scrollIntoViewIfNeeded();
    await shop.picture('phone-tips', { dark: true });
  });

  test('PH-3 what can be measured is told plainly, without alarm', async () => {
    const { page, network } = shop;
    const health = page.getByRole('region', { name: 'O que pede atenção' });
    await health.getByText('Nada fora do comum').waitFor();
    network.faults.cut();
    await health.getByText(/O canal não está conectado agora|Este computador está sem internet/).waitFor();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await health.scrollIntoViewIfNeeded();
    await shop.picture('phone-health');
    network.faults.restore();
    await page.getByRole('tab', { name: 'Conexão' }).click();
    await page.getByRole('button', { name: 'Conectar', exact: true }).click();
    await page.getByText('Conectado', { exact: true }).first().waitFor();
  });

  test('PH-4 a message read on the phone still appears, and stays new until it is opened here', async () => {
    const { page, network, phone } = shop;
    const ana = network.customer('Ana Souza');
    await ana.to(phone).says('Bom dia! Tem pão integral?');
    await goToInbox(page);
    const row = page.getByRole('button', { name: /^Ana Souza/ });
    await row.getByText('1 mensagem não lida').or(row.getByLabel('1 mensagem não lida')).first().waitFor();
    phone.reads(ana);
    await row.getByText('lida no celular').waitFor();
    await ana.to(phone).says('Se tiver, guarda dois?');
    await row
      .getByText('2 mensagens não lidas')
      .or(row.getByLabel('2 mensagens não lidas'))
      .first()
      .waitFor();
    // One of the two nobody has read anywhere.
    await row.getByText('lidas no celular').waitFor({ state: 'hidden' });
    phone.reads(ana);
    await row.getByText('lidas no celular').waitFor();
    await row.click();
    const thread = page.getByRole('region', { name: 'Conversa', exact: true });
    await thread.getByText('2 mensagens não lidas').waitFor();
    await thread.getByText('lidas no celular').waitFor();
    await shop.picture('phone-read-there', { dark: true });
    await shop.expectAccessible();
    await thread.getByRole('button', { name: 'Aceitar' }).first().click();
    await row.getByText('lidas no celular').waitFor({ state: 'hidden' });
    await goToChannels(page);
  });

  test('PH-5 a connection that has gone deaf is noticed on asking, and comes back', async () => {
    const { network } = shop;
    const { channels } = await shop.ask('channels.list', undefined);
    const channel = channels.find(({ name }) => name === 'Recepção')!;
    // What the supervisor says once a silent line that it has asked keeps quiet, after five minutes.
    shop.tell('channel.changed', { ...channel, state: { ...channel.state, reason: 'mute' } });
    await card()
      .getByText(/Conectado, mas mudo/)
      .waitFor();
    shop.tell('channel.changed', channel);
    await card()
      .getByText(/Conectado, mas mudo/)
      .waitFor({ state: 'hidden' });
    network.faults.freeze();
    await card().getByRole('button', { name: 'Atualizar' }).click();
    await card().getByText('O canal não respondeu. Tente de novo em instantes.').waitFor({ timeout: 45_000 });
    network.faults.thaw();
    await card().getByText('Conectado', { exact: true }).waitFor({ timeout: 45_000 });
  });

  test.each([
    [10, 10, 'Abra o WhatsApp no celular', 'phone-day-10'],
    [2, 12, 'Abra o WhatsApp no celular hoje', 'phone-day-12'],
    [1, 13, 'Abra o WhatsApp no celular agora', 'phone-day-13'],
    [1, 14, 'Abra o WhatsApp no celular agora', 'phone-day-14'],
  ])('PH-6 %i days later, on day %i, banner and card agree', async (days, day, words, picture) => {
    await shop.restartAfter(days);
    await banner().getByText(`${words}.`).waitFor();
    await banner().getByText(`Recepção: ${day} de 14 dias sem sinal do celular.`).waitFor();
    await card().getByText(`${words}.`).waitFor();
    await card()
      .getByText(new RegExp(`há ${day} dias · dia ${day} de 14`))
      .waitFor();
    await card().getByText('Conectado', { exact: true }).waitFor();
    await shop.expectAccessible();
    await shop.picture(picture, { dark: day === 13 });
  });

  test('PH-6 Abri o WhatsApp no celular ends the reminder, everywhere at once', async () => {
    await banner().getByRole('button', { name: 'Abri o WhatsApp no celular' }).click();
    await card().getByText('Celular visto agora · dia 0 de 14').waitFor();
    await banner().waitFor({ state: 'hidden' });
  });

  test('nothing complained in the window', () => expect(shop.complaints).toEqual([]));
});

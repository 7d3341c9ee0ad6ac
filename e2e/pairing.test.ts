import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pairing } from '../preload/entities.ts';
import { newWindow } from './support/browser.ts';
import { createChannel } from './support/counter.ts';
import { openCounter, type Shop } from './support/shop.ts';

/** The linking dialogue, in each of its states (QR). */
describe('pairing', () => {
  let shop: Shop;
  let channelId: number;
  let tablet: Page;
  const dialog = (): Locator => shop.page.getByRole('dialog', { name: 'Conectar Recepção' });
  const press = (name: string) => shop.page.getByRole('button', { name, exact: true }).click();
  const qr = (): Locator => shop.page.getByRole('img', { name: 'Código QR para conectar o celular' });

  beforeAll(async () => {
    shop = await openCounter({ seed: 37 });
    await createChannel(shop.page, 'Recepção');
    channelId = await shop.channelId('Recepção');
  });
  afterAll(() => shop?.close());

  test('QR-1 the red words on the card open the live code', async () => {
    await press('Escaneie o código QR');
    await qr().waitFor();
    await dialog()
      .getByText(/^Este código muda em \d+ s$/)
      .waitFor();
    await shop.expectAccessible();
  });

  test('QR-7 the check list comes before the first link, keeps its ticks and holds nobody up', async () => {
    const { page } = shop;
    await dialog().getByText('Antes de conectar, confira').waitFor();
    await dialog().getByLabel('O celular usa o WhatsApp Business').check();
    await dialog().getByLabel('Celular e computador na mesma internet').check();
    await dialog().getByRole('radio', { name: 'Menos de 7 dias' }).click();
    await dialog()
      .getByText(/Espere a conta completar 7 dias/)
      .waitFor();
    await shop.expectAccessible();
    await shop.picture('pairing-check-list', { dark: true });
    await page.keyboard.press('Escape');
    await press('Escaneie o código QR');
    await dialog().getByLabel('O celular usa o WhatsApp Business').waitFor();
    await expect.poll(() => dialog().getByLabel('O celular usa o WhatsApp Business').isChecked()).toBe(true);
    expect(await dialog().getByLabel('WhatsApp Web fechado nos outros computadores').isChecked()).toBe(false);
    const { accountAge } = await shop.ask('phone.guide', { channelId });
    expect(accountAge).toBe('under-7-days');
    await press('Ver como escanear');
    await dialog().getByText('No celular da loja').waitFor();
    await shop.picture('pairing-steps', { dark: true });
  });

  test('QR-2 the code is replaced when WhatsApp rotates it, and ends with Gerar novo código', async () => {
    const now = Date.now();
    const shown = await qr().locator('path').getAttribute('d');
    // What main tells when the time comes; that it does is proved where time is virtual.
    shop.tell('pairing.changed', {
      channelId,
      pairing: {
        phase: 'qr',
        qr: `2@next ${now}`,
        shownAt: now,
        expiresAt: now + 20_000,
        endsAt: now + 600_000,
      },
    });
    await expect.poll(() => qr().locator('path').getAttribute('d')).not.toBe(shown);
    const countdown = await dialog()
      .getByText(/^Este código muda em \d+ s$/)
      .textContent();
    expect(Number(/\d+/.exec(countdown ?? '')?.[0])).toBeLessThanOrEqual(20);
    shop.tell('pairing.changed', { channelId, pairing: { phase: 'expired' } });
    await dialog().getByText('O código venceu').waitFor();
    await shop.picture('pairing-expired');
    await press('Gerar novo código');
    await qr().waitFor();
  });

  test('QR-4 Ampliar fills the screen with the code', async () => {
    await press('Ampliar');
    const large = shop.page.getByRole('dialog', { name: 'Recepção', exact: true });
    await large.getByRole('img', { name: /^Código QR/ }).waitFor();
    const size = await large.getByRole('img', { name: /^Código QR/ }).boundingBox();
    expect(size?.height).toBeGreaterThan(650);
    await shop.picture('pairing-enlarged');
    await press('Reduzir');
  });

  test('QR-8 errors have their cures in place, and a timer where waiting is the cure', async () => {
    await dialog().getByText('O celular mostra um erro?').click();
    await dialog()
      .getByText(/Não é possível vincular novos dispositivos/)
      .waitFor();
    await dialog().getByText('A câmera não lê o código').waitFor();
    await dialog().getByText('O erro continua voltando').waitFor();
    await shop.picture('pairing-cures');
    await press('Redefinir e esperar 3 minutos');
    await dialog()
      .getByRole('timer')
      .getByText(/^Nova tentativa em \d min/)
      .waitFor();
    await shop.expectAccessible();
    await shop.picture('pairing-waiting', { dark: true });
    await press('Tentar agora');
    await qr().waitFor();
    shop.tell('pairing.changed', { channelId, pairing: { phase: 'failed', error: 'refused-by-server' } });
    await dialog().getByText('O WhatsApp recusou a conexão').waitFor();
    await dialog().getByRole('timer').waitFor();
    await shop.picture('pairing-refused');
    await press('Tentar agora');
    await qr().waitFor();
  });

  test('QR-8 each way to fail is told with its cure', async () => {
    // Nothing that main says meanwhile comes between.
    await shop.ask('pairing.stop', { channelId });
    await dialog().getByText('Preparando o código…').waitFor();
    const tell = (pairing: Pairing) => shop.tell('pairing.changed', { channelId, pairing });
    tell({ phase: 'linking' });
    await dialog().getByText('Celular encontrado').waitFor();
    await shop.picture('pairing-linking');
    const cures = [
      [
        'no-answer-after-scan',
        'O celular leu o código, mas não terminou',
        'Confira se o celular tem internet',
      ],
      ['banned', 'Este número está bloqueado', 'Abra o WhatsApp no celular para pedir revisão'],
      ['untrusted-server', 'Este servidor não provou ser o WhatsApp', 'Tente por outra rede'],
      ['update-needed', 'O Balcão precisa ser atualizado', 'Atualize o Balcão e tente de novo'],
    ] as const;
    for (const [error, title, cure] of cures) {
      tell({ phase: 'failed', error });
      await dialog().getByText(title).waitFor();
      await dialog().getByText(cure).waitFor();
      await dialog().getByRole('button', { name: 'Tentar de novo' }).waitFor();
      await shop.picture(`pairing-${error}`);
    }
    tell({ phase: 'failed', error: 'number-in-use', detail: 'Vendas' });
    await dialog().getByText('Este número já está no canal Vendas').waitFor();
    await dialog().getByText('Use outro celular').waitFor();
    // Restarting cures only what comes of the phone or the line.
    expect(await dialog().getByText('Não é a primeira vez').count()).toBe(0);
    tell({ phase: 'failed', error: 'no-answer-after-scan' });
    await dialog().getByText('Não é a primeira vez').waitFor();
    await press('Tentar de novo');
    await qr().waitFor();
  });

  test('QR-6 Conectar com código shows a code to type, with the way to it', async () => {
    await dialog().getByRole('tab', { name: 'Conectar com código' }).click();
    await dialog().getByLabel('Número do celular').fill('11 98765-4321');
    await press('Pedir código');
    await dialog()
      .getByLabel('Código para digitar no celular')
      .getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
      .waitFor();
    await dialog().getByText('Vincular com número de telefone').waitFor();
    await dialog()
      .getByText(/^Vale por mais/)
      .waitFor();
    await shop.expectAccessible();
    await shop.picture('pairing-code', { dark: true });
    await dialog().getByRole('tab', { name: 'Código QR' }).click();
    await qr().waitFor();
  });

  test('QR-11 Como escanear, Suporte and Copiar diagnóstico work without the internet', async () => {
    const { page } = shop;
    await press('Como escanear');
    const how = page.getByRole('dialog', { name: 'Como escanear' });
    await expect.poll(() => how.getByRole('listitem').count()).toBe(4);
    await shop.expectAccessible();
    await shop.picture('pairing-how-to-scan', { dark: true });
    await page.keyboard.press('Escape');
    await shop.ask('shop.setSupport', { contact: 'Tico da Informática, (11) 4002-8922' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await press('Suporte');
    const support = page.getByRole('dialog', { name: 'Suporte' });
    await support.getByText('Tico da Informática').waitFor();
    await support.getByRole('button', { name: 'Copiar diagnóstico' }).click();
    await page.getByText('Copiado.', { exact: true }).first().waitFor();
    const copied: unknown = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toContain('channel 1 linked-device');
    expect(copied).not.toContain('Recepção');
    await shop.expectAccessible();
    await shop.picture('pairing-support');
    await support.getByRole('button', { name: 'Fechar' }).click();
  });

  test('QR-9 the passkey gate is told plainly, and nothing starts again by itself', async () => {
    await press('O celular pediu chave de acesso');
    await dialog().getByText('Esta conta pede uma chave de acesso').waitFor();
    await dialog()
      .getByText(/API oficial da Meta/)
      .waitFor();
    await expect.poll(() => qr().count()).toBe(0);
    expect((await shop.ask('pairing.get', { channelId })).phase).toBe('failed');
    await shop.expectAccessible();
    await shop.picture('pairing-passkey', { dark: true });
    await press('Usar outro número');
    await qr().waitFor();
  });

  test('QR-10 a page on the shop’s network links this channel, whether or not the window stays', async () => {
    const { page, browser } = shop;
    await press('Abrir em outro dispositivo');
    const other = page.getByRole('dialog', { name: 'Abrir em outro dispositivo' });
    await other.getByText('Nenhum aparelho acompanhando ainda').waitFor();
    await other.getByText(/^Vale por mais (10|9) min/).waitFor();
    const address = (await other.locator('code').textContent()) ?? '';
    await shop.expectAccessible();
    await shop.picture('pairing-other-device', { dark: true });
    tablet = await (await newWindow(browser, { width: 420, height: 860 })).newPage();
    await tablet.goto(address);
    await tablet.getByRole('img', { name: /^Código QR/ }).waitFor();
    await other.getByText('1 aparelho acompanhando').waitFor();
    await press('Voltar');
    await dialog().getByText('Página aberta em outro dispositivo · 1 aparelho acompanhando').waitFor();
    await shop.picture('pairing-page-open');
    await shop.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });

    const pairing = await shop.ask('pairing.get', { channelId });
    expect(pairing.phase).toBe('qr');
  });

  test('QR-5 the green words come with number and name, here and there, and the window closes by itself', async () => {
    await press('Escaneie o código QR');
    await shop.scan('Recepção');
    await dialog().getByText('+55 11 98765-4321 · Padaria Sol').waitFor();
    await shop.expectAccessible();
    await shop.picture('pairing-established', { dark: true });
    await tablet.getByText('Conexão estabelecida').waitFor();
    await tablet.context().close();
    await dialog().waitFor({ state: 'hidden' });
  });

  test('QR-3 Redefinir asks first when a phone is linked, and then a new code waits for another', async () => {
    const { page, phone } = shop;
    await press('Ver celular');
    await press('Redefinir');
    const asking = page.getByRole('alertdialog', { name: 'Desconectar este celular?' });
    await shop.expectAccessible();
    await shop.picture('pairing-reset');
    await asking.getByRole('button', { name: 'Desconectar celular' }).click();
    await qr().waitFor();
    expect(phone.linkedDevices()).toEqual([]);
    // Nothing that was said of the last phone is true of the next one.
    await dialog().getByText('Antes de conectar, confira').waitFor();
    await page.keyboard.press('Escape');
  });

  test('nothing complained in the window', () => expect(shop.complaints).toEqual([]));
});

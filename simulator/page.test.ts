import { useWorld } from './testing/world.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { proto } from '@whiskeysockets/baileys';
import type { Browser, Page as Tab } from 'playwright-core';
import { createBuilder } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, newWindow } from '../e2e/support/browser.ts';
import type { Language } from './demonstration.ts';
import type { Customer } from './index.ts';
import { type Page, startPage } from './page-server/index.ts';
import { textOf } from './testing/bare-client.ts';

const { Status } = proto.WebMessageInfo;
const world = useWorld();
const folder = mkdtempSync(path.join(tmpdir(), 'balcao-phone-'));
let browser: Browser;
let page: Page;
let tab: Tab;
let ana: Customer;

beforeAll(async () => {
  const builder = await createBuilder({
    configFile: path.join(import.meta.dirname, '../vite.config.ts'),
    logLevel: 'error',
    environments: { phone: { build: { outDir: folder } } },
  });
  const { phone } = builder.environments;
  if (!phone) throw new Error('vite.config.ts does not build the page');
  await builder.build(phone);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(lang: Language = 'pt-BR'): Promise<void> {
  page = await startPage(world.net, { lang, folder: pathToFileURL(`${folder}/`) });
  tab = await (await newWindow(browser)).newPage();
  tab.setDefaultTimeout(10_000);
  await tab.goto(page.url);
}

beforeEach(async () => {
  ana = world.net.customer('Ana Souza');
  world.net.customer('Bruno Lima');
  await open();
});

afterEach(async () => {
  await tab.context().close();
  await page.close();
});

const button = (name: string | RegExp) => tab.getByRole('button', { name });
const hand = () => tab.getByRole('region', { name: 'Celular da loja' });
const herPhone = () => tab.getByRole('region', { name: 'Celular de Ana Souza' });
/** Quotes repeat words: the bubble is the first that has them. */
const bubble = (text: string) => herPhone().getByRole('listitem').filter({ hasText: text }).first();

async function openCamera(): Promise<void> {
  await button('Dispositivos conectados').click();
  await button('Vincular um dispositivo').click();
}

async function writeAsAna(text: string): Promise<void> {
  await tab.getByRole('textbox', { name: 'Mensagem como Ana Souza' }).fill(text);
  await tab.keyboard.press('Enter');
}

describe('linking', () => {
  test('the camera scans what stands before it, by keyboard alone', async () => {
    await openCamera();
    await tab.getByText('Nenhum código à vista: abra o código QR no Balcão').waitFor();
    const client = world.connect();
    page.see(await client.qr());
    await tab.getByRole('img', { name: 'Código QR na tela do Balcão' }).waitFor();
    await tab.keyboard.press('Enter');
    await tab.getByText('Dispositivo vinculado', { exact: true }).waitFor();
    await client.closed();
    await world.connect(client.auth).opened();
    await tab.getByText('Conectado agora').waitFor();
    expect(world.phone.linkedDevices()).toHaveLength(1);
  });

  test('a code that is gone is refused in words', async () => {
    const client = world.connect();
    page.see(await client.qr());
    await client.end();
    await openCamera();
    await button('Escanear').click();
    await tab.getByRole('alert').getByText('Este código já venceu').waitFor();
    page.see(undefined);
    await tab.getByText('Nenhum código à vista').waitFor();
    await button('Escanear').click({ force: true });
    expect(world.phone.linkedDevices()).toEqual([]);
  });

  test('a code typed wrong says so; typed right it links', async () => {
    await openCamera();
    await button('Vincular com número de telefone').click();
    const field = tab.getByRole('textbox', { name: 'Código de 8 caracteres' });
    await field.fill('abc');
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').getByText('8 caracteres').waitFor();
    await field.fill('abcd-2345');
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').getByText('Nenhum código foi pedido').waitFor();

    const first = world.connect();
    await first.qr();
    await first.socket.requestPairingCode(world.phone.number);
    await field.fill('22222222');
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').getByText('Código incorreto').waitFor();

    const second = world.connect();
    await second.qr();
    const code = await second.socket.requestPairingCode(world.phone.number);
    await field.fill(`${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase());
    expect(await field.inputValue()).toBe(`${code.slice(0, 4)}-${code.slice(4)}`);
    await button('Vincular').click();
    await tab.getByText('Dispositivo vinculado', { exact: true }).waitFor();
    await second.closed();
    await world.connect(second.auth).opened();
  });

  test('the phone unlinks the station after asking', async () => {
    const client = await world.linked();
    await button('Dispositivos conectados').click();
    await button(/^Desvincular/).click();
    await tab.keyboard.press('Escape');
    expect(world.phone.linkedDevices()).toHaveLength(1);
    await tab.keyboard.press('Enter');
    await tab.getByRole('alertdialog').getByRole('button', { name: 'Sim, desvincular' }).click();
    expect(await client.closed()).toMatchObject({ code: 401 });
    await tab.getByText('Dispositivo desvinculado').waitFor();
    await expect.poll(() => button(/^Desvincular/).count()).toBe(0);
  });
});

describe('conversations', () => {
  test('a customer writes, the station answers, ticks go both ways', async () => {
    const client = await world.linked();
    await tab.getByRole('textbox', { name: 'Mensagem como Ana Souza' }).pressSequentially('Tem pão?');
    await client.event('presence.update', ({ presences }) =>
      Object.values(presences).some(({ lastKnownPresence }) => lastKnownPresence === 'composing'),
    );
    await tab.keyboard.press('Enter');
    const got = await client.message((m) => textOf(m) === 'Tem pão?');
    await bubble('Tem pão?').getByText('Entregue').waitFor();
    await client.socket.readMessages([got.key]);
    await bubble('Tem pão?').getByText('Lida').waitFor();

    await client.socket.sendPresenceUpdate('composing', ana.jid);
    await herPhone().getByText('Loja da Ana está digitando…').waitFor();
    const sent = await client.socket.sendMessage(ana.jid, { text: 'Saindo do forno' });
    await bubble('Saindo do forno').waitFor();
    await expect.poll(() => herPhone().getByText('está digitando').count()).toBe(0);
    await button('Ler mensagens (1)').click();
    await ana.receives((m) => m.id === sent?.key.id && m.seen);
    await client.event('messages.update', (all) =>
      all.some(({ key, update }) => key.id === sent?.key.id && update.status === Status.READ),
    );
  });

  test('the customer replies, reacts, edits, deletes and calls', async () => {
    const client = await world.linked();
    await writeAsAna('um');
    await client.message((m) => textOf(m) === 'um');
    await client.socket.sendMessage(ana.jid, { text: 'dois' });
    await bubble('dois').hover();
    await bubble('dois').getByRole('button', { name: 'Responder' }).click();
    await tab.keyboard.type('três');
    await tab.keyboard.press('Enter');
    const reply = await client.message((m) => textOf(m) === 'três');
    expect(reply.message?.extendedTextMessage?.contextInfo?.stanzaId).toBe(
      ana.messages.find(({ text }) => text === 'dois')?.id,
    );
    await bubble('dois').getByRole('button', { name: 'Reagir' }).click();
    await bubble('dois').getByRole('button', { name: 'Reagir com 👍' }).click();
    await bubble('dois').getByText('👍').waitFor();
    await bubble('um').getByRole('button', { name: 'Editar' }).click();
    await tab.keyboard.type(' só');
    await button('Salvar').click();
    await bubble('um só').getByText('editada').waitFor();
    await bubble('um só').getByRole('button', { name: 'Apagar para todos' }).click();
    await herPhone().getByText('Mensagem apagada').waitFor();
    await button('Ligar').click();
    const [call] = await client.event('call');
    await client.socket.rejectCall(call?.id ?? '', call?.from ?? '');
    await herPhone().getByText('Chamada recusada').waitFor();
  });

  test('a photo goes out and is shown on both phones', async () => {
    const client = await world.linked();
    await herPhone().getByRole('button', { name: 'Anexar' }).click();
    await button('Foto de exemplo').click();
    const { message } = await client.message((m) => m.message?.imageMessage?.mimetype === 'image/png');
    expect(message?.imageMessage).toMatchObject({ width: 480, height: 320 });
    expect(message?.imageMessage?.jpegThumbnail?.length).toBeGreaterThan(100);
    const picture = herPhone().getByRole('img', { name: 'Foto' });
    await expect
      .poll(() => picture.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(480);
    await herPhone()
      .locator('input[type=file]')
      .setInputFiles({ name: 'nota.txt', mimeType: 'text/plain', buffer: Buffer.from('R$ 38') });
    await client.message((m) => m.message?.documentMessage?.fileName === 'nota.txt');
    await hand()
      .getByRole('button', { name: /^Ana Souza/ })
      .click();
    await hand()
      .getByRole('link', { name: /^nota\.txt/ })
      .waitFor();
    await hand().getByRole('img', { name: 'Foto' }).waitFor();
  });

  test('places, cards and voice notes go both ways and are shown', async () => {
    const client = await world.linked();
    const attach = async (what: string) => {
      await herPhone().getByRole('button', { name: 'Anexar' }).click();
      await button(what).click();
    };
    await attach('Localização de exemplo');
    await client.message((m) => m.message?.locationMessage?.name === 'Praça da Sé');
    await bubble('Praça da Sé').getByText('-23.55052, -46.63331').waitFor();
    await attach('Contato de exemplo');
    await client.message((m) => m.message?.contactMessage?.displayName === 'Dona Lurdes');
    await bubble('Dona Lurdes · +5511933334444').waitFor();
    await attach('Mensagem de voz de exemplo');
    const voice = await client.message((m) => m.message?.audioMessage?.ptt === true);
    expect(voice.message?.audioMessage?.waveform).toHaveLength(64);
    await client.socket.sendMessage(ana.jid, {
      location: { degreesLatitude: -22.9, degreesLongitude: -43.2, name: 'Padaria' },
    });
    await bubble('Padaria').waitFor();
    await client.socket.sendMessage(ana.jid, {
      audio: Buffer.from('OggS'),
      ptt: true,
      mimetype: 'audio/ogg; codecs=opus',
    });
    await expect.poll(() => herPhone().getByLabel('Mensagem de voz', { exact: true }).count()).toBe(2);
  });

  test('the phone itself writes, and reads what it has open', async () => {
    const client = await world.linked();
    await button('Iniciar conversa com Ana Souza').click();
    await tab.keyboard.type('Daqui do celular');
    await tab.keyboard.press('Enter');
    await bubble('Daqui do celular').waitFor();
    const copy = await client.message((m) => textOf(m) === 'Daqui do celular');
    expect(copy.key.fromMe).toBe(true);
    await writeAsAna('Que bom!');
    await bubble('Que bom!').getByText('Lida').waitFor();
  });

  test('a new customer writes; one who is offline gets it when back', async () => {
    const client = await world.linked();
    await button('Novo cliente').click();
    await tab.keyboard.type('Dona Lúcia');
    await tab.keyboard.press('Enter');
    await tab.getByRole('textbox', { name: 'Mensagem como Dona Lúcia' }).fill('Boa tarde');
    await button('Enviar').last().click();
    const got = await client.message((m) => textOf(m) === 'Boa tarde');
    expect(got.pushName).toBe('Dona Lúcia');
    const lucia = tab.getByRole('region', { name: 'Celular de Dona Lúcia' });
    await lucia.getByRole('switch', { name: 'On-line' }).click();
    await lucia.getByText('Dona Lúcia está off-line').waitFor();
    await client.socket.sendMessage(got.key.remoteJid ?? '', { text: 'Boa tarde!' });
    expect(await lucia.getByText('Boa tarde!').count()).toBe(0);
    await lucia.getByRole('switch', { name: 'On-line' }).click();
    await lucia.getByText('Boa tarde!').waitFor();
  });
});

describe('faults', () => {
  test('no internet: the station is cut off, and back when it is there again', async () => {
    world.expectProblems();
    const client = await world.linked();
    await button('Falhas').click();
    await tab.getByRole('switch', { name: 'Internet' }).click();
    await client.closed();
    await tab.getByText('Sem internet').waitFor();
    await expect(world.connect(client.auth).closed()).resolves.toBeDefined();
    await button('Desarmar tudo').click();
    await tab.getByText('Tudo voltou ao normal.').waitFor();
    await world.connect(client.auth).opened();
  });

  test('QR-9 the phone asks for a passkey, once', async () => {
    await openCamera();
    page.see(await world.connect().qr());
    await button('Falhas').click();
    await button('O celular pede chave de acesso').click();
    await tab.getByText('Armada: “O celular pede chave de acesso”.').waitFor();
    await tab.keyboard.press('Escape');
    await button('Escanear').click();
    await tab.getByRole('heading', { name: 'Continue no WhatsApp Web' }).waitFor();
    await hand().getByRole('button', { name: 'Fechar' }).click();
    await button('Vincular um dispositivo').click();
    await button('Escanear').click();
    await tab.getByText('Dispositivo vinculado', { exact: true }).waitFor();
    expect(world.phone.linkedDevices()).toHaveLength(1);
  });
});

describe('the page itself', () => {
  test('nobody drives it without its address, or from another site', async () => {
    const action = JSON.stringify({ do: 'addCustomer', name: 'Eva' });
    const { origin } = new URL(page.url);
    const post = (address: string, headers: Record<string, string>, body = action) =>
      fetch(address, { method: 'POST', headers, body }).then(({ status }) => status);
    expect(await post(`${page.url}do`, { origin: 'http://evil.example' })).toBe(403);
    expect(await post(`${page.url}do`, {})).toBe(403);
    expect(await post(`${origin}/guess/do`, { origin })).toBe(404);
    expect(await post(`${page.url}do`, { origin }, '{"do":"explode"}')).toBe(400);
    expect(await post(`${page.url}do`, { origin }, 'junk')).toBe(400);
    expect((await fetch(`${origin}/`)).status).toBe(404);
    expect((await fetch(`${page.url}..%2fworker.js`)).status).toBe(404);
    expect(world.net.customers.map(({ name }) => name)).not.toContain('Eva');
    expect(await post(`${page.url}do`, { origin })).toBe(200);
    expect(world.net.customers.map(({ name }) => name)).toContain('Eva');
  });

  test('another phone of the shop can be taken into the hand', async () => {
    await button(/^Trocar de celular: Loja da Ana/).click();
    await button('Outro celular').click();
    await tab.keyboard.type('Entregas');
    await tab.keyboard.press('Enter');
    await button(/^Entregas/).click();
    await button(/^Trocar de celular: Entregas/).waitFor();
    await writeAsAna('para entregas');
    await expect.poll(() => world.net.phones[1]?.messages.map(({ text }) => text)).toEqual(['para entregas']);
  });

  test.each(['light', 'dark'] as const)('has nothing that axe complains of, %s', async (colorScheme) => {
    await tab.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await writeAsAna('Oi');
    await bubble('Oi').getByText('Entregue').waitFor();
    const check = async () => {
      const { violations } = await new AxeBuilder({ page: tab }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    };
    await check();
    await openCamera();
    await check();
    await button('Vincular com número de telefone').click();
    await button('Falhas').click();
    await check();
  });

  test('on a narrow window phone and customers take turns', async () => {
    await tab.setViewportSize({ width: 420, height: 800 });
    await hand().waitFor();
    expect(await herPhone().isVisible()).toBe(false);
    await button('Clientes').click();
    await herPhone().waitFor();
    expect(await hand().isVisible()).toBe(false);
    const overflow = await tab.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(overflow).toBe(false);
  });

  test.each([
    ['en', 'Simulated phone', 'Link a device'],
    ['es', 'Celular simulado', 'Vincular un dispositivo'],
  ] as const)('speaks %s', async (lang, title, link) => {
    await tab.context().close();
    await page.close();
    await open(lang);
    await tab.getByRole('heading', { name: title }).waitFor();
    expect(await tab.locator('html').getAttribute('lang')).toBe(lang);
    await button(/^(Linked devices|Dispositivos vinculados)/).click();
    await button(link).waitFor();
  });
});

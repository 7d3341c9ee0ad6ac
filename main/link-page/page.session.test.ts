import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import pino from 'pino';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { type LinkPages, createLinkPages } from './link-pages.ts';
import { follow } from './testing/lan-client.ts';
import { type FakePairing, codeAt, createFakePairing, linked, qrAt } from './testing/pairing.ts';

const shots = path.join(tmpdir(), 'balcao-link-page');
const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 1024, height: 768 }, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>;

let browser: Browser;
let pages: LinkPages;
let pairing: FakePairing;
let url: string;
/** What the browser complained of: script errors, refused sources, failed requests. */
let faults: string[];
let requested: Set<string>;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(() => browser.close());

beforeEach(async () => {
  pairing = createFakePairing();
  pairing.say(1, { phase: 'starting' });
  pages = createLinkPages({
    clock: systemClock,
    log: pino({ level: 'silent' }),
    pairing,
    language: () => 'pt-BR',
    channelName: () => 'Recepção',
    supportContact: () => '+55 11 3333-4444',
    addresses: () => ['127.0.0.1/8'],
  });
  url = (await pages.open(1)).urls[0] ?? '';
  faults = [];
  requested = new Set();
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await pages.closeAll();
});

async function visit(options: BrowserContextOptions = devices.phone, init = () => {}): Promise<Page> {
  const context = await browser.newContext(options);
  await context.addInitScript(init);
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (line) => void (line.type() !== 'log' && faults.push(line.text())));
  page.on('request', (request) => requested.add(request.url()));
  await page.goto(url);
  return page;
}

const title = (page: Page, text: string) => page.getByRole('heading', { level: 2, name: text }).waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test.each([
  ['phone', 'light'],
  ['phone', 'dark'],
  ['tablet', 'light'],
  ['tablet', 'dark'],
] as const)(
  'QR-10 on a %s, %s: from the QR to the green Conexão estabelecida',
  async (device, colorScheme) => {
    const page = await visit({ ...devices[device], colorScheme });
    const shoot = (state: string) =>
      page.screenshot({ path: path.join(shots, `${device}-${colorScheme}-${state}.png`), fullPage: true });

    await title(page, 'Preparando o código…');
    pairing.say(1, qrAt(Date.now()));
    await title(page, 'Escaneie o código QR');
    await page.getByText(/^Novo código em \d+ s$/).waitFor();
    await page.getByText('Esta página vale por mais 10 min').waitFor();
    const drawing = await page.getByRole('img', { name: 'Código QR para conectar o WhatsApp' }).boundingBox();
    expect(drawing?.width).toBeGreaterThan(340);
    await shoot('qr');

    await button(page, 'Suporte').click();
    await page.getByRole('link', { name: '+55 11 3333-4444' }).waitFor();
    await shoot('support');
    await button(page, 'Como escanear').click();
    await page.getByText('Aponte a câmera para o código nesta tela').waitFor();
    expect(await page.getByRole('link', { name: '+55 11 3333-4444' }).isVisible()).toBe(false);
    await shoot('how-to-scan');

    pairing.say(1, { phase: 'linking' });
    await title(page, 'Conectando…');
    pairing.say(1, { phase: 'failed', error: 'no-answer-after-scan' });
    await title(page, 'O WhatsApp não concluiu a conexão');
    await shoot('failed');
    pairing.say(1, linked);
    await title(page, 'Conexão estabelecida');
    await page.getByText('Loja da Praça · +55 11 98765-4321').waitFor();
    const ground = await page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    expect(ground).toBe('rgb(10, 117, 72)');
    expect(await page.getByRole('button').count()).toBe(0);
    await shoot('linked');

    const { origin } = new URL(url);
    expect([...requested].every((each) => each.startsWith(`${origin}/`))).toBe(true);
    expect(faults).toEqual([]);
  },
);

test('QR-10 the code mode, for a WhatsApp on the very device that shows the page', async () => {
  const page = await visit();
  pairing.say(1, qrAt(Date.now()));
  await page.getByText('A câmera não lê a própria tela').waitFor();
  await button(page, 'Conectar com código').click();
  await page.getByLabel('Número do WhatsApp, com código do país').fill('+55 11 98765-4321');
  const asked = page.waitForResponse((response) => response.request().method() === 'POST');
  await button(page, 'Gerar código').click();
  expect((await asked).status()).toBe(204);
  expect(pairing.calls).toEqual(['start 1 code 5511987654321']);

  pairing.say(1, codeAt(Date.now()));
  await page.getByText('K7QX-2M9P').waitFor();
  await page.getByText('Vincular com número de telefone').waitFor();
  await page.screenshot({ path: path.join(shots, 'phone-light-code.png'), fullPage: true });
  await button(page, 'Copiar').click();
  await button(page, 'Copiado').waitFor();

  await button(page, 'Voltar ao código QR').click();
  await expect.poll(() => pairing.calls.slice(1)).toEqual(['stop 1', 'start 1 qr']);
  pairing.say(1, { phase: 'expired' });
  await button(page, 'Gerar novo código').click();
  await expect.poll(() => pairing.calls.slice(3)).toEqual(['start 1 qr']);
  expect(faults).toEqual([]);
});

test('QR-10 a start that is held back is said on the page', async () => {
  const page = await visit();
  pairing.say(1, { phase: 'expired' });
  for (let turn = 1; turn <= 4; turn += 1) {
    await button(page, 'Redefinir').click();
    await expect.poll(() => pairing.calls.length).toBe(2 * turn);
  }
  await button(page, 'Redefinir').click();
  await page.getByRole('alert').getByText('Aguarde alguns segundos e tente de novo.').waitFor();
});

test.each([
  ['has no event streams', () => Reflect.deleteProperty(globalThis, 'EventSource'), 0],
  ['finds the streams taken', () => {}, 4],
])('QR-10 a browser that %s asks instead', async (_name, init, taken) => {
  const streams = await Promise.all(Array.from({ length: taken }, () => follow(url)));
  const page = await visit(devices.phone, init);
  pairing.say(1, qrAt(Date.now()));
  await title(page, 'Escaneie o código QR');
  pairing.say(1, linked);
  await title(page, 'Conexão estabelecida');
  expect(pages.current(1)?.watching).toBe(taken);
  for (const stream of streams) stream.leave();
});

test('QR-10 closed in the station, the page says so and asks no more', async () => {
  const page = await visit();
  pairing.say(1, qrAt(Date.now()));
  await title(page, 'Escaneie o código QR');
  pages.close(1);
  await title(page, 'Esta página terminou');
  expect(await page.getByRole('button').count()).toBe(0);
  await page.screenshot({ path: path.join(shots, 'phone-light-ended.png') });
});

test('QR-10 a broken line is said, and mended by itself', async () => {
  const page = await visit();
  await title(page, 'Preparando o código…');
  await page.route('**/{events,state}', (route) => route.abort());
  await page.reload();
  await page.getByText('Sem contato com o computador da loja. Tentando de novo…').waitFor();
  await page.unroute('**/{events,state}');
  pairing.say(1, qrAt(Date.now()));
  await title(page, 'Escaneie o código QR');
  expect(await page.getByText('Sem contato').isVisible()).toBe(false);
});

test('QR-10 a stream that has fallen silent is opened anew', async () => {
  const page = await visit();
  await title(page, 'Preparando o código…');
  const again = page.waitForRequest('**/events');
  await page.evaluate('Date.now = ((now) => () => now() + 41000)(Date.now)');
  await again;
  pairing.say(1, linked);
  await title(page, 'Conexão estabelecida');
  expect(await page.getByText('Sem contato').isVisible()).toBe(false);
});

test.each(['light', 'dark'] as const)('QR-10 accessible in every state, %s', async (colorScheme) => {
  // axe itself is a script that the page's policy would refuse.
  const page = await visit({ ...devices.phone, colorScheme, bypassCSP: true });
  const states: [string, () => void][] = [
    ['Escaneie o código QR', () => pairing.say(1, qrAt(Date.now()))],
    ['Digite este código no celular', () => pairing.say(1, codeAt(Date.now()))],
    ['O código expirou', () => pairing.say(1, { phase: 'expired' })],
    ['Conexão estabelecida', () => pairing.say(1, linked)],
  ];
  for (const [name, enter] of states) {
    enter();
    await title(page, name);
    if (name === 'Escaneie o código QR') await button(page, 'Como escanear').click();
    if (name === 'O código expirou') await button(page, 'Conectar com código').click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect([name, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])]).toEqual([
      name,
      [],
    ]);
  }
});

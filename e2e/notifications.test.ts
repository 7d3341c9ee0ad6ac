import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Customer } from '../simulator/index.ts';
import { createChannel, goToInbox } from './support/counter.ts';
import { openCounter, type Shop } from './support/shop.ts';

const PATIENT = { timeout: 30_000 };

interface Shown {
  title: string;
  body: string;
  silent: boolean;
}

/** Who is told what, and where (AT-8). The system's own notices are caught in the page: no test may depend on a desktop. */
describe('notifications', () => {
  let shop: Shop;
  let ana: Customer;
  let bia: Customer;

  const told = () => shop.page.evaluate<Shown[]>('window.told');
  const rung = () => shop.page.evaluate<number>('window.rung');
  /** Whether somebody looks at the window, as the page is told. */
  const look = (focused: boolean) =>
    shop.page.evaluate(
      `document.hasFocus = () => ${focused}; dispatchEvent(new Event(${JSON.stringify(focused ? 'focus' : 'blur')}))`,
    );
  const openSettings = async () => {
    await shop.page.getByRole('button', { name: 'Configurações', exact: true }).click();
    await shop.page.getByRole('button', { name: 'Notificações' }).click();
    await shop.page.getByRole('heading', { name: 'Notificações' }).waitFor();
  };

  beforeAll(async () => {
    shop = await openCounter({ seed: 81 });
    const { network, page } = shop;
    await page.evaluate(`
      window.told = [];
      window.rung = 0;
      window.Notification = class extends EventTarget {
        static permission = 'default';
        static async requestPermission() { return (this.permission = 'granted'); }
        constructor(title, options) { super(); window.told.push({ title, ...options }); window.last = this; }
        close() {}
      };
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...at) { window.rung += 1; return start.apply(this, at); };`);
    await createChannel(page, 'Recepção');
    await page.getByRole('button', { name: 'Escaneie o código QR' }).click();
    await shop.scan('Recepção');
    await page.getByText('Conexão estabelecida').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    ana = network.customer('Ana Lima', { number: '5511998765432' });
    bia = network.customer('Bia Souza', { number: '5521988887777' });
  });
  afterAll(() => shop?.close());

  test('AT-8 the page of the settings asks for leave, lets one hear the sounds, and can be used by keys', async () => {
    const { page } = shop;
    await openSettings();
    await page.getByRole('button', { name: 'Permitir avisos do sistema' }).click();
    await page.getByRole('button', { name: 'Mostrar um aviso de teste' }).waitFor();
    await page.getByRole('radio', { name: 'Carrilhão' }).click();
    await expect.poll(rung, PATIENT).toBeGreaterThan(0);
    await page.getByRole('slider', { name: /Volume/ }).press('Home');
    await page.getByText('0%', { exact: true }).waitFor();
    await page.getByRole('slider', { name: /Volume/ }).press('End');
    await page.getByText('100%').waitFor();
    await expect
      .poll(() => shop.ask('notices.settings', undefined), PATIENT)
      .toMatchObject({ sound: 'chime', volume: 100 });
    await page.getByRole('checkbox', { name: /Todos os dias/ }).check();
    await page.getByLabel('Das', { exact: true }).waitFor();
    await shop.expectAccessible();
    await shop.picture('notifications', { dark: true });
    await page.getByRole('checkbox', { name: /Todos os dias/ }).uncheck();
  });

  test('AT-8 a message is told by the system when nobody looks, with name and channel, and rings', async () => {
    const { page } = shop;
    await look(false);
    const before = await rung();
    await ana.says('Bom dia! Tem bolo?');
    await expect
      .poll(told, PATIENT)
      .toContainEqual(
        expect.objectContaining({ title: 'Ana Lima · Recepção', body: 'Bom dia! Tem bolo?', silent: true }),
      );
    await expect.poll(rung, PATIENT).toBeGreaterThan(before);
    await page.evaluate(`window.last.dispatchEvent(new Event('click'))`);
    await page
      .getByRole('region', { name: 'Conversa', exact: true })
      .getByRole('heading', { name: 'Ana Lima' })
      .waitFor();
  });

  test('AT-8 nothing is told of the conversation that one looks at', async () => {
    const { page } = shop;
    await look(true);
    const before = (await told()).length;
    await ana.says('De cenoura, por favor');
    await page.getByRole('region', { name: 'Conversa', exact: true }).getByText('De cenoura').waitFor();
    // What comes later and is told proves that this one was not.
    await openSettings();
    await bia.says('Oi, vocês abrem amanhã?');
    const toast = page.getByRole('status').filter({ hasText: 'Bia Souza · Recepção' }).first();
    await toast.waitFor();
    await expect.poll(told).toHaveLength(before);
    await shop.picture('notifications-toast');
    await page
      .locator('li', { hasText: 'Bia Souza' })
      .getByRole('button', { name: 'Abrir', exact: true })
      .click();
    await page
      .getByRole('region', { name: 'Conversa', exact: true })
      .getByRole('heading', { name: 'Bia Souza' })
      .waitFor();
  });

  test('AT-8 the text stays hidden where that was chosen, and peace is peace', async () => {
    const { page } = shop;
    await openSettings();
    await page.getByRole('checkbox', { name: /Mostrar o texto da mensagem/ }).uncheck();
    await look(false);
    await ana.says('segredo');
    await expect
      .poll(told, PATIENT)
      .toContainEqual(expect.objectContaining({ title: 'Ana Lima · Recepção', body: 'Nova mensagem' }));
    expect(JSON.stringify(await told())).not.toContain('segredo');
    await look(true);
    await page.getByRole('button', { name: 'Por uma hora' }).click();
    await page.getByRole('button', { name: /^Em silêncio até/ }).waitFor();
    await look(false);
    const [before, heard] = [(await told()).length, await rung()];
    await bia.says('Alô?');
    await goToInbox(page);
    await page
      .getByRole('button', { name: /^Bia Souza/ })
      .getByText('Alô?')
      .waitFor();
    expect((await told()).length).toBe(before);
    await expect.poll(rung).toBe(heard);
  });

  test('nothing complained', () => {
    expect(shop.complaints).toEqual([]);
  });
});

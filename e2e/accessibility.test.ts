import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChannel, goToChannels, goToInbox } from './support/counter.ts';
import { openCounter, type Shop } from './support/shop.ts';

/** Every screen there is, in both themes, by axe; at twice the size; and without motion (AT-9). */
/** axe looks at each screen twice. */
const PATIENT_MS = 300_000;

describe('accessibility', () => {
  let shop: Shop;

  const closeDialogs = async () => {
    const { page } = shop;
    const dialogs = page.locator('[role="dialog"], [role="alertdialog"], [role="menu"]');
    while ((await dialogs.count()) > 0) {
      await page.keyboard.press('Escape');
      await dialogs.first().waitFor({ state: 'detached' });
    }
  };
  const settingsPages = async () => {
    await shop.page.getByRole('button', { name: 'Configurações', exact: true }).click();
    const pages = shop.page.getByRole('navigation', { name: 'Configurações' }).getByRole('button');
    await pages.first().waitFor();
    return pages.allTextContents();
  };
  const expectInBothThemes = async (where: string) => {
    const { page } = shop;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // The theme is set by the page itself, a moment later.
      await expect.poll(() => page.evaluate('document.documentElement.dataset.theme')).toBe(colorScheme);
      try {
        // Names, roles and their order are the same in the dark; colours are not.
        await shop.expectAccessible(colorScheme === 'dark' ? ['color-contrast'] : undefined);
      } catch (error) {
        throw new Error(`${where}, ${colorScheme}`, { cause: error });
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };

  beforeAll(async () => {
    shop = await openCounter({ seed: 95 });
    const { network, page } = shop;
    await createChannel(page, 'Recepção');
    await page.getByRole('button', { name: 'Escaneie o código QR' }).click();
    await shop.scan('Recepção');
    await page.getByText('Conexão estabelecida').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await network.customer('Ana Lima').says('Bom dia! Tem pão de queijo?');
    await network.customer('Bia Souza').says('Oi');
  });
  afterAll(() => shop?.close());

  test(
    'AT-9 the inbox: empty-handed, with a conversation, with what opens over it',
    async () => {
      const { page } = shop;
      await goToInbox(page);
      await page.getByRole('button', { name: /^Ana Lima/ }).waitFor();
      await expectInBothThemes('inbox');
      await page.getByRole('button', { name: /^Ana Lima/ }).click();
      await page.getByRole('region', { name: 'Conversa', exact: true }).getByText('pão de queijo').waitFor();
      await expectInBothThemes('conversation');
      for (const [keys, where] of [
        ['F3', 'search'],
        ['Control+K', 'palette'],
        ['F1', 'shortcuts'],
        ['Alt+T', 'transfer'],
        ['Alt+E', 'close'],
      ] as const) {
        await page.keyboard.press(keys);
        await page.getByRole('dialog').waitFor();
        await expectInBothThemes(where);
        await closeDialogs();
      }
      await page.keyboard.press('Control+F');
      await page.getByRole('search').waitFor();
      await expectInBothThemes('find');
      await page.keyboard.press('Escape');
    },
    PATIENT_MS,
  );

  test(
    'AT-9 every page of the settings, and the channel’s own',
    async () => {
      const { page } = shop;
      const names = await settingsPages();
      expect(names.length).toBeGreaterThan(5);
      for (const name of names) {
        await page
          .getByRole('navigation', { name: 'Configurações' })
          .getByRole('button', { name, exact: true })
          .click();
        await page.locator('main h1').first().waitFor();
        await expectInBothThemes(name);
      }
      await goToChannels(page);
      await page.getByRole('button', { name: 'Novo canal' }).first().click();
      await page.getByRole('dialog').waitFor();
      await expectInBothThemes('new channel');
      await closeDialogs();
      await page
        .getByRole('region', { name: 'Recepção', exact: true })
        .getByRole('button', { name: 'Recepção', exact: true })
        .click();
      const tabs = page.getByRole('tab');
      await tabs.first().waitFor();
      for (const tab of await tabs.all()) {
        await tab.click();
        await expectInBothThemes(`channel, ${await tab.textContent()}`);
      }
    },
    PATIENT_MS,
  );

  test('AT-9 every other place of the rail', async () => {
    const { page } = shop;
    const places = page.getByRole('navigation', { name: 'Seções' }).getByRole('button');
    const names = (await places.allTextContents()).map((name) => name.trim());
    for (const name of names.filter((each) => !/^(Atendimento|Configurações|Procurar|Menu)/.test(each))) {
      await places.filter({ hasText: name }).first().click();
      await page.locator('main h1').first().waitFor();
      await expectInBothThemes(name);
      await closeDialogs();
    }
  });

  test('AT-9 at 200 % nothing needs scrolling in two directions', async () => {
    const { page } = shop;
    await goToInbox(page);
    await page.setViewportSize({ width: 683, height: 384 });
    for (const keys of ['F3', 'Control+K', 'F1']) {
      await page.keyboard.press(keys);
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      const { x, width, y } = (await dialog.boundingBox())!;
      expect([x >= 0, x + width <= 683, y >= 0]).toEqual([true, true, true]);
      await shop.expectAccessible();
      await closeDialogs();
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(683);
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  test('AT-9 who wants less motion gets none', async () => {
    const { page } = shop;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    // What was moving before may come to its end.
    await expect.poll(() => page.evaluate('document.getAnimations().length')).toBe(0);
    await page.keyboard.press('F1');
    await page.getByRole('dialog').waitFor();
    const longest = await page.evaluate<number>(
      'Math.max(0, ...document.getAnimations().map((each) => each.effect.getComputedTiming().endTime))',
    );
    expect(longest).toBeLessThan(50);
    await closeDialogs();
    await page.emulateMedia({ reducedMotion: 'no-preference' });
  });

  test('AT-9 the lock, from inside a dialogue too', async () => {
    const { page } = shop;
    await page.keyboard.press('F1');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Alt+L');
    await page.getByLabel('PIN', { exact: true }).waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expectInBothThemes('lock');
  });

  test('nothing complained', () => {
    expect(shop.complaints).toEqual([]);
  });
});

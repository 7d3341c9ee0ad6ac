import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTalk, type Talk } from './support/talk.ts';

/** Recording needs a microphone: the browser's own pretended one, which beeps. */
describe('a voice note', () => {
  let talk: Talk;

  beforeAll(async () => {
    talk = await openTalk(43, 'Ana Prado', {
      browserArgs: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    });
  });
  afterAll(async () => {
    await talk?.close();
  });

  const start = () => talk.page.getByRole('button', { name: /^Gravar voz/ });
  const recorder = () => talk.page.getByRole('group', { name: 'Gravação de voz' });

  test('AT-3 it is recorded by a press, listened to, and sent as WhatsApp wants it', async () => {
    const { customer, page } = talk;
    await start().click();
    await recorder().getByText('0:02').waitFor();
    await talk.picture('composer-voice', { dark: true });
    await recorder().getByRole('button', { name: 'Parar e ouvir' }).click();
    await recorder().getByRole('button', { name: 'Tocar: Mensagem de voz' }).waitFor();
    await talk.expectAccessible();
    await recorder().getByRole('button', { name: 'Enviar voz' }).click();
    const got = await customer.receives(({ file }) => file?.mimetype?.startsWith('audio/ogg') === true);
    const bytes = Buffer.from(got.file?.bytes ?? []);
    expect(bytes.subarray(0, 4).toString()).toBe('OggS');
    expect(bytes.includes('OpusHead')).toBe(true);
    // One channel; the rate it was made at is written after it.
    const head = bytes.indexOf('OpusHead');
    expect([bytes[head + 9], bytes.readUInt32LE(head + 12)]).toEqual([1, 16_000]);
    expect(got.file?.seconds).toBeGreaterThanOrEqual(2);
    await page.getByRole('button', { name: 'Tocar: Mensagem de voz' }).waitFor();
    const bars = await page
      .locator('[data-message] svg[preserveAspectRatio="none"] rect')
      .evaluateAll((all) => all.map((each) => Number(each.getAttribute('height'))));
    expect(bars).toHaveLength(64);
    expect(Math.max(...bars)).toBe(32);
  });

  test('AT-4 held, it is sent when let go', async () => {
    const { customer, page } = talk;
    const before = customer.inbox.length;
    await start().hover();
    await page.mouse.down();
    await recorder().getByText('Solte para enviar').waitFor();
    await recorder().getByText('0:01').waitFor();
    await page.mouse.up();
    await expect.poll(() => customer.inbox.length).toBe(before + 1);
  });

  test('AT-4 Escape throws it away', async () => {
    const { customer, page } = talk;
    const before = customer.inbox.length;
    await start().click();
    await recorder().getByText('0:01').waitFor();
    await page.keyboard.press('Escape');
    await recorder().waitFor({ state: 'hidden' });
    await page.getByRole('textbox', { name: 'Mensagem' }).waitFor();
    expect(customer.inbox).toHaveLength(before);
  });

  test('the window has nothing to complain of', () => {
    expect(talk.complaints).toEqual([]);
  });
});

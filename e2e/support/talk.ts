import type { Customer } from '../../simulator/index.ts';
import { createChannel, goToChannels, goToInbox } from './counter.ts';
import { openCounter, type Shop } from './shop.ts';

/** A shop whose phone is linked, with a customer whose conversation is open. */
export interface Talk extends Shop {
  readonly customer: Customer;
  readonly conversationId: number;
  /** The bubble that holds these words. */
  bubble(words: string): ReturnType<Shop['page']['locator']>;
}

export async function openTalk(
  seed: number,
  name = 'Ana Prado',
  options: { browserArgs?: readonly string[] } = {},
): Promise<Talk> {
  const shop = await openCounter({ seed, ...options });
  const { page } = shop;
  await goToChannels(page);
  await createChannel(page, 'Recepção');
  await page.getByRole('button', { name: 'Escaneie o código QR' }).click();
  await shop.scan('Recepção');
  await page.getByText('Conexão estabelecida').waitFor();
  const customer = shop.network.customer(name);
  await customer.says('Bom dia! Vocês têm bolo de cenoura?');
  await goToInbox(page);
  await page.getByRole('region', { name: 'Lista de conversas' }).getByText('bolo de cenoura').click();
  await page.locator('[data-message]').getByText('bolo de cenoura').waitFor();
  const { rows } = await shop.ask('inbox.list', { limit: 10 });
  const conversationId = rows[0]?.conversationId ?? 0;
  return Object.assign(Object.create(shop) as Shop, {
    customer,
    conversationId,
    bubble: (words: string) =>
      shop.page.locator('[data-message]').filter({ hasText: words }).locator('article').first(),
  });
}

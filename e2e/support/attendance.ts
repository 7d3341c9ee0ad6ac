import type { Locator } from 'playwright-core';
import { createChannel, goToInbox } from './counter.ts';
import { openCounter, type Shop } from './shop.ts';

/** What people do with tickets, in the words that they see. */

/** A counter whose channel is linked, with the inbox in front. */
export async function openLinkedCounter({ seed }: { seed: number }): Promise<Shop> {
  const shop = await openCounter({ seed });
  const { page } = shop;
  await createChannel(page, 'Recepção');
  await page.getByRole('button', { name: 'Escaneie o código QR' }).click();
  await shop.scan('Recepção');
  await page.getByText('Conexão estabelecida').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await goToInbox(page);
  return shop;
}

export function list(shop: Shop): Locator {
  return shop.page.getByRole('region', { name: 'Lista de conversas' });
}

export function row(shop: Shop, name: string): Locator {
  return list(shop).getByRole('button', { name: new RegExp(`^${name}`) });
}

export function thread(shop: Shop): Locator {
  return shop.page.getByRole('region', { name: 'Conversa', exact: true });
}

export function toolbar(shop: Shop): Locator {
  return thread(shop).getByRole('toolbar', { name: 'Ações do atendimento' });
}

export async function goToTab(shop: Shop, name: string): Promise<void> {
  const tab = list(shop).getByRole('tab', { name: new RegExp(name) });
  await tab.click();
  await list(shop)
    .getByRole('tab', { name: new RegExp(name), selected: true })
    .waitFor();
}

/** The row's menu, as the right mouse button opens it. */
export async function chooseFor(shop: Shop, name: string, item: string): Promise<void> {
  await row(shop, name).click({ button: 'right' });
  await shop.page.getByRole('menuitem', { name: item }).click();
}

export async function conversationId(shop: Shop, name: string): Promise<number> {
  const { rows } = await shop.ask('inbox.list', { tab: 'all', limit: 50 });
  const found = rows.find(({ contact }) => contact.displayName === name);
  if (!found) throw new Error(`no conversation with ${name}`);
  return found.conversationId;
}

/** How the ticket of a conversation stands, as main has it. */
export async function ticketOf(shop: Shop, name: string) {
  const { rows } = await shop.ask('inbox.list', { tab: 'all', limit: 50 });
  return rows.find(({ contact }) => contact.displayName === name)?.ticket;
}

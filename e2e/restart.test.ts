import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Message } from '../preload/entities.ts';
import { openRestartingShop, type RestartingShop, seeded } from './support/restarts.ts';

const KILLS = 30;

let shop: RestartingShop;

beforeAll(async () => {
  shop = await openRestartingShop();
  await shop.link();
  await shop.connected();
});

afterAll(() => shop?.close());

async function everyMessage(): Promise<Message[]> {
  const { client } = shop;
  const { rows } = await client.ask('inbox.list', { limit: 200 });
  const found: Message[] = [];
  for (const { conversationId } of rows) {
    let page = await client.ask('conversation.open', { conversationId, limit: 200 });
    found.push(...page.messages);
    while (page.more) {
      const before = page.messages[0]?.id ?? 1;
      const older = await client.ask('conversation.page', { conversationId, before, limit: 200 });
      found.push(...older.messages);
      page = { ...page, ...older };
    }
  }
  return found;
}

const repeated = (texts: readonly (string | undefined)[]) =>
  texts.filter((text, index) => texts.indexOf(text) !== index);

/** Power cuts at any moment: the network and the customers go on, the station's process does not. */
test(`ST-2 ${KILLS} kills while messages flow: everything received or queued is there, once`, async () => {
  const random = seeded(20_261_121);
  const { customers, network } = shop;
  const written: string[] = [];
  const accepted: string[] = [];
  const askedAgain: unknown[] = [];
  let conversations: number[] = [];
  let count = 0;
  network.on('receipt', (receipt) => receipt.type === 'retry' && askedAgain.push(receipt));

  async function send(): Promise<void> {
    const conversationId = conversations[Math.floor(random() * conversations.length)];
    if (conversationId === undefined) return;
    const text = `resposta ${(count += 1)}`;
    const reply = await shop.client.call('messages.send', { conversationId, text, nonce: randomUUID() });
    // Only what the station has answered for is promised.
    if (reply.ok) accepted.push(text);
  }

  for (let kill = 0; kill < KILLS; kill += 1) {
    const until = Date.now() + random() * 900;
    while (Date.now() < until) {
      const customer = customers[Math.floor(random() * customers.length)];
      const text = `pergunta ${(count += 1)}`;
      written.push(text);
      await customer?.says(text);
      void send().catch(() => {});
      await pause(random() * 120);
      if (conversations.length < customers.length) {
        const { rows } = await shop.client.ask('inbox.list', { limit: 50 });
        conversations = rows.map((row) => row.conversationId);
      }
    }
    await shop.restart();
    if (random() < 0.5) await shop.connected();
  }

  await shop.connected();
  const shown = () => customers.flatMap((customer) => customer.inbox.map(({ text }) => text));
  const missing = async () => {
    const stored = await everyMessage();
    const here = new Map(stored.map((message) => [message.text, message]));
    return {
      received: written.filter((text) => !here.has(text)),
      sent: accepted.filter((text) => !shown().includes(text)),
      ticks: accepted.filter((text) => here.get(text)?.status !== 'delivered'),
    };
  };
  await expect
    .poll(missing, { timeout: 120_000, interval: 500 })
    .toEqual({ received: [], sent: [], ticks: [] });

  expect(repeated((await everyMessage()).map(({ text }) => text))).toEqual([]);
  expect(repeated(shown())).toEqual([]);
  // Neither side had anything that it could not read.
  expect(askedAgain).toEqual([]);
  expect(written.length).toBeGreaterThan(KILLS);
  expect(accepted.length).toBeGreaterThan(KILLS);
}, 400_000);

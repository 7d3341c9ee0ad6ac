import { useWorld } from './testing/world.ts';
import { expect, test } from 'vitest';
import { textOf } from './testing/bare-client.ts';

const world = useWorld();

test('a flood arrives complete, in order for each who writes', async () => {
  const client = await world.linked();
  const customers = ['Ana', 'Bia', 'Carla'].map((name) => world.net.customer(name));
  const flood = await world.net.flood({ from: customers, count: 300, text: (i) => `número ${i}` });
  expect(client.messages.some((m) => textOf(m))).toBe(false);
  flood.release();
  const last = flood.ids.slice(-customers.length);
  for (const id of last) await client.message((m) => m.key.id === id);
  const got = client.messages.filter((m) => textOf(m));
  expect(new Set(got.map(({ key }) => key.id))).toEqual(new Set(flood.ids));
  expect(got).toHaveLength(300);
  for (const [turn, { jid }] of customers.entries()) {
    const written = got.filter(({ key }) => key.remoteJid === jid).map(textOf);
    expect(written).toEqual(Array.from({ length: 100 }, (_, i) => `número ${turn + 3 * i}`));
  }
  expect(world.phone.messages).toHaveLength(300);
});

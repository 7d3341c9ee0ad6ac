import { useWorld } from '../testing/world.ts';
import { expect, test } from 'vitest';
import { textOf } from '../testing/bare-client.ts';

const world = useWorld();

test('what the client blocks stays at the server, calls too, and the writer never learns of it', async () => {
  const client = await world.linked();
  const [ana, bia] = [world.net.customer('Ana'), world.net.customer('Bia')];
  await ana.says('oi');
  await client.message((m) => textOf(m) === 'oi');
  await client.socket.updateBlockStatus(ana.jid, 'block');
  expect(world.phone.blocked).toEqual([ana.number]);
  expect(await client.socket.fetchBlocklist()).toEqual([`${ana.lid}@lid`]);
  const unheard = await ana.says('ninguém ouve');
  const call = ana.calls();
  await bia.says('eu sim');
  await client.message((m) => textOf(m) === 'eu sim');
  expect(ana.messages.find(({ id }) => id === unheard)?.delivered).toBeUndefined();
  expect(call.state).toBe('ringing');
  call.hangUp();
  await client.socket.updateBlockStatus(ana.jid, 'unblock');
  await ana.says('de volta');
  await client.message((m) => textOf(m) === 'de volta');
});

test('what the phone blocks is told to the client', async () => {
  const client = await world.linked();
  const ana = world.net.customer('Ana');
  const told = client.event('blocklist.update');
  world.phone.blocks(ana, true);
  expect(await told).toEqual({ blocklist: [`${ana.lid}@lid`], type: 'add' });
});

import { useWorld } from '../testing/world.ts';
import { expect, test } from 'vitest';

const world = useWorld();

test('a query that this network does not know is refused, and reported', async () => {
  const client = await world.linked();
  const problems = world.expectProblems();
  const attrs = { xmlns: 'w:unheard-of', type: 'get', to: '@s.whatsapp.net' };
  const query = client.socket.query({ tag: 'iq', attrs, content: [{ tag: 'thing', attrs: {} }] });
  await expect(query).rejects.toMatchObject({ data: 501 });
  expect(problems).toMatchObject([{ where: 'query w:unheard-of' }]);
});

test('queries about the account', async () => {
  const client = await world.linked();
  const ana = world.net.customer('Ana');
  await expect(client.socket.profilePictureUrl(ana.jid)).rejects.toMatchObject({ data: 404 });
  await client.socket.onWhatsApp(ana.number);
  expect(await client.socket.fetchBlocklist()).toEqual([]);
  const sent = await client.socket.sendMessage(ana.jid, { text: 'oi' });
  await ana.receives((m) => m.id === sent?.key.id);
  await client.socket.updateBlockStatus(ana.jid, 'block');
  expect(await client.socket.fetchBlocklist()).toEqual([`${ana.lid}@lid`]);
  await client.socket.updateReadReceiptsPrivacy('none');
  expect(await client.socket.fetchPrivacySettings(true)).toMatchObject({ readreceipts: 'none', last: 'all' });
});

test('the door the server names is used at the next login', async () => {
  const client = await world.linked();
  expect(client.auth.creds.routingInfo).toEqual(Buffer.from('080a0810', 'hex'));
  await client.end();
  const again = world.connect(client.auth);
  expect((await again.opened()).connection).toBe('open');
});

import { useWorld } from '../testing/world.ts';
import { describe, expect, test } from 'vitest';
import { textOf } from '../testing/bare-client.ts';

const world = useWorld();

describe.for(['lid', 'pn'] as const)('a group addressed by %s', (addressing) => {
  test('members and client write to each other with sender keys', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const bia = world.net.customer('Bia');
    const family = world.net.group('Família', [ana, bia], { addressing });
    await client.event('groups.upsert', (all) =>
      all.some(({ id, subject }) => id === family.id && subject === 'Família'),
    );

    const first = await bia.in(family).says('almoço domingo?');
    const got = await client.message((m) => m.key.id === first);
    expect(textOf(got)).toBe('almoço domingo?');
    const author = addressing === 'lid' ? `${bia.lid}@lid` : `${bia.number}@s.whatsapp.net`;
    expect(got.key).toMatchObject({ remoteJid: family.id, participant: author, fromMe: false });
    await ana.in(family).receives((m) => m.id === first);

    for (const text of ['combinado', 'levo a sobremesa']) {
      const sent = await client.socket.sendMessage(family.id, { text });
      const id = sent?.key.id;
      await Promise.all([ana, bia].map((member) => member.in(family).receives((m) => m.id === id)));
    }
    expect(ana.in(family).messages.map(({ text }) => text)).toEqual([
      'almoço domingo?',
      'combinado',
      'levo a sobremesa',
    ]);
    const second = await bia.in(family).says('perfeito');
    await client.message((m) => m.key.id === second);
    expect(world.phone.to(family).messages).toHaveLength(4);
  });

  test('receipts name who gave them', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    const family = world.net.group('Família', [ana], { addressing });
    const sent = await client.socket.sendMessage(family.id, { text: 'oi' });
    const id = sent?.key.id ?? '';
    await ana.in(family).receives((m) => m.id === id);
    ana.in(family).reads();
    const reader = addressing === 'lid' ? `${ana.lid}@lid` : `${ana.number}@s.whatsapp.net`;
    const [receipt] = await client.event('message-receipt.update', (all) =>
      all.some(({ key, receipt: { readTimestamp } }) => key.id === id && Boolean(readTimestamp)),
    );
    expect(receipt?.receipt.userJid).toBe(reader);
  });
});

test('the client asks for the group and all groups', async () => {
  const client = await world.linked();
  const ana = world.net.customer('Ana');
  const family = world.net.group('Família', [ana]);
  const metadata = await client.socket.groupMetadata(family.id);
  expect(metadata).toMatchObject({ subject: 'Família', size: 2, addressingMode: 'lid' });
  expect(metadata.participants).toContainEqual(
    expect.objectContaining({
      id: `${ana.lid}@lid`,
      phoneNumber: `${ana.number}@s.whatsapp.net`,
      admin: null,
    }),
  );
  expect(Object.keys(await client.socket.groupFetchAllParticipating())).toEqual([family.id]);
});

test('changes of the group are announced', async () => {
  const client = await world.linked();
  const ana = world.net.customer('Ana');
  const bia = world.net.customer('Bia');
  const family = world.net.group('Família', [ana]);
  const changed = (action: string, lid: string) =>
    client.event(
      'group-participants.update',
      (update) => update.action === action && update.participants.some(({ id }) => id === `${lid}@lid`),
    );
  family.adds(bia);
  await changed('add', bia.lid);
  family.promotes(bia);
  await changed('promote', bia.lid);
  family.demotes(bia);
  await changed('demote', bia.lid);
  family.renames('Família Souza');
  await client.event('groups.update', (all) => all.some(({ subject }) => subject === 'Família Souza'));
  family.describes('Almoços de domingo');
  await client.event('groups.update', (all) => all.some(({ desc }) => desc === 'Almoços de domingo'));
  family.removes(ana);
  await changed('remove', ana.lid);
  expect(family.members).not.toContain(ana.number);
  await expect(ana.in(family).says('ainda estou aqui?')).rejects.toThrow('not a member');
});

test('a member who cannot read asks again', async () => {
  const client = await world.linked();
  const ana = world.net.customer('Ana');
  const family = world.net.group('Família', [ana]);
  const first = await client.socket.sendMessage(family.id, { text: 'um' });
  await ana.in(family).receives((m) => m.id === first?.key.id);
  ana.reinstalls();
  const second = await client.socket.sendMessage(family.id, { text: 'dois' });
  const got = await ana.in(family).receives((m) => m.id === second?.key.id);
  expect(got).toMatchObject({ text: 'dois', copies: 2 });
});

test('the client who cannot read a member asks again', async () => {
  const client = await world.linked();
  const ana = world.net.customer('Ana');
  const family = world.net.group('Família', [ana]);
  world.net.faults.undecryptableNext();
  const id = await ana.in(family).says('de novo');
  const got = await client.message((m) => m.key.id === id && textOf(m) === 'de novo');
  expect(got.key.remoteJid).toBe(family.id);
});

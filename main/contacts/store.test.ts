import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../preload/entities.ts';
import type { Address } from '../channels/wire.ts';
import { createRing, type Ring } from '../inbox/testing/ring.ts';
import { lid, pn, says } from '../inbox/testing/wire.ts';

const NOON = Date.UTC(2026, 10, 21, 12);

/** Each with a LID and a number that is written in both ways. */
function person(n: number) {
  const digits = String(n).padStart(4, '0');
  return {
    lid: lid(`1000000000${digits}`),
    number: pn(`5511987${digits}00`),
    short: pn(`551187${digits}00`),
  };
}

const letter = record({
  who: integer({ min: 0, max: 2 }),
  by: constantFrom('lid' as const, 'number' as const, 'short' as const),
  channel: constantFrom(1, 2),
  after: integer({ min: 0, max: 5 }),
});

interface Shown {
  readonly messages: Message[];
  readonly unread: number;
}

/** The conversations that have something of this round. */
async function conversationsOf(ring: Ring, round: string): Promise<Shown[]> {
  const { rows } = await ring.call('inbox.list', { limit: 20 });
  const here = rows.filter(({ preview }) => preview.startsWith(round));
  return Promise.all(
    here.map(async ({ conversationId, unread }) => {
      const { messages } = await ring.call('conversation.open', { conversationId, limit: 100 });
      return { messages, unread };
    }),
  );
}

const textsOf = (shown: readonly Shown[]) =>
  shown.flatMap(({ messages }) => messages.map(({ text }) => text)).sort();

test('field #11 merging contacts keeps every message once, in time order, and as unread as it was', async () => {
  const ring = await createRing();
  let rounds = 0;
  await assert(
    asyncProperty(array(letter, { minLength: 1, maxLength: 12 }), async (letters) => {
      const round = `${rounds}ª rodada`;
      const people = [0, 1, 2].map((n) => person(3 * rounds + n));
      rounds += 1;
      let at = NOON + rounds * 3_600_000;
      for (const [index, { who, by, channel, after }] of letters.entries()) {
        at += after * 1_000;
        await ring.heard.messages(channel, [says(`${round}: ${index}`, { chat: [people[who]![by]], at })]);
      }
      const before = await conversationsOf(ring, round);
      await ring.heard.contacts(
        1,
        people.map(({ lid, number }) => ({ addresses: [lid, number] })),
      );
      const after = await conversationsOf(ring, round);

      expect(textsOf(after)).toEqual(textsOf(before));
      expect(after).toHaveLength(new Set(letters.map(({ who, channel }) => `${who} ${channel}`)).size);
      for (const { messages, unread } of after) {
        const written = messages.map(({ text }) => Number(text.split(': ')[1]));
        expect(written).toEqual(written.toSorted((a, b) => a - b));
        expect(unread).toBe(messages.length);
      }
    }),
    { numRuns: 25 },
  );
  ring.close();
});

test('merging recomputes who waits: an answer in either conversation counts for both', async () => {
  const ring = await createRing();
  const ana = person(1);
  await ring.heard.messages(1, [
    says('alguém aí?', { chat: [ana.number] }),
    says('respondi', { chat: [ana.lid], fromMe: true, at: NOON + 5_000 }),
  ]);
  await ring.heard.contacts(1, [{ addresses: [ana.lid, ana.number] }]);
  const { rows } = await ring.call('inbox.list', { limit: 10 });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ preview: 'respondi', unread: 1 });
  expect(rows[0]).not.toHaveProperty('waitingSince');
  ring.close();
});

test('what a merged contact wrote in a group is then written by the one that stays', async () => {
  const ring = await createRing();
  const ana = person(1);
  const chat = [{ kind: 'group', value: '120363000000000001' } as const];
  await ring.heard.messages(1, [
    says('oi', { chat: [ana.number], pushName: 'Ana' }),
    says('no grupo', { chat, author: [ana.lid] }),
  ]);
  await ring.heard.contacts(1, [{ addresses: [ana.lid, ana.number] }]);
  const { messages } = await ring.call('conversation.open', { conversationId: 2, limit: 10 });
  expect(messages[0]?.authorName).toBe('Ana');
  ring.close();
});

test('field #11 the id of a conversation leads on, however often it was merged', async () => {
  const ring = await createRing();
  const ana = person(1);
  await ring.heard.messages(1, [
    says('um', { chat: [ana.number] }),
    says('dois', { chat: [ana.lid] }),
    says('três', { chat: [pn('351912345678')] }),
  ]);
  const merge = async (...addresses: Address[]) => ring.heard.contacts(1, [{ addresses }]);
  await merge(pn('351912345678'), ana.lid);
  await merge(ana.number, ana.lid);
  for (const conversationId of [1, 2, 3]) {
    const { messages } = await ring.call('conversation.open', { conversationId, limit: 10 });
    expect(messages.map(({ text }) => text)).toEqual(['um', 'dois', 'três']);
  }
  ring.close();
});

test('an id that was merged away never comes back as another one', async () => {
  const ring = await createRing();
  const [ana, bia] = [person(1), person(2)];
  await ring.heard.messages(1, [
    says('pelo número', { chat: [ana.number] }),
    says('oculto', { chat: [ana.lid] }),
  ]);
  await ring.heard.contacts(1, [{ addresses: [ana.lid, ana.number] }]);
  await ring.heard.messages(1, [says('outra pessoa', { chat: [bia.number] })]);
  const { rows } = await ring.call('inbox.list', { limit: 10 });
  expect(rows.map(({ conversationId }) => conversationId)).toEqual(expect.arrayContaining([1, 3]));
  ring.close();
});

test('an answer goes first to the kind of address that WhatsApp used last', async () => {
  const ring = await createRing();
  const ana = person(1);
  const answer = async (nonce: string) => {
    ring.heard.connected(1);
    await ring.call('messages.send', { conversationId: 1, text: 'oi', nonce });
    return ring.driver.sent.at(-1)?.chat;
  };
  await ring.heard.messages(1, [says('oi', { chat: [ana.number, ana.lid] })]);
  expect(await answer('00000000-0000-4000-8000-000000000001')).toEqual([ana.number, ana.lid]);
  await ring.heard.messages(1, [says('oi', { chat: [ana.lid, ana.number] })]);
  await Promise.resolve();
  expect(await answer('00000000-0000-4000-8000-000000000002')).toEqual([ana.lid, ana.number]);
  ring.close();
});

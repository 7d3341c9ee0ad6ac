import { afterEach, beforeEach, expect, test } from 'vitest';
import { AUTOMATION, type Counter, MARTA, openCounter, RITA } from '../automation/testing/counter.ts';
import { HOUR, MINUTE } from '../automation/testing/situations.ts';
import { ANA, ANA_LID, BIA } from '../inbox/testing/wire.ts';

const HELLO = { on: true, text: 'Olá!' };

/** Somebody writes from two addresses that turn out to be one person's: conversations 1 and 2. */
let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
  const off = { on: false, text: '' };
  counter.set({
    menu: { ...AUTOMATION.menu, on: false },
    messages: { greeting: off, farewell: off, transfer: off },
  });
  await counter.says('oi', { chat: [ANA] });
  await counter.says('sou eu', { chat: [ANA_LID] });
});
afterEach(() => counter.close());

const becomeOne = () => counter.inbox.heard.contacts(1, [{ addresses: [ANA, ANA_LID] }]);
const turn = (conversationId: number, off: boolean) => {
  counter.clock.advance(MINUTE);
  return counter.call('automation.setRobot', { conversationId, off });
};

test('SC-2 what asks again in both conversations asks once when they become one', async () => {
  counter.run(`INSERT INTO tag (id, name, name_key, hue) VALUES (5, 'Orçamento', 'orcamento', 1)`);
  const steps = [{ afterMinutes: 30, text: 'Viu o orçamento?' }];
  await counter.call('followUps.createRule', { name: 'Orçamento', onlyOpenHours: false, tagId: 5, steps });
  for (const id of [1, 2])
    counter.inbox.write('test.tag', (changes) => counter.tickets.tag({ id }, [5], RITA.id, changes));
  await becomeOne();
  counter.clock.advance(HOUR);
  await counter.automation.work.followUps();
  await counter.settled();
  expect(counter.sent()).toEqual(['Viu o orçamento?']);
});

test.each([
  [
    'off, said last of the one that goes',
    [
      [1, false],
      [2, true],
    ],
    true,
  ],
  [
    'off, said last of the one that stays',
    [
      [2, false],
      [1, true],
    ],
    true,
  ],
  [
    'on, said last of the one that goes',
    [
      [1, true],
      [2, false],
    ],
    false,
  ],
] as const)('MS-3 of two switches the newest word holds: %s', async (_, words, off) => {
  for (const [id, is] of words) await turn(id, is);
  await becomeOne();
  expect(await counter.call('automation.robot', { conversationId: 1 })).toMatchObject({ off });
});

test('MS-3 two contacts made one by hand and apart again have their own switches and their own greetings', async () => {
  const context = { window: { user: MARTA }, user: MARTA };
  counter.set({
    menu: { ...AUTOMATION.menu, on: false },
    messages: { ...AUTOMATION.messages, greeting: HELLO },
  });
  await counter.says('oi', { chat: [BIA] });
  expect(counter.sent()).toEqual(['Olá!']);
  const [{ id: bia, contactId: from }] = counter.rows<{ id: number; contactId: number }>(
    'SELECT id, contact_id AS contactId FROM conversation WHERE id = 3',
  ) as [{ id: number; contactId: number }];
  await turn(1, false);
  await turn(bia, true);
  const { mergeId } = await counter.inbox.handlers['contacts.merge']({ into: 1, from }, context);
  const robot = async (conversationId: number) =>
    (await counter.call('automation.robot', { conversationId })).off;
  expect(await robot(1)).toBe(true);
  await counter.inbox.handlers['contacts.undoMerge']({ mergeId }, context);
  expect([await robot(1), await robot(bia)]).toEqual([false, true]);
  expect(counter.rows('SELECT DISTINCT conversation_id AS id FROM robot_word')).toEqual([{ id: bia }]);
});

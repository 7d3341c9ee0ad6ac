import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JournalEntry } from '../../preload/entities.ts';
import type { RobotState } from '../../preload/entities/automation.ts';
// oxlint-disable-next-line no-restricted-imports -- the network that this test runs against
import type { Customer } from '../../simulator/index.ts';
import { systemClock } from '../clock.ts';
import { type LinkedStation, openLinkedStation, PATIENCE } from '../testing/linked-station.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { LOOP_LIMIT } from './guards.ts';
import { AUTOMATION, MINUTE } from './testing/situations.ts';

const folder = useTempFolder();
/** The first ones as fast as robots are, the others through the hour. */
const TURNS = 30;
const FAST = 2 * LOOP_LIMIT;

/** Both sides live by it; waits take as long as they take. */
let ahead = 0;
const clock = { ...systemClock, now: () => Date.now() + ahead };

let shop: LinkedStation;
let bot: Customer;

beforeEach(async () => {
  ahead = 0;
  shop = await openLinkedStation({ folder: folder(), clock });
  bot = shop.net.customer('Loja ao lado');
  await shop.ask('automation.set', {
    channelId: shop.channelId,
    messages: AUTOMATION.messages,
    menu: {
      ...AUTOMATION.menu,
      options: [{ label: 'Endereço', does: { kind: 'answer', text: 'Rua A, 1.' } }],
      retries: 5,
      fallbackQueueId: undefined,
    },
  });
});

afterEach(() => shop.close());

const journal = async () =>
  (await shop.ask<{ entries: JournalEntry[] }>('automation.journal', { limit: 100 })).entries;
const decisions = async () =>
  (await journal()).filter(({ event }) => event === 'message').reduce((sum, { times }) => sum + times, 0);
const toTheBot = () => bot.messages.filter(({ fromMe }) => !fromMe);

test('MS-3 two robots talk for an hour: the limit goes out and no more, with the reason and the cure', async () => {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await bot.says(`Bem-vindo à loja ao lado! (${turn})`);
    await expect.poll(decisions, PATIENCE).toBe(turn + 1);
    if (turn >= FAST) ahead += 2 * MINUTE;
    // Somebody sits at the window, which does not lock.
    await shop.ask('session.activity');
  }
  await expect
    .poll(async () => (await journal()).flatMap(({ messageId }) => messageId ?? []).length, PATIENCE)
    .toBe(LOOP_LIMIT);
  await expect.poll(() => toTheBot().length, PATIENCE).toBe(LOOP_LIMIT);
  expect(toTheBot().every(({ copies }) => copies === 1)).toBe(true);

  const stopped = (await journal()).find(({ because }) => because.rule === 'loop-limit')!;
  expect(stopped.because.values).toMatchObject({ limit: LOOP_LIMIT, until: expect.any(Number) });

  // The cure: somebody switches it on again, or off for this contact.
  const { conversationId } = stopped;
  expect(await shop.ask<RobotState>('automation.robot', { conversationId })).toMatchObject({
    loopUntil: expect.any(Number),
  });
  expect(await shop.ask<RobotState>('automation.setRobot', { conversationId, off: true })).toMatchObject({
    off: true,
  });
  await bot.says('Bem-vindo à loja ao lado!');
  await expect.poll(async () => (await journal())[0]?.because.rule, PATIENCE).toBe('robot-off-contact');
  expect(toTheBot()).toHaveLength(LOOP_LIMIT);
}, 120_000);
